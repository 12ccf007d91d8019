// For experts: what was taken for what was not given, today over the draws, and the cost.

import { DataTable } from "../../charts/index.js";
import { numberText } from "../../charts/number-text.js";
import type { PatientProjection } from "../../engine/client.js";
import { words } from "../../texts/index.js";

export function ExpertSection({ projection }: { readonly projection: PatientProjection }) {
  const texts = words.patient.expert;
  const { draws, timing } = projection;
  return (
    <section>
      <h2>{words.patient.sections.expert}</h2>
      <p>
        {texts.cost(
          draws.kept,
          draws.asked,
          draws.failed,
          numberText(timing.milliseconds),
          timing.ranHistory,
        )}
      </p>
      <h3>{texts.today}</h3>
      <DataTable
        caption={texts.today}
        table={{
          columns: [texts.outcome, texts.q05, texts.q50, texts.q95].map((name) => ({ name })),
          rows: Object.entries(projection.today).map(([id, { q05, q50, q95 }]) => [
            id,
            q05,
            q50,
            q95,
          ]),
        }}
      />
      <h3>{texts.taken}</h3>
      <DataTable
        caption={texts.taken}
        table={{
          columns: [{ name: texts.covariate }, { name: texts.value }],
          rows: Object.entries(projection.covariates),
        }}
      />
    </section>
  );
}
