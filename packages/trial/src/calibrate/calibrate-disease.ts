// A disease calibrated to its targets: rows become work for the simulator and numbers for the
// likelihood; what comes back becomes a posterior that ships.

import {
  type CalibrationTarget,
  type Diagnostic,
  DiagnosticError,
  type Disease,
  diagnose,
  hasErrors,
} from "@chondron/model";
import type { EnsemblePool } from "@chondron/solver";
import {
  type PlannedRow,
  type PredictionPlan,
  planPredictions,
} from "../predict/prediction-plan.js";
import { RowSimulator } from "../predict/row-simulator.js";
import { type UncertainParameter, uncertainParameters } from "../predict/uncertain-parameters.js";
import { quantile } from "../stats/quantile.js";
import {
  type Calibration,
  type CalibrationPhase,
  type CalibrationPlan,
  calibrate,
} from "./calibrate.js";
import { diseaseHash, targetsHash } from "./disease-hash.js";
import type { FittedSet, Posterior } from "./posterior.js";
import { pointOf } from "./posterior-density.js";
import type { ObservedRow } from "./study-rows.js";

export interface DiseaseCalibrationPlan extends CalibrationPlan {
  /** Virtual patients of each group. */
  readonly patients: number;
  readonly relativeTolerance: number;
}

/** Minutes on two cores. */
export const standardPlan: DiseaseCalibrationPlan = {
  ...{ design: 120, refinement: 60, draws: 200, patients: 200, relativeTolerance: 1e-4 },
  sampler: { chains: 4, warmUp: 6000, steps: 20_000, thin: 10, seed: 1 },
};

/** Seconds; for tests and to see that it runs. */
export const quickPlan: DiseaseCalibrationPlan = {
  ...{ design: 40, refinement: 20, draws: 40, patients: 60, relativeTolerance: 1e-4 },
  sampler: { chains: 2, warmUp: 1000, steps: 2000, thin: 4, seed: 1 },
};

