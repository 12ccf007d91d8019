// One part of the joint: curves of its states, its equations, its parameters with grade and source.

import type { Disease } from "@chondron/model";
import { LineChart } from "../../charts/index.js";
import { numberText, withUnit } from "../../charts/number-text.js";
import type { Simulation } from "../../engine/client.js";
import { type JointPart, type JointPartId, jointParts } from "../../joint/joint-parts.js";
import { printRoute } from "../../state/route.js";
import { words } from "../../texts/index.js";
import {
  groupedByUnit,
  moduleEquations,
  moduleParameters,
  symbolNames,
  symbolUnit,
} from "./module-content.js";
import type { JointRun } from "./use-joint-run.js";

export interface PartSectionProps {
  readonly knee: Disease;
  readonly id: JointPartId;
  readonly shown: JointRun | undefined;
}

export function PartSection({ knee, id, shown }: PartSectionProps) {
  const part = jointParts[id];
  const texts = words.model.part;
  const name = words.model.joint.parts[id];
  return (
    <section aria-labelledby="part-title">
      <h2 id="part-title">{name.slice(0, 1).toUpperCase() + name.slice(1)}</h2>
      {shown ? <PartCurves knee={knee} part={part} shown={shown} /> : null}
      <h3>{texts.equations}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="equations" tabIndex={0} aria-label={texts.equationsOf(part.file)}>
        <dl>
          {moduleEquations(knee.model, part.file).map((equation) => (
            <div key={equation.id + equation.text}>
              <dt>{equation.name || equation.id}</dt>
              <dd>
                <code>{equation.text}</code>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <h3>{texts.parameters}</h3>
      <ParameterTable knee={knee} file={part.file} />
    </section>
  );
}

function PartCurves({
  knee,
  part,
  shown,
}: {
  readonly knee: Disease;
  readonly part: JointPart;
  readonly shown: JointRun;
}) {
  const texts = words.model.part;
  const names = symbolNames(knee.model);
  const { run, scenario } = shown;
  const x = Array.from(run.times, scenario.shown);
  const axis =
    scenario.id === "wear"
      ? { title: texts.age, unit: texts.yearsUnit }
      : { title: texts.afterInjection, unit: texts.daysUnit };
  return (
    <div>
      {groupedByUnit(knee, part.symbols).map(({ unit, ids }) => (
        <LineChart
          key={unit}
          id={`part-${part.id}-${unit.replace(/\W+/g, "-") || "fold"}`}
          title={firstFinding(run, names.get(ids[0]!) || ids[0]!, ids[0]!, unit)}
          caption={words.model.scenario.caption}
          x={axis}
          y={{ title: texts.value, unit }}
          series={ids.slice(0, 6).map((id) => ({
            id: `symbol-${id}`,
            label: names.get(id) || id,
            x,
            middle: run.values[run.ids.indexOf(id)] ?? [],
          }))}
        />
      ))}
    </div>
  );
}

/** What the first of the symbols does over the run. */
function firstFinding(run: Simulation, name: string, id: string, unit: string): string {
  const values = run.values[run.ids.indexOf(id)];
  const text = (value: number | undefined): string => numberText(value ?? Number.NaN, 2);
  return words.model.part.finding(
    name.slice(0, 1).toUpperCase() + name.slice(1),
    text(values?.[0]),
    withUnit(text(values?.at(-1)), unit),
  );
}

function ParameterTable({ knee, file }: { readonly knee: Disease; readonly file: string }) {
  const texts = words.model.part;
  const heads = Object.values(texts.columns);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="table parameters" tabIndex={0} aria-label={texts.parametersOf(file)}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moduleParameters(knee, file).map(({ id, name, row }) => (
            <tr key={id}>
              <th scope="row">
                <a
                  href={printRoute({ page: "evidence", path: ["parameter", id] })}
                  aria-label={texts.evidence(id)}
                >
                  <code>{id}</code>
                </a>
              </th>
              <td>{name}</td>
              <td class="number">{withUnit(numberText(row.value), symbolUnit(knee, id))}</td>
              <td class="number">
                {row.low === row.high
                  ? ""
                  : `${numberText(row.low)} ${texts.to} ${numberText(row.high)}`}
              </td>
              <td>{texts.grades[row.grade]}</td>
              <td class="source">{row.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
