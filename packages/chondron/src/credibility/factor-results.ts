// Credibility factors with their figures: every figure of the assessment by id, and which criteria it meets.

import type { CredibilityFactor } from "@chondron/knee";
import { type Diagnostic, diagnose, nearestName } from "@chondron/model";
import type { CredibilityAssessment, FactorOutcome, FactorResult } from "./assessment.js";
import { tableNumber } from "./calibration-record.js";
import { comparisonShares } from "./compare-rows.js";

/** What figures are drawn from: the assessment without its factors. */
export type Evidence = Omit<CredibilityAssessment, "factors" | "outcome" | "context">;

/** Every figure that a factor can name; NaN where it could not be had. docs/credibility.md lists them. */
export function figuresOf(evidence: Evidence): ReadonlyMap<string, number> {
  const { calibration, validation, comparators, exploration, provenance } = evidence;
  const { diagnostics } = calibration.posterior;
  const diagnostic = (name: string): number => diagnostics[name] ?? Number.NaN;
  const leftOut = (column: string): number =>
    tableNumber(calibration, "cross-validation-summary", "all", column);
  const { byBasis, total } = provenance.parameters;
  const known = byBasis.source ?? 0;
  const { study, trial } = exploration.usual;
  const width = (row: typeof study): number => (row ? row.high90 - row.low90 : Number.NaN);
  const important = exploration.needed?.important ?? Number.NaN;
  return new Map([
    ...evidence.verification.map(({ id, value }) => [id, value] as const),
    ...evidence.selfCheck.map(({ id, value }) => [id, value] as const),
    ["posterior-r-hat", diagnostic("largestRHat")],
    ["posterior-effective-size", diagnostic("smallestEffectiveSize")],
    ["posterior-pareto-k", diagnostic("paretoK")],
    ["left-out-coverage", leftOut("share90")],
    ["left-out-error", leftOut("rmse")],
    ["validation-coverage", comparisonShares(validation).covered],
    ["validation-mean-inside", comparisonShares(validation).meanInside],
    ["comparators-coverage", comparisonShares(comparators).covered],
    ["comparators-mean-inside", comparisonShares(comparators).meanInside],
    ["cohort-share-inside", cohortShare(evidence)],
    ["therapy-trials", therapyTrials(evidence)],
    ["parameters-with-evidence", known / (total - (byBasis.definition ?? 0))],
    ["effect-width", width(study) / important],
    ["effect-width-trial", width(trial) / important],
  ]);
}

function cohortShare({ cohorts }: Evidence): number {
  const figures = cohorts
    .flatMap((cohort) => cohort.figures)
    .filter(({ inside }) => inside !== null);
  return figures.filter(({ inside }) => inside).length / figures.length;
}

/** Comparisons of the therapy in question that have a published figure. */
function therapyTrials({ comparators, exploration }: Evidence): number {
  return comparators.filter(
    ({ therapy, published }) => therapy === exploration.therapy && published !== null,
  ).length;
}

export function factorResults(
  factors: readonly CredibilityFactor[],
  figures: ReadonlyMap<string, number>,
): { readonly results: readonly FactorResult[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics = factors
    .filter(({ figure }) => !figures.has(figure))
    .map(({ id, figure, range }) =>
      unknown("factor", id, "figure", figure, [...figures.keys()], range),
    );
  const results = factors.map((factor) =>
    resultOf(factor, figures.get(factor.figure) ?? Number.NaN),
  );
  return { results, diagnostics };
}

/** A name of credibility.yaml that nothing has. */
export function unknown(
  kind: string,
  id: string,
  what: string,
  name: string,
  known: readonly string[],
  range: CredibilityFactor["range"],
): Diagnostic {
  const near = nearestName(name, known);
  const suggestion =
    near === undefined ? "docs/credibility.md lists them." : `Did you mean "${near}"?`;
  return diagnose("CH5031", { kind, id, what, name, suggestion }, range);
}

function resultOf(factor: CredibilityFactor, value: number): FactorResult {
  const { id, activity, name, criterion, figure, low, high } = factor;
  const outcome: FactorOutcome = !Number.isFinite(value)
    ? "not shown"
    : value >= low && value <= high
      ? "met"
      : "not met";
  return {
    ...{ id, activity, name, criterion, figure, outcome },
    ...{ low: orNull(low), high: orNull(high), value: orNull(value) },
  };
}

export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export function outcomeOf(results: readonly FactorResult[]): CredibilityAssessment["outcome"] {
  const count = (outcome: FactorOutcome): number =>
    results.filter((result) => result.outcome === outcome).length;
  const [met, notMet, notShown] = [count("met"), count("not met"), count("not shown")];
  return { met, notMet, notShown, adequate: notMet + notShown === 0 };
}
