// Importance weights, population weights and the emulator against closed forms.

import { describe, expect, test } from "vitest";
import { studentT } from "../stats/distribution.js";
import { normalQuantile } from "../stats/normal.js";
import { fitEmulator } from "./emulator.js";
import { normalDesign } from "./latin-hypercube.js";
import { fitGeneralisedPareto, smoothWeights } from "./pareto-smoothing.js";
import { populationWeights } from "./population-weights.js";
import { openStream } from "./random-stream.js";

const grid = (n: number) => Array.from({ length: n }, (_, i) => (i + 0.5) / n);

describe("Pareto-smoothed weights", () => {
  test.each([0.2, 0.5, 0.9])("recover the shape of a generalised Pareto tail (%s)", (shape) => {
    const x = Float64Array.from(grid(2000), (p) => ((1 - p) ** -shape - 1) / shape);
    expect(Math.abs(fitGeneralisedPareto(x).shape - shape)).toBeLessThan(0.05);
  });

  test("move a normal sample to a normal target, and know their effective number", () => {
    // Normal proposal, target shifted by 0.5: sum of squares of the weights is exp(0.25) / n.
    const x = grid(4000).map(normalQuantile);
    const { weights, paretoK, effectiveSize } = smoothWeights(x.map((v) => 0.5 * v - 0.125));
    const centre = x.reduce((sum, value, i) => sum + value * weights[i]!, 0);
    expect(centre).toBeCloseTo(0.5, 2);
    expect(effectiveSize / 4000).toBeCloseTo(Math.exp(-0.25), 1);
    expect(paretoK).toBeLessThan(0.5);
  });

  test("warn where the proposal is too narrow for the target", () => {
    // Normal proposal, Cauchy target: the ratio has no finite variance.
    const x = grid(4000).map(normalQuantile);
    const cauchy = studentT(1);
    expect(cauchy.cdf(0)).toBeCloseTo(0.5, 9);
    const narrow = smoothWeights(x.map((v) => -Math.log1p(v * v) + 0.5 * v * v));
    expect(narrow.paretoK).toBeGreaterThan(0.7);
  });

  test("leave equal weights equal", () => {
    const { weights, effectiveSize } = smoothWeights(new Float64Array(100));
    expect(new Set(weights)).toEqual(new Set([0.01]));
    expect(effectiveSize).toBeCloseTo(100, 9);
  });
});

describe("population weights", () => {
  const normals = Float64Array.from(grid(2000), (p) => 50 + 10 * normalQuantile(p));

  test("tilt a normal population to another mean, keeping its SD", () => {
    const { weights, reached, matched, effectiveSize } = populationWeights([normals], [55]);
    expect(matched).toBe(true);
    expect(reached[0]).toBeCloseTo(55, 6);
    const variance = weights.reduce((sum, w, i) => sum + w * (normals[i]! - 55) ** 2, 0);
    expect(Math.sqrt(variance)).toBeCloseTo(10, 0);
    // A shift of delta SDs costs exp(-delta^2) of the patients.
    expect(effectiveSize / 2000).toBeCloseTo(Math.exp(-0.25), 1);
  });

  test("match several margins together, a square among them", () => {
    const squares = normals.map((v) => (v - 52) ** 2);
    const { reached, matched } = populationWeights([normals, squares], [52, 49]);
    expect(matched).toBe(true);
    expect(reached[1]).toBeCloseTo(49, 5);
  });

  test("say where nobody is as wanted, and leave equal weights without margins", () => {
    expect(populationWeights([normals], [500]).matched).toBe(false);
    const free = populationWeights([normals], [50]);
    expect(free.effectiveSize).toBeCloseTo(2000, 3);
  });
});

describe("the emulator", () => {
  const points = normalDesign(60, 3, openStream(3, "design"));
  const quadratic = (z: Float64Array) => 2 + z[0]! - 0.5 * z[1]! * z[2]! + 0.3 * z[2]! ** 2;

  test("is exact for quadratics, and knows it", () => {
    const emulator = fitEmulator(
      points,
      points.map((z) => Float64Array.of(quadratic(z))),
    );
    const out = new Float64Array(1);
    const z = Float64Array.of(0.3, -1.2, 0.8);
    emulator.evaluate(z, out);
    expect(out[0]).toBeCloseTo(quadratic(z), 4);
    expect(emulator.error[0]).toBeLessThan(1e-3);
    expect(emulator.explained[0]).toBeGreaterThan(0.9999);
  });

  test("gives the error that refitting without each point gives", () => {
    const answers = points.map((z) => Float64Array.of(Math.sin(2 * z[0]!) + z[1]! ** 3));
    const emulator = fitEmulator(points, answers);
    const out = new Float64Array(1);
    const missed = points.map((z, i) => {
      const without = <T>(list: readonly T[]): T[] => list.filter((_, j) => j !== i);
      fitEmulator(without(points), without(answers)).evaluate(z, out);
      return (answers[i]![0]! - out[0]!) ** 2;
    });
    const expected = Math.sqrt(missed.reduce((sum, m) => sum + m, 0) / missed.length);
    expect(emulator.error[0]! / expected).toBeCloseTo(1, 3);
    expect(emulator.explained[0]).toBeLessThan(0.95);
  });

  test("falls back to a plane where points are few", () => {
    const few = points.slice(0, 8);
    const emulator = fitEmulator(
      few,
      few.map((z) => Float64Array.of(1 + 2 * z[0]! - z[2]!)),
    );
    const out = new Float64Array(1);
    emulator.evaluate(Float64Array.of(1, 1, 1), out);
    expect(out[0]).toBeCloseTo(2, 3);
  });
});
