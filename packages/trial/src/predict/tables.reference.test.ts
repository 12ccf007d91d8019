// What may stand in a table of targets, read and refused: regimens, populations, measures.

import type { Diagnostic } from "@chondron/model";
import { describe, expect, test } from "vitest";
import { toyDisease } from "../toy-disease.test.support.js";
import { parseMeasure } from "./measure.js";
import { parsePopulation } from "./population-text.js";
import { parseRegimen } from "./regimen-text.js";

const disease = toyDisease();

function regimen(text: string) {
  const found: Diagnostic[] = [];
  return { items: parseRegimen(text, disease, found), said: found.map((d) => d.message) };
}

describe("a regimen", () => {
  test("takes the usual amount, the first route and day 0 where nothing is said", () => {
    expect(regimen("drug").items).toEqual([
      { therapy: "drug", route: "injection", amount: 40, times: [0], stop: Number.NaN },
    ]);
    expect(regimen("none").items).toEqual([]);
  });

  test("may say amount, route, days, an end, and several therapies", () => {
    const { items, said } = regimen("drug 20 mg by oral days 0, 7,14 + rest until 84");
    expect(said).toEqual([]);
    expect(items).toEqual([
      { therapy: "drug", route: "oral", amount: 20, times: [0, 7, 14], stop: Number.NaN },
      { therapy: "rest", route: "home", amount: 1, times: [0], stop: 84 },
    ]);
  });

  test("outside the range with evidence is warned of", () => {
    expect(regimen("drug 500 mg").said[0]).toContain("lies outside the range with evidence");
  });

  test.each([
    ["drgu", 'there is no therapy "drgu"'],
    ["drug by mouth", '"drug" has no route "mouth"'],
    ["drug 3 bottles", '"3 bottles" is no amount of "drug"'],
    ["dummy 3 mg", '"3 mg" is no amount of "dummy"'],
    ["drug days 7,0", 'the days "7,0" do not ascend from 0'],
    ["drug until 7", '"drug" ends by itself'],
    ["rest days 0,7", '"rest" lasts until it is ended'],
    ["rest until 0", 'it ends on day "0"'],
    ["", 'there is no therapy ""'],
    ["drug + ", 'there is no therapy "+"'],
  ])("that is wrong is refused: %j", (text, cause) => {
    const { items, said } = regimen(text);
    if (cause.includes('"+"')) expect(items).toBeUndefined();
    else expect(said[0]).toBe(`the regimen "${text}" cannot be read: ${cause}.`);
  });
});

describe("a population", () => {
  const populations = ["street", "ward"].map((id) => ({
    ...{ id, label: id, source: "invented", note: "" },
    covariates: [],
  }));
  const rules = (text: string) => {
    const found: Diagnostic[] = [];
    const seen = parsePopulation(text, { ...disease, populations }, found);
    return { from: seen?.from?.id, rules: seen?.eligibility, said: found.map((d) => d.message) };
  };

  test("may be drawn from one that the disease names, else from its first", () => {
    expect(rules("from ward & pain 20..")).toMatchObject({
      ...{ from: "ward", said: [] },
      rules: [{ id: "pain", low: 20 }],
    });
    expect(rules(" from ward ")).toEqual({ from: "ward", rules: [], said: [] });
    expect(rules("pain 20..").from).toBe("street");
  });

  test("is a list of ranges over covariates and outcomes", () => {
    const { rules: read } = rules("age 50..80 & pain 20.. & space ..4.5");
    expect(read?.map(({ of, id, low, high }) => [of, id, low, high])).toEqual([
      ["covariate", "age", 50, 80],
      ["outcome", "pain", 20, Number.POSITIVE_INFINITY],
      ["outcome", "space", Number.NEGATIVE_INFINITY, 4.5],
    ]);
    expect(rules(" ").rules).toEqual([]);
  });

  test.each([
    ["from wrad & pain 20..", 'there is no population "wrad"'],
    ["from ward pain 20..", '"from ward pain 20.." is no range'],
    ["age > 50", '"age > 50" is no range'],
    ["age ..", '"age .." is no range'],
    ["agee 1..2", '"agee" is no outcome or covariate'],
    ["age 80..50", "the range age 80..50 is empty"],
  ])("that is wrong is refused: %j", (text, cause) => {
    expect(rules(text).said).toEqual([`the population "${text}" cannot be read: ${cause}.`]);
  });
});

describe("a measure", () => {
  const measure = (text: string, endpoint: string) => {
    const found: Diagnostic[] = [];
    const read = parseMeasure(text, endpoint, disease, found);
    return { read, said: found.map((d) => d.code) };
  };

  test("scales outcomes to per cent of their range and leaves shares", () => {
    expect(measure("change", "pain").read).toMatchObject({ kind: "change", scale: 1 });
    expect(measure("sd", "space").read).toMatchObject({ kind: "sd", scale: 20 });
    expect(measure("improved 20", "pain").read).toMatchObject({ by: 20, scale: 1 });
    expect(measure("event", "replacement").read).toMatchObject({ kind: "event", hazard: 0 });
  });

  test("must fit its endpoint", () => {
    expect(measure("change", "pian").said).toEqual(["CH4109"]);
    expect(measure("median", "pain").said).toEqual(["CH4110"]);
    expect(measure("improved", "pain").said).toEqual(["CH4110"]);
    expect(measure("sd", "replacement").said).toEqual(["CH4110"]);
  });
});
