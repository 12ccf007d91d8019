// Each arm against the control: ANCOVA for changes (entry value, strata, covariates), difference of
// risks for responders, difference of Kaplan-Meier estimates at the end for events. One function
// per kind of endpoint; all give the same rows in the same order for every replicate.

import type { Trial } from "../prepare.js";
import type {
  ChangeEndpoint,
  Endpoint,
  ResponderEndpoint,
  TimeToEventEndpoint,
} from "../protocol.js";
import type { EffectKind, SubjectTable } from "../result.js";
import { type Ancova, ancova } from "../stats/ancova.js";
import { hypot } from "../stats/elementary.js";
import { normalCdf, normalQuantile } from "../stats/normal.js";
import { riskDifference } from "../stats/proportion.js";
import type { NoFit } from "../stats/regression.js";
import { type SurvivalCurve, survivalAt } from "../stats/survival.js";
import { observedAt, strataFactors } from "./columns.js";
import { survivalCurves } from "./event-times.js";
import { countResponders } from "./responders.js";

/** One comparison of one replicate; NaN where it cannot be computed. */
export interface Effect {
  readonly endpoint: string;
  readonly kind: EffectKind;
  readonly outcome: string;
  /** Index into the visits; -1: the end of the trial. */
  readonly visit: number;
  readonly arm: number;
  readonly unit: string;
  readonly better: "lower" | "higher";
  readonly n: number;
  readonly nControl: number;
  readonly estimate: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  readonly method: string;
}

/** All comparisons of a replicate: by endpoint, then visit, then arm. */
export function estimateEffects(trial: Trial, table: SubjectTable): Effect[] {
  return trial.protocol.endpoints.flatMap((endpoint) => endpointEffects(trial, table, endpoint));
}

function endpointEffects(trial: Trial, table: SubjectTable, endpoint: Endpoint): Effect[] {
  switch (endpoint.kind) {
    case "change":
      return changeEffects(trial, table, endpoint);
    case "responder":
      return responderEffects(trial, table, endpoint);
    case "time-to-event":
      return eventEffects(trial, table, endpoint);
  }
}

/** Arms other than the control, and the control, as indices. */
export function comparedArms({ protocol }: Trial): {
  readonly arms: number[];
  readonly control: number;
} {
  const indices = protocol.arms.map((_, i) => i);
  const control = protocol.arms.findIndex((arm) => arm.control);
  return { arms: indices.filter((i) => i !== control), control };
}

function changeEffects(trial: Trial, table: SubjectTable, endpoint: ChangeEndpoint): Effect[] {
  return trial.protocol.visits.flatMap((_, visit) =>
    visit === 0 ? [] : changeEffectsAt(trial, table, endpoint, visit),
  );
}

function changeEffectsAt(
  trial: Trial,
  table: SubjectTable,
  endpoint: ChangeEndpoint,
  visit: number,
): Effect[] {
  const { arms, control } = comparedArms(trial);
  const { rows, fit } = fitChange(trial, table, endpoint, visit);
  const outcome = trial.disease.outcomes.find(({ id }) => id === endpoint.outcome)!;
  const count = (arm: number): number => rows.filter((row) => table.arm[row] === arm).length;
  const nControl = count(control);
  return arms.map((arm) => {
    const found = fit.kind === "fit" ? fit.effects.find((e) => e.arm === `${arm}`) : undefined;
    return {
      endpoint: endpoint.id,
      kind: "mean difference",
      outcome: outcome.id,
      visit,
      arm,
      unit: outcome.unit,
      better: outcome.better,
      n: count(arm),
      nControl,
      estimate: found?.estimate ?? Number.NaN,
      standardError: found?.standardError ?? Number.NaN,
      low: found?.lower ?? Number.NaN,
      high: found?.upper ?? Number.NaN,
      p: found?.p ?? Number.NaN,
      method: found ? ancovaText(trial) : noFitText(fit),
    };
  });
}

function fitChange(
  trial: Trial,
  table: SubjectTable,
  endpoint: ChangeEndpoint,
  visit: number,
): { readonly rows: readonly number[]; readonly fit: Ancova | NoFit } {
  const { arms, analysis } = trial.protocol;
  const outcome = table.outcomeIds.indexOf(endpoint.outcome);
  const entry = (row: number): number => observedAt(table, row, 0, outcome);
  const now = (row: number): number => observedAt(table, row, visit, outcome);
  const rows = Array.from({ length: table.size }, (_, row) => row).filter(
    (row) => !Number.isNaN(entry(row)) && !Number.isNaN(now(row)),
  );
  const fit = ancova(
    {
      change: Float64Array.from(rows, (row) => now(row) - entry(row)),
      baseline: Float64Array.from(rows, entry),
      arm: rows.map((row) => `${table.arm[row]}`),
      strata: strataFactors(trial, table, rows),
      covariates: covariateColumns(trial, table, rows),
    },
    {
      arms: arms.map((_, i) => `${i}`),
      control: `${arms.findIndex((arm) => arm.control)}`,
      level: analysis.confidenceLevel,
    },
  );
  return { rows, fit };
}

