// Flow of participants after CONSORT 2010, as boxes of text: assessed, excluded, randomised, then the arms
// side by side.

import type { ArmFlow, TrialSummary } from "@chondron/trial";
import { words } from "../../texts/index.js";

const texts = words.trial.results;

export function ParticipantFlow({ summary }: { summary: TrialSummary }) {
  const { flow, design } = summary;
  const excluded = flow.excluded.filter(({ count }) => count > 0);
  const labelOf = (id: string): string => design.arms.find((arm) => arm.id === id)?.label ?? id;
  return (
    <section class="flow" aria-labelledby="flow-title">
      <h3 id="flow-title">{texts.flow}</h3>
      <p class="soft">{texts.shown}</p>
      <div class="flow-box">
        <strong>{texts.assessed}</strong> n = {flow.assessed}
      </div>
      <div class="flow-box aside">
        <strong>{texts.excluded}</strong> n = {sum(excluded)}
        <ul>
          {excluded.map(({ reason, count }) => (
            <li key={reason}>
              {reason}: {count}
            </li>
          ))}
        </ul>
      </div>
      <div class="flow-box">
        <strong>{texts.randomised}</strong> n = {flow.randomised}
      </div>
      <div class="flow-arms">
        {flow.arms.map((arm) => (
          <ArmBox arm={arm} label={labelOf(arm.arm)} key={arm.arm} />
        ))}
      </div>
    </section>
  );
}

function ArmBox({ arm, label }: { arm: ArmFlow; label: string }) {
  const left = arm.discontinued.filter(({ count }) => count > 0);
  const events = arm.events.filter(({ count }) => count > 0);
  return (
    <div class="flow-box">
      <strong>{label}</strong>
      <ul>
        <li>
          {texts.allocated}: {arm.allocated}
        </li>
        <li>
          {texts.received}: {arm.received}
        </li>
        <li>
          {texts.left}: {sum(left)}
          {left.length > 0 ? ` (${left.map((r) => `${r.reason}: ${r.count}`).join("; ")})` : ""}
        </li>
        {events.map(({ event, label: name, count }) => (
          <li key={event}>
            {name}: {count}
          </li>
        ))}
        {arm.failed > 0 ? (
          <li>
            {texts.failed}: {arm.failed}
          </li>
        ) : null}
        <li>
          {texts.analysed}: {arm.analysed}
        </li>
      </ul>
    </div>
  );
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
