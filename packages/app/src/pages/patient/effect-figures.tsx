// What the projection says beyond courses: how the change splits, who gets an artificial knee, what each
// plan adds to placebo, and what drives pain at the end.

import { peopleOf100 } from "../../charts/icon-array.js";
import {
  ContributionBars,
  ForestPlot,
  type ForestRow,
  IconArray,
  type SeriesStyle,
} from "../../charts/index.js";
import { pointText } from "../../charts/number-text.js";
import type { Contribution, Influence, PatientProjection } from "../../engine/client.js";
import { words } from "../../texts/index.js";
import {
  contributionOf,
  headlinePlan,
  nearestDay,
  painOutcome,
  planLabel,
} from "./answer-words.js";
import { durationWords, type FigureProps, planStyles } from "./outcome-figures.js";

export function SplitFigure(props: FigureProps) {
  const { projection, caption } = props;
  const texts = words.patient.figures.split;
  const plan = headlinePlan(projection);
  const part = plan === undefined ? undefined : contributionOf(projection, plan);
  if (!part || plan === undefined) return null;
  const styles = planStyles(props);
  return (
    <ContributionBars
      id="patient-split"
      title={texts.title(
        planLabel(projection, plan),
        pointText(part.contextual),
        pointText(part.specific),
      )}
      reading={texts.reading(words.patient.answer.week(Math.round(part.day / 7)))}
      caption={caption}
      x={{ title: texts.axis, unit: words.patient.form.fields.pain.unit }}
      rows={splitRows(part, styles.get(projection.reference), styles.get(plan))}
      rules={noticed(projection)}
    />
  );
}

function splitRows(part: Contribution, placebo?: SeriesStyle, therapy?: SeriesStyle) {
  const texts = words.patient.figures.split;
  const style = (look: SeriesStyle | undefined) => (look ? { style: look } : {});
  return [
    { id: "natural", label: texts.natural, value: part.natural },
    { id: "contextual", label: texts.contextual, value: part.contextual, ...style(placebo) },
    { id: "specific", label: texts.specific, value: part.specific, ...style(therapy) },
    {
      id: "whole",
      label: texts.whole,
      value: part.natural + part.contextual + part.specific,
    },
  ];
}

function noticed(projection: PatientProjection) {
  const pain = projection.outcomes.find(({ outcome }) => outcome === painOutcome);
  const size = pain?.importantDifference;
  if (size === undefined || size === null || !Number.isFinite(size)) return [];
  return [{ value: -size, label: words.patient.figures.noticed(String(size)) }];
}

export function ReplacementFigure(props: FigureProps) {
  const { projection, caption } = props;
  const texts = words.patient.figures.replacement;
  const styles = planStyles(props);
  const groups = projection.replacement.map(({ plan, probability }) => ({
    id: plan,
    label: planLabel(projection, plan),
    style: styles.get(plan)!,
    share: probability.mean.at(-1) ?? Number.NaN,
    low90: probability.q05.at(-1) ?? Number.NaN,
    high90: probability.q95.at(-1) ?? Number.NaN,
  }));
  if (groups.length === 0) return null;
  const people = groups.map(({ share }) => peopleOf100(share));
  return (
    <IconArray
      id="patient-replacement"
      title={texts.title(
        durationWords(projection.days.at(-1) ?? 0),
        String(Math.min(...people)),
        String(Math.max(...people)),
      )}
      reading={`${texts.reading} ${texts.filled}; ${texts.rest}.`}
      caption={caption}
      groups={groups}
      filledWords={texts.filled}
      restWords={texts.rest}
    />
  );
}

export function EffectFigure(props: FigureProps) {
  const { projection, caption } = props;
  const texts = words.patient.figures.effect;
  const rows = effectRows(props);
  if (rows.length === 0) return null;
  const rules = noticed(projection);
  return (
    <ForestPlot
      id="patient-effect"
      title={texts.title}
      reading={texts.reading}
      caption={caption}
      x={{ title: texts.axis, unit: words.patient.form.fields.pain.unit }}
      rows={rows}
      rules={rules}
      leftWords={texts.left}
      rightWords={texts.right}
    />
  );
}

/** Each plan but the reference at weeks 12 and 52 and at the end, as far as the projection reaches. */
function effectRows(props: FigureProps): ForestRow[] {
  const { projection } = props;
  const pain = projection.outcomes.find(({ outcome }) => outcome === painOutcome);
  const styles = planStyles(props);
  const last = projection.days.length - 1;
  const wanted = [84, 364].filter((day) => day < (projection.days[last] ?? 0));
  const places = [...new Set([...wanted.map((day) => nearestDay(projection.days, day)), last])];
  return (pain?.plans ?? [])
    .filter(({ plan }) => plan !== projection.reference)
    .flatMap(({ plan, againstReference: effect }) =>
      places.map((at) => ({
        id: `${plan}-${at}`,
        label: words.patient.figures.effect.row(
          planLabel(projection, plan),
          words.patient.answer.week(Math.round(projection.days[at]! / 7)),
        ),
        style: styles.get(plan)!,
        estimate: effect.q50[at]!,
        low90: effect.q05[at]!,
        high90: effect.q95[at]!,
        low50: effect.q25[at]!,
        high50: effect.q75[at]!,
      })),
    );
}

const mostDrivers = 8;

export function DriversFigure({
  projection,
  caption,
  of,
}: FigureProps & { readonly of: Influence["of"] }) {
  const texts = words.patient.figures.drivers;
  const plan = headlinePlan(projection) ?? projection.reference;
  const drivers = strongest(projection.influences, plan, of);
  const [first] = drivers;
  if (!first) return <p>{texts.none}</p>;
  const whole = of === "value";
  return (
    <ContributionBars
      id={`patient-drivers-${of}`}
      title={whole ? texts.title(first.label) : texts.differenceTitle(first.label)}
      {...(whole ? { reading: texts.reading } : {})}
      caption={caption}
      x={{
        title: whole ? texts.axis : texts.differenceAxis,
        unit: "",
        domain: [-1, 1],
      }}
      rows={drivers.map((one) => ({
        id: one.id,
        label: texts.row(one.label, one.kind === "parameter" ? texts.parameter : texts.trait),
        value: one.rankCorrelation,
      }))}
    />
  );
}

/** Influences on pain at the latest day, strongest first. */
function strongest(
  influences: readonly Influence[],
  plan: string,
  of: Influence["of"],
): Influence[] {
  const pain = influences.filter(
    (one) => one.of === of && one.outcome === painOutcome && one.plan === plan,
  );
  const last = Math.max(...pain.map(({ day }) => day));
  return pain
    .filter(({ day, rankCorrelation }) => day === last && Number.isFinite(rankCorrelation))
    .sort((a, b) => Math.abs(b.rankCorrelation) - Math.abs(a.rankCorrelation))
    .slice(0, mostDrivers);
}
