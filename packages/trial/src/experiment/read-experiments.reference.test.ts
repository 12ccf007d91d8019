// Experiments as text: read whole, and every mistake refused with its line, cause and next step.

import { describe, expect, test } from "vitest";
import { readExperiments } from "./read-experiments.js";
import {
  compiled,
  disease,
  readToyBook,
  toyBook,
  toyClaims,
} from "./toy-experiments.test.support.js";

describe("a book of experiments", () => {
  test("is read with formulas, criteria and walks resolved", () => {
    const { book, diagnostics } = readToyBook();
    expect(diagnostics).toEqual([]);
    const [held, age] = book!.experiments;
    expect(held!.arms.map(({ id, cohort, set }) => ({ id, cohort, set }))).toEqual([
      { id: "drug", cohort: "all", set: { k_el: 0 } },
      { id: "none", cohort: "all", set: {} },
    ]);
    expect(held!.holds).toEqual([
      { text: "left < 0.8", quantity: "left", direction: "below", limit: 0.8 },
    ]);
    expect(held!.scans[0]!.values.map((value) => Number(value.toFixed(9)))).toEqual([
      0, 0.2, 0.4, 0.6, 0.8, 1,
    ]);
    expect(held!.quantities[0]!.columns).toEqual([
      { kind: "value", symbol: "PAIN", arm: "drug", days: [364, 364] },
      { kind: "value", symbol: "PAIN", arm: "none", days: [364, 364] },
    ]);
    expect(age!.quantities[1]!.aggregates[0]).toMatchObject({ kind: "mean", arm: "all" });
    expect(age!.quantities[1]!.columns[1]).toMatchObject({ symbol: "female", arm: "all" });
  });

  test.each([
    ["an unknown key", "    kind: switch", "    kinds: switch", "CH4010"],
    ["an unknown kind", "kind: switch", "kind: swap", "CH4013"],
    ["a missing criterion", "    holds: [left < 0.8]\n", "", "CH4011"],
    ["an unknown symbol", "value(PAIN, none, 52))\n", "value(PIAN, none, 52))\n", "CH4203"],
    ["an unknown arm", "value(PAIN, none, 52))\n", "value(PAIN, nobody, 52))\n", "CH4203"],
    ["an unknown parameter", "set: { k_el: 0 }", "set: { k_ell: 0 }", "CH4203"],
    ["an unknown state", "start: { DRUG: 1 }", "start: { DRUGS: 1 }", "CH4203"],
    ["an unknown cohort", "cohort: old", "cohort: young", "CH4203"],
    [
      "an unknown population",
      "label: people of 80",
      "label: people of 80\n    from: nobody",
      "CH4203",
    ],
    ["an unknown covariate", "covariates: { age: 80 }", "covariates: { years: 80 }", "CH4203"],
    ["an unknown quantity", "holds: [left < 0.8]", "holds: [right < 0.8]", "CH4203"],
    ["a regimen that is none", "none: none", "none: drog", "CH4107"],
    ["a criterion that is none", "holds: [left < 0.8]", "holds: [left = 0.8]", "CH4201"],
    [
      "a criterion of two quantities",
      "holds: [left < 0.8]",
      "holds: [left < difference]",
      "CH4201",
    ],
    ["a formula that is none", "mean(value(PAIN, all, 0), female > 0)", "mean(", "CH4201"],
    [
      "a value of patients outside a summary",
      "mean(value(PAIN, all, 0), female > 0)",
      "female",
      "CH4201",
    ],
    ["a summary without an arm", "mean(value(PAIN, all, 0), female > 0)", "mean(female)", "CH4201"],
    [
      "two cohorts in one summary",
      "mean(value(PAIN, old, 0)) -",
      "mean(value(PAIN, old, 0) - value(PAIN, all, 0)) -",
      "CH4201",
    ],
    [
      "weeks that do not ascend",
      "mean(value(PAIN, all, 0), female > 0)",
      "mean(peak(PAIN, all, 4, 2))",
      "CH4201",
    ],
    [
      "a walk along nothing",
      "{ parameter: effect, from: 0, to: 1, steps: 6 }",
      "{ from: 0, to: 1 }",
      "CH4201",
    ],
    ["a walk backwards", "from: -0.5, to: 0.2", "from: 0.5, to: 0.2", "CH4201"],
    [
      "a walk along an unknown parameter",
      "{ parameter: effect, from: 0,",
      "{ parameter: efect, from: 0,",
      "CH4203",
    ],
    ["a claim of no ledger", "claims: [T1]", "claims: [T1, T9]", "CH4202"],
    ["a claim that names nothing", "claims: [T1]", "claims: [T1, T4]", "CH4206"],
    ["a claim left out", "claims: [T2, T3]", "claims: [T2]", "CH4205"],
    ["an id that stands twice", "id: age", "id: held-drug", "CH4106"],
  ])("with %s is refused", (_, from, to, code) => {
    const { book, diagnostics } = readToyBook([[from, to]]);
    expect(book).toBeUndefined();
    const found = diagnostics.find((one) => one.code === code);
    expect(found, diagnostics.map((one) => one.message).join("\n")).toBeDefined();
    expect(found!.range!.file).toBe("toy.yaml");
    const line = toyBook.slice(0, toyBook.indexOf(from)).split("\n").length;
    expect(Math.abs(found!.range!.line - line)).toBeLessThanOrEqual(14);
    expect(found!.help).not.toBe("");
  });

  test("draws from the population that a cohort names, else from the first", () => {
    const row = { source: "assumed", note: "", label: "" };
    const age = (distribution: string) => [{ id: "age", distribution, ...row }];
    const populations = [
      { id: "complaints", covariates: age("normal(60, 5)"), ...row },
      { id: "community", covariates: age("normal(50, 5)"), ...row },
    ];
    const text = toyBook.replace("label: everyone", "label: everyone\n    from: community");
    const reading = readExperiments(
      text,
      "toy.yaml",
      { ...disease, populations },
      compiled,
      toyClaims,
    );
    const [all, old] = reading.book!.cohorts;
    expect([all!.from, all!.covariates.age!.distribution]).toEqual(["community", "normal(50, 5)"]);
    expect([old!.from, old!.covariates.age!.distribution]).toEqual(["complaints", "constant(80)"]);
  });

  test("must hold the experiment that a claim names", () => {
    const claims = toyClaims.map((claim) =>
      claim.id === "T4" ? { ...claim, experiment: "held-drugs" } : claim,
    );
    const [found] = readToyBook([], claims).diagnostics;
    expect(found!.code).toBe("CH4204");
    expect(found!.help).toContain('"held-drug"');
  });
});