export interface DiseaseCalibration {
  readonly calibration: Calibration;
  readonly posterior: Posterior;
  readonly parameters: readonly UncertainParameter[];
  readonly rows: readonly PlannedRow[];
  /** [row] Error from the number of virtual patients, per cent of the range. */
  readonly monteCarloErrors: Float64Array;
  /** Ids of parameters that act before entry. */
  readonly before: ReadonlySet<string>;
  readonly failures: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CalibrationControl {
  readonly signal?: AbortSignal;
  onProgress?(phase: CalibrationPhase, done: number, total: number): void;
}

/** Targets that are fitted: of use `calibrate` or `biased`, with a value and its standard error. */
export function fittedTargets(targets: readonly CalibrationTarget[]): CalibrationTarget[] {
  return targets.filter(
    ({ use, value, se }) =>
      (use === "calibrate" || use === "biased") && Number.isFinite(value) && se > 0,
  );
}

/**
 * Calibrate. Rejects with DiagnosticError where a target cannot be simulated, or nothing is uncertain
 * or fitted (CH4130).
 */
export async function calibrateDisease(
  disease: Disease,
  targets: readonly CalibrationTarget[],
  plan: DiseaseCalibrationPlan,
  pool: EnsemblePool,
  control: CalibrationControl = {},
): Promise<DiseaseCalibration> {
  const parameters = uncertainParameters(disease);
  const fitted = fittedTargets(targets);
  requireWork(parameters, fitted);
  const planned = planPredictions(fitted, disease);
  if (hasErrors(planned.diagnostics)) throw new DiagnosticError(planned.diagnostics);
  const { rows } = planned.plan;
  const simulator = await RowSimulator.open(planned.plan, disease, cohortSettings(plan), pool);
  let failures = 0;
  let monteCarloErrors = new Float64Array(rows.length);
  let individualSds = new Float64Array(rows.length);
  const calibration = await calibrate(
    {
      dimensions: parameters.length,
      rows: rows.map(observedRow),
      simulate: async (points, phase) => {
        const values = points.map((z) => valuesAt(parameters, z));
        const answered = await simulator.run(values, {
          ...(control.signal ? { signal: control.signal } : {}),
          onProgress: (done, total) => control.onProgress?.(phase, done, total),
        });
        for (const one of answered) failures += one.failures;
        const last = answered.at(-1)!.answers;
        const scaled = (value: number, i: number): number => value * rows[i]!.measure.scale;
        monteCarloErrors = Float64Array.from(last, (one, i) => scaled(one.monteCarloError, i));
        individualSds = Float64Array.from(last, (one, i) =>
          scaled(Math.sqrt(one.individualVariance), i),
        );
        return answered.map(({ answers }) =>
          Float64Array.from(answers, (answer, i) => answer.value * rows[i]!.measure.scale),
        );
      },
    },
    plan,
  );
  return {
    ...{ calibration, parameters, rows, monteCarloErrors, failures },
    before: simulator.before,
    posterior: posteriorOf(calibration, parameters, disease, planned.plan, individualSds, plan),
    diagnostics: planned.diagnostics,
  };
}

function requireWork(
  parameters: readonly UncertainParameter[],
  fitted: readonly CalibrationTarget[],
): void {
  const cause =
    parameters.length === 0
      ? "no parameter has a prior"
      : fitted.length === 0
        ? "no target is to be fitted"
        : undefined;
  if (cause !== undefined) throw new DiagnosticError([diagnose("CH4130", { cause })]);
}

export function cohortSettings({
  patients,
  relativeTolerance,
  sampler,
}: Pick<DiseaseCalibrationPlan, "patients" | "relativeTolerance" | "sampler">) {
  return { seed: sampler.seed, patients, candidatesPerPatient: 60, relativeTolerance };
}

/** Values of the parameters at standard normal coordinates. */
export function valuesAt(
  parameters: readonly UncertainParameter[],
  z: ArrayLike<number>,
): ReadonlyMap<string, number> {
  return new Map(parameters.map((parameter, i) => [parameter.id, parameter.at(z[i]!)]));
}

/** A planned row as the likelihood takes it, in per cent of the endpoint's range. */
export function observedRow({ target, measure }: PlannedRow): ObservedRow {
  return {
    set: target.set,
    study: target.study,
    arm: `${target.arm}\n${target.regimen}\n${target.versus}\n${target.endpoint}\n${target.measure}`,
    value: target.value * measure.scale,
    se: target.se * measure.scale,
    contrast: target.versus !== "",
    biased: target.use === "biased",
  };
}

function posteriorOf(
  calibration: Calibration,
  parameters: readonly UncertainParameter[],
  disease: Disease,
  fitted: PredictionPlan,
  individualSds: ArrayLike<number>,
  plan: DiseaseCalibrationPlan,
): Posterior {
  const targets = fitted.rows.map((row) => row.target);
  const { draws, weights, studyRows, sample } = calibration;
  const { design, refinement, patients, relativeTolerance, sampler } = plan;
  const { chains, warmUp, steps, thin, seed } = sampler;
  const orNull = (value: number): number | null =>
    Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
  const worst = (pick: (d: (typeof sample.diagnostics)[number]) => number, most: boolean): number =>
    (most ? Math.max : Math.min)(...sample.diagnostics.map(pick));
  return {
    manifest: {
      ...{ format: "chondron-posterior", formatVersion: 1 },
      ...{ disease: disease.id, diseaseVersion: disease.version },
      ...{ diseaseHash: diseaseHash(disease), targetsHash: targetsHash(targets), seed },
      sets: fittedSets(fitted, individualSds),
      settings: {
        ...{ design, refinement, draws: draws.length, patients, relativeTolerance },
        ...{ chains, warmUp, steps, thin, targets: targets.length },
      },
      diagnostics: {
        largestRHat: orNull(worst((d) => d.splitRHat, true)),
        smallestEffectiveSize: orNull(worst((d) => d.effectiveSize, false)),
        paretoK: orNull(weights.paretoK),
        weightsEffectiveSize: orNull(weights.effectiveSize),
        largestEmulatorError: orNull(Math.max(...calibration.emulator.error)),
      },
    },
    parameters: parameters.map(({ id }) => id),
    terms: studyRows.terms,
    weights: weights.weights,
    values: draws.map((draw) => Float64Array.from(parameters, (p, i) => p.at(draw[i]!))),
    sds: draws.map((draw) => pointOf(draw, studyRows).sds),
  };
}

function fittedSets(
  { rows, groups }: PredictionPlan,
  individualSds: ArrayLike<number>,
): Record<string, FittedSet> {
  const sets = [...new Set(rows.map((row) => row.target.set))];
  const describe = (set: string): FittedSet => {
    const own = rows.flatMap((row, i) => (row.target.set === set ? [{ ...row, i }] : []));
    const therapies = own.flatMap(({ group, arm }) =>
      groups[group]!.arms[arm]!.regimen.map((item) => item.therapy),
    );
    const sd = quantile(
      own.map(({ i }) => individualSds[i]!),
      0.5,
    );
    return {
      therapies: [...new Set(therapies)].sort(),
      endpoints: [...new Set(own.map((row) => row.target.endpoint))].sort(),
      individualSd: Number(sd.toPrecision(4)),
    };
  };
  return Object.fromEntries(sets.map((set) => [set, describe(set)]));
}