function covariateColumns({ protocol }: Trial, table: SubjectTable, rows: readonly number[]) {
  return protocol.analysis.covariates.map((id) => {
    const column = table.covariateIds.indexOf(id);
    const width = table.covariateIds.length;
    const values = Float64Array.from(rows, (row) => table.covariates[row * width + column]!);
    return { name: `covariate ${id}`, values };
  });
}

function ancovaText({ protocol, disease }: Trial): string {
  const label = (of: "covariate" | "outcome", id: string): string =>
    (of === "covariate" ? disease.covariates : disease.outcomes).find((row) => row.id === id)
      ?.label ?? id;
  const strata = protocol.randomisation.strata.map(({ of, id }) => `stratum of ${label(of, id)}`);
  const covariates = protocol.analysis.covariates.map((id) => label("covariate", id));
  const terms = ["entry value", ...strata, ...covariates].join(", ");
  return `ANCOVA of the change from entry on arm, ${terms}; available cases.`;
}

function noFitText(fit: Ancova | NoFit): string {
  switch (fit.kind) {
    case "rankDeficient":
      return `No estimate: the regression cannot tell apart ${fit.columns.join(", ")}.`;
    case "tooFewObservations":
      return `No estimate: ${fit.n} subjects, ${fit.needed} are needed.`;
    case "fit":
      return "No estimate: the arm has no subjects with a value.";
  }
}

function responderEffects(
  trial: Trial,
  table: SubjectTable,
  endpoint: ResponderEndpoint,
): Effect[] {
  const { arms, control } = comparedArms(trial);
  const { confidenceLevel: level, continuityCorrection } = trial.protocol.analysis;
  const counts = countResponders(trial, table, endpoint);
  const method = continuityCorrection ? "waldContinuity" : "wald";
  const corrected = continuityCorrection ? " with continuity correction" : "";
  return arms.map((arm) => {
    const treated = counts[arm]!;
    const reference = counts[control]!;
    const found = riskDifference(treated, reference, { level, method });
    return {
      endpoint: endpoint.id,
      kind: "risk difference",
      outcome: "",
      visit: endpoint.visit,
      arm,
      unit: "percentage points",
      better: "higher",
      n: treated.n,
      nControl: reference.n,
      estimate: 100 * found.estimate,
      standardError: 100 * hypot(riskError(treated), riskError(reference)),
      low: 100 * found.lower,
      high: 100 * found.upper,
      p: found.p,
      method: `Difference of proportions, Wald interval and Pearson's chi-square${corrected}; available cases.`,
    };
  });
}

function riskError({ events, n }: { readonly events: number; readonly n: number }): number {
  const risk = events / n;
  return Math.sqrt((risk * (1 - risk)) / n);
}

function eventEffects(trial: Trial, table: SubjectTable, endpoint: TimeToEventEndpoint): Effect[] {
  const { arms, control } = comparedArms(trial);
  const curves = survivalCurves(trial, table, endpoint.event);
  return arms.map((arm) => ({
    endpoint: endpoint.id,
    kind: "event-free difference",
    outcome: "",
    visit: -1,
    arm,
    unit: "percentage points",
    better: "higher",
    n: curves[arm]!.n,
    nControl: curves[control]!.n,
    ...survivalDifference(curves[arm]!, curves[control]!, trial),
    method:
      "Difference of Kaplan-Meier estimates at the end of the trial, Greenwood's standard errors, normal approximation.",
  }));
}

function survivalDifference(treated: SurvivalCurve, reference: SurvivalCurve, { protocol }: Trial) {
  const [a] = survivalAt(treated, [protocol.durationDays]);
  const [b] = survivalAt(reference, [protocol.durationDays]);
  const estimate = 100 * (a!.survival - b!.survival);
  const standardError = 100 * hypot(a!.standardError, b!.standardError);
  const reach = normalQuantile(0.5 + protocol.analysis.confidenceLevel / 2) * standardError;
  const p = 2 * normalCdf(-Math.abs(estimate / standardError));
  return { estimate, standardError, low: estimate - reach, high: estimate + reach, p };
}
