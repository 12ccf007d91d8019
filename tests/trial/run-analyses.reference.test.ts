// The analyses of a trial against R (reference/make-reference.R), on the subjects of a run of the
// reference trial (reference/extract-run.mjs): lm, prop.test and survfit to 1e-8. Two ways: our
// functions on the same subjects, and the rows that the run itself put into its summary.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { improvementOf, isOmeractOarsiResponder } from "../../packages/trial/src/responder.js";
import { ancova, kaplanMeier, riskDifference } from "../../packages/trial/src/stats/index.js";

const read = (name: string): string =>
  readFileSync(new URL(`./reference/${name}`, import.meta.url), "utf8");
const table = (name: string): string[][] =>
  read(name)
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));

const r = new Map(table("r-results.tsv").map(([key, value]) => [key!, Number(value)]));
const [header, ...rows] = table("subjects.tsv");
const subjects = rows.map((row) =>
  Object.fromEntries(header!.map((name, i) => [name, row[i] === "NA" ? "" : row[i]!])),
);
interface EffectRow {
  readonly endpoint: string;
  readonly arm: string;
  readonly n: number;
  readonly [statistic: string]: string | number;
}
interface SurvivalRow {
  readonly arm: string;
  readonly events: number;
  readonly steps: Readonly<Record<"day" | "survival" | "low" | "high", readonly number[]>>;
}
const summary = JSON.parse(read("summary-extract.json")) as {
  readonly effects: readonly EffectRow[];
  readonly survival: readonly SurvivalRow[];
};
const armIds: Readonly<Record<string, string>> = { "1": "ev", "2": "msc", "3": "saline" };
const number = (text: string | undefined): number => (text ? Number(text) : Number.NaN);

/** Equal to 1e-8 of the larger of 1 and the value in R. */
function expectR(key: string, value: number | undefined): void {
  const expected = r.get(key);
  expect(expected, key).toBeDefined();
  expect(Math.abs(value! - expected!), key).toBeLessThan(1e-8 * Math.max(1, Math.abs(expected!)));
}

describe.each([
  ["pain-w12", "pain_entry", "pain_w12"],
  ["function-w12", "function_entry", "function_w12"],
  ["jsw-w104", "jsw_entry", "jsw_w104"],
] as const)("%s", (endpoint, entry, visit) => {
  const available = subjects.filter((s) => s[visit] !== "");
  const fit = ancova(
    {
      change: available.map((s) => number(s[visit]) - number(s[entry])),
      baseline: available.map((s) => number(s[entry])),
      arm: available.map((s) => s.arm!),
      strata: [{ name: "stratum", values: available.map((s) => s.stratum!) }],
    },
    { arms: ["1", "2", "3"], control: "3", level: 0.95 },
  );

  it.each(["1", "2"])("arm %s equals R's lm", (arm) => {
    if (fit.kind !== "fit") throw new Error(fit.kind);
    const effect = fit.effects.find((row) => row.arm === arm)!;
    expectR(`${endpoint}|${arm}|estimate`, effect.estimate);
    expectR(`${endpoint}|${arm}|standardError`, effect.standardError);
    expectR(`${endpoint}|${arm}|low`, effect.lower);
    expectR(`${endpoint}|${arm}|high`, effect.upper);
    expectR(`${endpoint}|${arm}|p`, effect.p);
  });

  it.each(["1", "2"])("arm %s in the run's summary equals R's lm", (arm) => {
    const row = summary.effects.find((e) => e.endpoint === endpoint && e.arm === armIds[arm])!;
    for (const name of ["estimate", "standardError", "low", "high", "p", "n"])
      expectR(`${endpoint}|${arm}|${name}`, Number(row[name]));
  });
});

describe("responders at week 12", () => {
  const scales = {
    pain: { low: 0, high: 20, better: "lower" },
    function: { low: 0, high: 68, better: "lower" },
    global: { low: 0, high: 100, better: "lower" },
  } as const;
  const counts = (arm: string) => {
    const seen = subjects.filter((s) => s.arm === arm && s.pain_w12 !== "");
    const gain = (s: Record<string, string>, name: keyof typeof scales) =>
      improvementOf(scales[name], number(s[`${name}_entry`]), number(s[`${name}_w12`]));
    const responds = seen.filter((s) =>
      isOmeractOarsiResponder(gain(s, "pain"), gain(s, "function"), gain(s, "global")),
    );
    return { events: responds.length, n: seen.length };
  };

  it.each(["1", "2"])("arm %s equals R's prop.test, rule included", (arm) => {
    const difference = riskDifference(counts(arm), counts("3"), { level: 0.95, method: "wald" });
    expectR(`responder-w12|${arm}|estimate`, 100 * difference.estimate);
    expectR(`responder-w12|${arm}|low`, 100 * difference.lower);
    expectR(`responder-w12|${arm}|high`, 100 * difference.upper);
    expectR(`responder-w12|${arm}|p`, difference.p);
    expectR(`responder-w12|${arm}|n`, counts(arm).n);
  });

  it.each(["1", "2"])("arm %s in the run's summary equals R's prop.test", (arm) => {
    const row = summary.effects.find(
      (e) => e.endpoint === "responder-w12" && e.arm === armIds[arm],
    )!;
    for (const name of ["estimate", "low", "high", "p", "n"])
      expectR(`responder-w12|${arm}|${name}`, Number(row[name]));
  });
});

describe("knee replacement", () => {
  const keysOf = (arm: string): string[] =>
    [...r.keys()].filter((key) => key.startsWith(`km|${arm}|`) && !key.endsWith("events"));

  it.each(["1", "2", "3"])("arm %s equals R's survfit", (arm) => {
    const own = subjects.filter((s) => s.arm === arm);
    const curve = kaplanMeier(
      own.map((s) => ({ time: number(s.days), event: s.event === "1" })),
      0.95,
    );
    expectR(`km|${arm}|events`, curve.events);
    expect(keysOf(arm)).toHaveLength(3 * curve.steps.filter((step) => step.events > 0).length);
    for (const key of keysOf(arm)) {
      const [, , time, what] = key.split("|");
      const step = curve.steps.find((s) => s.time === Number(time))!;
      const values = { survival: step.survival, low: step.lower, high: step.upper };
      expectR(key, values[what as keyof typeof values]);
    }
  });

  it.each(["1", "2", "3"])("arm %s in the run's summary equals R's survfit", (arm) => {
    const { steps, events } = summary.survival.find((row) => row.arm === armIds[arm])!;
    expectR(`km|${arm}|events`, events);
    for (const key of keysOf(arm)) {
      const [, , time, what] = key.split("|");
      const at = steps.day.indexOf(Number(time));
      expectR(key, steps[what as "survival" | "low" | "high"][at]);
    }
  });
});
