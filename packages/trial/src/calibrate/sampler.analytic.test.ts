// The sampler, its diagnostics and the optimiser against distributions and minima known in closed form.

import { describe, expect, test } from "vitest";
import { chiSquare } from "../stats/distribution.js";
import { mean, standardDeviation } from "../stats/summary.js";
import { adaptiveMetropolis } from "./adaptive-metropolis.js";
import { diagnoseChains } from "./chain-diagnostics.js";
import { cmaEs } from "./cma-es.js";
import { openStream } from "./random-stream.js";

/** Normal with SDs 1 and 10 and correlation 0.9. */
function correlatedNormal(x: Float64Array): number {
  const [a, b] = [x[0]! - 3, (x[1]! + 20) / 10];
  return -(a * a - 2 * 0.9 * a * b + b * b) / (2 * (1 - 0.81));
}

function chains(count: number, steps: number) {
  const each = Array.from({ length: count }, (_, c) => c);
  return adaptiveMetropolis(
    correlatedNormal,
    each.map((c) => Float64Array.of(3 + c, -20 - 5 * c)),
    Float64Array.of(1, 1),
    { warmUp: 2000, steps, thin: 1 },
    each.map((c) => openStream(5, "test", c)),
  );
}

describe("adaptive Metropolis", () => {
  const runs = chains(4, 8000);
  const column = (i: number) => runs.map((run) => run.draws.map((draw) => draw[i]!));
  const size = diagnoseChains(column(1)).effectiveSize;

  test("draws means, SDs and correlation of a normal distribution", () => {
    const [a, b] = [column(0).flat(), column(1).flat()];
    expect(Math.abs(mean(a) - 3)).toBeLessThan(4 / Math.sqrt(size));
    expect(Math.abs(mean(b) + 20)).toBeLessThan(40 / Math.sqrt(size));
    expect(Math.abs(standardDeviation(a) - 1)).toBeLessThan(4 / Math.sqrt(2 * size));
    const product = a.map((value, i) => ((value - 3) * (b[i]! + 20)) / 10);
    expect(Math.abs(mean(product) - 0.9)).toBeLessThan((4 * 1.35) / Math.sqrt(size));
  });

  test("finds the acceptance that it looks for", () => {
    for (const run of runs) expect(Math.abs(run.acceptance - 0.234)).toBeLessThan(0.08);
  });

  test("walks all of twenty dimensions with scales from 0.1 to 1 and neighbours correlated", () => {
    const n = 20;
    const scale = (i: number): number => 0.1 + (0.9 * i) / (n - 1);
    const logDensity = (x: Float64Array): number => {
      let [sum, before] = [0, 0];
      x.forEach((value, i) => {
        const own = value / scale(i);
        sum += i === 0 ? own * own : (own - 0.8 * before) ** 2 / 0.36;
        before = own;
      });
      return -sum / 2;
    };
    const each = [0, 1, 2, 3];
    const found = adaptiveMetropolis(
      logDensity,
      each.map((c) => Float64Array.from({ length: n }, (_, i) => (c - 1.5) * scale(i))),
      new Float64Array(n).fill(0.3),
      { warmUp: 6000, steps: 12_000, thin: 6 },
      each.map((c) => openStream(6, "twenty", c)),
    );
    for (let i = 0; i < n; i++) {
      const columns = found.map((run) => run.draws.map((draw) => draw[i]! / scale(i)));
      const { splitRHat, effectiveSize } = diagnoseChains(columns);
      expect(splitRHat).toBeLessThan(1.05);
      expect(effectiveSize).toBeGreaterThan(150);
      const error = 4.5 / Math.sqrt(2 * effectiveSize);
      expect(Math.abs(standardDeviation(columns.flat()) - 1)).toBeLessThan(error);
    }
  });

  test("repeats to the bit", () => {
    expect(chains(1, 50)[0]!.draws).toEqual(chains(1, 50)[0]!.draws);
  });
});

