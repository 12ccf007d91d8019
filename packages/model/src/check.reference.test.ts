// One broken model for each rule, and the exact text that it gets.

import { describe, expect, test } from "vitest";
import { parseAntimony } from "./antimony/parse-antimony.js";
import { checkModel } from "./check.js";
import { formatDiagnostic } from "./diagnostics/diagnostic.js";
import type { Model } from "./model.js";

function parse(text: string): Model {
  const { model, diagnostics } = parseAntimony(text, { file: "m.ant" });
  if (!model) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return model;
}

function check(text: string): string[] {
  return checkModel(parse(text)).map(formatDiagnostic);
}

describe("checkModel", () => {
  test("finds nothing in a sound model", () => {
    const text = `
      model sound
        compartment c = 2; species S1 in c = 3, S2 in c = 0, $S3 in c = 1
        function_rate := f(k1, S1)
        J0: S1 -> S2; c*k1*S1; J1: S2 -> $S3; c*k2*S2
        k1 = 0.5; k2 = 2*k1; x = 1; x' = -k2*x
        E1: at x < 0.1, t0 = false: x = 1, k3 = k3 + 1
        k3 = 0; var k3
      end
      function f(a, b)
        piecewise(a*b, b > 1, 0)
      end`;
    expect(check(text)).toEqual([]);
  });

  test.each([
    [
      "CH1202",
      "J0: S1 -> ; k*IL1b\nS1 = 1; k = 1\nIL1B = 2",
      'm.ant:1:15 CH1202 error: "IL1b" is used in the rate of reaction "J0" but not declared. Declare it and give it a value, or correct the name.\n  note: m.ant:3:1 "IL1B" is declared here; names are case-sensitive.',
    ],
    [
      "CH1202 near",
      "x := speeed + 1\nspeed = 2",
      'm.ant:1:6 CH1202 error: "speeed" is used in the rule for "x" but not declared. Declare it and give it a value, or correct the name.\n  note: m.ant:2:1 "speed" is declared here; is that what was meant?',
    ],
    [
      "CH1202 far",
      "x := qqq + 1",
      'm.ant:1:6 CH1202 error: "qqq" is used in the rule for "x" but not declared. Declare it and give it a value, or correct the name.',
    ],
    [
      "CH1203",
      "formula k\nx := k",
      'm.ant:1:9 CH1203 error: parameter "k" has no value. Give it a number, a formula or a rule.',
    ],
    [
      "CH1204 state",
      "x' = -1",
      'm.ant:1:1 CH1204 error: state "x" has no initial value. Give it one: x = number.',
    ],
    [
      "CH1204 species",
      "S1 -> ; 1",
      'm.ant:1:1 CH1204 error: species "S1" has no initial value. Give it one: S1 = number.',
    ],
    [
      "CH1205",
      "species S1 in c = 3",
      'm.ant:1:15 CH1205 error: compartment "c" has no size. Give it one: c = number.',
    ],
    [
      "CH1206",
      "x := hil(2)\nfunction hill(a)\n a\nend\ny = hill(2)",
      'm.ant:1:6 CH1206 error: there is no function "hil"; it is called in the rule for "x". Define it, or correct the name.\n  note: m.ant:2:1 "hill" is declared here; is that what was meant?',
    ],
    [
      "CH1207",
      "function f(a, b)\n a + b\nend\nx = f(2)",
      'm.ant:4:5 CH1207 error: "f" takes exactly 2 arguments, found 1 in the initial value of "x". Correct the call.\n  note: m.ant:1:1 "f" is defined here.',
    ],
    [
      "CH1208",
      "function f(a)\n g(a)\nend\nfunction g(a)\n f(a)\nend\nx = f(2)",
      "m.ant:1:1 CH1208 error: functions call each other in a ring: f -> g -> f. A function must come to an end without itself: break the ring.",
    ],
    [
      "CH1209",
      "function f(a)\n a\nend\nx = 2",
      'm.ant:1:1 CH1209 notice: function "f" is never called. Remove it if it is not needed.',
    ],
    [
      "CH1211",
      "const x; x := 3",
      'm.ant:1:10 CH1211 error: "x" is constant and has a rule. Remove the rule, or declare it with "var".',
    ],
    [
      "CH1214",
      "a := b + 1; b := c; c := 2*a",
      "m.ant:1:1 CH1214 error: values depend on each other in a ring: a -> b -> c -> a. Break the ring, for example by making one of them a state with a rate rule.",
    ],
    [
      "CH1214 itself",
      "x = x + 1",
      "m.ant:1:1 CH1214 error: values depend on each other in a ring: x -> x. Break the ring, for example by making one of them a state with a rate rule.",
    ],
    [
      "CH1214 initial",
      "a = 2*b; b = 3*a",
      "m.ant:1:1 CH1214 error: values depend on each other in a ring: a -> b -> a. Break the ring, for example by making one of them a state with a rate rule.",
    ],
    [
      "CH1216",
      "const x = 1; E1: at time > 2: x = 3",
      'm.ant:1:31 CH1216 error: event "E1" changes "x", which is constant. Declare it with "var", or assign another variable.',
    ],
    [
      "CH1217",
      "x := 2*time; E1: at time > 2: x = 3",
      'm.ant:1:31 CH1217 error: event "E1" changes "x", which a := rule sets at all times. Assign a variable that the rule uses instead.',
    ],
    [
      "CH1218",
      "x = 1; E1: at time > 2: x = 3, x = 4",
      'm.ant:1:32 CH1218 error: event "E1" changes "x" twice. Keep one of the assignments.',
    ],
    [
      "CH1221",
      "S1 -> ;; S1 = 2",
      'm.ant:1:1 CH1221 warning: reaction "_J0" has no rate. It changes nothing; give it one after the semicolon.',
    ],
    [
      "CH1222",
      "x = inf",
      'm.ant:1:1 CH1222 warning: the value of parameter "x" is infinite. Give it a finite number.',
    ],
    [
      "CH1222 NaN",
      "x = nan",
      'm.ant:1:1 CH1222 warning: the value of parameter "x" is not a number. Give it a finite number.',
    ],
    [
      "CH1223",
      "x := 2*(time > 3)",
      'm.ant:1:9 CH1223 warning: a truth value stands where "times" needs a number. Use piecewise(1, condition, 0) if 1 and 0 are meant.',
    ],
    [
      "CH1224",
      "x = 2; E1: at x: x = 3",
      'm.ant:1:15 CH1224 warning: a number stands where the trigger of event "E1" needs a truth value. Compare it with something, as in x > 0.',
    ],
    [
      "CH1224 piecewise",
      "x := piecewise(1, time, 2)",
      "m.ant:1:19 CH1224 warning: a number stands where a condition of piecewise needs a truth value. Compare it with something, as in x > 0.",
    ],
    [
      "CH1225",
      "x = 3 furlong",
      'm.ant:1:1 CH1225 warning: there is no unit "furlong"; parameter "x" uses it. Define it with unit furlong = ..., or correct the name.',
    ],
    [
      "CH1225 in a formula",
      "x := 3 furlong * time",
      'm.ant:1:6 CH1225 warning: there is no unit "furlong"; the rule for "x" uses it. Define it with unit furlong = ..., or correct the name.',
    ],
    [
      "CH1226",
      "x := rateOf(y + 1); y = 1; y' = 2",
      'm.ant:1:6 CH1226 error: rateOf takes a variable, found a formula in the rule for "x". Name one species, compartment or parameter.',
    ],
    [
      "CH1227",
      "x := piecewise(1, time > 3)",
      'm.ant:1:6 CH1227 warning: piecewise in the rule for "x" says nothing about the remaining case. Add the value that holds otherwise as the last argument.',
    ],
  ])("%s", (_, text, message) => {
    expect(check(text)).toEqual([message]);
  });
});

