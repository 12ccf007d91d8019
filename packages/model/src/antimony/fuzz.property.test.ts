// Damaged Antimony texts never throw, and what is read of them is read again after printing and
// writing. A short run; tests/fuzz/antimony.mjs makes long ones over folders of models. Below it,
// what those found.

import { expect, test } from "vitest";
import { checkModel } from "../check.js";
import { formatDiagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { randomNumbers } from "../mutation.test.support.js";
import { readSbml } from "../sbml/read/read-sbml.js";
import { writeSbml } from "../sbml/write.js";
import { damaged } from "./mutation.test.support.js";
import { parseAntimony } from "./parse-antimony.js";
import { printAntimony } from "./print/print-antimony.js";

const corpus = [
  "S1 -> S2; k*S1\nk = 0.1\nS1 = 10",
  "function f(x, y)\n x^2 + y\nend\na = f(2, 3)\nb := piecewise(a, time > 2, f(a, 1))\nb has second\n",
  `model m(S, k)
  compartment c = 2
  species S in c = 3, $T in c
  J: 2 S + T => S; k*S*T/(1 + S^2)
  k = 0.3 per_hour
  unit per_hour = 1 / (3600 second)
  E: at S > 2 after 1, priority = 3, t0 = false: S = S - 1, k = 2*k
end
model *whole()
  A: m(X, q)
  B: m(X, q), timeconv = 60
  X = 4; q = 1
  A.T is B.T
  r' = -r*X
  delete B.E
end`,
];

const resolveImport = (file: string): { file: string; text: string } => ({
  file,
  text: corpus[0]!,
});

test("500 damaged texts are read or refused, and what is read is read again", () => {
  let whole = 0;
  for (let seed = 0; seed < 500; seed += 1) {
    const text = damaged(corpus, randomNumbers(seed));
    const { model, diagnostics } = parseAntimony(text, { resolveImport });
    expect(model === undefined, `seed ${seed}`).toBe(hasErrors(diagnostics));
    if (!model) continue;
    whole += 1;
    checkModel(model);
    expect(parseAntimony(printAntimony(model)).model, `seed ${seed}`).toBeDefined();
    expect(readSbml(writeSbml(model), { file: "again.xml" }).model, `seed ${seed}`).toBeDefined();
  }
  // Both ways are taken often, or the test would say little.
  expect(whole).toBeGreaterThan(50);
  expect(whole).toBeLessThan(450);
});

test.each([
  [
    "a unit that is a constant",
    "a = 3 NaN",
    '1:7 CH1004 error: expected the end of the statement, found "NaN"',
  ],
  [
    "a function with a dotted name",
    "function a.b(x) x end",
    "1:10 CH1004 error: expected a name without dots",
  ],
  ["a dotted argument", "function f(a.b) 1 end", "1:12 CH1004 error: expected a name without dots"],
  [
    "a model with a dotted name",
    "model a.b\n x = 1\nend",
    "1:7 CH1004 error: expected a name without dots",
  ],
  [
    "a unit with a dotted name",
    "unit a.b = mole",
    "1:6 CH1004 error: expected a name without dots",
  ],
  ["a call with a dotted name", "x = A.f(2)", '1:8 CH1004 error: expected an operator, found "("'],
  [
    "a unit that is an operator",
    "x = 4.a.or + 2",
    '1:9 CH1010 error: "or" is a word of the language',
  ],
  ["a unit that ends in a keyword", "x = 1\nx has a.b.in", '2:11 CH1010 error: "in" is a word'],
  ["a unit that ends in an operator", "x = 1\nx has a.or", '2:9 CH1010 error: "or" is a word'],
  ["a unit divided by zero", "unit u = mole / second^3 / 0", "1:6 CH1114"],
  ["a unit beyond all numbers", "unit u = 1e200 * 1e200 mole", "1:6 CH1114"],
  ["a product of reactions", "J0: S ->;; maximize 3 J0*J0 + 2*J0", "1:12 CH1122"],
  [
    "a species as an objective",
    "OBJ = J0\nmaximize OBJ\nJ0: OBJ ->;",
    '1:1 CH1122 error: the objective "OBJ" cannot be used: it is a species.',
  ],
  [
    "an objective with a rate",
    "OBJ = J0\nOBJ' = 1\nmaximize OBJ\nJ0: S ->;",
    '1:1 CH1122 error: the objective "OBJ" cannot be used: a rule gives it a value.',
  ],
  [
    "an objective with a value of its own",
    "OBJ := 1\nOBJ: maximize J0\nJ0: S ->;",
    '1:1 CH1122 error: the objective "OBJ" cannot be used: a rule gives it a value.',
  ],
])("%s is refused", (_, text, message) => {
  const { model, diagnostics } = parseAntimony(text);
  expect(model).toBeUndefined();
  expect(formatDiagnostic(diagnostics[0]!)).toContain(message);
});

test.each([
  ["parentheses", "(", ")", 800],
  ["signs", "-", "", 399],
  ["signs in parentheses", "-(", ")", 399],
  ["powers", "(", "^2)", 399],
])("the deepest formula of %s is read, printed and read again", (_, before, after, depth) => {
  const { model } = parseAntimony(`x = 1\ny := ${before.repeat(depth)}x${after.repeat(depth)}`);
  expect(parseAntimony(printAntimony(model!)).model?.rules).toHaveLength(1);
  expect(readSbml(writeSbml(model!), { file: "again.xml" }).model?.rules).toHaveLength(1);
});

test.each(["time", "avogadro"])("the unit called %s is read again", (unit) => {
  const { model } = parseAntimony(`a = 3 ${unit}`);
  expect(parseAntimony(printAntimony(model!)).model!.parameters[0]!.unit).toBe(unit);
});

test("a unit made of avogadro is read again", () => {
  const { model } = parseAntimony("unit u = 2e-18 avogadro\na = 3 u");
  const again = parseAntimony(printAntimony(model!)).model!;
  expect(again.unitDefinitions[0]!.units[0]!.kind).toBe("avogadro");
});

test.each(["3 mole^0", "mole^0 * 3 second^2", "0 / second", "2 / (4 mole)^0"])(
  "the unit %s is read again",
  (unit) => {
    const { unitDefinitions } = parseAntimony(`unit u = ${unit}`).model!;
    const bare = { ...parseAntimony("x = 1").model!, unitDefinitions };
    const again = parseAntimony(printAntimony(bare)).model!.unitDefinitions;
    const factors = ([unit]: typeof again) =>
      unit!.units.map((one) => `${one.kind} ${one.exponent} ${one.multiplier}e${one.scale}`);
    expect(factors(again).sort()).toEqual(factors(unitDefinitions).sort());
  },
);

test("of a unit that Antimony has no number for the name is left", () => {
  const { model } = parseAntimony("unit u = 2 mole; x = 1; x has u");
  const [unit] = model!.unitDefinitions;
  for (const multiplier of [-1, Number.POSITIVE_INFINITY, Number.NaN]) {
    const units = [{ ...unit!.units[0]!, multiplier }];
    const text = printAntimony({ ...model!, unitDefinitions: [{ ...unit!, units }] });
    expect(parseAntimony(text).model!.unitDefinitions).toMatchObject([{ id: "u", units: [] }]);
  }
});

test("a unit defined many times over gets one other name", () => {
  const { model } = parseAntimony("unit u = second; x = 1; x has u");
  const [unit] = model!.unitDefinitions;
  const twice = { ...model!, unitDefinitions: Array(2000).fill({ ...unit, id: "time" }) };
  expect(printAntimony(twice)).not.toContain("time__");
});

test.each([
  [
    "interactions with names that others bear",
    "model m()\n J: ->;; \n S -o J\n T -| J\nend\nmodel *w()\n A: m()\n _J0: ->;;\nend",
    ["CH1701"],
  ],
  [
    "the objective of a submodel with conversion factors",
    "model m()\n J: ->;; maximize 2*J\nend\nmodel *w()\n A: m(), timeconv = 60, extentconv = 2\nend",
    [],
  ],
  [
    "a reaction as an objective beside what is called so",
    "J: ->;; maximize J\n_objective0 = 3",
    [],
  ],
  ["an objective that a := rule holds", "J: ->;; f := 2*J - J; maximize f", []],
])("%s, printed, read again", (_, text, said) => {
  const { model } = parseAntimony(text);
  const told: string[] = [];
  const again = parseAntimony(printAntimony(model!, ({ code }) => told.push(code))).model;
  expect(told).toEqual(said);
  expect(again?.objective?.id).toBe(model!.objective?.id);
  expect(again?.reactions.flatMap(({ interactions = [] }) => interactions)).toHaveLength(
    model!.reactions.flatMap(({ interactions = [] }) => interactions).length,
  );
});
