// The BDF of each order on x' = -x: order at equal and unequal steps, dense output, the
// classical coefficients, and the changes of order and place of the Nordsieck array.

import { describe, expect, it } from "vitest";
import { systemOf } from "../../../../tests/problems/problem.js";
import { bdf } from "../method/bdf.js";
import { bdfCoefficients, freshCoefficients } from "./bdf-coefficients.js";
import { BdfStep, interpolateNordsieck } from "./bdf-step.js";
import { Nordsieck } from "./nordsieck.js";

const orders = [1, 2, 3, 4, 5];
const system = systemOf("x = 1; x' = -x");
const parameters = new Float64Array(
  system.compiled.parameters.length + system.compiled.hoistedCount,
);
/** So tight that the iteration's error does not show. */
const exactNewton = { ...bdf, newtonTolerance: 1e-10, newtonIterations: 20 };

/** Rows of e^-t at t for step size h. */
function setExact(history: Nordsieck, order: number, t: number, h: number): void {
  history.start(t, Float64Array.of(Math.exp(-t)), Float64Array.of(-Math.exp(-t)), h);
  history.order = order;
  history.past.fill(h);
  let factor = Math.exp(-t);
  for (let j = 1; j <= order; j++) {
    factor *= -h / j;
    history.rows[j]![0] = factor;
  }
}

/** Error at t = 2 from n steps a unit, their ratios repeated; and the largest inside a step. */
function errors(order: number, n: number, ratios: readonly number[]) {
  const step = new BdfStep(system, exactNewton);
  setExact(step.history, order, 0, 1 / n);
  const from = new Float64Array(1);
  const middle = new Float64Array(1);
  let t = 0;
  let inside = 0;
  for (let i = 0; t < 2; i++) {
    const h = ratios[i % ratios.length]! / n;
    step.weigh({ relative: 1e-6, absolute: Float64Array.of(1e-6) });
    from.set(step.history.rows[0]!);
    expect(step.attempt(t + h, h, parameters)).toBe("converged");
    step.accept(t + h);
    interpolateNordsieck(step.history.rows, order, from, 0.4, middle);
    inside = Math.max(inside, Math.abs(middle[0]! - Math.exp(-(t + 0.4 * h))));
    t += h;
  }
  return { end: Math.abs(step.proposed[0]! - Math.exp(-t)), inside };
}

const equal = [1];
const unequal = [1, 1, 1, 1, 1, 1, 1.4, 1, 1, 1, 1, 1, 1, 1, 0.7];

describe.each(orders)("BDF of order %i", (order) => {
  it("has its order at equal steps, slope within 0.1", () => {
    const slope = Math.log2(errors(order, 40, equal).end / errors(order, 80, equal).end);
    expect(Math.abs(slope - order)).toBeLessThan(0.1);
  });

  it("has its order at unequal steps, slope within 0.2", () => {
    const slope = Math.log2(errors(order, 40, unequal).end / errors(order, 80, unequal).end);
    expect(Math.abs(slope - order)).toBeLessThan(0.2);
  });

  it("has dense output of its order, slope within 0.3", () => {
    const slope = Math.log2(errors(order, 40, equal).inside / errors(order, 80, equal).inside);
    expect(slope).toBeGreaterThan(order - 0.3);
  });

  it("has the classical error constant 1/((q + 1)·Σ1/j) at equal steps", () => {
    const coefficients = freshCoefficients(5);
    bdfCoefficients(order, 0.3, new Float64Array(7).fill(0.3), coefficients);
    const leading = orders.slice(0, order).reduce((sum, j) => sum + 1 / j, 0);
    expect(coefficients.polynomial[1]).toBeCloseTo(leading, 14);
    expect(coefficients.error).toBeCloseTo(1 / ((order + 1) * leading), 14);
  });
});

describe("a Nordsieck array", () => {
  const cubic = (t: number): number => 2 + t - 3 * t ** 2 + 0.5 * t ** 3;
  function cubicArray(t: number, h: number): Nordsieck {
    const history = new Nordsieck(5, 1);
    history.start(t, Float64Array.of(cubic(t)), Float64Array.of(1 - 6 * t + 1.5 * t ** 2), h);
    history.order = 3;
    history.past.fill(h);
    history.rows[2]![0] = (h * h * (-6 + 3 * t)) / 2;
    history.rows[3]![0] = h ** 3 / 2;
    return history;
  }

  it("predicts a polynomial of its order exactly, after a change of step size too", () => {
    const history = cubicArray(1, 0.5);
    history.rescale(0.8);
    const rows = history.rows.map((row) => row.slice());
    history.predict(rows);
    expect(rows[0]![0]).toBeCloseTo(cubic(1.8), 12);
    expect(rows[1]![0]! / 0.8).toBeCloseTo(1 - 6 * 1.8 + 1.5 * 1.8 ** 2, 12);
  });

  it("moves back to a time inside the last step", () => {
    const history = cubicArray(1, 0.5);
    history.moveTo(0.7, Float64Array.of(cubic(0.7)));
    const rows = history.rows.map((row) => row.slice());
    history.predict(rows);
    expect(rows[0]![0]).toBeCloseTo(cubic(1.2), 12);
    expect(history.past[1]).toBeCloseTo(0.2, 12);
  });

  it("keeps value and slope, and what it is at the points of the past, when the order falls", () => {
    const history = cubicArray(1, 0.5);
    const value = history.rows[0]![0];
    const slope = history.rows[1]![0];
    history.lower();
    expect(history.order).toBe(2);
    expect(history.rows[0]![0]).toBe(value);
    expect(history.rows[1]![0]).toBe(slope);
    const [z0, z1, z2] = [0, 1, 2].map((j) => history.rows[j]![0]!);
    expect(z0! - z1! + z2!).toBeCloseTo(cubic(0.5), 12);
  });

  it("meets both ends of a step to the bit", () => {
    const { rows } = cubicArray(1, 0.5);
    const from = Float64Array.of(cubic(0.5) + 1e-17);
    const out = new Float64Array(1);
    interpolateNordsieck(rows, 3, from, 0, out);
    expect(out[0]).toBe(from[0]);
    interpolateNordsieck(rows, 3, from, 1, out);
    expect(out[0]).toBe(rows[0]![0]);
    interpolateNordsieck(rows, 3, from, 0.3, out);
    expect(out[0]).toBeCloseTo(cubic(0.65), 12);
  });
});
