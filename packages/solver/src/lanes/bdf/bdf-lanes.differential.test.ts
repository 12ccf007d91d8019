// The BDF on lanes against the reference implementation of the same formulas: solutions, decisions,
// counters. Rounding differs (elementary functions, order of sums), so step counts may by a little.

import { type CompiledModel, loadJs } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import {
  compileModel,
  compileText,
  defaultParameters,
  modelOf,
  problemText,
  uniformTolerance,
  withAlgebraicRules,
} from "../../../../../tests/problems/problem.js";
import { openEngine } from "../../engine/engine.js";
import { planEngine } from "../../engine/engine-plan.js";
import type { Target } from "../../engine/target.js";
import { integrate } from "../../integrate.js";
import { type Problem, ResultCode, type Solution } from "../../problem.js";
import { planFactors } from "../factor-pattern.js";
import { multiplicationsOf } from "../linear-solver.js";

type Extra = Partial<Problem> & { readonly end: number };

function question(compiled: CompiledModel, target: Target, relativeTolerance: number) {
  const observe = Int32Array.from(compiled.observables.keys());
  return { compiled, target, method: "bdf", relativeTolerance, observe, rows: 50 };
}

function problemOf(
  compiled: CompiledModel,
  relative: number,
  absolute: number,
  extra: Extra,
): Problem {
  const system = loadJs(compiled);
  return {
    start: 0,
    parameters: defaultParameters(system),
    saveAt: Float64Array.from({ length: 20 }, (_, i) => (extra.end * (i + 1)) / 20),
    tolerance: uniformTolerance(system, relative, absolute),
    ...extra,
  };
}

function onLanes(compiled: CompiledModel, problems: readonly Problem[], target: Target) {
  const engine = openEngine(question(compiled, target, problems[0]!.tolerance.relative));
  const solutions: Solution[] = [];
  const tasks = problems.map((problem, i) => ({
    problem,
    done: (solution: Solution): void => {
      solutions[i] = { ...solution, finalState: solution.finalState.slice() };
    },
  }));
  engine.runAll(tasks.values());
  return solutions;
}

/** Largest difference in units of the tolerance. */
function distance(a: Solution, b: Solution, { tolerance }: Problem): number {
  const floor = tolerance.absolute[0]! / tolerance.relative;
  return a.values.reduce((worst, value, i) => {
    const scale = Math.max(Math.abs(value), Math.abs(b.values[i]!), floor);
    return Math.max(worst, Math.abs(value - b.values[i]!) / (tolerance.relative * scale));
  }, 0);
}

const parts = (share: number, count: number): number => Math.max(2, share * count);

function compare(compiled: CompiledModel, problem: Problem, share = 0.08): Solution {
  const [lane] = onLanes(compiled, [problem], "wasm-simd");
  const reference = integrate(loadJs(compiled), problem, "bdf");
  expect(lane!.method).toBe("bdf");
  expect(lane!.code).toBe(reference.code);
  expect(distance(lane!, reference, problem)).toBeLessThan(50);
  for (const field of ["steps", "rhsCalls", "solves"] as const) {
    const difference = Math.abs(lane!.counters[field] - reference.counters[field]);
    expect(difference, field).toBeLessThanOrEqual(parts(share, reference.counters[field]));
  }
  for (const field of ["jacobianCalls", "factorizations"] as const) {
    const difference = Math.abs(lane!.counters[field] - reference.counters[field]);
    expect(difference, field).toBeLessThanOrEqual(parts(0.25, reference.counters[field]));
  }
  return lane!;
}

describe("the same solution and the same work as the reference", () => {
  it.each([
    ["hires", 321.8122, 1e-4, 1e-7],
    ["hires", 321.8122, 1e-8, 1e-13],
    ["robertson", 1e11, 1e-4, 1e-10],
    ["robertson", 1e11, 1e-8, 1e-20],
    ["synth50", 100, 1e-6, 1e-9],
    ["synth50p", 100, 1e-6, 1e-9],
  ])("%s to %d at %d", (name, end, relative, absolute) => {
    const compiled = compileText(problemText(name));
    compare(compiled, problemOf(compiled, relative, absolute, { end }));
  });

  it("linear.ant, where no decision is close, in exactly as many steps and calls", () => {
    const compiled = compileText(problemText("linear"));
    const problem = problemOf(compiled, 1e-6, 1e-9, { end: 10 });
    const [lane] = onLanes(compiled, [problem], "wasm");
    expect(lane!.counters).toEqual(integrate(loadJs(compiled), problem, "bdf").counters);
  });
});

