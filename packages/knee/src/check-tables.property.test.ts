// What checkTables must find: for every kind of contradiction, one knee made wrong in that way.

import type { Ledger, ParameterRow, Therapy } from "@chondron/model";
import { describe, expect, it } from "vitest";
import { checkTables } from "./check-tables.js";
import { loadKnee } from "./index.js";

const knee = loadKnee();

function codes(changes: Partial<Ledger>): string[] {
  return checkTables(knee.model, { ...knee, ...changes }).map((d) => d.code);
}

function withRow(id: string, changes: Partial<ParameterRow>): Partial<Ledger> {
  const parameters = knee.parameters.map((row) => (row.id === id ? { ...row, ...changes } : row));
  return { parameters };
}

function withFormula(formula: string): Partial<Ledger> {
  const [first, ...rest] = knee.therapies as [Therapy, ...Therapy[]];
  const route = { ...first.routes[0]!, give: [{ variable: "EV_sf", formula }] };
  return { therapies: [{ ...first, routes: [route] }, ...rest] };
}

describe("checkTables finds", () => {
  it("a constant without a row", () => {
    const parameters = knee.parameters.filter((row) => row.id !== "k_w");
    expect(codes({ parameters })).toEqual(["CH5007"]);
  });

  it("a row that names nothing", () => {
    const row = { ...knee.parameters[0]!, id: "k_nothing" };
    expect(codes({ parameters: [...knee.parameters, row] })).toEqual(["CH5008"]);
  });

  it.each([
    ["a value that differs from the text", { value: 2e-4 }, "CH5009"],
    ["a unit that differs from the text", { unit: "1/y" }, "CH5009"],
    ["a value outside its range", { high: 5e-5 }, "CH5010"],
    ["a range without a number", { low: Number.NaN }, "CH5010"],
    ["a row without a source", { source: "" }, "CH5001"],
  ])("%s", (_, changes, code) => {
    expect(codes(withRow("k_w", changes))).toEqual([code]);
  });

  it("an id that stands twice", () => {
    const { outcomes } = knee;
    const again = { ...outcomes[0]!, paramcd: "OTHER" };
    expect(codes({ outcomes: [...outcomes, again] })).toEqual(["CH5006"]);
  });

  it.each([
    ["used twice", "WOMPAIN"],
    ["too long", "WOMACPAIN"],
    ["not well formed", "1PAIN"],
  ])("a parameter code that is %s", (_, paramcd) => {
    const outcomes = knee.outcomes.map((o) => (o.id === "jsw" ? { ...o, paramcd } : o));
    const found = new Set(codes({ outcomes }));
    expect([...found]).toEqual(["CH5013"]);
  });

  it("an outcome of something the model lacks", () => {
    const outcomes = knee.outcomes.map((o) => (o.id === "jsw" ? { ...o, observable: "JSM" } : o));
    expect(codes({ outcomes })).toEqual(["CH5011"]);
  });

  it("a covariate of something the model lacks", () => {
    const extra = { ...knee.covariates[0]!, id: "varus", parameter: "varus" };
    expect(codes({ covariates: [...knee.covariates, extra] })).toEqual(["CH5011"]);
  });

  it("a therapy formula that cannot be read or names what is not there", () => {
    expect(codes(withFormula("EV_sf +"))).toEqual(["CH5012"]);
    expect(codes(withFormula("EV_fs + amount"))).toEqual(["CH5011"]);
  });

  it("a hazard event without a threshold or an event", () => {
    const [hazard] = knee.naturalHistory.hazardEvents;
    const hazardEvents = [{ ...hazard!, threshold: "kr_limit", event: "surgery" }];
    const naturalHistory = { ...knee.naturalHistory, hazardEvents };
    expect(codes({ naturalHistory })).toEqual(["CH5011", "CH5011"]);
  });
});
