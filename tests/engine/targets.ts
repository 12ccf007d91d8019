// One problem on every target, and how far apart what they give is.

import type { CompiledModel } from "@chondron/compiler";
import {
  type Engine,
  openEngine,
  type Problem,
  type Solution,
  type Target,
} from "@chondron/solver";
import { expect } from "vitest";

export type Settings = Partial<Problem> & { readonly end: number };

export interface TargetOptions {
  /** A Rosenbrock method, which all targets know. */
  readonly method?: string;
  /** Rows that the engine must hold; absent: the problem's. */
  readonly rows?: number;
}

/** The model's own parameters, tolerances of 1e-6 and 1e-9, nothing recorded, but for `settings`. */
export function problemOf(compiled: CompiledModel, settings: Settings): Problem {
  return {
    start: 0,
    parameters: Float64Array.from(compiled.parameters, (p) => p.value),
    saveAt: new Float64Array(),
    observe: Int32Array.from(compiled.observables.keys()),
    tolerance: { relative: 1e-6, absolute: new Float64Array(compiled.states.length).fill(1e-9) },
    ...settings,
  };
}

/** Engines made before: a module is built once for all problems that fit it. */
const engines = new WeakMap<CompiledModel, Map<string, Engine>>();

export function engineFor(
  compiled: CompiledModel,
  target: Target,
  problem: Problem,
  { method = "rodas5p", rows = problem.saveAt.length }: TargetOptions = {},
): Engine {
  const known = engines.get(compiled) ?? new Map<string, Engine>();
  engines.set(compiled, known);
  const observe = problem.observe ?? Int32Array.from(compiled.observables.keys());
  const key = [target, method, rows, observe.join()].join("|");
  const relativeTolerance = problem.tolerance.relative;
  const engine =
    known.get(key) ?? openEngine({ compiled, target, method, relativeTolerance, observe, rows });
  known.set(key, engine);
  return engine;
}

export function runOn(
  compiled: CompiledModel,
  target: Target,
  problem: Problem,
  options?: TargetOptions,
): Solution {
  return engineFor(compiled, target, problem, options).run(problem);
}

/** Solutions in the order of the problems, run as lanes become free. */
export function runAll(engine: Engine, problems: readonly Problem[]): Solution[] {
  const solutions = new Array<Solution>(problems.length);
  engine.runAll(
    problems
      .map((problem, i) => ({
        problem,
        done: (solution: Solution) => {
          solutions[i] = solution;
        },
      }))
      .values(),
  );
  return solutions;
}

/** Every bit and every count alike. */
export function expectIdentical(actual: Solution, expected: Solution): void {
  expect(actual.code).toBe(expected.code);
  expect(actual.time).toBe(expected.time);
  expect(actual.counters).toEqual(expected.counters);
  expect(actual.fired).toEqual(expected.fired);
  expect(actual.worstState).toBe(expected.worstState);
  for (const key of ["values", "finalState", "finalParameters"] as const)
    expect(firstDifference(actual[key], expected[key]), key).toBe(-1);
}

function firstDifference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Math.min(a.length, b.length);
  return a.findIndex((value, i) => !Object.is(value, b[i]));
}

/**
 * Largest difference of recorded values in units of the tolerance, where a curve's scale is its
 * largest absolute value. Infinite where one of two values is not a number.
 */
export function distance(actual: Solution, expected: Solution, problem: Problem): number {
  const width = expected.values.length / Math.max(1, problem.saveAt.length);
  const absolute = Math.min(...problem.tolerance.absolute, 1);
  let worst = 0;
  for (let column = 0; column < width; column++) {
    const [got, want] = [actual, expected].map(({ values }) =>
      values.filter((_, i) => i % width === column),
    ) as [Float64Array, Float64Array];
    const scale = want.reduce(
      (size, v) => (Number.isFinite(v) ? Math.max(size, Math.abs(v)) : size),
      0,
    );
    want.forEach((value, row) => {
      if (Object.is(value, got[row])) return;
      const difference =
        Math.abs(value - got[row]!) / (absolute + problem.tolerance.relative * scale);
      worst = Math.max(worst, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
    });
  }
  return worst;
}

/**
 * All three targets on a problem: SIMD has the bits of one lane; from JavaScript it is `bound`
 * tolerances away, or as far as JavaScript's own runs are from one at a ten-thousandth of the tolerance.
 */
export function expectAgreement(
  compiled: CompiledModel,
  problem: Problem,
  bound: number,
  options?: TargetOptions,
): Record<"js" | "wasm", Solution> {
  const [js, wasm, simd] = (["js", "wasm", "wasm-simd"] as const).map((target) =>
    runOn(compiled, target, problem, options),
  ) as [Solution, Solution, Solution];
  expectIdentical(simd, wasm);
  expect(wasm.code).toBe(js.code);
  expect(wasm.fired.map(({ event }) => event)).toEqual(js.fired.map(({ event }) => event));
  const apart = distance(wasm, js, problem);
  if (apart > bound) expect(apart).toBeLessThanOrEqual(ownError(compiled, problem));
  return { js, wasm };
}

/**
 * Error of the method at about this tolerance: the largest of runs at nearly the same one, for a single
 * run can be right by luck where its neighbours are ten tolerances off (BIOMD0000000582).
 */
function ownError(compiled: CompiledModel, problem: Problem): number {
  const reference = atTolerance(compiled, problem, 1e-4);
  const errors = [0.98, 0.99, 1, 1.01, 1.02].map((factor) =>
    distance(atTolerance(compiled, problem, factor), reference, problem),
  );
  return Math.max(...errors);
}

function atTolerance(compiled: CompiledModel, problem: Problem, factor: number): Solution {
  const { relative, absolute } = problem.tolerance;
  const tolerance = { relative: relative * factor, absolute: absolute.map((a) => a * factor) };
  return runOn(compiled, "js", { ...problem, tolerance, maxSteps: 100_000 });
}
