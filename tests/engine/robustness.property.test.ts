// What engines must survive: wide draws, numbers that are none, runs of no length, systems of no or of
// many states, matrices that elimination in a fixed order cannot handle. Nothing throws; every failure
// has a code, a time and, where one is to blame, a state.

import type { CompiledModel } from "@chondron/compiler";
import { type Problem, ResultCode, type Solution, targets } from "@chondron/solver";
import { beforeAll, describe, expect, it } from "vitest";
import { compileModel, compileText, modelOf, withAlgebraicRules } from "../problems/problem.js";
import {
  distance,
  engineFor,
  expectAgreement,
  expectIdentical,
  problemOf,
  runAll,
  runOn,
} from "./targets.js";
import { knee, unexplained, wideDraws } from "./wide-draws.js";

/** As many as CHONDRON_WIDE_DRAWS says; 100,000 take some minutes. */
const drawn = Number(process.env.CHONDRON_WIDE_DRAWS ?? 500);

describe(`${drawn} knee patients with every parameter drawn at a CV of 100 %`, () => {
  const draws = (): Generator<Problem> => wideDraws(drawn, 41, 730);
  const ends = new Map<number, number>();
  const open: string[] = [];
  /** The first that failed, and some others. */
  const kept: { problem: Problem; solution: Solution }[] = [];
  beforeAll(() => {
    const [first] = draws();
    engineFor(knee.compiled, "wasm-simd", first!).runAll(tasks());
  }, 3_600_000);

  function* tasks() {
    let index = 0;
    for (const problem of draws()) {
      const isSample = index++ % 100 === 0 && index < 400;
      const done = (solution: Solution): void => {
        ends.set(solution.code, (ends.get(solution.code) ?? 0) + 1);
        const missing = unexplained(solution, problem);
        if (missing !== "") open.push(missing);
        const fails = solution.code !== ResultCode.success;
        if (isSample || (fails && kept.length < 7)) kept.push({ problem, solution });
      };
      yield { problem, done };
    }
  }

  it("all end, and every end is explained", () => {
    expect([...ends.values()].reduce((sum, n) => sum + n, 0)).toBe(drawn);
    expect(open).toEqual([]);
    if (drawn > 500) console.log(`ends by code: ${JSON.stringify([...ends])}`);
  });

  it("the ones that fail fail alike on one lane and in JavaScript", () => {
    expect(kept.length).toBeGreaterThan(0);
    for (const { problem, solution } of kept) {
      expectIdentical(runOn(knee.compiled, "wasm", problem), solution);
      const js = runOn(knee.compiled, "js", problem);
      expect(js.code).toBe(solution.code);
      if (js.code === ResultCode.success)
        expect(distance(solution, js, problem)).toBeLessThanOrEqual(1);
    }
  });
});

const saturation = compileText(`
  vmax = 2; km = 0.5; n = 1.5; k = 0.1
  s = 3; p = 1
  s' = -vmax*s^n/(km^n + s^n) + k*p
  p' = vmax*s^n/(km^n + s^n) - k*p
`);

function saturating(extra: Partial<Problem> = {}): Problem {
  return problemOf(saturation, {
    end: 10,
    saveAt: Float64Array.of(0, 5, 10),
    maxSteps: 2000,
    ...extra,
  });
}

const badNumbers = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -1,
  1e300,
  -1e300,
  5e-324,
];

describe("numbers that no model means", () => {
  it.each(badNumbers)("%d as any parameter", (bad) => {
    for (const at of saturation.parameters.keys()) {
      const parameters = saturating().parameters.slice();
      parameters[at] = bad;
      expectSameEnd(saturation, saturating({ parameters }));
    }
  });

  it.each(badNumbers.slice(1))("%d as any initial value", (bad) => {
    for (const at of saturation.states.keys()) {
      const initialState = new Float64Array(saturation.states.length).fill(Number.NaN);
      initialState[at] = bad;
      expectSameEnd(saturation, saturating({ initialState }));
    }
  });

  it("beside a healthy patient leave it alone", () => {
    const healthy = saturating();
    const ill = badNumbers.map((bad) => {
      const parameters = healthy.parameters.slice();
      parameters[1] = bad;
      return saturating({ parameters });
    });
    const engine = engineFor(saturation, "wasm-simd", healthy);
    const expected = engine.run(healthy);
    const mixed = runAll(
      engine,
      ill.flatMap((problem) => [healthy, problem, healthy]),
    );
    mixed.forEach((solution, i) => {
      if (i % 3 !== 1) expectIdentical(solution, expected);
    });
  });
});

/** The targets end alike; a failure has words for its time. */
/** Lanes take states below this for zero at the start of a step (docs/notes/lanes.md). */
const negligible = 1e-75;

