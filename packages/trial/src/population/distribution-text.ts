// Distributions as the disease's tables and protocols write them, e.g. `normal(29 + 0.1*age, 4)`.
// Parsed once, drawn by inversion of one uniform number, so that a draw depends on its key alone.

import { type Expression, hasErrors, parseFormula } from "@chondron/model";
import {
  type Distribution,
  lognormalFromMedian,
  normal,
  truncate,
  uniform,
} from "../stats/distribution.js";
import { evaluate, unknownOperators } from "./evaluate.js";

export type DistributionKind =
  | "normal"
  | "lognormal"
  | "uniform"
  | "bernoulli"
  | "constant"
  | "derived";

export interface DistributionText {
  readonly kind: DistributionKind;
  readonly arguments: readonly Expression[];
}

const argumentCounts: Readonly<Record<DistributionKind, number>> = {
  normal: 2,
  lognormal: 2,
  uniform: 2,
  bernoulli: 1,
  constant: 1,
  derived: 1,
};

/** The distribution, or the cause why the text is none. */
export function parseDistribution(text: string): {
  readonly distribution?: DistributionText;
  readonly cause?: string;
} {
  const [, name = "", inner = ""] = /^\s*(\w+)\s*\((.*)\)\s*$/s.exec(text) ?? [];
  if (!(name in argumentCounts)) {
    return { cause: name === "" ? "it is no distribution" : `"${name}" is no distribution` };
  }
  const kind = name as DistributionKind;
  // Under a neutral name: to the formula language some of these names are draws of its own.
  const { expression, diagnostics } = parseFormula(`drawn(${inner})`);
  if (!expression || hasErrors(diagnostics) || expression.kind !== "call") {
    return { cause: diagnostics[0]?.message.replace(/\.$/, "") ?? "its arguments are no formulas" };
  }
  const { arguments: parts } = expression;
  const count = argumentCounts[kind];
  if (parts.length !== count) {
    const wanted = count === 1 ? "1 argument" : `${count} arguments`;
    return { cause: `${kind} takes ${wanted}, not ${parts.length}` };
  }
  const unknown = parts.flatMap(unknownOperators)[0];
  if (unknown !== undefined) return { cause: `"${unknown}" cannot be used here` };
  return { distribution: { kind, arguments: parts } };
}

/**
 * A value at quantile `u` of (0, 1), conditional on low <= value <= high (NaN: no limit).
 * `lookup` gives the symbols. lognormal(m, cv): m is the median. Where no probability lies between
 * the limits, the median is moved to the nearer one.
 */
export function drawValue(
  text: DistributionText,
  lookup: (id: string) => number,
  low: number,
  high: number,
  u: number,
): number {
  const [a = Number.NaN, b = Number.NaN] = text.arguments.map((part) => evaluate(part, lookup));
  const from = Number.isNaN(low) ? Number.NEGATIVE_INFINITY : low;
  const to = Number.isNaN(high) ? Number.POSITIVE_INFINITY : high;
  switch (text.kind) {
    case "constant":
    case "derived":
      return clamp(a, from, to);
    case "bernoulli":
      return u < a ? 1 : 0;
    case "normal":
      return b > 0 ? drawWithin(normal(a, b), from, to, u) : clamp(a, from, to);
    case "lognormal":
      return b > 0 ? drawWithin(lognormalFromMedian(a, b), from, to, u) : clamp(a, from, to);
    case "uniform":
      return a < b ? drawWithin(uniform(a, b), from, to, u) : clamp(a, from, to);
  }
}

function drawWithin(base: Distribution, from: number, to: number, u: number): number {
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return base.quantile(u);
  const inside = base.cdf(to) > base.cdf(from) || base.upperTail(from) > base.upperTail(to);
  return inside ? truncate(base, from, to).quantile(u) : clamp(base.quantile(0.5), from, to);
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}
