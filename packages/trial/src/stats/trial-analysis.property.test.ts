// What the analyses promise over repeated trials with arms of unequal size: error rate under the
// null, coverage, recovery of a known truth. Seeds are fixed; the Monte-Carlo bound is 4 standard
// errors of the share seen (a false alarm once in 16 000 seeds).

import { expect, test } from "vitest";
import { type Ancova, ancova } from "./ancova.js";
import { chiSquare } from "./distribution.js";
import { proportion, riskDifference } from "./proportion.js";
import { createDraws, type Draws } from "./random.js";
import { proportionMonteCarloError, replicateInterval } from "./replicates.js";
import { kaplanMeier, logRank, type SurvivalTime, survivalAt } from "./survival.js";

const REPLICATES = 2000;
const ARMS = ["saline", "msc", "ev"] as const;
const SIZES = { saline: 36, msc: 12, ev: 6 } as const;
const arm = ARMS.flatMap((name) => Array.from({ length: SIZES[name] }, () => name));

const replicates = (seed: number): Draws[] =>
  Array.from({ length: REPLICATES }, (_, r) => createDraws(seed, r, 0));
const share = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length;
const bound = (p: number): number => 4 * proportionMonteCarloError(p, REPLICATES);

/** A trial whose change is -0.3 baseline + effect + noise of SD 12. */
function simulatedAncova(draws: Draws, effects: Readonly<Record<string, number>>): Ancova {
  const baseline = arm.map((_, i) => 50 + 15 * draws.normal("baseline", i));
  const change = arm.map(
    (name, i) => -0.3 * baseline[i]! + (effects[name] ?? 0) + 12 * draws.normal("noise", i),
  );
  const site = arm.map((_, i) => (draws.bernoulli("site", 0.4, i) ? "A" : "B"));
  const result = ancova(
    { change, baseline, arm, strata: [{ name: "site", values: site }] },
    { arms: ARMS, control: "saline", level: 0.95 },
  );
  if (result.kind !== "fit") throw new Error(result.kind);
  return result;
}

test("ANCOVA rejects a true null in 5 % of trials of 36, 12 and 6", () => {
  const fits = replicates(31).map((draws) => simulatedAncova(draws, {}));
  for (const i of [0, 1]) {
    const rejected = share(fits.map((fit) => fit.effects[i]!.p < 0.05));
    expect(Math.abs(rejected - 0.05)).toBeLessThan(bound(0.05));
  }
});

test("ANCOVA recovers known effects, and its intervals cover them in 95 %", () => {
  const truth = { msc: -4, ev: -9 };
  const fits = replicates(32).map((draws) => simulatedAncova(draws, truth));
  (["msc", "ev"] as const).forEach((name, i) => {
    const effects = fits.map((fit) => fit.effects[i]!);
    const spread = replicateInterval(
      effects.map((e) => e.estimate),
      0.95,
    );
    expect(Math.abs(spread.mean - truth[name])).toBeLessThan(4 * spread.monteCarloError);
    const covered = share(effects.map((e) => e.lower <= truth[name] && truth[name] <= e.upper));
    expect(Math.abs(covered - 0.95)).toBeLessThan(bound(0.95));
    // The stated standard error is the one the estimates have.
    const stated = Math.sqrt(
      effects.reduce((total, e) => total + e.standardError ** 2, 0) / REPLICATES,
    );
    expect(Math.abs(stated / spread.sd - 1)).toBeLessThan(4 / Math.sqrt(2 * REPLICATES));
  });
});

/** Binomial probabilities of 0..n events. */
function binomial(n: number, p: number): number[] {
  const probabilities = [(1 - p) ** n];
  for (let k = 1; k <= n; k++) {
    probabilities.push((probabilities[k - 1]! * (n - k + 1) * p) / (k * (1 - p)));
  }
  return probabilities;
}

/** Probability that `holds` over two independent binomial counts, by enumeration: no sampling. */
function enumerated(
  [n1, p1]: readonly [number, number],
  [n2, p2]: readonly [number, number],
  holds: (x1: number, x2: number) => boolean,
): number {
  const second = binomial(n2, p2);
  return binomial(n1, p1).reduce(
    (total, w1, x1) => total + w1 * second.reduce((t, w2, x2) => t + (holds(x1, x2) ? w2 : 0), 0),
    0,
  );
}

const difference = (
  x1: number,
  x2: number,
  method: "wald" | "newcombe",
): ReturnType<typeof riskDifference> =>
  riskDifference({ events: x1, n: 24 }, { events: x2, n: 96 }, { level: 0.95, method });