/** Where a run lives on states that lanes take for zero, lanes may end it with another code. */
function expectSameEnd(compiled: CompiledModel, problem: Problem): void {
  const [js, wasm, simd] = targets.map((target) => runOn(compiled, target, problem));
  expectIdentical(simd!, wasm!);
  const onNothing = js!.finalState.some((y) => y !== 0 && Math.abs(y) < negligible);
  if (!onNothing) expect(wasm!.code).toBe(js!.code);
  for (const { code, time, finalState } of [js!, wasm!]) {
    expect(time).toBeGreaterThanOrEqual(problem.start);
    expect(time).toBeLessThanOrEqual(problem.end);
    if (code === ResultCode.success) expect(finalState.every(Number.isFinite)).toBe(true);
  }
}

describe.each(targets)("%s", (target) => {
  it("runs of no length record their one moment", () => {
    const problem = saturating({ start: 4, end: 4, saveAt: Float64Array.of(4, 4) });
    const { code, time, values, counters } = runOn(saturation, target, problem);
    expect([code, time, counters.steps]).toEqual([ResultCode.success, 4, 0]);
    expect([...values.subarray(0, values.length / 2)]).toEqual([
      ...values.subarray(values.length / 2),
    ]);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it("any grid: none, the start, the end, twice the same", () => {
    const whole = runOn(saturation, target, saturating());
    const width = saturation.observables.length;
    const row = (values: Float64Array, r: number): number[] => [
      ...values.subarray(r * width, (r + 1) * width),
    ];
    const on = (...saveAt: number[]) =>
      runOn(saturation, target, saturating({ saveAt: Float64Array.from(saveAt) }));
    expect(on().values).toHaveLength(0);
    expect(row(on(0).values, 0)).toEqual(row(whole.values, 0));
    expect(row(on(10).values, 0)).toEqual(row(whole.values, 2));
    const twice = on(0, 0, 5, 5, 5, 10, 10).values;
    [0, 0, 1, 1, 1, 2, 2].forEach((r, i) => {
      expect(row(twice, i)).toEqual(row(whole.values, r));
    });
  });

  it("a model without states", () => {
    const compiled = compileText("a = 2; b := a*time");
    expect(compiled.states).toHaveLength(0);
    const { code, values } = runOn(
      compiled,
      target,
      problemOf(compiled, { end: 3, saveAt: Float64Array.of(0, 1.5, 3) }),
    );
    expect(code).toBe(ResultCode.success);
    const b = compiled.observables.indexOf("b");
    expect([0, 1, 2].map((r) => values[r * compiled.observables.length + b])).toEqual([0, 3, 6]);
  });

  it("too many steps: where it stood, and which state kept it", () => {
    const compiled = compileText(
      "slow = 1; fast = 0; slow' = -0.01*slow; fast' = cos(200*time)*200",
    );
    const at = (maxSteps: number) =>
      runOn(
        compiled,
        target,
        problemOf(compiled, { end: 100, maxSteps, saveAt: Float64Array.of(0, 1e-6, 50) }),
      );
    const { code, time, worstState, finalState, counters, values } = at(300);
    expect(code).toBe(ResultCode.tooManySteps);
    expect(counters.steps + counters.rejected).toBe(300);
    expect(compiled.states[worstState]!.id).toBe("fast");
    expect(time).toBeGreaterThan(0.1);
    expect(time).toBeLessThan(100);
    const exact = compiled.states.map(({ id }) =>
      id === "slow" ? Math.exp(-0.01 * time) : Math.sin(200 * time),
    );
    exact.forEach((value, s) => {
      expect(Math.abs(finalState[s]! - value)).toBeLessThan(1e-3);
    });
    expect(Number.isFinite(values[0]!) && Number.isNaN(values.at(-1)!)).toBe(true);
    const none = at(0);
    expect([none.code, none.time, none.worstState]).toEqual([ResultCode.tooManySteps, 0, -1]);
  });

  it("a pole names the state that has it", () => {
    const compiled = compileText("a = 1; b = 1; c = 1; a' = -a; b' = b^2; c' = a - c");
    const { code, time, worstState } = runOn(compiled, target, problemOf(compiled, { end: 5 }));
    expect([ResultCode.stepSizeTooSmall, ResultCode.notFinite, ResultCode.tooManySteps]).toContain(
      code,
    );
    expect(time).toBeCloseTo(1, 3);
    expect(compiled.states[worstState]!.id).toBe("b");
  });

  it("a root of a negative number names the state that takes it", () => {
    const compiled = compileText("a = 1; b = 1; c = 1; a' = -1; b' = sqrt(a); c' = b - c");
    const { code, time, worstState } = runOn(compiled, target, problemOf(compiled, { end: 5 }));
    expect(code).not.toBe(ResultCode.success);
    expect(time).toBeCloseTo(1, 3);
    expect(compiled.states[worstState]!.id).toBe("b");
  });

  it("a rate that is no number from the start", () => {
    const compiled = compileText("a = 1; b = -1; a' = -a; b' = ln(b)");
    const { code, time, worstState } = runOn(compiled, target, problemOf(compiled, { end: 5 }));
    expect([code, time]).toEqual([ResultCode.notFinite, 0]);
    expect(compiled.states[worstState]!.id).toBe("b");
  });

  it("more rows than an engine has room for are refused", () => {
    if (target === "js") return;
    const problem = saturating({ saveAt: Float64Array.of(0, 1, 2, 3) });
    expect(() => runOn(saturation, target, problem, { rows: 3 })).toThrow(RangeError);
  });
});

it("a system of 2000 states", () => {
  const n = 2000;
  const lines = Array.from(
    { length: n },
    (_, i) => `x${i} = ${i === 0 ? 1 : 0}; x${i}' = ${i === 0 ? "-x0" : `x${i - 1} - x${i}`}`,
  );
  const compiled = compileText(lines.join("\n"));
  const problem = problemOf(compiled, {
    end: 2,
    saveAt: Float64Array.of(1, 2),
    observe: Int32Array.of(0, 5, n - 1),
    tolerance: { relative: 1e-4, absolute: new Float64Array(n).fill(1e-7) },
  });
  const wasm = runOn(compiled, "wasm", problem);
  expectIdentical(runOn(compiled, "wasm-simd", problem), wasm);
  expect(wasm.code).toBe(ResultCode.success);
  // x_k is a Poisson probability: e^-t t^k / k!
  expect(Math.abs(wasm.finalState[0]! - Math.exp(-2))).toBeLessThan(1e-5);
  expect(Math.abs(wasm.finalState[5]! - (Math.exp(-2) * 32) / 120)).toBeLessThan(1e-5);
});

describe("elimination in a fixed order", () => {
  /** Is what lanes gave the reference's own run, to the bit? It must be right in any case. */
  function isLeftToReference(text: string, rules: readonly string[]): boolean {
    const compiled = compileModel(modelOf(text, withAlgebraicRules(...rules)));
    const problem = problemOf(compiled, { end: 1, saveAt: Float64Array.of(0.5, 1) });
    const { js, wasm } = expectAgreement(compiled, problem, 1);
    expect(js.code).toBe(ResultCode.success);
    const y = compiled.states.findIndex(({ id }) => id === "y");
    expect(Math.abs(wasm.finalState[y]! - Math.exp(-1))).toBeLessThan(1e-5);
    return JSON.stringify([...wasm.values]) === JSON.stringify([...js.values]);
  }

  it("with a pivot of zero is left to the reference, which exchanges rows", () => {
    // Which rule goes with which variable is the compiler's choice: in one order the zeros stand on
    // the diagonal.
    const rules = ["a*p + q - y", "p + a*q - 2*y"];
    const text = "a = 0; var p = 2; var q = 1; y = 1; y' = -q";
    const left = [rules, [...rules].reverse()].map((order) => isLeftToReference(text, order));
    expect(left.filter((one) => one)).toHaveLength(1);
  });

  it("with a pivot whose digits cancel is left to the reference", () => {
    // Every two rows with their columns are nearly singular, all three are not.
    const rules = (diagonal: string): string[] => [
      `${diagonal}*p + 2*q + 2*r - 5*y`,
      `0.5*p + ${diagonal}*q + 2*r - 3.5*y`,
      `0.5*p + 0.5*q + ${diagonal}*r - 2*y`,
    ];
    const text = "e = 1e-13; var p = 1; var q = 1; var r = 1; y = 1; y' = -y";
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const left = (diagonal: string): boolean[] =>
      orders.map((order) =>
        isLeftToReference(
          text,
          order.map((i) => rules(diagonal)[i]!),
        ),
      );
    expect(left("(1 + e)")).toContain(true);
    expect(left("(1.5 + e)")).not.toContain(true);
  });

  it("of a matrix that is singular fails with a code on every target", () => {
    const model = modelOf(
      "var p = 1; var q = 1; y = 1; y' = -p",
      withAlgebraicRules("p + q - y", "2*p + 2*q - 2*y"),
    );
    const compiled = compileModel(model);
    expectSameEnd(compiled, problemOf(compiled, { end: 1 }));
    expect(runOn(compiled, "wasm-simd", problemOf(compiled, { end: 1 })).code).not.toBe(
      ResultCode.success,
    );
  });
});
