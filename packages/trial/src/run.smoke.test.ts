import { openPool, ResultCode } from "@chondron/solver";
import { describe, expect, test } from "vitest";
import { adamTables } from "./adam-tables.js";
import type { TrialResult } from "./result.js";
import { type Progress, runTrial } from "./run.js";
import { toyDisease } from "./toy-disease.test.support.js";
import { changedPool, readToy } from "./toy-trial.test.support.js";

const disease = toyDisease();
const inline = { workers: 0 };

/** Everything that must repeat: not the timing. */
function repeatable({ timing: _, ...rest }: TrialResult): string {
  return JSON.stringify(rest, (_key, value) =>
    ArrayBuffer.isView(value)
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64")
      : value,
  );
}

describe("a trial of the toy disease", () => {
  test("gives the same bits in the calling thread, with 1 and with 2 workers", async () => {
    const protocol = readToy();
    const alone = repeatable(await runTrial(protocol, disease, inline));
    for (const workers of [1, 2]) {
      expect(repeatable(await runTrial(protocol, disease, { workers }))).toBe(alone);
    }
  });

  test("gives other patients for another seed", async () => {
    const one = await runTrial(readToy(), disease, inline);
    const other = await runTrial(readToy(["seed: 7", "seed: 8"]), disease, inline);
    expect(other.replicates[0]!.covariates).not.toEqual(one.replicates[0]!.covariates);
  });

  test("gives every replicate its own patients and prior draws", async () => {
    const { replicates, summary } = await runTrial(readToy(), disease, inline);
    expect(replicates[0]!.covariates).not.toEqual(replicates[1]!.covariates);
    const effect = summary.assumptions.find(({ id }) => id === "effect")!;
    expect(new Set(effect.priorDraws).size).toBe(2);
  });

  test("keeps a replicate's patients when replicates are added", async () => {
    const two = await runTrial(readToy(), disease, inline);
    const three = await runTrial(readToy(["replicates: 2", "replicates: 3"]), disease, inline);
    expect(three.replicates.slice(0, 2)).toEqual(two.replicates);
  });

  test("keeps the first patients when the trial grows", async () => {
    const small = await runTrial(readToy(["size: 60", "size: 24"]), disease, inline);
    const large = await runTrial(readToy(), disease, inline);
    const first = small.replicates[0]!;
    expect(large.replicates[0]!.candidate.slice(0, 24)).toEqual(first.candidate);
    expect(large.replicates[0]!.arm.slice(0, 24)).toEqual(first.arm);
    expect(large.replicates[0]!.observed.slice(0, first.observed.length)).toEqual(first.observed);
  });

  test("keeps the other measurements when a visit is added", async () => {
    const week4 = "  - { id: week4, label: Week 4, at: 4 weeks }\n";
    const more = `${week4}  - { id: week8, label: Week 8, at: 8 weeks }\n`;
    const before = await runTrial(readToy(), disease, inline);
    const after = await runTrial(readToy([week4, more]), disease, inline);
    const row = (result: TrialResult, visit: string) =>
      result.summary.measures.find(
        (m) => m.arm === "drug" && m.outcome === "pain" && m.visit === visit,
      );
    expect(row(after, "week12")).toEqual(row(before, "week12"));
    expect(row(after, "year1")).toEqual(row(before, "year1"));
  });

  test("adds up from assessed to analysed", async () => {
    const { summary } = await runTrial(readToy(), disease, inline);
    for (const flow of [summary.flow, summary.flowAllReplicates]) {
      const excluded = flow.excluded.reduce((sum, { count }) => sum + count, 0);
      expect(flow.assessed).toBe(excluded + flow.randomised);
      expect(flow.arms.reduce((sum, { allocated }) => sum + allocated, 0)).toBe(flow.randomised);
    }
    const unstable = summary.flowAllReplicates.excluded.find(
      (e) => e.reason === "unstable parameter draw",
    );
    expect(unstable!.count).toBeGreaterThan(0);
  });

  test("enrols whom the eligibility allows, as measured", async () => {
    const { replicates } = await runTrial(readToy(), disease, inline);
    for (const { size, observed, covariates, covariateIds, outcomeIds, visitDays } of replicates) {
      const age = covariateIds.indexOf("age");
      const pain = outcomeIds.indexOf("pain");
      for (let row = 0; row < size; row++) {
        expect(covariates[row * covariateIds.length + age]).toBeGreaterThanOrEqual(50);
        const entry = observed[row * visitDays.length * outcomeIds.length + pain]!;
        expect(entry).toBeGreaterThanOrEqual(20);
        expect(entry).toBeLessThanOrEqual(90);
      }
    }
  });

  test("sees nobody after leaving", async () => {
    const many = readToy(["annualHazard: 0.1", "annualHazard: 3"]);
    const { replicates, summary } = await runTrial(many, disease, inline);
    const { size, observed, visitDays, outcomeIds, exitDay } = replicates[0]!;
    for (let row = 0; row < size; row++) {
      visitDays.forEach((day, visit) => {
        const value = observed[(row * visitDays.length + visit) * outcomeIds.length]!;
        expect(Number.isNaN(value)).toBe(day > exitDay[row]!);
      });
    }
    const left = summary.flow.arms.reduce((sum, arm) => sum + arm.discontinued[0]!.count, 0);
    // A hazard of 3 per year leaves 5 % to the end.
    expect(left).toBeGreaterThan(45);
  });

  test("tells its progress in order, to the end", async () => {
    const seen: Progress[] = [];
    await runTrial(readToy(), disease, { ...inline, onProgress: (p) => seen.push(p) });
    const shares = seen.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(seen.at(-1)).toMatchObject({
      phase: "analysis",
      replicate: 2,
      done: 60,
      total: 60,
      share: 1,
    });
    expect(new Set(seen.map(({ phase }) => phase))).toEqual(
      new Set(["screening", "follow-up", "analysis"]),
    );
  });

  test("stops on a signal", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(runTrial(readToy(), disease, { ...inline, signal })).rejects.toThrow("enough");
  });

  test("says so when the eligibility leaves it short of subjects", async () => {
    const narrow = readToy(
      ["from: 20, to: 90", "from: 89, to: 90"],
      ["  size: 60", "  size: 60\n  maximumScreened: 100"],
    );
    await expect(runTrial(narrow, disease, inline)).rejects.toThrow(
      /CH4080 error: replicate 1: only \d+ of 60 subjects could be enrolled from 100 candidates\. Widen/,
    );
  });
});

