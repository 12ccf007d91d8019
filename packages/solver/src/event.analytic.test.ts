// Events, scheduled actions and recording on problems solved by hand.

import { loadJs } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import {
  compileText,
  defaultParameters,
  systemOf,
  uniformTolerance,
} from "../../../tests/problems/problem.js";
import { integrate } from "./integrate.js";
import { type Problem, ResultCode, type Solution } from "./problem.js";

type Extra = Partial<Problem> & { readonly end: number };

function run(text: string, extra: Extra): Solution & { at(id: string, i: number): number } {
  const system = systemOf(text);
  const solution = integrate(system, {
    start: 0,
    parameters: defaultParameters(system),
    saveAt: Float64Array.of(extra.end),
    tolerance: uniformTolerance(system, 1e-9, 1e-12),
    ...extra,
  });
  const { observables } = system.compiled;
  const at = (id: string, i: number): number =>
    solution.values[i * observables.length + observables.indexOf(id)]!;
  return { ...solution, at };
}

describe("model events", () => {
  it("fires when a falling state crosses a level, at the time of the closed form", () => {
    const result = run("x = 1; x' = -x; n = 0; at (x < 0.5): n = n + 1, x = 2", { end: 3 });
    // 1 → 0.5 at ln 2, then 2 → 0.5 at ln 2 + ln 4.
    const times = result.fired.map((f) => f.time);
    expect(times).toHaveLength(2);
    expect(Math.abs(times[0]! - Math.LN2)).toBeLessThan(1e-8);
    expect(Math.abs(times[1]! - 3 * Math.LN2)).toBeLessThan(1e-8);
    expect(result.at("n", 0)).toBe(2);
    expect(Math.abs(result.at("x", 0) - 2 * Math.exp(3 * Math.LN2 - 3))).toBeLessThan(1e-8);
  });

  it("fires at the time of a trigger on time alone, to rounding", () => {
    const result = run("x = 0; x' = 0; at (time > 2.5): x = 7", { end: 10 });
    expect(Math.abs(result.fired[0]!.time - 2.5)).toBeLessThan(1e-12);
    expect(result.at("x", 0)).toBe(7);
  });

  it("fires where an equality holds at one moment alone", () => {
    const result = run("x = 0; x' = 0; n = 0; at (time == 2.7): x = 7; at (time > 2.7): n = 1", {
      end: 10,
    });
    expect(result.fired.map((f) => f.event)).toEqual([0, 1]);
    expect(result.fired[0]!.time).toBe(2.7);
    expect(result.at("x", 0)).toBe(7);
  });

  it("does not fire at the start unless the trigger's initial value is false", () => {
    expect(run("x = 9; x' = 0; at (x > 5): x = 1", { end: 1 }).fired).toHaveLength(0);
    expect(run("x = 9; x' = 0; at (x > 5), t0=false: x = 1", { end: 1 }).at("x", 0)).toBe(1);
  });

  it("waits for a delay, with values from trigger time by default", () => {
    const text = (mode: string) => `x = 0; x' = 1; y = 0; var y; at 2 after (x > 1)${mode}: y = x`;
    expect(run(text(""), { end: 5 }).at("y", 0)).toBeCloseTo(1, 8);
    expect(run(text(", fromTrigger=false"), { end: 5 }).at("y", 0)).toBeCloseTo(3, 8);
  });

  it("drops a waiting event that is not persistent when its trigger turns false", () => {
    const text = (persistent: boolean) =>
      `x := sin(time); n = 0; var n; at 2 after (x > 0.5), persistent=${persistent}: n = n + 1; z = 0; z' = 1`;
    // sin t > 0.5 lasts from 0.52 to 2.62: longer than the delay; with delay 3 it would not.
    expect(run(text(false), { end: 5 }).at("n", 0)).toBe(1);
    const longer = text(false).replace("at 2", "at 3");
    expect(run(longer, { end: 5 }).at("n", 0)).toBe(0);
    expect(run(text(true).replace("at 2", "at 3"), { end: 5 }).at("n", 0)).toBe(1);
  });

  it("runs simultaneous events by falling priority", () => {
    const text = (a: number, b: number) =>
      `x = 0; x' = 1; y = 0; var y; at (x > 1), priority=${a}: y = 1; at (x > 1), priority=${b}: y = 2`;
    expect(run(text(1, 0), { end: 2 }).at("y", 0)).toBe(2);
    expect(run(text(0, 1), { end: 2 }).at("y", 0)).toBe(1);
  });

  it("lets one event trigger another, and stops a loop without end", () => {
    const chain = "x = 0; x' = 1; a = 0; b = 0; var a, b; at (x > 1): a = 1; at (a > 0): b = 5";
    expect(run(chain, { end: 2 }).at("b", 0)).toBe(5);
    const loop =
      "x = 0; x' = 1; a = 0; var a; at (x > 1): a = 1; at (a > 0): a = 0; at (a < 1 && x > 1): a = 1";
    expect(run(loop, { end: 2 }).code).toBe(ResultCode.eventLoop);
  });

  it("is found at the same time whatever is recorded", () => {
    const text = "x = 1; x' = -x; at (x < 0.5): x = 2";
    const few = run(text, { end: 3 });
    const many = run(text, {
      end: 3,
      saveAt: Float64Array.from({ length: 501 }, (_, i) => (3 * i) / 500),
    });
    expect(many.fired).toEqual(few.fired);
    expect(many.counters).toEqual(few.counters);
    expect([...many.finalState]).toEqual([...few.finalState]);
  });
});

