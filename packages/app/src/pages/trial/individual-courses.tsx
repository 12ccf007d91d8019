// Every patient of an arm as a hair line, one of them thick: what means and bands hide.

import type { CurveTable, TrialSummary } from "@chondron/trial";
import { useMemo, useState } from "preact/hooks";
import { ManyCurves, type SeriesStyle } from "../../charts/index.js";
import { words } from "../../texts/index.js";
import { NumberInput } from "../model/number-input.js";

export interface IndividualCoursesProps {
  readonly summary: TrialSummary;
  readonly curves: CurveTable;
  readonly outcome: string;
  readonly styles: ReadonlyMap<string, SeriesStyle>;
  readonly source: string;
}

const daysPerWeek = 7;

export function IndividualCourses(props: IndividualCoursesProps) {
  const { summary, curves, outcome, styles, source } = props;
  const texts = words.trial.results;
  const [arm, setArm] = useState(0);
  const [chosen, setChosen] = useState(0);
  const people = useMemo(() => coursesOf(curves, outcome, arm), [curves, outcome, arm]);
  const weeks = useMemo(() => curves.days.map((day) => day / daysPerWeek), [curves]);
  const described = summary.design.outcomes.find(({ id }) => id === outcome);
  const shown = summary.design.arms[arm];
  if (!described || !shown || people.length === 0) return null;
  const number = Math.min(chosen, people.length - 1);
  const style = styles.get(shown.id);
  return (
    <section aria-labelledby="people-title">
      <h3 id="people-title">{texts.people}</h3>
      <div class="panel-fields">
        <div class="field">
          <label for="people-arm">{texts.armChoice}</label>
          <select
            id="people-arm"
            value={arm}
            onChange={({ currentTarget }) => setArm(Number(currentTarget.value))}
          >
            {summary.design.arms.map(({ id, label }, i) => (
              <option key={id} value={i}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="people-patient">{texts.patientChoice}</label>
          <input
            id="people-patient"
            type="range"
            min={1}
            max={people.length}
            value={number + 1}
            aria-valuetext={texts.patient(number + 1)}
            onInput={({ currentTarget }) => setChosen(Number(currentTarget.value) - 1)}
          />
        </div>
        <NumberInput
          id="people-number"
          label={texts.patientNumber}
          value={number + 1}
          onChange={(value) =>
            setChosen(Math.min(people.length, Math.max(1, Math.round(value) || 1)) - 1)
          }
        />
      </div>
      <ManyCurves
        id="trial-people"
        title={texts.peopleTitle(described.label, shown.label, people.length)}
        reading={texts.peopleReading}
        caption={source}
        x={{ title: texts.time, unit: texts.weeks }}
        y={{ title: described.label, unit: described.unit, better: described.better }}
        times={weeks}
        curves={people}
        {...(style ? { style } : {})}
        middle={people[number]!}
        middleLabel={texts.patient(number + 1)}
      />
    </section>
  );
}

/** [patient of the arm][day] */
function coursesOf({ days, arm, outcomeIds, values }: CurveTable, outcome: string, of: number) {
  const column = outcomeIds.indexOf(outcome);
  const width = outcomeIds.length;
  return Array.from(arm.keys())
    .filter((subject) => arm[subject] === of)
    .map((subject) =>
      days.map((_, day) => values[(subject * days.length + day) * width + column]!),
    );
}