describe("events and doses", () => {
  const oscillator = "x = 1; y = 0; x' = y; y' = -x - 0.1*y; n = 0; ";

  it("events found inside steps, with and without a jump", () => {
    const text = `${oscillator} at (x > 0.2): n = n + 1; at (y > 0.5): y = 0.4`;
    const compiled = compileText(text);
    const problem = problemOf(compiled, 1e-7, 1e-9, { end: 20 });
    const lane = compare(compiled, problem);
    const reference = integrate(loadJs(compiled), problem, "bdf");
    expect(lane.fired.map((f) => f.event)).toEqual(reference.fired.map((f) => f.event));
    expect(lane.fired.length).toBeGreaterThan(4);
    lane.fired.forEach((f, i) => {
      expect(Math.abs(f.time - reference.fired[i]!.time)).toBeLessThan(1e-5);
    });
  });

  it("doses at known times, against the closed form", () => {
    const compiled = compileText("x = 1; x' = -2*x", {
      actions: [
        {
          id: "dose",
          arguments: ["amount"],
          assignments: [{ variable: "x", formula: "x + amount" }],
        },
      ],
    });
    const dose = (time: number, amount: number) => ({ time, action: 0, arguments: [amount] });
    const schedule = [dose(0.5, 3), dose(1, 0.25), dose(1.75, 2)];
    const problem = problemOf(compiled, 1e-8, 1e-12, { end: 3, schedule });
    const lane = compare(compiled, problem);
    const exact = [dose(0, 1), ...schedule].reduce(
      (sum, { time, arguments: [amount] }) => sum + amount! * Math.exp(-2 * (3 - time)),
      0,
    );
    expect(Math.abs(lane.finalState[0]! / exact - 1)).toBeLessThan(1e-6);
  });
});

describe("lanes of one module", () => {
  const compiled = compileText(problemText("synth50"));
  const patients = Array.from({ length: 5 }, (_, patient) => {
    const plain = problemOf(compiled, 1e-5, 1e-8, { end: 30 + 10 * patient });
    const parameters = plain.parameters.map((v, i) => v * (1 + 0.05 * Math.sin(7 * patient + i)));
    return { ...plain, parameters };
  });

  it("one and two at once give the same bits and the same counts", () => {
    const single = onLanes(compiled, patients, "wasm");
    const pairs = onLanes(compiled, patients, "wasm-simd");
    expect(pairs).toEqual(single);
    expect(single.every((s) => s.code === ResultCode.success)).toBe(true);
    expect(new Set(single.map((s) => s.counters.steps)).size).toBeGreaterThan(1);
  });

  it("a patient's neighbours change nothing", () => {
    const apart = patients.map((patient) => onLanes(compiled, [patient], "wasm-simd")[0]!);
    expect(onLanes(compiled, [...patients].reverse(), "wasm-simd").reverse()).toEqual(apart);
  });

  it("the matrix is kept over steps, and the Jacobian over matrices", () => {
    const [{ counters }] = onLanes(compiled, patients.slice(0, 1), "wasm") as [Solution];
    expect(counters.factorizations).toBeLessThan(counters.steps / 3);
    expect(counters.jacobianCalls).toBeLessThan(counters.factorizations);
  });
});

describe("large systems", () => {
  /** Brusselator with diffusion on a square lattice: two states a cell. */
  function lattice(side: number): CompiledModel {
    const cells = Array.from({ length: side * side }, (_, c) => c);
    const neighbours = (c: number): number[] => [
      ...(c % side > 0 ? [c - 1] : []),
      ...(c % side < side - 1 ? [c + 1] : []),
      ...(c >= side ? [c - side] : []),
      ...(c + side < side * side ? [c + side] : []),
    ];
    const flow = (x: string, c: number): string =>
      neighbours(c)
        .map((n) => `+ 0.5*(${x}${n} - ${x}${c})`)
        .join(" ");
    const equations = cells.map(
      (c) => `u${c} = ${1 + 0.3 * Math.sin(c)}; v${c} = ${2 + 0.3 * Math.cos(c)};
        u${c}' = 1 - 4.4*u${c} + u${c}^2*v${c} ${flow("u", c)};
        v${c}' = 3.4*u${c} - u${c}^2*v${c} ${flow("v", c)}`,
    );
    return compileText(equations.join("\n"));
  }

  it("162 states, factorised by lists", () => {
    const compiled = lattice(9);
    expect(multiplicationsOf(planFactors(compiled))).toBeGreaterThan(5000);
    compare(compiled, problemOf(compiled, 1e-6, 1e-9, { end: 5 }));
  });

  it("the choice of a method takes the BDF at a tight tolerance, and a name not its own never", () => {
    const compiled = lattice(9);
    const asked = { ...question(compiled, "wasm-simd", 1e-6), method: "auto" };
    expect(planEngine(asked)).toMatchObject({ target: "wasm-simd", method: "bdf" });
    expect(planEngine({ ...asked, relativeTolerance: 1e-4 }).method).toBe("rodas5p");
    expect(planEngine({ ...asked, method: "toString" }).target).not.toBe("wasm-simd");
  });
});

describe("what lanes leave to the reference", () => {
  it("a run out of steps says so; one that cannot go on gets the reference's code", () => {
    const compiled = compileText("x = 1; x' = x^2");
    const few = problemOf(compiled, 1e-6, 1e-9, { end: 0.5, maxSteps: 5 });
    const pole = problemOf(compiled, 1e-6, 1e-9, { end: 2 });
    const [short, lost] = onLanes(compiled, [few, pole], "wasm-simd") as [Solution, Solution];
    expect(short.code).toBe(ResultCode.tooManySteps);
    expect(lost.code).toBe(integrate(loadJs(compiled), pole, "bdf").code);
    expect(lost.code).not.toBe(ResultCode.success);
  });

  it("algebraic states", () => {
    const rules = withAlgebraicRules("z - x^2");
    const algebraic = compileModel(modelOf("x = 1; x' = -x; var z = 1", rules));
    expect(planEngine(question(algebraic, "wasm-simd", 1e-6)).target).toBe("wasm");
  });
});