describe("scheduled actions", () => {
  const compiled = compileText("x = 0; k = 0.5; var k; x' = -k*x", {
    actions: [
      {
        id: "dose",
        arguments: ["amount"],
        assignments: [{ variable: "x", formula: "x + amount" }],
      },
      { id: "swap", arguments: [], assignments: [{ variable: "k", formula: "2*k" }] },
    ],
  });
  const system = loadJs(compiled);
  const problem = (extra: Partial<Problem>): Problem => ({
    start: 0,
    end: 4,
    parameters: defaultParameters(system),
    saveAt: Float64Array.of(1, 2, 4),
    observe: Int32Array.of(0),
    tolerance: uniformTolerance(system, 1e-10, 1e-12),
    schedule: [
      { time: 0, action: 0, arguments: [10] },
      { time: 2, action: 0, arguments: [10] },
      { time: 2, action: 1, arguments: [] },
    ],
    ...extra,
  });

  it("happen exactly on time, in order, and are recorded from before", () => {
    const { values, code } = integrate(system, problem({}));
    expect(code).toBe(ResultCode.success);
    const before = 10 * Math.exp(-1);
    expect(values[0]).toBeCloseTo(10 * Math.exp(-0.5), 8);
    expect(values[1]).toBeCloseTo(before, 8);
    expect(values[2]).toBeCloseTo((before + 10) * Math.exp(-2), 8);
  });

  it("never see the output grid: same steps with any grid", () => {
    const coarse = integrate(system, problem({ saveAt: Float64Array.of(4) }));
    const grid = Float64Array.from({ length: 1000 }, (_, i) => (4 * i) / 999);
    const fine = integrate(system, problem({ saveAt: grid }));
    expect(fine.counters).toEqual(coarse.counters);
    expect(fine.finalState[0]).toBe(coarse.finalState[0]);
  });

  it("leave a run split at a dose equal to the whole run within tolerance", () => {
    const whole = integrate(system, problem({}));
    const first = integrate(system, problem({ end: 1 }));
    const second = integrate(
      system,
      problem({ start: 1, initialState: first.finalState, saveAt: Float64Array.of(4) }),
    );
    expect(Math.abs(second.finalState[0]! / whole.finalState[0]! - 1)).toBeLessThan(1e-8);
  });
});

describe("failures are results", () => {
  it("names the state that blows up and keeps what was recorded before", () => {
    const result = run("x = 1; x' = x^2", { end: 2, saveAt: Float64Array.of(0.5, 2) });
    expect([ResultCode.stepSizeTooSmall, ResultCode.notFinite]).toContain(result.code);
    expect(result.time).toBeGreaterThan(0.999);
    expect(result.time).toBeLessThan(1.001);
    expect(result.worstState).toBe(0);
    expect(result.at("x", 0)).toBeCloseTo(2, 6);
    expect(result.at("x", 1)).toBeNaN();
  });

  it("stops after the allowed number of steps", () => {
    const result = run("x = 1; x' = sin(1000*time)", { end: 1000, maxSteps: 50 });
    expect(result.code).toBe(ResultCode.tooManySteps);
  });

  it("reports a start that is not a number", () => {
    expect(run("x = 1; x' = ln(0 - x)", { end: 1 }).code).toBe(ResultCode.notFinite);
  });
});