// Models that Antimony text cannot express, as another reader might give them.
describe("checkModel on models from elsewhere", () => {
  const sound = parse("compartment c = 1; species S1 in c = 1; J0: S1 -> ; k*S1; k = 1; x := 2*k");
  const altered = (changes: Partial<Model>): string[] =>
    checkModel({ ...sound, ...changes }).map(formatDiagnostic);

  test("an id borne twice", () => {
    const parameters = [...sound.parameters, { id: "S1", value: 2, constant: true }];
    expect(altered({ parameters })).toEqual([
      'CH1201 error: the id "S1" is used by both a species and a parameter. Rename one of them.\n  note: m.ant:1:28 the species is here.',
    ]);
  });

  test("an objective with the id of a reaction, or in a formula", () => {
    const expression = { kind: "symbol", id: "J0" } as const;
    const objective = { id: "J0", sense: "maximize", expression } as const;
    expect(altered({ objective })).toEqual([
      'CH1201 error: the id "J0" is used by both a reaction and an objective. Rename one of them.\n  note: m.ant:1:41 the reaction is here.',
    ]);
    const named = { kind: "symbol", id: "o" } as const;
    const rules = sound.rules.map((rule) => ({ ...rule, expression: named }));
    expect(altered({ objective: { ...objective, id: "o" }, rules })[0]).toContain(
      '"o" is used in the rule for "x" but not declared.',
    );
  });

  test("two rules for one variable", () => {
    const rules = [...sound.rules, ...sound.rules];
    expect(altered({ rules })[0]).toContain('CH1210 error: "x" has two rules. Keep one.');
  });

  test("a rule for what is no variable", () => {
    const rules = sound.rules.map((rule) => ({ ...rule, variable: "J0" }));
    expect(altered({ rules })).toContain(
      'm.ant:1:66 CH1212 error: a rule sets "J0", which is a reaction. Only species, compartments, parameters and stoichiometries can be set.',
    );
  });

  test("an initial formula beside a := rule", () => {
    const expression = { kind: "number", value: 1 } as const;
    expect(altered({ initialAssignments: [{ symbol: "x", expression }] })).toEqual([
      'CH1213 error: "x" has both an initial formula and a := rule. Remove the initial formula: the rule already gives the first value.',
    ]);
  });

  test("a species with two masters", () => {
    const expression = { kind: "number", value: 1 } as const;
    expect(
      altered({ rules: [...sound.rules, { kind: "rate", variable: "S1", expression }] }),
    ).toEqual([
      'm.ant:1:41 CH1215 error: species "S1" is changed both by a rule and by reaction "J0". Mark it as a boundary species ($), or remove the rule.',
    ]);
  });

  test("a compartment and a participant that do not exist", () => {
    const species = sound.species.map((one) => ({ ...one, id: "S2", compartment: "d" }));
    expect(altered({ species }).map((text) => text.split(". ")[0])).toEqual([
      'm.ant:1:55 CH1202 error: "S1" is used in the rate of reaction "J0" but not declared',
      'm.ant:1:28 CH1219 error: species "S2" lies in "d", which is no compartment',
      'm.ant:1:45 CH1220 error: reaction "J0" has "S1" taking part, which is no species',
    ]);
  });
});
