// Draws of patients: what is accepted, what is said of the rest, and that a draw depends on its key
// alone. Medians and spreads are those of the closed forms.

import { type Diagnostic, formatDiagnostic } from "@chondron/model";
import { createDraws } from "@chondron/trial";
import { describe, expect, test } from "vitest";
import { drawPatient, modelValues, planDraws } from "./draw.js";
import { smallCompiled } from "./small-model.test.support.js";

const compiled = smallCompiled();
const model = modelValues(compiled);

function sample(texts: readonly string[], patients = 4000, given: [string, number][] = []) {
  const columns = given.map(([id]) => id);
  const { draws, diagnostics } = planDraws(texts, compiled, columns);
  expect(diagnostics).toEqual([]);
  return Array.from({ length: patients }, (_, patient) =>
    drawPatient(draws, createDraws(7, 0, patient), new Map(given), model),
  );
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length / 2]!;

describe("a draw", () => {
  test("has the distribution that it names", () => {
    const rows = sample(["k=lognormal(0.3, 0.2)", "x=normal(5, 2)"]);
    // Four standard errors of a median of 4000: 4 * 1.2533 * sd / sqrt(4000).
    const error = (4 * 1.2533) / Math.sqrt(4000);
    expect(Math.abs(median(rows.map((row) => Math.log(row[0]! / 0.3))))).toBeLessThan(0.2 * error);
    expect(Math.abs(median(rows.map((row) => row[1]!)) - 5)).toBeLessThan(2 * error);
  });

  test("may use columns, earlier draws and the model's own values", () => {
    const [row] = sample(["k=constant(2*k)", "x=constant(k + b)", "S=constant(x)"], 1, [["b", 7]]);
    // k is 0.5 in the model.
    expect([...row!]).toEqual([1, 8, 8]);
  });

  test("is the same with other draws beside it and in another order", () => {
    const alone = sample(["k=lognormal(0.3, 0.2)"], 20);
    const beside = sample(["x=normal(0, 1)", "k=lognormal(0.3, 0.2)"], 20);
    expect(beside.map((row) => row[1])).toEqual(alone.map((row) => row[0]));
  });
});

describe("is refused", () => {
  const wrong = (text: string, cause: string): string =>
    `CH6036 error: option --draw is "${text}": ${cause}. Write id=distribution, e.g. --draw "k=lognormal(0.3, 0.2)" for median and coefficient of variation.`;
  test.each<[string, string, string]>([
    ["no distribution", "k", "it is not of the form id=distribution"],
    ["a number", "k=3", "it is no distribution"],
    ["an unknown one", "k=gauss(0, 1)", '"gauss" is no distribution'],
    ["too few arguments", "k=normal(0)", "normal takes 2 arguments, not 1"],
    ["an unknown symbol", "k=normal(weight, 1)", '"weight" has no value here'],
    ["a column of the table", "b=normal(0, 1)", '"b" has its values already'],
  ])("%s", (_, text, cause) => {
    expect(planDraws([text], compiled, ["b"]).diagnostics.map(formatDiagnostic)).toEqual([
      wrong(text, cause),
    ]);
  });

  test("an id that cannot be set", () => {
    const found: readonly Diagnostic[] = planDraws(["J=normal(0, 1)"], compiled, []).diagnostics;
    expect(found.map((d) => d.code)).toEqual(["CH6007"]);
  });

  test("an id that is drawn twice", () => {
    const texts = ["k=normal(0, 1)", "k=normal(0, 2)"];
    expect(planDraws(texts, compiled, []).diagnostics.map(formatDiagnostic)).toEqual([
      wrong(texts[1]!, '"k" has its values already'),
    ]);
  });
});
