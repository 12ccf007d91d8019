// The hierarchical likelihood and the whole calibration against integrals done by quadrature, a known truth
// and the law that ranks of truths are uniform.

import { describe, expect, test } from "vitest";
import { chiSquare } from "../stats/distribution.js";
import { mean, standardDeviation } from "../stats/summary.js";
import { type CalibrationPlan, calibrate } from "./calibrate.js";
import { openStream } from "./random-stream.js";
import { studyLogLikelihood } from "./study-likelihood.js";
import { groupStudies, type ObservedRow } from "./study-rows.js";

const row = (study: string, arm: string, value: number, se: number, rest = {}): ObservedRow => ({
  ...{ set: "all", study, arm, value, se, contrast: false },
  ...rest,
});

const plan: CalibrationPlan = {
  ...{ design: 20, refinement: 10, draws: 400 },
  sampler: { chains: 4, warmUp: 2000, steps: 8000, thin: 4, seed: 11 },
};

/** Rubin 1981, Journal of Educational Statistics 6, 377-401: eight schools. */
const schools = [28, 8, -3, 7, -1, 1, 18, 12];
const errors = [15, 10, 16, 11, 9, 11, 10, 18];

describe("the likelihood of a study", () => {
  test("is that of a normal distribution with the covariance written out", () => {
    const rows = [
      row("s", "a", 1, 2),
      row("s", "a", 2, 3),
      row("s", "b", -1, 1),
      row("s", "a - b", 0.5, 1, { contrast: true }),
    ];
    const { studies, terms } = groupStudies(rows);
    expect(terms.map((term) => term.kind)).toEqual(["study", "arm", "row"]);
    const [study, arm, own] = [1.5, 0.7, 0.4];
    const [s2, a2, o2] = [study ** 2, arm ** 2, own ** 2];
    const covariance = [
      [4 + s2 + a2 + o2, 3 + s2 + a2, s2, 0],
      [3 + s2 + a2, 9 + s2 + a2 + o2, s2, 0],
      [s2, s2, 1 + s2 + a2 + o2, 0],
      [0, 0, 0, 1 + 2 * a2 + 2 * o2],
    ];
    const predicted = [0.2, 0.1, 0.3, 0];
    const residual = rows.map((one, i) => one.value - predicted[i]!);
    const found = studyLogLikelihood(rows, studies[0]!, predicted, [study, arm, own]);
    expect(found).toBeCloseTo(logNormal(residual, covariance), 10);
  });

  test("has no SD that its rows could not show", () => {
    const kinds = (rows: readonly ObservedRow[]) => groupStudies(rows).terms.map((t) => t.kind);
    expect(kinds([row("s", "a", 1, 1), row("t", "a", 1, 1)])).toEqual(["row"]);
    expect(kinds([row("s", "a", 1, 1), row("s", "a", 2, 1)])).toEqual(["arm", "row"]);
    expect(kinds([row("s", "a", 1, 1), row("s", "b", 2, 1)])).toEqual(["study", "row"]);
  });
});

/** Log density by Gaussian elimination, another way than the code under test. */
function logNormal(
  residual: readonly number[],
  covariance: readonly (readonly number[])[],
): number {
  const a = covariance.map((line, i) => [...line, residual[i]!]);
  let logDeterminant = 0;
  for (let i = 0; i < a.length; i++) {
    logDeterminant += Math.log(a[i]![i]!);
    for (let k = 0; k < a.length; k++) {
      if (k === i) continue;
      const factor = a[k]![i]! / a[i]![i]!;
      for (let j = i; j <= a.length; j++) a[k]![j]! -= factor * a[i]![j]!;
    }
  }
  const squares = residual.reduce((sum, r, i) => sum + (r * a[i]!.at(-1)!) / a[i]![i]!, 0);
  return -0.5 * (squares + logDeterminant + residual.length * Math.log(2 * Math.PI));
}