test("risk difference of 24 and 96: error rate near 5 % by enumeration, and met by simulation", () => {
  const exact = enumerated([24, 0.3], [96, 0.3], (x1, x2) => difference(x1, x2, "wald").p < 0.05);
  expect(exact).toBeGreaterThan(0.04);
  expect(exact).toBeLessThan(0.06);
  const rejected = replicates(33).map((draws) => {
    const events = (group: string, n: number): number =>
      Array.from({ length: n }, (_, i) => draws.bernoulli(group, 0.3, i)).filter(Boolean).length;
    return difference(events("treated", 24), events("control", 96), "wald").p < 0.05;
  });
  expect(Math.abs(share(rejected) - exact)).toBeLessThan(bound(exact));
});

test.each([
  [0.3, 0.3],
  [0.5, 0.2],
  [0.05, 0.1],
])("Newcombe's interval of 24 and 96 covers %d - %d with 93 to 98 %", (p1, p2) => {
  const covered = enumerated([24, p1], [96, p2], (x1, x2) => {
    const { lower, upper } = difference(x1, x2, "newcombe");
    return lower <= p1 - p2 && p1 - p2 <= upper;
  });
  expect(covered).toBeGreaterThan(0.93);
  expect(covered).toBeLessThan(0.98);
});

test("Wilson's interval covers with 95 % on average over risks, by enumeration at n = 40", () => {
  const risks = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
  const coverage = risks.map((p) =>
    binomial(40, p).reduce((total, weight, x) => {
      const { lower, upper } = proportion({ events: x, n: 40 }, 0.95);
      return total + (lower <= p && p <= upper ? weight : 0);
    }, 0),
  );
  const average = coverage.reduce((a, b) => a + b) / coverage.length;
  expect(Math.abs(average - 0.95)).toBeLessThan(0.005);
});

/** Exponential event times at `rate`, censored uniformly between 0 and 3. */
function simulatedTimes(draws: Draws, group: string, n: number, rate: number): SurvivalTime[] {
  return Array.from({ length: n }, (_, i) => {
    const event = -Math.log(draws.uniform(`${group} event`, i)) / rate;
    const censoring = 3 * draws.uniform(`${group} censoring`, i);
    return { time: Math.min(event, censoring), event: event <= censoring };
  });
}

test("log-rank rejects a true null in 5 % of trials of 120, 60 and 30", () => {
  const sizes = { saline: 120, msc: 60, ev: 30 };
  const names = Object.keys(sizes) as (keyof typeof sizes)[];
  const group = names.flatMap((name) => Array.from({ length: sizes[name] }, () => name));
  const results = replicates(34)
    .slice(0, 1000)
    .map((draws) =>
      logRank(
        names.flatMap((name) => simulatedTimes(draws, name, sizes[name], 0.7)),
        group,
      ),
    );
  const rejected = share(results.map((r) => r.p < 0.05));
  // The test is asymptotic: one percent point is allowed beside the Monte-Carlo bound.
  expect(Math.abs(rejected - 0.05)).toBeLessThan(0.01 + 4 * proportionMonteCarloError(0.05, 1000));
  // Observed and expected agree in every group, whatever its size.
  names.forEach((_, i) => {
    const excess = results.map((r) => r.groups[i]!.observed - r.groups[i]!.expected);
    const spread = replicateInterval(excess, 0.95);
    expect(Math.abs(spread.mean)).toBeLessThan(4 * spread.monteCarloError);
    const variance = results.reduce((total, r) => total + r.covariance[i]![i]!, 0) / results.length;
    // Variance of a sample variance: 2 sigma^4 / n.
    expect(Math.abs(spread.sd ** 2 / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 1000));
  });
});

test("Kaplan-Meier at a fixed time is unbiased and its interval covers the truth", () => {
  const truth = Math.exp(-0.7);
  const at = replicates(35).map(
    (draws) => survivalAt(kaplanMeier(simulatedTimes(draws, "one", 80, 0.7), 0.95), [1])[0]!,
  );
  const spread = replicateInterval(
    at.map((s) => s.survival),
    0.95,
  );
  expect(Math.abs(spread.mean - truth)).toBeLessThan(4 * spread.monteCarloError);
  const covered = share(at.map((s) => s.lower <= truth && truth <= s.upper));
  // Asymptotic as well: one percent point beside the bound.
  expect(Math.abs(covered - 0.95)).toBeLessThan(0.01 + bound(0.95));
});

test("with more groups log-rank keeps chi-square with one df fewer than groups", () => {
  const statistics = replicates(36)
    .slice(0, 1000)
    .map((draws) => {
      const names = ["a", "b", "c", "d"];
      const times = names.flatMap((name) => simulatedTimes(draws, name, 40, 1));
      const result = logRank(
        times,
        times.map((_, i) => names[Math.floor(i / 40)]!),
      );
      expect(result.df).toBe(3);
      return chiSquare(3).cdf(result.chiSquare);
    });
  // Uniform on (0, 1): mean 1/2, SD 1/sqrt(12).
  const spread = replicateInterval(statistics, 0.95);
  expect(Math.abs(spread.mean - 0.5)).toBeLessThan(0.01 + 4 * spread.monteCarloError);
});
