// What a trial shows, from its summary: flow, courses, effects. The same while the run fills it and when
// it was read from a folder.

import type { EffectRow, EndpointSummary, TrialSummary } from "@chondron/trial";
import {
  DataTable,
  ForestPlot,
  LineChart,
  type SeriesStyle,
  seriesStyles,
} from "../../charts/index.js";
import { words } from "../../texts/index.js";
import { IndividualCourses } from "./individual-courses.js";
import { ParticipantFlow } from "./participant-flow.js";
import type { RunSession } from "./run-session.js";

const texts = words.trial.results;
const daysPerWeek = 7;

export function TrialResults({ session }: { session: RunSession }) {
  const { summary, progress, opened, state } = session;
  if (!summary) return null;
  const { arms, replicates, size, seed } = summary.design;
  const styles = new Map(seriesStyles(arms).map((style, i) => [arms[i]!.id, style]));
  const source = texts.source(replicates, size, seed);
  const outcomes = shownOutcomes(summary);
  return (
    <section class="results" aria-labelledby="results-title">
      <h2 id="results-title">{texts.title}</h2>
      <p class="soft">
        {state === "running" && progress ? texts.partial(replicates, progress.replicates) : source}
        {opened === undefined ? "" : ` ${texts.opened(opened)}`}
      </p>
      <ParticipantFlow summary={summary} />
      {outcomes.map((outcome) => (
        <Courses key={outcome} {...{ summary, outcome, styles, source }} />
      ))}
      <Effects {...{ summary, styles, source }} />
      {session.run && outcomes[0] !== undefined ? (
        <IndividualCourses
          {...{ summary, styles, source, curves: session.run.curves, outcome: outcomes[0] }}
        />
      ) : null}
      {summary.solver.failed > 0 ? <p>{texts.failures(summary.solver.failed)}</p> : null}
    </section>
  );
}

type Styles = ReadonlyMap<string, SeriesStyle>;

interface PartProps {
  readonly summary: TrialSummary;
  readonly styles: Styles;
  readonly source: string;
}

/** Outcomes of change endpoints, the primary one first. */
function shownOutcomes({ design }: TrialSummary): string[] {
  const primaryFirst = [...design.endpoints].sort((a, b) => Number(b.primary) - Number(a.primary));
  return [...new Set(primaryFirst.map(({ outcome }) => outcome).filter((id) => id !== ""))];
}

function Courses({ summary, outcome, styles, source }: PartProps & { readonly outcome: string }) {
  const described = summary.design.outcomes.find(({ id }) => id === outcome);
  const rows = summary.courses.filter((row) => row.outcome === outcome);
  if (!described || rows.length === 0) return null;
  const series = rows.map((row) => {
    const arm = summary.design.arms.find(({ id }) => id === row.arm);
    const style = styles.get(row.arm);
    const { q05, q25, q75, q95 } = row.meanOverReplicates;
    return {
      ...{ id: row.arm, label: arm?.label ?? row.arm, ...(style ? { style } : {}) },
      x: row.days.map((day) => day / daysPerWeek),
      middle: numbers(row.mean),
      band50: { low: numbers(q25), high: numbers(q75) },
      band90: { low: numbers(q05), high: numbers(q95) },
    };
  });
  return (
    <LineChart
      id={`trial-${outcome}`}
      title={texts.courses(described.label)}
      reading={texts.coursesReading}
      caption={source}
      x={{ title: texts.time, unit: texts.weeks }}
      y={{ title: described.label, unit: described.unit, better: described.better }}
      series={series}
    />
  );
}

function Effects({ summary, styles, source }: PartProps) {
  const groups = summary.design.endpoints.flatMap((endpoint) => {
    const rows = summary.effects.filter(
      (row) => row.endpoint === endpoint.id && row.atEndpointVisit,
    );
    return rows.length > 0 ? [{ endpoint, rows }] : [];
  });
  if (groups.length === 0) return <p>{texts.noEffects}</p>;
  const [first] = groups;
  return (
    <>
      <h3>{texts.effects}</h3>
      <EffectPlot
        {...{ summary, styles, source }}
        {...(groups.find((g) => g.endpoint.primary) ?? first!)}
      />
      <DataTable caption={texts.effects} table={effectTable(summary, groups)} />
    </>
  );
}

interface EffectGroup {
  readonly endpoint: EndpointSummary;
  readonly rows: readonly EffectRow[];
}

function EffectPlot({ summary, styles, source, endpoint, rows }: PartProps & EffectGroup) {
  const { importantDifference } = endpoint;
  const lowerIsBetter = rows[0]?.better === "lower";
  const sign = lowerIsBetter ? -1 : 1;
  return (
    <ForestPlot
      id="trial-effects"
      title={endpoint.label}
      reading={texts.effectsReading}
      caption={source}
      x={{ title: texts.estimate, unit: rows[0]?.unit ?? "" }}
      none={0}
      leftWords={lowerIsBetter ? texts.favoursTherapy : texts.favoursControl}
      rightWords={lowerIsBetter ? texts.favoursControl : texts.favoursTherapy}
      {...(importantDifference === null
        ? {}
        : { rules: [{ value: sign * importantDifference, label: texts.important }] })}
      rows={rows.map((row) => {
        const style = styles.get(row.arm);
        const { q05, q25, q50, q75, q95 } = row.overReplicates;
        return {
          ...{ id: row.arm, label: armLabel(summary, row.arm), ...(style ? { style } : {}) },
          ...{ estimate: q50 ?? Number.NaN, low90: q05 ?? Number.NaN, high90: q95 ?? Number.NaN },
          ...{ low50: q25 ?? Number.NaN, high50: q75 ?? Number.NaN },
        };
      })}
    />
  );
}

function effectTable(summary: TrialSummary, groups: readonly EffectGroup[]) {
  const columns = [
    texts.endpoint,
    texts.arm,
    texts.estimate,
    texts.interval90,
    texts.favourable,
    texts.significant,
  ].map((name) => ({ name }));
  const rows = groups.flatMap(({ endpoint, rows: effects }) =>
    effects.map(({ arm, unit, overReplicates: spread }) => [
      endpoint.label,
      armLabel(summary, arm),
      `${signed(spread.q50)} ${unit}`,
      `${signed(spread.q05)} … ${signed(spread.q95)}`,
      percent(spread.favourableShare),
      percent(spread.significantShare),
    ]),
  );
  return { columns, rows };
}

function armLabel({ design }: TrialSummary, id: string): string {
  return design.arms.find((arm) => arm.id === id)?.label ?? id;
}

function signed(value: number | null): string {
  if (value === null) return "–";
  const text = Math.abs(value).toFixed(2);
  return value < 0 ? `−${text}` : `+${text}`;
}

function percent(share: number | null): string {
  return share === null ? "–" : `${Math.round(100 * share)} %`;
}

function numbers(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? Number.NaN);
}
