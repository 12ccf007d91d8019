// credibility.yaml as it ships, and what its reader says of broken ones: place, cause, next step.

import { readFileSync } from "node:fs";
import { type Diagnostic, formatDiagnostic } from "@chondron/model";
import { describe, expect, it } from "vitest";
import { kneeFolder, loadComparators, loadCredibility, loadKneeTargets } from "../index.js";
import { modelRisk, riskLevels } from "./credibility.js";
import { readCredibility } from "./read-credibility.js";

const text = readFileSync(new URL("credibility.yaml", kneeFolder), "utf8");

function complaints(changed: string): string[] {
  expect(changed).not.toBe(text);
  const found: Diagnostic[] = [];
  expect(readCredibility(changed, "credibility.yaml", found)).toBeUndefined();
  return found.map(formatDiagnostic);
}

describe("credibility.yaml", () => {
  it("is whole, and every comparator has its row", () => {
    const { comparators, factors, cohorts } = loadCredibility();
    const rows = [...loadKneeTargets(), ...loadComparators()].map((row) => row.id);
    expect(comparators.filter(({ row }) => !rows.includes(row))).toEqual([]);
    expect(new Set(factors.map(({ activity }) => activity)).size).toBe(5);
    for (const figure of cohorts.flatMap((cohort) => cohort.figures))
      expect(figure.low, figure.id).toBeLessThan(figure.high);
  });

  it("names the place of what is missing", () => {
    const [first] = complaints(
      text.replace("    criterion: Not one time course", "    x: Not one"),
    );
    expect(first).toMatch(
      /^credibility.yaml:\d+:\d+ CH5015 error: document.factors\[0\].criterion/,
    );
  });

  it("refuses levels, activities and statistics it does not know", () => {
    expect(complaints(text.replace("level: medium", "level: middling"))[0]).toContain(
      'CH5005 error: level of "document.influence" is "middling".',
    );
    expect(complaints(text.replace("activity: calibration", "activity: tuning"))[0]).toContain(
      'activity of "chains" is "tuning"',
    );
    expect(complaints(text.replace("statistic: spread", "statistic: range"))[0]).toContain(
      "mean-loss, skewness-of-loss",
    );
  });

  it("refuses a factor without bounds and an id that stands twice", () => {
    expect(complaints(text.replace("    high: 0.7\n", ""))[0]).toContain(
      'CH5030 error: factor "emulator"',
    );
    expect(complaints(text.replace("id: peers-agree", "id: order"))[0]).toContain(
      'CH5006 error: the id "order"',
    );
  });

  it("says where YAML breaks", () => {
    expect(complaints(text.replace("question: >-", "question: [>-"))[0]).toContain("CH5014");
  });
});

describe("risk", () => {
  it("grows with influence and with consequence", () => {
    const rank = (a: number, b: number) =>
      riskLevels.indexOf(modelRisk(riskLevels[a]!, riskLevels[b]!));
    for (const a of [0, 1, 2])
      for (const b of [0, 1, 2]) {
        expect(rank(a, b)).toBe(rank(b, a));
        if (b > 0) expect(rank(a, b)).toBeGreaterThanOrEqual(rank(a, b - 1));
      }
    expect([
      modelRisk("low", "low"),
      modelRisk("medium", "medium"),
      modelRisk("high", "high"),
    ]).toEqual(riskLevels);
  });
});