describe("what must make no difference makes none", () => {
  const drug = "therapy: drug\n        route: injection\n        amount: 40 mg";
  const fixed: readonly [string, string] = ["replicates: 2", "replicates: 8"];

  test("a dose of zero equals the dummy, patient by patient", async () => {
    const text = [drug, drug.replace("40 mg", "0 mg")] as const;
    const zero = await runTrial(readToy(text), disease, inline);
    const dummy = "therapy: dummy\n        route: injection";
    const placebo = await runTrial(readToy([drug, dummy]), disease, inline);
    expect(zero.replicates).toEqual(placebo.replicates);
  });

  test("a drug without effect differs from the dummy by chance alone", async () => {
    const size = ["size: 60", "size: 100"] as const;
    const priors = ["dropout:", "variation: { priors: false }\ndropout:"] as const;
    const inert = {
      ...disease,
      parameters: disease.parameters.map((p) => (p.id === "effect" ? { ...p, value: 0 } : p)),
    };
    const { summary } = await runTrial(readToy(fixed, size, priors), inert, inline);
    const primary = summary.effects.filter((e) => e.primary && e.atEndpointVisit);
    expect(primary).toHaveLength(1);
    const [{ overReplicates, standardError }] = primary as [(typeof primary)[0]];
    // 4.5 standard errors of the mean of eight replicates.
    expect(Math.abs(overReplicates.mean!)).toBeLessThan((4.5 * standardError!) / Math.sqrt(8));
    expect(overReplicates.count).toBe(8);
  });

  test("a drug with an effect is found", async () => {
    const strong = {
      ...disease,
      parameters: disease.parameters.map((p) =>
        p.id === "effect" ? { ...p, value: 0.9, prior: "" } : p,
      ),
    };
    const { summary } = await runTrial(
      readToy(["visit: week12, primary", "visit: week4, primary"]),
      strong,
      inline,
    );
    const primary = summary.effects.find((e) => e.primary && e.atEndpointVisit)!;
    expect(primary.estimate).toBeLessThan(-5);
    expect(primary.overReplicates.significantShare).toBe(1);
  });
});

describe("patients that cannot be integrated", () => {
  const failing = async () =>
    changedPool(await openPool(inline), (result, start) => {
      const codes = result.codes.slice();
      const failureTimes = result.failureTimes.slice();
      const values = result.values.slice();
      const failureStates = [...result.failureStates];
      // The third subject of every follow-up, and every fifth history.
      const history = typeof start !== "number";
      const width = values.length / codes.length;
      codes.forEach((code, lane) => {
        const hit = history ? lane % 5 === 4 : lane === 2;
        if (!hit || code !== ResultCode.success) return;
        codes[lane] = ResultCode.stepSizeTooSmall;
        failureTimes[lane] = history ? -100 : 30;
        failureStates[lane] = "PAIN";
        values.fill(Number.NaN, (lane + (history ? 0 : 0.5)) * width, (lane + 1) * width);
      });
      return { ...result, codes, failureTimes, failureStates, values };
    });

  test("are rows with a reason, counted in the flow, and never dropped in silence", async () => {
    const result = await runTrial(readToy(), disease, { pool: await failing() });
    const { failures, flow, solver } = result.summary;
    const followed = failures.filter((f) => f.phase === "follow-up" && f.replicate === 1);
    expect(followed).toEqual([
      {
        ...{ replicate: 1, candidate: result.replicates[0]!.candidate[2], phase: "follow-up" },
        ...{ arm: followed[0]!.arm, reason: "stepSizeTooSmall", state: "PAIN", day: 30 },
        whatToTry: expect.stringContaining("loosen the tolerances"),
      },
    ]);
    expect(flow.randomised).toBe(60);
    expect(flow.arms.reduce((sum, arm) => sum + arm.failed, 0)).toBe(1);
    expect(flow.excluded.find((e) => e.reason === "failed integration")!.count).toBeGreaterThan(5);
    expect(solver.failed).toBe(failures.length);
    expect(result.tooManyFailures).toBe(true);
  });

  test("do not stop the tables", async () => {
    const result = await runTrial(readToy(), disease, { pool: await failing() });
    const { adsl } = adamTables(result, disease);
    const reasons = adsl.columns.find(({ name }) => name === "DCSREAS")!.values;
    expect(reasons[2]).toBe("FAILED INTEGRATION");
  });
});
