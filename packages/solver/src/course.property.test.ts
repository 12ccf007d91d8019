// A course without a stepper: what it asks to be told. A driver that keeps its own state and tells
// only the steps that reach a stop or a time to record gets what the integrator gets.

import { loadJs } from "@chondron/compiler";
import { expect, it } from "vitest";
import {
  compileText,
  defaultParameters,
  uniformTolerance,
} from "../../../tests/problems/problem.js";
import type { AcceptedStep } from "./accepted-step.js";
import { AlgebraicSolver } from "./algebraic.js";
import { Course } from "./course.js";
import { freshCounters } from "./step.js";

const compiled = compileText("x = 1; x' = -x", {
  actions: [
    {
      id: "dose",
      arguments: ["amount"],
      assignments: [{ variable: "x", formula: "x + amount" }],
    },
  ],
});
const system = loadJs(compiled);

/** The exact solution x = from·e^-t as a step; fractions of it too. */
function exactStep(start: number, from: number, end: number): AcceptedStep {
  const size = end - start;
  const at = (fraction: number): number => from * Math.exp(-fraction * size);
  const interpolate = (fraction: number, out: Float64Array): void => {
    out[0] = at(fraction);
  };
  return {
    start,
    size,
    end,
    proposed: Float64Array.of(at(1)),
    interpolate,
    keep: () => interpolate,
  };
}

it("is told only the steps that matter", () => {
  const problem = {
    start: 0,
    end: 10,
    parameters: defaultParameters(system),
    saveAt: Float64Array.of(0, 2.25, 5, 7.75, 10),
    schedule: [{ time: 5, action: 0, arguments: [3] }],
    tolerance: uniformTolerance(system, 1e-6, 1e-9),
  };
  const course = new Course(system, problem, { algebraic: new AlgebraicSolver(system) });
  expect(course.begin()).toBe(0);
  expect(course.watchesSteps).toBe(false);
  let t = 0;
  let x = course.y[0]!;
  const jumps: number[] = [];
  let told = 0;
  while (!course.finished) {
    const end = Math.min(t + 0.5, course.nextStop());
    const step = exactStep(t, x, end);
    t = end;
    x = step.proposed[0]!;
    if (end < course.nextSave && end < course.nextStop()) continue;
    expect(course.accepted(step)).toBe(0);
    told++;
    if (course.jumped) jumps.push(course.t);
    x = course.y[0]!;
  }
  expect(jumps).toEqual([5]);
  expect(told).toBe(4);
  const { values, finalState } = course.solution(0, -1, freshCounters(), "exact");
  const late = (time: number): number => (Math.exp(-5) + 3) * Math.exp(5 - time);
  const expected = [1, Math.exp(-2.25), Math.exp(-5), late(7.75), late(10)];
  expected.forEach((value, i) => {
    expect(values[i * compiled.observables.length]).toBeCloseTo(value, 12);
  });
  expect(finalState[0]).toBeCloseTo(late(10), 12);
});
