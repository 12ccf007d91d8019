// The answer in two sentences: what the first active plan changes beside placebo, with its interval
// and time, and how much of the whole change placebo would bring too.

import { numberText, pointText } from "../../charts/number-text.js";
import type { Contribution, PatientProjection } from "../../engine/client.js";
import { words } from "../../texts/index.js";

export const painOutcome = "womac_pain_100";
const headlineDay = 84;

export interface AnswerWords {
  readonly effect: string;
  readonly split: string;
}

/** Index of the day nearest to `day`. */
export function nearestDay(days: ArrayLike<number>, day: number): number {
  let best = 0;
  for (let i = 1; i < days.length; i++)
    if (Math.abs(days[i]! - day) < Math.abs(days[best]! - day)) best = i;
  return best;
}

/** The plan that the headline is about: the first that is not the reference. */
export function headlinePlan(projection: PatientProjection): string | undefined {
  return projection.plans.find(({ id }) => id !== projection.reference)?.id;
}

export function answerWords(projection: PatientProjection): AnswerWords {
  const texts = words.patient.answer;
  const plan = headlinePlan(projection);
  if (plan === undefined) return { effect: texts.same, split: "" };
  const label = planLabel(projection, plan);
  const pain = projection.outcomes.find(({ outcome }) => outcome === painOutcome);
  const effect = pain?.plans.find((one) => one.plan === plan)?.againstReference;
  if (!pain || !effect) return { effect: texts.none(label), split: "" };
  const at = nearestDay(projection.days, headlineDay);
  const [low, middle, high] = [effect.q05[at]!, effect.q50[at]!, effect.q95[at]!];
  const when = texts.week(Math.round(projection.days[at]! / 7));
  const sentence = texts.pain(
    sentenceCase(label),
    when,
    pointText(middle),
    pointText(low),
    pointText(high),
  );
  const verdict = low <= 0 && high >= 0 ? texts.zero : high < 0 ? texts.better : texts.worse;
  return {
    effect: `${sentence}${verdict}${noticeWords(middle, pain.importantDifference)}`,
    split: splitWords(projection, plan, label),
  };
}

function noticeWords(middle: number, important: number | null): string {
  if (important === null || !Number.isFinite(important)) return "";
  const texts = words.patient.answer;
  const size = Math.abs(middle) < important ? texts.small : texts.large;
  return `${size}${texts.important(numberText(important))}`;
}

function splitWords(projection: PatientProjection, plan: string, label: string): string {
  const texts = words.patient.answer;
  const part = contributionOf(projection, plan);
  if (!part) return "";
  const whole = part.natural + part.contextual + part.specific;
  if (Math.abs(whole) < 1) return texts.noChange;
  const placebo = part.natural + part.contextual;
  const when = texts.week(Math.round(part.day / 7));
  return texts.change(label, when, pointText(whole), pointText(placebo));
}

/** Parts of the change in pain under a plan at the headline's time. */
export function contributionOf(
  projection: PatientProjection,
  plan: string,
): Contribution | undefined {
  const parts = projection.contributions.filter(
    (one) => one.plan === plan && one.outcome === painOutcome,
  );
  const distance = ({ day }: Contribution): number => Math.abs(day - headlineDay);
  return parts.sort((a, b) => distance(a) - distance(b))[0];
}

export function planLabel(projection: PatientProjection, plan: string): string {
  return projection.plans.find(({ id }) => id === plan)?.label ?? plan;
}

export function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
