// The targets against the files that they were read from, read here once more by other means, and
// against the pooled effect that the compilers of the evidence computed from the same data.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kneeFolder, loadKnee, loadKneeTargets } from "./index.js";

const targets = loadKneeTargets();
const knee = loadKnee();
const of = (set: string) => targets.filter((row) => row.set === set && row.id.includes(", week "));
const lines = (path: string) =>
  readFileSync(new URL(path, kneeFolder), "utf8").trim().split("\n").slice(1);

describe("the datasets of the knee", () => {
  it("are read whole: a change for every row after entry", () => {
    const later = lines("data/oral-analgesics/data.csv").filter((l) => l.split(",")[1] !== "0");
    expect(of("oral analgesics")).toHaveLength(later.length);
    expect(of("hyaluronate")).toHaveLength(lines("data/hyaluronate/data.csv").length);
  });

  it("are turned into changes on 0 to 100", () => {
    const row = targets.find((t) => t.id === "Baerwald 2010: Placebo_0, week 13")!;
    expect(row.value).toBeCloseTo(10 * (4.751 - 6.548), 9);
    expect(row.baseline).toBeCloseTo(65.48, 9);
    expect(row.se).toBeCloseTo(1.08500341440244, 9);
  });

  it("use the corrected label of hyaluronate trials, not the exported one", () => {
    const placebo = of("hyaluronate").filter((t) => t.regimen === "saline");
    expect(placebo.map((t) => t.arm).every((arm) => arm === "Placebo")).toBe(true);
    // Huskisson: saline -8.2 and hyaluronate -26.4 at week 26.
    const husk = of("hyaluronate").filter((t) => t.study === "Huskisson" && t.week === 26);
    expect(husk.map((t) => [t.regimen, t.value])).toEqual([
      ["hyaluronate", -26.4],
      ["saline", -8.2],
    ]);
  });

  it("leave out the trial whose pain never changes, and what the model does not know", () => {
    expect(
      of("oral analgesics")
        .filter((t) => t.study === "McKenna 2001")
        .map((t) => t.use),
    ).toEqual(["exclude", "exclude"]);
    const opioids = of("oral analgesics").filter((t) =>
      /Tramadol|Oxycodone|Duloxetine/.test(t.arm),
    );
    expect(opioids.length).toBeGreaterThan(30);
    expect(opioids.every((t) => t.use === "exclude")).toBe(true);
  });

  it("give the pooled celecoxib effect at week 12 that their compilers computed (-6.3)", () => {
    const at = (arm: string) =>
      new Map(
        of("oral analgesics")
          .filter((t) => t.arm === arm && t.use !== "exclude" && t.week >= 12 && t.week <= 13)
          .map((t) => [t.study, t]),
      );
    const [drug, dummy] = [at("Celebrex_200"), at("Placebo_0")];
    let [sum, weight] = [0, 0];
    for (const [study, a] of drug) {
      const b = dummy.get(study);
      if (!b) continue;
      const w = 1 / (a.se ** 2 + b.se ** 2);
      sum += w * (a.value - b.value);
      weight += w;
    }
    expect(Math.abs(sum / weight + 6.3)).toBeLessThan(1.4);
  });
});

describe("the targets of the knee", () => {
  it("have unique ids, sources and endpoints that the knee has", () => {
    expect(new Set(targets.map((t) => t.id)).size).toBe(targets.length);
    const known = [...knee.outcomes, ...knee.naturalHistory.hazardEvents].map((row) => row.id);
    for (const row of targets) {
      expect(row.source, row.id).not.toBe("");
      expect(known, row.id).toContain(row.endpoint);
    }
  });

  it("keep the licence beside the rows", () => {
    for (const folder of ["oral-analgesics", "hyaluronate"]) {
      const text = readFileSync(new URL(`data/${folder}/LICENSE`, kneeFolder), "utf8");
      expect(text).toContain("GNU GENERAL PUBLIC LICENSE");
      expect(readFileSync(new URL(`data/${folder}/about.md`, kneeFolder), "utf8")).toContain(
        "MBNMAtime",
      );
    }
  });
});
