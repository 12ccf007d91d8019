// Analysis of covariance of a trial: change from baseline on baseline, arm and strata, equal
// slopes in all arms. Effects are differences to the control; adjusted means are the model's means
// per arm at the mean baseline and the observed shares of the strata.
// Recommended by EMA/CHMP/295050/2013, "Guideline on adjustment for baseline covariates in clinical
// trials". Equal to R's lm(change ~ baseline + arm + strata).

import { studentT } from "./distribution.js";
import {
  type DesignColumn,
  fitLinear,
  type LinearFit,
  linearCombination,
  type NoFit,
} from "./regression.js";
import { mean } from "./summary.js";

export interface AncovaData {
  /** One entry per subject analysed, none missing; all arrays of one length. */
  readonly change: ArrayLike<number>;
  readonly baseline: ArrayLike<number>;
  readonly arm: readonly string[];
  /** Factors of stratified randomisation; [] for none. A factor with one level adds nothing. */
  readonly strata: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Further numeric covariates, linear with equal slopes in all arms. */
  readonly covariates?: readonly DesignColumn[];
}

export interface AncovaOptions {
  /** Arms in the order of report; those without subjects are left out of the fit and the result. */
  readonly arms: readonly string[];
  /** Arm the others are compared with; one of `arms`. */
  readonly control: string;
  /** Level of the intervals, e.g. 0.95. */
  readonly level: number;
}

export interface Estimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/** Difference to the control, in the unit of the change. */
export interface ArmEffect extends Estimate {
  readonly arm: string;
  readonly control: string;
  readonly df: number;
  readonly t: number;
  /** Two-sided. */
  readonly p: number;
}

/** Model-based mean change in an arm. */
export interface AdjustedMean extends Estimate {
  readonly arm: string;
  readonly n: number;
}

export interface Ancova {
  readonly kind: "fit";
  readonly n: number;
  readonly df: number;
  readonly residualSd: number;
  /** Every arm but the control. */
  readonly effects: readonly ArmEffect[];
  /** Every arm. */
  readonly adjustedMeans: readonly AdjustedMean[];
  readonly model: LinearFit;
}

/** Fit the model; a value that says why where it cannot be fitted. */
export function ancova(data: AncovaData, options: AncovaOptions): Ancova | NoFit {
  const arms = options.arms.filter((arm) => data.arm.includes(arm));
  const compared = arms.filter((arm) => arm !== options.control);
  const design = designOf(data, compared);
  const model = fitLinear(design, data.change);
  if (model.kind !== "fit") return model;
  const { n, df, residualSd } = model;
  const reach = studentT(df).quantile(0.5 + options.level / 2);
  return {
    kind: "fit",
    n,
    df,
    residualSd,
    effects: compared.map((arm) => effectOf(model, arm, options.control, reach)),
    adjustedMeans: arms.map((arm) => ({
      arm,
      n: data.arm.filter((a) => a === arm).length,
      ...withInterval(linearCombination(model, weightsAt(design, arm)), reach),
    })),
    model,
  };
}

const armColumn = (arm: string): string => `arm ${arm}`;

function designOf(data: AncovaData, compared: readonly string[]): DesignColumn[] {
  return [
    { name: "intercept", values: new Float64Array(data.change.length).fill(1) },
    { name: "baseline", values: data.baseline },
    ...compared.map((arm) => indicator(armColumn(arm), data.arm, arm)),
    ...data.strata.flatMap(({ name, values }) =>
      // Treatment contrasts: the first level in order is the reference.
      [...new Set(values)]
        .sort()
        .slice(1)
        .map((level) => indicator(`stratum ${name} ${level}`, values, level)),
    ),
    ...(data.covariates ?? []),
  ];
}

function indicator(name: string, values: readonly string[], level: string): DesignColumn {
  return { name, values: Float64Array.from(values, (value) => (value === level ? 1 : 0)) };
}

function effectOf(model: LinearFit, arm: string, control: string, reach: number): ArmEffect {
  const coefficient = model.coefficients.find(({ name }) => name === armColumn(arm))!;
  const { t, p } = coefficient;
  return { arm, control, df: model.df, t, p, ...withInterval(coefficient, reach) };
}

/** A row of the design at the mean of every column, with the arm's own indicator. */
function weightsAt(design: readonly DesignColumn[], arm: string): number[] {
  return design.map(({ name, values }) =>
    name.startsWith("arm ") ? (name === armColumn(arm) ? 1 : 0) : mean(values),
  );
}

function withInterval(
  { estimate, standardError }: { readonly estimate: number; readonly standardError: number },
  reach: number,
): Estimate {
  const margin = reach * standardError;
  return { estimate, standardError, lower: estimate - margin, upper: estimate + margin };
}
