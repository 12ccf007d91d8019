// Order of the methods and of their dense output as the WebAssembly steps have it, at fixed step sizes
// on a problem solved by hand; with two lanes each takes steps of its own size.

import { contextStart, loadJs, workingLength } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import { compileText, defaultParameters } from "../../../../tests/problems/problem.js";
import { rosenbrockMethods } from "../method/methods.js";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import { LaneInstance } from "./lane-instance.js";
import { LaneStatus } from "./lane-memory.js";
import { buildLaneModule } from "./lane-module.js";

const compiled = compileText("x = 1; x' = -x^2*(1 + time)");
/** x' = -x²(1 + t), x(0) = 1. */
const exact = (t: number): number => 1 / (1 + t + 0.5 * t * t);
const end = 2;

interface Errors {
  readonly end: number;
  readonly inside: number;
}

/** Errors at the end and inside steps, of one lane per number of equal steps. */
function errorsWith(tableau: RosenbrockTableau, counts: readonly number[]): Errors[] {
  const width = counts.length === 1 ? 1 : 2;
  const bytes = buildLaneModule(compiled, tableau, { width, observe: [], rowCapacity: 1 });
  const instance = new LaneInstance(new WebAssembly.Module(bytes));
  const runs = counts.map((n, lane) => new FixedSteps(instance, lane, n));
  for (let i = 0; i < Math.max(...counts); i++) {
    for (const run of runs) run.ask();
    instance.exports.run();
    for (const run of runs) run.look();
  }
  return runs.map((run) => run.errors());
}

/** A lane that is told the size of every step. */
class FixedSteps {
  readonly #state = new Float64Array(1);
  readonly #size: number;
  #inside = 0;
  #last = Number.NaN;

  constructor(
    readonly instance: LaneInstance,
    readonly lane: number,
    readonly count: number,
  ) {
    this.#size = end / count;
    const system = loadJs(compiled);
    const p = new Float64Array(workingLength(compiled));
    p.set(defaultParameters(system));
    instance.writeParameters(lane, p, contextStart(compiled));
    instance.exports.hoist();
    // Every step is within such a tolerance.
    instance.writeState(lane, "absolute", Float64Array.of(1e6));
    instance.setValue(lane, instance.layout.relative, 1);
    instance.writeState(lane, "to", Float64Array.of(1));
    instance.accept(lane);
    instance.setDouble(lane, "longest", Number.POSITIVE_INFINITY);
    instance.setDouble(lane, "previousError", 1);
    instance.setInteger(lane, "mostAttempts", 1e6);
    instance.setInteger(lane, "active", 1);
  }

  ask(): void {
    const { instance, lane } = this;
    instance.setInteger(lane, "status", LaneStatus.running);
    instance.setDouble(lane, "wanted", this.#size);
    instance.setDouble(lane, "stop", instance.double(lane, "end") + this.#size);
    if (instance.integer(lane, "steps") >= this.count) instance.setInteger(lane, "active", 0);
  }

  look(): void {
    const { instance, lane } = this;
    if (instance.integer(lane, "active") === 0) return;
    expect(instance.integer(lane, "status")).toBe(LaneStatus.stopped);
    const start = instance.double(lane, "start");
    instance.readState(lane, "to", this.#state);
    this.#last = Math.abs(this.#state[0]! - exact(instance.double(lane, "end")));
    instance.interpolate(lane, 0.4);
    instance.readState(lane, "between", this.#state);
    const there = exact(start + 0.4 * this.#size);
    this.#inside = Math.max(this.#inside, Math.abs(this.#state[0]! - there));
  }

  errors(): Errors {
    expect(this.instance.integer(this.lane, "steps")).toBe(this.count);
    expect(this.instance.double(this.lane, "end")).toBeCloseTo(end, 12);
    return { end: this.#last, inside: this.#inside };
  }
}

describe.each(Object.entries(rosenbrockMethods))("%s", (_, tableau) => {
  it.each([
    ["one lane", (counts: readonly number[]) => counts.flatMap((n) => errorsWith(tableau, [n]))],
    ["two lanes", (counts: readonly number[]) => errorsWith(tableau, counts)],
  ] as const)("%s: the order it claims within 0.2, dense output one less", (__, measure) => {
    const [coarse, fine] = measure([32, 64]) as [Errors, Errors];
    expect(Math.abs(Math.log2(coarse.end / fine.end) - tableau.order)).toBeLessThan(0.2);
    expect(Math.log2(coarse.inside / fine.inside)).toBeGreaterThan(tableau.order - 0.8);
  });

  it("lanes of different step sizes have the bits of each alone", () => {
    expect(errorsWith(tableau, [32, 64])).toEqual(
      [32, 64].flatMap((n) => errorsWith(tableau, [n])),
    );
  });
});
