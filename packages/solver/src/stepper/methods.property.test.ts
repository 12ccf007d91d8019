// What every method must keep: doses and events to the bit, an output grid without influence, runs
// in parts equal to whole ones.

import { loadJs } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import {
  compileText,
  defaultParameters,
  uniformTolerance,
} from "../../../../tests/problems/problem.js";
import { integrate } from "../integrate.js";
import { methodNames } from "../method/methods.js";
import { type Problem, ResultCode } from "../problem.js";

const compiled = compileText(
  `x = 10; x' = -k*x; k = 0.8; z = 0; z' = k*x - 0.1*z; n = 0; var n
   at (x < 2): n = n + 1; at 0.25 after (z > 9): z = z/2`,
  {
    actions: [
      {
        id: "dose",
        arguments: ["amount"],
        assignments: [{ variable: "x", formula: "x + amount" }],
      },
    ],
  },
);
const system = loadJs(compiled);
const dose = (time: number): { time: number; action: number; arguments: number[] } => ({
  time,
  action: 0,
  arguments: [5],
});
const base: Problem = {
  start: 0,
  end: 12,
  parameters: defaultParameters(system),
  saveAt: new Float64Array(),
  schedule: [dose(3.1), dose(7)],
  tolerance: uniformTolerance(system, 1e-7, 1e-10),
};
const column = (id: string): number => compiled.observables.indexOf(id);

describe.each(methodNames)("%s", (method) => {
  // Error per tolerance: that of many small steps adds up.
  const close = method === "bdf" ? 5e-6 : 2e-7;
  const whole = integrate(system, base, method);

  it("reaches its end", () => {
    expect(whole.code).toBe(ResultCode.success);
    expect(whole.time).toBe(12);
  });

  it("hits doses exactly: the amount is added to what was there", () => {
    const observe = Int32Array.of(column("x"));
    const saveAt = Float64Array.of(3.1);
    const before = integrate(system, { ...base, end: 3.1, observe, saveAt }, method);
    expect(before.finalState[0]).toBe(before.values[0]! + 5);
    expect(Math.abs(before.values[0]! - 10 * Math.exp(-0.8 * 3.1))).toBeLessThan(close);
  });

  it("fires events where the closed form has them", () => {
    const times = whole.fired.filter(({ event }) => event === 0).map(({ time }) => time);
    expect(Math.abs(times[0]! - Math.log(5) / 0.8)).toBeLessThan(close);
    // From x(3.1) + 5 after the dose.
    const high = 10 * Math.exp(-0.8 * 3.1) + 5;
    expect(Math.abs(times[1]! - (3.1 + Math.log(high / 2) / 0.8))).toBeLessThan(close);
  });

  it("is the same to the bit for every output grid", () => {
    for (const rows of [1, 7, 1000]) {
      const saveAt = Float64Array.from({ length: rows }, (_, i) => (12 * (i + 1)) / rows);
      const gridded = integrate(system, { ...base, saveAt }, method);
      expect(gridded.finalState).toEqual(whole.finalState);
      expect(gridded.counters).toEqual(whole.counters);
      expect(gridded.fired).toEqual(whole.fired);
    }
  });

  it("records along its steps to a hundred times its tolerance", () => {
    const saveAt = Float64Array.from({ length: 50 }, (_, i) => i * 0.06);
    const observe = Int32Array.of(column("x"));
    const { values } = integrate(system, { ...base, observe, saveAt }, method);
    saveAt.forEach((t, i) => {
      const exact = 10 * Math.exp(-0.8 * t);
      expect(Math.abs(values[i]! - exact)).toBeLessThan(1e-5 * exact);
    });
  });

  it("in two parts, parted at a dose, is the whole: to the bit for one-step methods", () => {
    const first = integrate(system, { ...base, end: 7 }, method);
    const second = integrate(
      system,
      {
        ...base,
        start: 7,
        schedule: [],
        parameters: first.finalParameters,
        fixedParameters: new Uint8Array(first.finalParameters.length).fill(1),
        initialState: first.finalState,
      },
      method,
    );
    const largest = method === "bdf" ? close : 0;
    whole.finalState.forEach((value, s) => {
      const relative = Math.abs(second.finalState[s]! / value - 1);
      expect(relative).toBeLessThanOrEqual(largest);
    });
  });

  it("stops at a pole, says where and names the state", () => {
    const pole = loadJs(compileText("a = 1; a' = -a; y = 1; y' = y^2"));
    const problem = {
      start: 0,
      end: 2,
      parameters: defaultParameters(pole),
      saveAt: Float64Array.of(0.5, 1.5),
      tolerance: uniformTolerance(pole, 1e-6, 1e-9),
    };
    const { code, time, worstState, values } = integrate(pole, problem, method);
    expect([ResultCode.stepSizeTooSmall, ResultCode.notFinite]).toContain(code);
    expect(time).toBeCloseTo(1, 3);
    expect(pole.compiled.states[worstState]!.id).toBe("y");
    expect(values[values.length / 2]).toBeNaN();
  });

  it("gives a result code for equations that are nowhere defined", () => {
    const broken = loadJs(compileText("x = -1; x' = sqrt(x)"));
    const problem = {
      start: 0,
      end: 1,
      parameters: defaultParameters(broken),
      saveAt: new Float64Array(),
      tolerance: uniformTolerance(broken, 1e-6, 1e-9),
    };
    const { code, time } = integrate(broken, problem, method);
    expect(code).toBe(ResultCode.notFinite);
    expect(time).toBe(0);
  });
});