describe("calibration", () => {
  test("of a common mean gives the posterior of the eight schools, by quadrature", async () => {
    const rows = schools.map((value, i) => row(`${i}`, "a", value, errors[i]!));
    const found = await calibrate(
      {
        dimensions: 1,
        rows,
        simulate: async (points) => points.map((z) => new Float64Array(8).fill(20 * z[0]!)),
      },
      plan,
    );
    const exact = quadrature();
    const { draws, diagnostics } = found.sample;
    const mu = draws.map((draw) => 20 * draw[0]!);
    const tau = draws.map((draw) => Math.exp(draw[1]!));
    const size = Math.min(...diagnostics.map((d) => d.effectiveSize));
    expect(size).toBeGreaterThan(400);
    expect(Math.max(...diagnostics.map((d) => d.splitRHat))).toBeLessThan(1.02);
    const error = (sd: number): number => (4 * sd) / Math.sqrt(size);
    expect(Math.abs(mean(mu) - exact.muMean)).toBeLessThan(error(exact.muSd));
    expect(Math.abs(standardDeviation(mu) - exact.muSd)).toBeLessThan(error(exact.muSd));
    expect(Math.abs(mean(tau) - exact.tauMean)).toBeLessThan(error(exact.tauSd));
    // The emulator is exact, so true and emulated posterior agree: weights are equal.
    expect(found.weights.effectiveSize).toBeGreaterThan(0.95 * 400);
  });

  test("finds the parameters of a saturating course, hidden in twelve studies", async () => {
    // y' = k (A - y), y(0) = 0; priors A = 20 exp(0.5 z), k = 0.5 exp(0.7 z).
    const [a, k] = [28, 0.3];
    const weeks = [1, 2, 4, 8];
    const course = (A: number, rate: number, t: number) => A * (1 - Math.exp(-rate * t));
    const noise = openStream(4, "studies");
    const rows = Array.from({ length: 12 }, (_, s) => {
      const shift = 3 * noise.normal();
      return weeks.map((t) =>
        row(`${s}`, "a", course(a, k, t) + shift + noise.normal(), 1, { set: "trials" }),
      );
    }).flat();
    const values = (z: ArrayLike<number>) => [
      20 * Math.exp(0.5 * z[0]!),
      0.5 * Math.exp(0.7 * z[1]!),
    ];
    const found = await calibrate(
      {
        dimensions: 2,
        rows,
        simulate: async (points) =>
          points.map((z) => {
            const [A, rate] = values(z);
            return Float64Array.from(rows, (_, i) => course(A!, rate!, weeks[i % 4]!));
          }),
      },
      {
        ...plan,
        design: 60,
        refinement: 40,
        draws: 200,
        sampler: { ...plan.sampler, steps: 3000 },
      },
    );
    const moments = (pick: (draw: Float64Array) => number) => {
      const { weights } = found.weights;
      const centre = found.draws.reduce((sum, draw, i) => sum + weights[i]! * pick(draw), 0);
      const variance = found.draws.reduce(
        (sum, draw, i) => sum + weights[i]! * (pick(draw) - centre) ** 2,
        0,
      );
      return { centre, sd: Math.sqrt(variance) };
    };
    for (const [i, truth] of [a, k].entries()) {
      const { centre, sd } = moments((draw) => values(draw)[i]!);
      expect(Math.abs(centre - truth)).toBeLessThan(3 * sd);
      expect(sd / truth).toBeLessThan(0.15);
    }
    const between = moments((draw) => Math.exp(draw[2]!));
    expect(Math.abs(between.centre - 3)).toBeLessThan(3 * between.sd);
    expect(found.weights.paretoK).toBeLessThan(0.7);
  });

  test("tells what biased arms share from what the model must explain", async () => {
    // Every study has an arm of mean m and a biased one of mean m + excess; prior m = 20 z.
    const [m, excess] = [12, -7];
    const noise = openStream(5, "biased studies");
    const rows = Array.from({ length: 10 }, (_, s) => {
      const shift = 2 * noise.normal();
      return [
        row(`${s}`, "control", m + shift + noise.normal(), 1),
        row(`${s}`, "active", m + excess + shift + noise.normal(), 1, { biased: true }),
      ];
    }).flat();
    const { draws, excesses, studyRows } = await calibrate(
      {
        dimensions: 1,
        rows,
        simulate: async (points) => points.map((z) => new Float64Array(20).fill(20 * z[0]!)),
      },
      plan,
    );
    expect(studyRows.excesses).toEqual(["all"]);
    const found = { m: draws.map((d) => 20 * d[0]!), excess: excesses.map((e) => e[0]!) };
    // Standard errors: of a mean of ten studies, and of ten differences.
    expect(Math.abs(mean(found.m) - m)).toBeLessThan(3 * Math.sqrt(5 / 10));
    expect(Math.abs(mean(found.excess) - excess)).toBeLessThan(3 * Math.sqrt(2 / 10));
    expect(standardDeviation(found.excess)).toBeLessThan(1);
  });

  test("gives ranks of the truth that are uniform over repeated data", async () => {
    const repeats = 90;
    const ranks = new Float64Array(6);
    const small: CalibrationPlan = { design: 8, refinement: 4, draws: 59, sampler: plan.sampler };
    for (let i = 0; i < repeats; i++) {
      const truth = openStream(21, "truth", i);
      const z = truth.normal();
      const tau = Math.abs(10 * truth.normal());
      const rows = Array.from({ length: 6 }, (_, s) =>
        row(`${s}`, "a", 10 * z + tau * truth.normal() + 2 * truth.normal(), 2),
      );
      const { draws } = await calibrate(
        {
          dimensions: 1,
          rows,
          simulate: async (points) => points.map((p) => new Float64Array(6).fill(10 * p[0]!)),
        },
        { ...small, sampler: { chains: 1, warmUp: 600, steps: 1180, thin: 20, seed: i } },
      );
      ranks[Math.floor(draws.filter((draw) => draw[0]! < z).length / 10)]!++;
    }
    const expected = repeats / 6;
    const distance = ranks.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare(5).upperTail(distance)).toBeGreaterThan(0.001);
  });
});

/** Posterior moments of mean and SD with priors N(0, 20^2) and half-normal(10), on a grid. */
function quadrature() {
  const sums = { weight: 0, mu: 0, mu2: 0, tau: 0, tau2: 0 };
  for (let tau = 0.02; tau < 60; tau += 0.04) {
    for (let mu = -70; mu < 90; mu += 0.25) {
      let logDensity = -0.5 * (mu / 20) ** 2 - 0.5 * (tau / 10) ** 2;
      schools.forEach((y, i) => {
        const variance = errors[i]! ** 2 + tau * tau;
        logDensity -= 0.5 * ((y - mu) ** 2 / variance + Math.log(variance));
      });
      const weight = Math.exp(logDensity + 30);
      sums.weight += weight;
      sums.mu += weight * mu;
      sums.mu2 += weight * mu * mu;
      sums.tau += weight * tau;
      sums.tau2 += weight * tau * tau;
    }
  }
  const [muMean, tauMean] = [sums.mu / sums.weight, sums.tau / sums.weight];
  return {
    ...{ muMean, tauMean },
    muSd: Math.sqrt(sums.mu2 / sums.weight - muMean ** 2),
    tauSd: Math.sqrt(sums.tau2 / sums.weight - tauMean ** 2),
  };
}
