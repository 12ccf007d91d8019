// Patients as blocks of lanes, made when they are asked for: rows of a table, draws, or both. What a
// block's results need later (ids, drawn values) waits here until they are taken.

import type { CompiledModel } from "@chondron/compiler";
import type { LaneBlock, ScheduledAction } from "@chondron/solver";
import { createDraws } from "@chondron/trial";
import { storedState, type Target } from "../command/target.js";
import { drawPatient, modelValues, type PlannedDraw } from "./draw.js";
import type { PatientId, PatientRow } from "./patient-table.js";

export interface Population {
  readonly compiled: CompiledModel;
  readonly patients: number;
  /** What `rows` set. */
  readonly targets: readonly Target[];
  rows(): AsyncIterable<PatientRow>;
  readonly draws: readonly PlannedDraw[];
  readonly seed: number;
  readonly start: number;
  /** The same for all patients, ascending in time. */
  readonly schedule: readonly ScheduledAction[];
}

/** The people of one block. */
export interface PatientBlock {
  readonly ids: readonly PatientId[];
  /** [lane][draw] */
  readonly drawn: Float64Array;
}

/** Rows of patients who have nothing of their own: numbered from 1. */
export async function* numberedRows(patients: number): AsyncGenerator<PatientRow> {
  const values = new Float64Array(0);
  for (let id = 1; id <= patients; id++) yield { id, values };
}

export class LaneSource {
  readonly #waiting: PatientBlock[] = [];
  readonly #template: Float64Array;
  readonly #model: ReadonlyMap<string, number>;
  readonly #targets: readonly Target[];

  constructor(
    readonly population: Population,
    readonly lanesPerBlock: number,
  ) {
    const { compiled, targets, draws } = population;
    this.#template = Float64Array.from(compiled.parameters, (parameter) => parameter.value);
    this.#model = modelValues(compiled);
    this.#targets = [...targets, ...draws.map((draw) => draw.target)];
  }

  /** Parameters whose values are given: see EnsembleJob.overridden. */
  get overridden(): string[] {
    return this.#targets.filter(({ vector }) => vector === "parameter").map(({ id }) => id);
  }

  /** All lanes in order. */
  async *blocks(): AsyncGenerator<LaneBlock> {
    let firstLane = 0;
    let rows: PatientRow[] = [];
    for await (const row of this.population.rows()) {
      rows.push(row);
      if (rows.length < this.lanesPerBlock) continue;
      yield this.#block(firstLane, rows);
      firstLane += rows.length;
      rows = [];
    }
    if (rows.length > 0) yield this.#block(firstLane, rows);
  }

  /** The people of the next block whose results arrive, in order. */
  take(): PatientBlock {
    const block = this.#waiting.shift();
    if (!block) throw new Error("more results than blocks");
    return block;
  }

  #block(firstLane: number, rows: readonly PatientRow[]): LaneBlock {
    const { compiled, draws, start, schedule } = this.population;
    const lanes = rows.length;
    const width = this.#template.length;
    const parameters = new Float64Array(lanes * width);
    const initialStates = new Float64Array(lanes * compiled.states.length).fill(Number.NaN);
    const refused = new Uint8Array(lanes);
    const drawn = new Float64Array(lanes * draws.length);
    rows.forEach((row, lane) => {
      const own = this.#draw(firstLane + lane, row);
      drawn.set(own, lane * draws.length);
      const vector = parameters.subarray(lane * width, (lane + 1) * width);
      vector.set(this.#template);
      const from = lane * compiled.states.length;
      const states = initialStates.subarray(from, from + compiled.states.length);
      const valid = this.#apply([...row.values, ...own], vector, states);
      refused[lane] = valid ? 0 : 1;
    });
    this.#waiting.push({ ids: rows.map((row) => row.id), drawn });
    return {
      firstLane,
      lanes,
      starts: new Float64Array(lanes).fill(start),
      parameters,
      initialStates,
      refused,
      ...(schedule.length > 0 ? { schedules: rows.map(() => schedule) } : {}),
    };
  }

  #draw(lane: number, row: PatientRow): Float64Array {
    const { draws, targets, seed } = this.population;
    if (draws.length === 0) return new Float64Array(0);
    const given = new Map(targets.map(({ id }, i) => [id, row.values[i]!]));
    return drawPatient(draws, createDraws(seed, 0, lane), given, this.#model);
  }

  /** Put values in their places; false where one is not finite. */
  #apply(values: readonly number[], parameters: Float64Array, states: Float64Array): boolean {
    this.#targets.forEach(({ vector, index }, i) => {
      if (vector === "parameter") parameters[index] = values[i]!;
    });
    // After all parameters: a concentration needs the size of its compartment.
    this.#targets.forEach((target, i) => {
      if (target.vector === "state")
        states[target.index] = storedState(target, values[i]!, parameters);
    });
    return this.#targets.every(({ vector, index }) =>
      Number.isFinite((vector === "state" ? states : parameters)[index]),
    );
  }
}
