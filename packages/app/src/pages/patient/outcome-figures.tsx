// Courses of the outcomes under all plans, each with its 50 and 90 % bands.

import { type ChartRule, LineChart, type LineSeries, seriesStyles } from "../../charts/index.js";
import { numberText, pointText } from "../../charts/number-text.js";
import type { PatientProjection, ProjectedOutcome } from "../../engine/client.js";
import { words } from "../../texts/index.js";
import { headlinePlan, painOutcome, planLabel } from "./answer-words.js";
import type { PlanItemIds } from "./plan-ids.js";

export interface FigureProps {
  readonly projection: PatientProjection;
  /** Therapies of each plan by its id; they decide the colours. */
  readonly therapies: PlanItemIds;
  readonly caption: string;
}

const daysPerMonth = 30.4375;

/** One look per plan, the same in every figure. */
export function planStyles({
  projection,
  therapies,
}: Pick<FigureProps, "projection" | "therapies">) {
  const styles = seriesStyles(
    projection.plans.map(({ id }) => ({ id, therapies: therapies[id] ?? [] })),
  );
  return new Map(projection.plans.map(({ id }, i) => [id, styles[i]!]));
}

/** "3 months", "2 years". */
export function durationWords(days: number): string {
  const months = Math.round(days / daysPerMonth);
  if (months < 24 && months % 12 !== 0) return `${months} ${words.patient.figures.months}`;
  return words.patient.figures.replacement.years(numberText(months / 12));
}

export function PainFigure(props: FigureProps) {
  const { projection } = props;
  const texts = words.patient.figures;
  const outcome = projection.outcomes.find((one) => one.outcome === painOutcome);
  if (!outcome) return null;
  return (
    <OutcomeFigure
      {...props}
      outcome={outcome}
      title={painTitle(projection, outcome)}
      axis={texts.painLabel}
      height={340}
      reading={texts.pain.reading}
      rules={noticedRule(outcome)}
    />
  );
}

function painTitle(projection: PatientProjection, outcome: ProjectedOutcome): string {
  const plan = headlinePlan(projection) ?? projection.reference;
  const change = (id: string): string =>
    pointText(outcome.plans.find((one) => one.plan === id)?.change.q50 ?? Number.NaN);
  const { reference } = projection;
  return words.patient.figures.pain.title(
    planLabel(projection, plan),
    change(plan),
    planLabel(projection, reference),
    change(reference),
    durationWords(projection.days.at(-1) ?? 0),
  );
}

/** Pain today less what people notice. */
function noticedRule(outcome: ProjectedOutcome): ChartRule[] {
  const today = outcome.plans[0]?.values.q50[0];
  const size = outcome.importantDifference;
  if (today === undefined || size === null || !Number.isFinite(size)) return [];
  const value = outcome.better === "lower" ? today - size : today + size;
  return [{ value, label: words.patient.figures.noticed(numberText(size)) }];
}

/** Every outcome but pain, two beside each other. */
export function OtherOutcomeFigures(props: FigureProps) {
  const texts = words.patient.figures;
  const names: Readonly<Record<string, string>> = {
    womac_function_100: texts.functionLabel,
    jsw: texts.space,
    kl_grade: texts.grade,
  };
  return (
    <div class="small-figures">
      {props.projection.outcomes
        .filter(({ outcome }) => outcome !== painOutcome)
        .map((outcome) => (
          <OutcomeFigure
            key={outcome.outcome}
            {...props}
            outcome={outcome}
            title={endTitle(outcome, names[outcome.outcome] ?? outcome.label)}
            axis={names[outcome.outcome] ?? outcome.label}
            height={280}
            reading=""
            rules={noticedRule(outcome)}
          />
        ))}
    </div>
  );
}

function endTitle(outcome: ProjectedOutcome, name: string): string {
  const ends = outcome.plans.map(({ values }) => values.q50.at(-1) ?? Number.NaN);
  const today = outcome.plans[0]?.values.q50[0] ?? Number.NaN;
  return words.patient.figures.outcome(
    name.slice(0, 1).toUpperCase() + name.slice(1),
    numberText(today),
    numberText(Math.min(...ends)),
    numberText(Math.max(...ends)),
  );
}

interface OutcomeFigureProps extends FigureProps {
  readonly outcome: ProjectedOutcome;
  readonly title: string;
  readonly axis: string;
  readonly reading: string;
  readonly height: number;
  readonly rules: readonly ChartRule[];
}

function OutcomeFigure(props: OutcomeFigureProps) {
  const { projection, outcome, title, axis, caption, reading, height, rules } = props;
  const texts = words.patient.figures;
  const styles = planStyles(props);
  const months = Array.from(projection.days, (day) => day / daysPerMonth);
  const series = outcome.plans.map(
    ({ plan, values }): LineSeries => ({
      id: plan,
      label: planLabel(projection, plan),
      style: styles.get(plan)!,
      x: months,
      middle: values.q50,
      band50: { low: values.q25, high: values.q75 },
      band90: { low: values.q05, high: values.q95 },
    }),
  );
  return (
    <LineChart
      id={`patient-${outcome.outcome}`}
      title={title}
      {...(reading ? { reading } : {})}
      caption={caption}
      height={height}
      x={{ title: texts.time, unit: texts.months }}
      y={{ title: axis, unit: outcome.unit, better: outcome.better }}
      series={series}
      rules={rules}
    />
  );
}
