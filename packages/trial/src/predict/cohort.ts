// One group of virtual patients under many values of the uncertain parameters: grown to the day of
// entry, screened, then given every regimen. Patients are the same for all values (common random
// numbers), so that differences between values are differences of the model alone.
// Natural histories are run again only where a parameter that acts before entry has changed.
// Nobody's joint is replaced here: events are read as probabilities from their hazards.

import type { EnsemblePool, EnsembleResult } from "@chondron/solver";
import { enrolledVectors, joined } from "../enrolled-vectors.js";
import { measureVisit } from "../measurement.js";
import { typicalValuesOf } from "../population/parameters.js";
import type { Trial } from "../prepare.js";
import { type Screening, screen } from "../screen.js";
import { createDraws } from "../stats/random.js";
import type { PlannedGroup } from "./prediction-plan.js";

/** Values of uncertain parameters by id; others are as their rows say. */
export type ParameterValues = ReadonlyMap<string, number>;

/** What one value of the parameters made of a group. */
export interface CohortCourse {
  readonly patients: number;
  /** Candidates looked at; `patients` of them were enrolled. */
  readonly assessed: number;
  /** [patient][outcome] as recorded at entry. */
  readonly entry: Float64Array;
  /** [arm][day of the arm][patient][outcome], as the model has it. NaN: failed. */
  readonly values: readonly (readonly Float64Array[])[];
  /** The same, recorded with error. */
  recorded(arm: number, day: number): Float64Array;
  /** [arm][day of the arm][patient][hazard]: cumulative hazard since entry. */
  readonly hazards: readonly (readonly Float64Array[])[];
  readonly failures: number;
}

const replicate = 1;

export class Cohort {
  readonly #observe: readonly string[];
  #history: { readonly key: string; readonly screening: Screening } | undefined;

  /** @param before ids of parameters that act before entry (`parametersBeforeEntry`). */
  constructor(
    readonly trial: Trial,
    readonly group: PlannedGroup,
    readonly pool: EnsemblePool,
    readonly before: ReadonlySet<string>,
  ) {
    const { hazardEvents } = trial.disease.naturalHistory;
    this.#observe = [...trial.observe, ...hazardEvents.map((event) => event.hazard)];
  }

  /** The courses under each of `values`, in order. */
  async run(values: readonly ParameterValues[], signal?: AbortSignal): Promise<CohortCourse[]> {
    const runs: Prepared[] = [];
    for (const one of values) runs.push(await this.#prepare(one, signal));
    const byArm = await this.#follow(runs, signal);
    return runs.map((run, i) =>
      this.#courseOf(
        run,
        byArm.map((results) => results[i]!),
      ),
    );
  }

