// Order of the methods and of their dense output, measured at fixed step sizes on a linear,
// non-autonomous, stiff system solved by hand (tests/problems/linear.ant).

import { describe, expect, it } from "vitest";
import {
  defaultParameters,
  problemText,
  systemOf,
  uniformTolerance,
} from "../../../tests/problems/problem.js";
import { interpolate } from "./dense-output.js";
import { rosenbrockMethods } from "./method/methods.js";
import type { RosenbrockTableau } from "./method/rosenbrock.js";
import { RosenbrockStepper } from "./step.js";

const nonlinear = `
  x = 1
  x' = -x^2*(1 + time)
`;
/** x' = -x²(1 + t), x(0) = 1. */
const exact = (t: number): number => 1 / (1 + t + 0.5 * t * t);

/** Errors at t = 2 and in the middle of the last step, after n equal steps. */
function errorsWith(tableau: RosenbrockTableau, n: number): { end: number; inside: number } {
  const system = systemOf(nonlinear);
  const p = new Float64Array(system.compiled.parameters.length + system.compiled.hoistedCount);
  p.set(defaultParameters(system));
  system.hoist(p);
  const stepper = new RosenbrockStepper(system, tableau);
  const y = Float64Array.of(1);
  const middle = new Float64Array(1);
  const h = 2 / n;
  let worstInside = 0;
  for (let i = 0; i < n; i++) {
    stepper.prepare(i * h, y, p);
    stepper.attempt(i * h, y, p, h);
    interpolate(tableau, stepper.stages, y, stepper.proposed, 0.4, middle);
    worstInside = Math.max(worstInside, Math.abs(middle[0]! - exact((i + 0.4) * h)));
    y.set(stepper.proposed);
  }
  return { end: Math.abs(y[0]! - exact(2)), inside: worstInside };
}

function slope(coarse: number, fine: number, ratio: number): number {
  return Math.log(coarse / fine) / Math.log(ratio);
}

describe.each(Object.entries(rosenbrockMethods))("%s", (_, tableau) => {
  it("has the order it claims, slope within 0.2", () => {
    const coarse = errorsWith(tableau, 32);
    const fine = errorsWith(tableau, 64);
    expect(Math.abs(slope(coarse.end, fine.end, 2) - tableau.order)).toBeLessThan(0.2);
  });

  it("has dense output of at least one order less", () => {
    const coarse = errorsWith(tableau, 32);
    const fine = errorsWith(tableau, 64);
    expect(slope(coarse.inside, fine.inside, 2)).toBeGreaterThan(tableau.order - 0.8);
  });

  it("solves the stiff linear problem to the closed form", () => {
    const system = systemOf(problemText("linear"));
    const p = new Float64Array(system.compiled.parameters.length + system.compiled.hoistedCount);
    system.hoist(p);
    const stepper = new RosenbrockStepper(system, tableau);
    const y = Float64Array.of(1, 1);
    const n = 200;
    for (let i = 0; i < n; i++) {
      stepper.prepare((3 * i) / n, y, p);
      stepper.attempt((3 * i) / n, y, p, 3 / n);
      y.set(stepper.proposed);
    }
    expect(stepper.errorNorm(y, uniformTolerance(system, 1e-6, 1e-9))).toBeLessThan(1);
    expect(Math.abs(y[0]! - chainX(3))).toBeLessThan(1e-8);
    expect(Math.abs(y[1]! - chainZ(3))).toBeLessThan(1e-7);
  });
});

const chainX = (t: number): number => (Math.cos(t) + Math.sin(t) + Math.exp(-t)) / 2;

// z' = -k(z - x): each mode e^(st) of x is multiplied by k/(k + s).
function chainZ(t: number): number {
  const k = 1000;
  const d = 1 + k * k;
  const a = (k * k - k) / (2 * d);
  const b = (k * k + k) / (2 * d);
  const c = k / (2 * (k - 1));
  return a * Math.cos(t) + b * Math.sin(t) + c * Math.exp(-t) + (1 - a - c) * Math.exp(-k * t);
}
