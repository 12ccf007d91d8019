// Steady states whose values and eigenvalues are known by hand, and searches that must fail with words.

import { loadJs } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import {
  compileModel,
  compileText,
  defaultParameters,
  modelOf,
  uniformTolerance,
  withAlgebraicRules,
} from "../../../../tests/problems/problem.js";
import { ResultCode } from "../problem.js";
import { SteadyCode, type SteadyProblem, type SteadyState, steadyText } from "./steady-problem.js";
import { steadyState } from "./steady-state.js";

type Found = SteadyState & { value(id: string): number };

function rest(
  text: string | ReturnType<typeof compileText>,
  extra: Partial<SteadyProblem> = {},
): Found {
  const compiled = typeof text === "string" ? compileText(text) : text;
  const system = loadJs(compiled);
  const found = steadyState(system, {
    parameters: defaultParameters(system),
    tolerance: uniformTolerance(system, 1e-6, 1e-9),
    ...extra,
  });
  const value = (id: string): number => found.state[compiled.states.findIndex((s) => s.id === id)]!;
  return { ...found, value };
}

describe("Newton's method from the start", () => {
  it("production and decay", () => {
    const found = rest("x = 1; k = 0.5; x' = 1 - k*x");
    expect(found).toMatchObject({
      code: SteadyCode.found,
      how: "newton",
      time: 0,
      stability: "stable",
    });
    expect(found.value("x")).toBeCloseTo(2, 10);
    expect(found.abscissa).toBeCloseTo(-0.5, 10);
  });

  it("keeps a conserved sum and leaves its zero mode out", () => {
    const found = rest("species A=1, B=2; A -> B; 0.3*A - 0.1*B");
    expect(found.laws).toHaveLength(1);
    expect(found.value("A")).toBeCloseTo(0.75, 10);
    expect(found.value("B")).toBeCloseTo(2.25, 10);
    expect(found.abscissa).toBeCloseTo(-0.4, 10);
    expect(found.stability).toBe("stable");
  });

  it("takes conserved sums from the initial state given", () => {
    const found = rest("species A=1, B=2; A -> B; 0.3*A - 0.1*B", {
      initialState: Float64Array.of(5, Number.NaN),
    });
    expect(found.value("A")).toBeCloseTo(1.75, 10);
  });

  it("two moieties meet in binding: A·B/C = 1/3", () => {
    const found = rest("species A=1, B=2, C=0.5; A + B -> C; 0.3*A*B - 0.1*C");
    const [a, b, c] = ["A", "B", "C"].map((id) => found.value(id));
    expect(a! + c!).toBeCloseTo(1.5, 10);
    expect(b! + c!).toBeCloseTo(2.5, 10);
    expect((a! * b!) / c!).toBeCloseTo(1 / 3, 10);
  });

  it("algebraic states: z² = x at rest, and out of the eigenvalues", () => {
    const model = modelOf("x = 1; z = 2; var z; x' = 4 - x - z", withAlgebraicRules("z*z - x"));
    const found = rest(compileModel(model));
    const z = (Math.sqrt(17) - 1) / 2;
    expect(found.value("z")).toBeCloseTo(z, 9);
    // d(4 - x - sqrt x)/dx
    expect(found.abscissa).toBeCloseTo(-1 - 1 / (2 * z), 8);
  });
});

describe("runs", () => {
  it("find the stable side of a switch that starts beside the saddle", () => {
    const found = rest("x = 1.1; y = 1; x' = 4/(1 + y^4) - x; y' = 4/(1 + x^4) - y");
    expect(found.stability).toBe("stable");
    expect(found.value("x")).toBeGreaterThan(3.9);
    expect(found.value("y")).toBeLessThan(0.1);
  });

  it("let events happen first", () => {
    const found = rest("x = 2; k = 1; var k; x' = 3 - k*x; at (x > 2.5): k = 2");
    expect(found).toMatchObject({ code: SteadyCode.found, how: "run and newton" });
    expect(found.value("x")).toBeCloseTo(1.5, 10);
  });

  it("let what changes with time end first", () => {
    const found = rest("x = 0; x' = piecewise(1, time < 50, 3) - x");
    expect(found.code).toBe(SteadyCode.found);
    expect(found.value("x")).toBeCloseTo(3, 8);
  });

  it("end where all is washed out, though nothing isolates that point", () => {
    const found = rest("gut = 1; body = 0; gut' = -gut^2; body' = gut^2 - body^2; ");
    expect(found.code).toBe(SteadyCode.found);
    expect(found.value("gut")).toBeLessThan(1e-6);
  });
});

describe("stability", () => {
  // Brusselator at rest: x = 1, y = b; trace b - 2, determinant 1.
  it.each([
    [1.5, "stable", -0.25],
    [3, "unstable", 0.5],
  ])("the Brusselator with b = %d is %s", (b, stability, abscissa) => {
    const found = rest(`x = 1.1; y = 1; x' = 1 + x*x*y - (${b} + 1)*x; y' = ${b}*x - x*x*y`);
    expect(found.code).toBe(SteadyCode.found);
    expect(found.value("y")).toBeCloseTo(b, 8);
    expect(found.stability).toBe(stability);
    expect(found.abscissa).toBeCloseTo(abscissa, 7);
  });

  it("a center is marginal", () => {
    const found = rest("x = 1; y = 0; x' = y; y' = -x");
    expect(found.stability).toBe("marginal");
  });
});

describe("no steady state", () => {
  it.each<[string, string, SteadyState["code"]]>([
    ["constant growth", "x = 1; x' = 1", SteadyCode.singular],
    ["a rate that swings with time", "x = 1; x' = sin(time) - x", SteadyCode.timeDependent],
    ["a delay", "x = 1; x' = -delay(x, 1)", SteadyCode.past],
    ["a logarithm of what is negative", "x = -1; x' = ln(x)", SteadyCode.notFinite],
  ])("%s", (_, text, code) => {
    const found = rest(text);
    expect(found.how).toBe("not found");
    expect(found.code === code || found.code === SteadyCode.runFailed).toBe(true);
    expect(steadyText[found.code]).toMatch(/\.$/);
    expect(found.stability).toBe("unknown");
  });

  it("a run into infinity says how it ended", () => {
    const found = rest("x = 1; x' = x^2 + 1");
    expect(found.code).toBe(SteadyCode.runFailed);
    expect(found.run).not.toBe(ResultCode.success);
  });
});
