// The people of one cohort: grown from health to entry and enrolled once for each value of the
// parameters that act before entry, then followed through any arm under any values of the others.
// Patients are the same in all arms and under all values, so that differences are those of the model.

import type { CompiledModel } from "@chondron/compiler";
import { DiagnosticError, type Disease, diagnose, hasErrors } from "@chondron/model";
import type { EnsemblePool, ScheduledAction } from "@chondron/solver";
import { enrolledVectors, joined } from "../enrolled-vectors.js";
import { type TypicalValues, typicalValuesOf } from "../population/parameters.js";
import type { ParameterValues } from "../predict/cohort.js";
import { type CohortSettings, cohortProtocol } from "../predict/cohort-protocol.js";
import { prepareTrial, type Trial } from "../prepare.js";
import { scheduleOf } from "../regimen.js";
import { type Screening, screen } from "../screen.js";
import type { PlannedArm, PlannedCohort } from "./experiment-plan.js";
import { type ArmRun, daysOf } from "./patient-columns.js";

/** Fewer patients than this, of those wanted, say nothing. */
const leastShare = 0.9;
const replicate = 1;

export class ExperimentCohort {
  readonly trial: Trial;
  readonly #schedules: readonly (readonly ScheduledAction[])[];
  #history: { readonly key: string; readonly screening: Screening } | undefined;