describe("chain diagnostics", () => {
  /** x[t+1] = phi x[t] + noise: its effective size is n (1 - phi) / (1 + phi). */
  function autoregressive(phi: number, n: number, shift: number, number: number) {
    const stream = openStream(9, "series", number);
    const values = new Float64Array(n);
    let x = stream.normal() / Math.sqrt(1 - phi * phi);
    for (let i = 0; i < n; i++) {
      x = phi * x + stream.normal();
      values[i] = x + shift;
    }
    return values;
  }

  test.each([0, 0.5, 0.9])("give the effective size of an autoregression (%s)", (phi) => {
    const series = [0, 1, 2, 3].map((c) => autoregressive(phi, 20_000, 0, c));
    const expected = (80_000 * (1 - phi)) / (1 + phi);
    const { effectiveSize, splitRHat } = diagnoseChains(series);
    expect(Math.abs(effectiveSize / expected - 1)).toBeLessThan(0.12);
    expect(splitRHat).toBeLessThan(1.01);
  });

  test("see chains that do not agree, and a chain that drifts", () => {
    const apart = [0, 1, 2, 3].map((c) => autoregressive(0, 500, c === 0 ? 2 : 0, c));
    expect(diagnoseChains(apart).splitRHat).toBeGreaterThan(1.2);
    const drifting = [Float64Array.from({ length: 500 }, (_, i) => i / 50 + Math.sin(i))];
    expect(diagnoseChains(drifting).splitRHat).toBeGreaterThan(1.5);
  });
});

describe("simulation-based calibration of the sampler", () => {
  // Talts and others 2018 (arXiv:1804.06788): over data drawn from the prior, the rank of the true
  // value among posterior draws is uniform. Normal mean with known error, prior and SD 1.
  test("gives uniform ranks", () => {
    const ranks = new Float64Array(10);
    const repeats = 300;
    for (let i = 0; i < repeats; i++) {
      const truth = openStream(77, "truth", i);
      const value = truth.normal();
      const observed = value + 0.8 * truth.normal();
      const [chain] = adaptiveMetropolis(
        (x) => -0.5 * x[0]! ** 2 - 0.5 * ((observed - x[0]!) / 0.8) ** 2,
        [Float64Array.of(0)],
        Float64Array.of(1),
        { warmUp: 300, steps: 990, thin: 10 },
        [openStream(78, "chain", i)],
      );
      const below = chain!.draws.filter((draw) => draw[0]! < value).length;
      ranks[Math.floor((10 * below) / 100)]!++;
    }
    const expected = repeats / 10;
    const distance = ranks.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare(9).upperTail(distance)).toBeGreaterThan(0.001);
  });
});

describe("CMA-ES", () => {
  const plan = { step: 1, mostEvaluations: 20_000, tolerance: 1e-12 };

  test("finds the minimum of a sphere, an ellipsoid of condition 1e6 and Rosenbrock's valley", () => {
    const start = Float64Array.of(3, -2, 1, 4);
    const sphere = (x: Float64Array) => x.reduce((sum, value) => sum + (value - 1) ** 2, 0);
    const ellipsoid = (x: Float64Array) => x.reduce((s, v, i) => s + 10 ** (2 * i) * v * v, 0);
    const valley = (x: Float64Array) =>
      100 * (x[1]! - x[0]! ** 2) ** 2 + (1 - x[0]!) ** 2 + x[2]! ** 2 + x[3]! ** 2;
    const run = (f: (x: Float64Array) => number) =>
      cmaEs(f, { ...plan, start }, openStream(1, "cma"));
    expect([...run(sphere).minimum].every((value) => Math.abs(value - 1) < 1e-4)).toBe(true);
    expect(run(ellipsoid).value).toBeLessThan(1e-8);
    const found = run(valley);
    expect(Math.abs(found.minimum[0]! - 1) + Math.abs(found.minimum[1]! - 1)).toBeLessThan(1e-3);
    expect(found.converged).toBe(true);
  });

  test("survives values that are no number, and says when evaluations ran out", () => {
    const f = (x: Float64Array) => (x[0]! < 0 ? Number.NaN : x[0]! + x[1]! ** 2);
    const short = { ...plan, mostEvaluations: 30, start: Float64Array.of(2, 2) };
    expect(cmaEs(f, short, openStream(1, "cma")).converged).toBe(false);
    expect(cmaEs(f, { ...short, mostEvaluations: 4000 }, openStream(1, "cma")).value).toBeLessThan(
      1e-3,
    );
  });
});
