// Who is seen, in one cell of a table: `from trial & kl_grade 2..3 & womac_pain 8..18 & age 50..`. The
// first part may say whom candidates are drawn from, else it is the disease's first population. Names in
// ranges are those of covariates and outcomes; a limit may be left away. Outcomes are measured with
// error, as at entry.

import {
  type Diagnostic,
  type Disease,
  diagnose,
  type Population,
  type SourceRange,
} from "@chondron/model";
import { suggest } from "../protocol/suggestion.js";
import type { EligibilityRule } from "../protocol.js";

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const form = new RegExp(String.raw`^(\w+)\s+(${number})?\s*\.\.\s*(${number})?$`, "i");

/** Whom candidates are drawn from, and which of them are seen. */
export interface SeenPopulation {
  /** Undefined where the disease has no populations. */
  readonly from: Population | undefined;
  readonly eligibility: readonly EligibilityRule[];
}

/** Undefined, with what is wrong in `found`, where the text cannot be read. */
export function parsePopulation(
  text: string,
  disease: Disease,
  found: Diagnostic[],
  range?: SourceRange,
): SeenPopulation | undefined {
  const populations = disease.populations ?? [];
  const [, id, rest = ""] = /^\s*from\s+(\w+)\s*(?:&(.*))?$/s.exec(text) ?? [];
  if (id === undefined) {
    const eligibility = parseEligibility(text, disease, found, range);
    return eligibility && { from: populations[0], eligibility };
  }
  const from = populations.find((population) => population.id === id);
  if (!from) {
    const ids = populations.map((population) => population.id);
    const wrong = {
      cause: `there is no population "${id}"`,
      suggestion: suggest(id, ids, "population"),
    };
    found.push(diagnose("CH4108", { text, ...wrong }, range));
  }
  const eligibility = parseEligibility(rest, disease, found, range);
  return from && eligibility && { from, eligibility };
}

/** The rules of a text without its source; undefined, with what is wrong in `found`, where it cannot be read. */
export function parseEligibility(
  text: string,
  disease: Disease,
  found: Diagnostic[],
  range?: SourceRange,
): EligibilityRule[] | undefined {
  if (text.trim() === "") return [];
  const rules = text.split("&").map((part) => parseRule(part.trim(), disease));
  const wrong = rules.find((rule) => "cause" in rule);
  if (wrong && "cause" in wrong) {
    found.push(diagnose("CH4108", { text, ...wrong }, range));
    return undefined;
  }
  return rules.flatMap((rule) => ("cause" in rule ? [] : [rule]));
}

interface Wrong {
  readonly cause: string;
  readonly suggestion: string;
}

function parseRule(part: string, disease: Disease): EligibilityRule | Wrong {
  const [, id = "", lowText, highText] = form.exec(part) ?? [];
  if (id === "" || (lowText === undefined && highText === undefined))
    return {
      cause: `"${part}" is no range`,
      suggestion: 'Write it as in "age 45..80 & kl_grade 2.."',
    };
  const of = disease.covariates.some((row) => row.id === id)
    ? ("covariate" as const)
    : disease.outcomes.some((row) => row.id === id)
      ? ("outcome" as const)
      : undefined;
  if (!of) {
    const ids = [...disease.outcomes, ...disease.covariates].map((row) => row.id);
    return { cause: `"${id}" is no outcome or covariate`, suggestion: suggest(id, ids, "name") };
  }
  const low = lowText === undefined ? Number.NEGATIVE_INFINITY : Number(lowText);
  const high = highText === undefined ? Number.POSITIVE_INFINITY : Number(highText);
  if (low > high)
    return { cause: `the range ${part} is empty`, suggestion: "Turn its ends round." };
  return { of, id, low, high, reason: `${part.replace(/\s+/g, " ")} not met` };
}