  /** @param before ids of uncertain parameters that act before entry. */
  constructor(
    readonly planned: PlannedCohort,
    disease: Disease,
    compiled: CompiledModel,
    readonly settings: CohortSettings,
    readonly pool: EnsemblePool,
    readonly before: ReadonlySet<string>,
    /** Symbols that runs record. */
    readonly observe: readonly string[],
  ) {
    this.trial = prepare(planned, disease, compiled, settings);
    this.#schedules = planned.arms.map((arm, i) =>
      scheduleOf(
        { ...{ id: `${i}`, label: "", control: false, allocation: 1 }, regimen: arm.regimen },
        disease,
        compiled.actions,
      ),
    );
  }

  /** Arms under each of `values`: one after the other to `take`, as runs in the order of the values. */
  async run(
    arms: readonly number[],
    values: readonly ParameterValues[],
    take: (arm: number, runs: readonly ArmRun[]) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const prepared: Prepared[] = [];
    for (const one of values) prepared.push(await this.#prepare(one, signal));
    for (const arm of arms) take(arm, await this.#follow(arm, prepared, signal));
  }

  async #prepare(values: ParameterValues, signal: AbortSignal | undefined): Promise<Prepared> {
    const { trial } = this;
    const typical = typicalValuesOf(trial.parameters, ({ row }) =>
      row.prior === "" ? row.value : (values.get(row.id) ?? row.value),
    );
    const key = [...this.before].map((id) => values.get(id)).join(" ");
    if (this.#history?.key !== key) {
      const control = signal ? { signal } : {};
      const screening = await screen(trial, replicate, typical, this.pool, control);
      this.#requirePeople(screening);
      this.#history = { key, screening };
    }
    const { screening } = this.#history;
    const uncertain = trial.parameters.flatMap(({ row }, i) => (row.prior === "" ? [] : [i]));
    const vectors = enrolledVectors(trial, replicate, screening, typical, uncertain);
    return { screening, typical, vectors };
  }

  #requirePeople({ enrolled, assessed }: Screening): void {
    const wanted = this.settings.patients;
    if (enrolled >= leastShare * wanted) return;
    const values = { cohort: this.planned.plan.id, enrolled, wanted, assessed };
    throw new DiagnosticError([diagnose("CH4207", values)]);
  }

  /** One arm under all prepared values, in one job. */
  async #follow(
    armIndex: number,
    prepared: readonly Prepared[],
    signal: AbortSignal | undefined,
  ): Promise<ArmRun[]> {
    const { trial, pool, observe } = this;
    const arm = this.planned.arms[armIndex]!;
    const days = daysOf(arm);
    const lanes = prepared.reduce((sum, { screening }) => sum + screening.enrolled, 0);
    const result = await pool.run(
      {
        ...{ compiled: trial.compiled, observe, lanes, start: 0 },
        end: Math.max(1, days.at(-1)!),
        saveAt: days,
        parameters: joined(prepared.map((one) => this.#changed(one, arm))),
        overridden: this.#overridden(arm),
        initialStates: joined(prepared.map((one) => this.#states(one, arm))),
        schedules: Array.from({ length: lanes }, () => this.#schedules[armIndex]!),
        ...{ tolerance: trial.tolerance, method: trial.protocol.solver.method },
      },
      signal ? { signal } : {},
    );
    signal?.throwIfAborted();
    let first = 0;
    return prepared.map(({ screening }) => {
      const run = { trial, screening, days, observe, result, first, patients: screening.enrolled };
      first += screening.enrolled;
      return run;
    });
  }

  /** Vectors after what the arm sets, scales and walks along. */
  #changed({ vectors, screening, typical }: Prepared, arm: PlannedArm): Float64Array {
    const { trial } = this;
    const changed = vectors.slice();
    const width = trial.defaultVector.length;
    const index = (id: string): number => trial.compiled.parameters.findIndex((p) => p.id === id);
    const each = (id: string, change: (value: number) => number): void => {
      const at = index(id);
      for (let patient = 0; patient < screening.enrolled; patient++)
        changed[patient * width + at] = change(changed[patient * width + at]!);
    };
    for (const [id, value] of Object.entries(arm.typical)) {
      const row = trial.parameters.findIndex((parameter) => parameter.row.id === id);
      const middle = typical.value[row]!;
      const spread = trial.parameters[row]!.logSd > 0 && middle !== 0;
      each(id, (own) => (spread ? value * (own / middle) : value));
    }
    for (const [id, factor] of Object.entries(arm.scale)) each(id, (own) => own * factor);
    for (const [id, value] of Object.entries(arm.set)) each(id, () => value);
    return changed;
  }

  #overridden({ set, scale, typical }: PlannedArm): string[] {
    const { trial } = this;
    const ids = new Set([...Object.keys(set), ...Object.keys(scale), ...Object.keys(typical)]);
    const computed = trial.compiled.parameters.filter((p) => p.computed && ids.has(p.id));
    return [...new Set([...trial.overridden, ...computed.map((p) => p.id)])];
  }

  #states({ screening }: Prepared, { start }: PlannedArm): Float64Array {
    const { enrolment, enrolled } = screening;
    const { states } = this.trial.compiled;
    const values = enrolment.states.slice(0, enrolled * states.length);
    for (const [id, value] of Object.entries(start)) {
      const at = states.findIndex((state) => state.id === id);
      for (let patient = 0; patient < enrolled; patient++)
        values[patient * states.length + at] = value;
    }
    return values;
  }
}

interface Prepared {
  readonly screening: Screening;
  readonly typical: TypicalValues;
  /** [patient][parameter] */
  readonly vectors: Float64Array;
}

/** A trial without arms of its own, for who is drawn and how they come to entry. */
function prepare(
  { plan, typical }: PlannedCohort,
  disease: Disease,
  compiled: CompiledModel,
  settings: CohortSettings,
): Trial {
  const parameters = disease.parameters.map((row) => {
    const exact = plan.always[row.id];
    const value = exact ?? typical[row.id];
    if (value === undefined) return row;
    const range = { low: Math.min(row.low, value), high: Math.max(row.high, value) };
    const variability = exact === undefined ? row.variability : 0;
    return { ...row, ...range, value, variability, prior: "" };
  });
  const group = { text: plan.label, from: undefined, eligibility: plan.eligibility, arms: [] };
  const base = cohortProtocol(group, disease, settings);
  const population = { ...base.population, from: plan.from, covariates: plan.covariates };
  const changed = { ...disease, parameters };
  const { trial, diagnostics } = prepareTrial({ ...base, population }, changed, compiled);
  if (!trial || hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return trial;
}
