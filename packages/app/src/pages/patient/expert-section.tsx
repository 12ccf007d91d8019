// For experts: what was taken for what was not given, today over the draws, and the cost.

import { DataTable } from "../../charts/index.js";
import { numberText } from "../../charts/number-text.js";
import type { PatientProjection, Spread } from "../../engine/client.js";
import { words } from "../../texts/index.js";

export function ExpertSection({ projection }: { readonly projection: PatientProjection }) {
  const texts = words.patient.expert;
  const { draws, lives, timing } = projection;
  return (
    <section>
      <h2>{words.patient.sections.expert}</h2>
      <p>
        {texts.cost(draws.asked, draws.failed, numberText(timing.milliseconds), timing.ranHistory)}{" "}
        {texts.lives(lives.kept, lives.lived)}
      </p>
      <h3>{texts.today}</h3>
      <Spreads caption={texts.today} head={texts.outcome} spreads={projection.today} />
      <h3>{texts.taken}</h3>
      <Spreads caption={texts.taken} head={texts.covariate} spreads={projection.covariates} />
    </section>
  );
}

function Spreads({
  caption,
  head,
  spreads,
}: {
  readonly caption: string;
  readonly head: string;
  readonly spreads: Readonly<Record<string, Spread>>;
}) {
  const texts = words.patient.expert;
  return (
    <DataTable
      caption={caption}
      table={{
        columns: [head, texts.q05, texts.q50, texts.q95].map((name) => ({ name })),
        rows: Object.entries(spreads).map(([id, { q05, q50, q95 }]) => [id, q05, q50, q95]),
      }}
    />
  );
}