  async #prepare(values: ParameterValues, signal: AbortSignal | undefined): Promise<Prepared> {
    const { trial } = this;
    const typical = typicalValuesOf(trial.parameters, ({ row }) => values.get(row.id) ?? row.value);
    const key = [...this.before].map((id) => values.get(id)).join(" ");
    if (this.#history?.key !== key) {
      const screening = await screen(
        trial,
        replicate,
        typical,
        this.pool,
        signal ? { signal } : {},
      );
      this.#history = { key, screening };
    }
    const { screening } = this.#history;
    const changed = trial.parameters.flatMap(({ row }, i) => (values.has(row.id) ? [i] : []));
    const vectors = enrolledVectors(trial, replicate, screening, typical, changed);
    return { screening, vectors };
  }

  /** [arm][run]: arms that end on the same day are integrated together. */
  async #follow(runs: readonly Prepared[], signal: AbortSignal | undefined): Promise<Follow[][]> {
    const { arms } = this.group;
    const ends = [...new Set(arms.map((arm) => arm.days.at(-1)!))];
    const results: Follow[][] = arms.map(() => []);
    for (const end of ends) {
      const together = arms.flatMap((arm, i) => (arm.days.at(-1) === end ? [i] : []));
      if (end === 0) for (const arm of together) results[arm] = runs.map(() => ({ days: [] }));
      else await this.#followTogether(runs, together, end, results, signal);
    }
    return results;
  }

  async #followTogether(
    runs: readonly Prepared[],
    arms: readonly number[],
    end: number,
    results: Follow[][],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { trial } = this;
    const days = [...new Set(arms.flatMap((i) => this.group.arms[i]!.days))]
      .filter((day) => day > 0)
      .sort((a, b) => a - b);
    const parts = runs.flatMap((run) => arms.map((arm) => ({ run, arm })));
    const lanes = parts.reduce((sum, { run }) => sum + run.screening.enrolled, 0);
    const states = trial.compiled.states.length;
    const result = await this.pool.run(
      {
        compiled: trial.compiled,
        observe: this.#observe,
        lanes,
        start: 0,
        end,
        saveAt: Float64Array.from(days),
        parameters: joined(parts.map(({ run }) => run.vectors)),
        overridden: trial.overridden,
        initialStates: joined(
          parts.map(({ run: { screening } }) =>
            screening.enrolment.states.subarray(0, screening.enrolled * states),
          ),
        ),
        schedules: parts.flatMap(({ run, arm }) =>
          Array.from({ length: run.screening.enrolled }, () => trial.schedules[arm]!),
        ),
        tolerance: trial.tolerance,
        method: trial.protocol.solver.method,
      },
      signal ? { signal } : {},
    );
    signal?.throwIfAborted();
    let first = 0;
    for (const { run, arm } of parts) {
      results[arm]!.push({ days, result, first });
      first += run.screening.enrolled;
    }
  }

  #courseOf({ screening }: Prepared, follows: readonly Follow[]): CohortCourse {
    const { trial, group } = this;
    const { enrolment, enrolled, assessed } = screening;
    const outcomes = trial.instruments.length;
    const read = group.arms.map(({ days }, arm) =>
      days.map((day) => this.#readDay(screening, follows[arm]!, day)),
    );
    const values = read.map((days) => days.map((day) => day.outcomes));
    const failures = follows.reduce((sum, follow) => sum + failuresOf(follow, enrolled), 0);
    return {
      ...{ patients: enrolled, assessed, failures, values },
      entry: enrolment.observed.slice(0, enrolled * outcomes),
      hazards: read.map((days) => days.map((day) => day.hazards)),
      recorded: (arm, day) => this.#record(screening, values[arm]![day]!, day),
    };
  }

  /** [patient][outcome] and [patient][hazard] of one arm on one day. */
  #readDay({ enrolment, enrolled }: Screening, { days, result, first = 0 }: Follow, day: number) {
    const { trial } = this;
    const count = trial.instruments.length;
    const events = trial.hazards.length;
    if (day === 0 || !result) {
      const outcomes = enrolment.underlying.slice(0, enrolled * count);
      return { outcomes, hazards: new Float64Array(enrolled * events) };
    }
    const outcomes = new Float64Array(enrolled * count);
    const hazards = new Float64Array(enrolled * events);
    const width = this.#observe.length;
    const at = days.indexOf(day);
    const states = trial.compiled.states.length;
    for (let patient = 0; patient < enrolled; patient++) {
      const from = ((first + patient) * days.length + at) * width;
      for (let outcome = 0; outcome < count; outcome++)
        outcomes[patient * count + outcome] = result.values[from + trial.outcomeColumns[outcome]!]!;
      for (let event = 0; event < events; event++) {
        const start = enrolment.states[patient * states + trial.hazards[event]!.state]!;
        const now = result.values[from + trial.observe.length + event]!;
        hazards[patient * events + event] = now - start;
      }
    }
    return { outcomes, hazards };
  }

  #record({ enrolment, enrolled }: Screening, values: Float64Array, visit: number): Float64Array {
    const { trial } = this;
    const count = trial.instruments.length;
    if (visit === 0) return enrolment.observed.slice(0, enrolled * count);
    const recorded = new Float64Array(enrolled * count);
    for (let patient = 0; patient < enrolled; patient++) {
      const draws = createDraws(trial.protocol.seed, replicate, enrolment.candidate[patient]!);
      const range = [patient * count, (patient + 1) * count] as const;
      const own = recorded.subarray(...range);
      measureVisit(trial.instruments, values.subarray(...range), draws, visit, own);
    }
    return recorded;
  }
}

interface Prepared {
  readonly screening: Screening;
  /** [patient][parameter] */
  readonly vectors: Float64Array;
}

/** Where the lanes of one arm under one value lie in a result; without result: nothing was run. */
interface Follow {
  readonly days: readonly number[];
  readonly result?: EnsembleResult;
  readonly first?: number;
}

function failuresOf({ result, first = 0 }: Follow, enrolled: number): number {
  if (!result) return 0;
  return result.codes.subarray(first, first + enrolled).filter((code) => code !== 0).length;
}
