// All experiments as work to be done: cohorts, what is done to them, and which values of their patients
// are wanted. Experiments that ask the same of the same people share it. Arms of scans are run under
// the central values of the parameters, the others under every draw.

import type { RegimenItem } from "../protocol.js";
import type { ArmPlan, CohortPlan, Experiment, Scan, Values } from "./experiment.js";
import type { PatientColumn } from "./quantity-formula.js";

export interface PlannedCohort {
  readonly plan: CohortPlan;
  /** Typical values of parameters from health on: patients still vary about them. */
  readonly typical: Values;
  readonly arms: readonly PlannedArm[];
}

export interface PlannedArm {
  readonly regimen: readonly RegimenItem[];
  readonly set: Values;
  readonly scale: Values;
  readonly start: Values;
  /** Typical values of parameters from entry on. */
  readonly typical: Values;
  readonly draws: "all" | "central";
  readonly columns: readonly PlannedColumn[];
}

export type PlannedColumn = Omit<PatientColumn, "arm">;

/** Where a value of an experiment lies: cohort, arm of the cohort, column of the arm. */
export interface ColumnPlace {
  readonly cohort: number;
  readonly arm: number;
  readonly column: number;
}

/** [quantity][column of its formula] */
export type ExperimentPlaces = readonly (readonly ColumnPlace[])[];

export interface PlannedExperiment {
  readonly experiment: Experiment;
  readonly places: ExperimentPlaces;
  /** [scan][value] */
  readonly scans: readonly (readonly ExperimentPlaces[])[];
}

export interface ExperimentPlan {
  readonly cohorts: readonly PlannedCohort[];
  readonly experiments: readonly PlannedExperiment[];
}

export function planExperiments(
  experiments: readonly Experiment[],
  cohorts: readonly CohortPlan[],
): ExperimentPlan {
  const register = new Register(cohorts);
  const planned = experiments.map((experiment) => ({
    experiment,
    places: register.place(experiment),
    scans: experiment.scans.map((scan) =>
      scan.values.map((value) => register.place(experiment, { scan, value })),
    ),
  }));
  return { cohorts: register.cohorts, experiments: planned };
}

interface ScanPoint {
  readonly scan: Scan;
  readonly value: number;
}

/** Cohorts, arms and columns as they come up, each once. */
class Register {
  readonly cohorts: { plan: CohortPlan; typical: Values; arms: OpenArm[] }[] = [];
  readonly #known = new Map<string, number>();

  constructor(readonly plans: readonly CohortPlan[]) {}

  place({ arms, quantities }: Experiment, point?: ScanPoint): ExperimentPlaces {
    const placed = new Map(arms.map((arm) => [arm.id, this.#arm(arm, point)]));
    return quantities.map(({ columns }) =>
      columns.map(({ arm, ...column }) => {
        const { cohort, index } = placed.get(arm)!;
        return { cohort, arm: index, column: this.#column(cohort, index, column) };
      }),
    );
  }

  #arm(arm: ArmPlan, point: ScanPoint | undefined) {
    const walked =
      point && point.scan.of === "parameter" ? valuesOf(point) : (point?.scan.with ?? {});
    const fromHealth = point?.scan.since === "health";
    const cohort = this.#cohort(arm.cohort, fromHealth ? walked : {});
    const open = {
      regimen: point ? dosed(arm.regimen, point) : arm.regimen,
      ...{ set: arm.set, scale: arm.scale, start: arm.start },
      typical: fromHealth ? {} : walked,
      draws: point ? ("central" as const) : ("all" as const),
    };
    const { arms } = this.cohorts[cohort]!;
    const index = this.#once(`${cohort} ${JSON.stringify(open)}`, () =>
      arms.push({ ...open, columns: [] }),
    );
    return { cohort, index };
  }

  #cohort(id: string, typical: Values): number {
    const plan = this.plans.find((one) => one.id === id)!;
    const key = `cohort ${id} ${JSON.stringify(typical)}`;
    return this.#once(key, () => this.cohorts.push({ plan, typical, arms: [] }));
  }

  #column(cohort: number, arm: number, column: PlannedColumn): number {
    const { columns } = this.cohorts[cohort]!.arms[arm]!;
    const key = `${cohort} ${arm} ${column.kind} ${column.symbol} ${column.days.join()}`;
    return this.#once(key, () => columns.push(column));
  }

  /** Index of what a key stands for; `push` adds it and returns the new length. */
  #once(key: string, push: () => number): number {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = push() - 1;
    this.#known.set(key, index);
    return index;
  }
}

interface OpenArm extends PlannedArm {
  readonly columns: PlannedColumn[];
}

function valuesOf({ scan, value }: ScanPoint): Values {
  return { ...scan.with, [scan.id]: value };
}

function dosed(regimen: readonly RegimenItem[], { scan, value }: ScanPoint): RegimenItem[] {
  return regimen.map((item) =>
    scan.of === "dose" && item.therapy === scan.id ? { ...item, amount: value } : item,
  );
}
