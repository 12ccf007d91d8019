// Who counts as a responder. The OMERACT-OARSI set of criteria is that of Pham et al. 2004,
// Osteoarthritis Cartilage 12, 389-399 (table "scenario D"): a high improvement in pain or function,
// or a moderate one in two of pain, function and patient's global. Changes are on scales turned to
// 0-100 by the outcome's own bounds; relative ones are fractions of the entry value.

import type { Outcome } from "@chondron/model";
import type { ResponderRule } from "./protocol.js";

/** Improvement of one outcome: positive is better. */
export interface Improvement {
  /** On a 0-100 scale. */
  readonly absolute: number;
  /** Fraction of the distance from the best possible value at entry. */
  readonly relative: number;
}

/** Improvement from `entry` to `now`, both in the outcome's unit. */
export function improvementOf(
  { low, high, better }: Pick<Outcome, "low" | "high" | "better">,
  entry: number,
  now: number,
): Improvement {
  const gain = better === "lower" ? entry - now : now - entry;
  // How bad it was: for a scale where higher is better, what was missing to the best.
  const burden = better === "lower" ? entry - low : high - entry;
  return { absolute: (100 * gain) / (high - low), relative: burden > 0 ? gain / burden : 0 };
}

/** Slack for decimal readings such as 12.3 - 9.84 in binary. */
const slack = 1e-9;

const reaches = ({ absolute, relative }: Improvement, share: number, points: number): boolean =>
  relative >= share - slack && absolute >= points - slack;

/** Pham et al. 2004: high: 50 % and 20 points; moderate: 20 % and 10 points in two of three. */
export function isOmeractOarsiResponder(
  pain: Improvement,
  physicalFunction: Improvement,
  global: Improvement,
): boolean {
  if (reaches(pain, 0.5, 20) || reaches(physicalFunction, 0.5, 20)) return true;
  const moderate = [pain, physicalFunction, global].filter((gain) => reaches(gain, 0.2, 10));
  return moderate.length >= 2;
}

/** Outcome ids that a rule reads. */
export function outcomesOf(rule: ResponderRule): readonly string[] {
  if (rule.kind !== "omeract-oarsi") return [rule.outcome];
  return [rule.pain, rule.function, rule.global];
}

/**
 * Whether the rule is met; `values` gives [entry, now] of an outcome. Undefined where a value that
 * it needs is missing (NaN).
 */
export function isResponder(
  rule: ResponderRule,
  outcomes: readonly Outcome[],
  values: (id: string) => readonly [number, number],
): boolean | undefined {
  if (outcomesOf(rule).some((id) => values(id).some(Number.isNaN))) return undefined;
  const outcome = (id: string): Outcome => outcomes.find((row) => row.id === id)!;
  const gain = (id: string): Improvement => improvementOf(outcome(id), ...values(id));
  switch (rule.kind) {
    case "omeract-oarsi":
      return isOmeractOarsiResponder(gain(rule.pain), gain(rule.function), gain(rule.global));
    case "improvement": {
      const [entry, now] = values(rule.outcome);
      const { better } = outcome(rule.outcome);
      if (rule.relative) return gain(rule.outcome).relative >= rule.by - slack;
      return (better === "lower" ? entry - now : now - entry) >= rule.by - slack;
    }
    case "state": {
      const [, now] = values(rule.outcome);
      return outcome(rule.outcome).better === "lower" ? now <= rule.value : now >= rule.value;
    }
  }
}

/** The rule in words. */
export function ruleText(rule: ResponderRule, outcomes: readonly Outcome[]): string {
  const name = (id: string): string => outcomes.find((row) => row.id === id)?.label ?? id;
  switch (rule.kind) {
    case "omeract-oarsi":
      return `OMERACT-OARSI criteria (Pham 2004) on ${name(rule.pain)}, ${name(rule.function)} and ${name(rule.global)}: 50 % and 20 points of 100 better in pain or function, or 20 % and 10 points in two of the three.`;
    case "improvement": {
      const unit = outcomes.find((row) => row.id === rule.outcome)?.unit ?? "";
      const by = rule.relative
        ? `${Number((100 * rule.by).toPrecision(6))} %`
        : `${rule.by} ${unit}`;
      return `${name(rule.outcome)} better than at entry by at least ${by.trim()}.`;
    }
    case "state":
      return `${name(rule.outcome)} at ${rule.value} or better.`;
  }
}
