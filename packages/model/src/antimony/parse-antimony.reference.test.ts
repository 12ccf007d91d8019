// What Antimony text means, element by element. Expected values from the Antimony tutorial and,
// where it is silent, from libAntimony 3.3.

import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../diagnostics/diagnostic.js";
import { printFormula } from "../formula/print.js";
import type { Model } from "../model.js";
import { parseAntimony } from "./parse-antimony.js";

function parse(text: string, modelId?: string): Model {
  const { model, diagnostics } = parseAntimony(text, modelId === undefined ? {} : { modelId });
  if (!model) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return withoutRanges(model);
}

/** Places in the text are tested with the diagnostics. */
function withoutRanges(model: Model): Model {
  return JSON.parse(JSON.stringify(model, (key, value) => (key === "range" ? undefined : value)));
}

function formulas(model: Model): Record<string, string> {
  return Object.fromEntries([
    ...model.initialAssignments.map((item) => [`${item.symbol} =`, printFormula(item.expression)]),
    ...model.rules.map((rule) => {
      const name = rule.kind === "algebraic" ? "0" : rule.variable;
      return [
        `${name} ${{ assignment: ":=", rate: "'=", algebraic: "=" }[rule.kind]}`,
        printFormula(rule.expression),
      ];
    }),
    ...model.reactions.map(({ id, kineticLaw }) => [
      `${id}:`,
      kineticLaw ? printFormula(kineticLaw.expression) : "",
    ]),
  ]);
}

describe("species", () => {
  test("lie in the default compartment of size 1 and vary", () => {
    const model = parse("S1 -> S2; k*S1; S1 = 10; k = 0.1");
    expect(model.compartments).toEqual([
      {
        id: "default_compartment",
        sboTerm: 410,
        spatialDimensions: 3,
        size: 1,
        constant: true,
      },
    ]);
    expect(model.species[0]).toEqual({
      id: "S1",
      compartment: "default_compartment",
      initialConcentration: 10,
      hasOnlySubstanceUnits: false,
      boundaryCondition: false,
      constant: false,
    });
  });

  test.each([
    ["$ in a reaction", "$S -> ; k"],
    ["$ in a declaration", "species $S"],
    ["const", "const species S"],
    ["const before it is known as a species", "const S; S -> ; k"],
  ])("%s makes a boundary species", (_, text) => {
    expect(parse(text).species[0]).toMatchObject({ boundaryCondition: true, constant: false });
  });

  test("a number over the compartment is an amount", () => {
    expect(parse("species S in C = 3/C").species[0]).toMatchObject({ initialAmount: 3 });
    expect(parse("substanceOnly species S in C = 3").species[0]).toMatchObject({
      initialAmount: 3,
      hasOnlySubstanceUnits: true,
    });
  });

  test.each([
    ["its own declaration first", "species S in a; J0 in b: S -> ; k", "a"],
    ["then the last reaction with one", "J0 in a: S -> ; k; J1 in b: S -> ; k; J2: S -> ; k", "b"],
    ["then the submodel's", "model m()\n species S\nend\nA in c: m()", "c"],
    ["then the default", "S -> ; k", "default_compartment"],
  ])("its compartment is that of %s", (_, text, compartment) => {
    expect(parse(text).species[0]?.compartment).toBe(compartment);
  });
});

describe("parameters", () => {
  test.each([
    ["k = 3", true],
    ["k = 3; var k", false],
    ["k := 3", false],
    ["k = 3; k' = 2", false],
    ["k = 3; at time > 2: k = 4", false],
    ["k = 2*a; a = 3", true],
    ["k = 2*S1; species S1", false],
    ["k = 2*a; a = 3*b; var b", false],
  ])("%s: constant is %s", (text, constant) => {
    expect(parse(text).parameters.find(({ id }) => id === "k")?.constant).toBe(constant);
  });

  test("take a unit from their number or from has", () => {
    const model = parse("unit mM = 1e-3 mole/litre; a = 3 mM; b has mM; b = 4; c = 5 seconds");
    expect(model.parameters.map(({ id, value, unit }) => [id, value, unit])).toEqual([
      ["a", 3, "mM"],
      ["b", 4, "mM"],
      ["c", 5, "second"],
    ]);
  });

  test("that formulas alone mention are marked as implied", () => {
    expect(parse("x := y").parameters).toEqual([
      { id: "x", constant: false },
      { id: "y", constant: true, implied: true },
    ]);
  });

  test("infinity and its negative are values", () => {
    const model = parseAntimony("a = inf; b = -inf; c = -3e-2").model!;
    expect(model.parameters.map(({ value }) => value)).toEqual([Infinity, -Infinity, -0.03]);
  });

  test("the last of several values counts, and an empty one clears it", () => {
    expect(parse("a = 3; a = 4; b = 5; b = ").parameters).toEqual([
      { id: "a", value: 4, constant: true },
      { id: "b", constant: true },
    ]);
  });
});

describe("reactions", () => {
  test("hold stoichiometries, direction, place, rate and modifiers", () => {
    const model = parse("J0 in c: 2 S1 + $E => 1.5 S2; k*S1*M/c; species M");
    expect(model.reactions[0]).toMatchObject({
      id: "J0",
      reversible: false,
      compartment: "c",
      reactants: [
        { species: "S1", stoichiometry: 2 },
        { species: "E", stoichiometry: 1 },
      ],
      products: [{ species: "S2", stoichiometry: 1.5 }],
      modifiers: ["M"],
    });
    expect(formulas(model)).toEqual({ "J0:": "k*S1*M/c" });
  });

  test("without a name are _J0, _J1, ...; a rate may come before or after", () => {
    const model = parse("J1 = 2*k\n S1 -> \n _J1: S2 -> ;\n -> S3;; J1: S3 -> ; \n S4 => ; v in c");
    expect(formulas(model)).toEqual({
      "J1:": "2*k",
      "_J0:": "",
      "_J1:": "",
      "_J2:": "",
      "_J3:": "v",
    });
  });
});

describe("formulas of elements", () => {
  test("are initial values, rules and rates", () => {
    const model = parse("a = 2 + b; c := a*time; d = 1; d' = -c; 0 = a - e; species S := 3*d");
    expect(formulas(model)).toEqual({
      "a =": "2 + b",
      "c :=": "a*time",
      "d '=": "-c",
      "0 =": "a - e",
      "S :=": "3*d",
    });
  });

  test("a := rule replaces an initial value", () => {
    const model = parse("x = 3; x := y; z = 2*y; z := y");
    expect(model.initialAssignments).toEqual([]);
    expect(model.parameters.find(({ id }) => id === "x")).toEqual({ id: "x", constant: false });
  });
});

describe("events", () => {
  test.each(["E: at x > 5:", "E: at x > 5: ;", "E: at x > 5:;\ny = 1"])(
    "%j assigns nothing, as SBML allows too",
    (text) => {
      expect(parse(text).events[0]).toMatchObject({ id: "E", assignments: [] });
    },
  );

  test("have defaults as in libAntimony", () => {
    expect(parse("at x > 5: y = 3").events[0]).toMatchObject({
      id: "_E0",
      initialValue: true,
      persistent: true,
      useValuesFromTriggerTime: true,
      assignments: [{ variable: "y" }],
    });
  });

  test("take delay, priority and options; assignments may stand on lines of their own", () => {
    const text = `E1: at 2*z after (x > 5), priority = p, t0 = false, persistent = false, fromTrigger = false:
      y = 3,
      x = r + 2`;
    const [event] = parse(text).events;
    expect(event).toMatchObject({
      id: "E1",
      initialValue: false,
      persistent: false,
      useValuesFromTriggerTime: false,
    });
    expect(printFormula(event!.delay!)).toBe("2*z");
    expect(printFormula(event!.priority!)).toBe("p");
    expect(event!.assignments.map((a) => printFormula(a.expression))).toEqual(["3", "r + 2"]);
  });
});

describe("units", () => {
  test.each([
    ["unit mL = .001*liters", [["litre", 1, -3, 1]]],
    ["unit h = 3600 seconds", [["second", 1, 3, 3.6]]],
    [
      "unit u = 1 item / 86400 seconds",
      [
        ["item", 1, 0, 1],
        ["second", -1, 4, 8.64],
      ],
    ],
    [
      "unit u = 10e-6 mole / liter",
      [
        ["mole", 1, -5, 1],
        ["litre", -1, 0, 1],
      ],
    ],
    ["unit u = 1 / seconds^2", [["second", -2, 0, 1]]],
    ["unit u = 60 / second", [["second", -1, -2, 1.66666666666667]]],
    ["unit u = 3 second^2", [["second", 2, 0, 3]]],
    ["unit u = second^(1/2)", [["second", 0.5, 0, 1]]],
    ["unit u = 2 v; unit v = 3 mole", [["mole", 1, 0, 6]]],
    ["unit u = u", []],
  ])("%s", (text, expected) => {
    const [definition] = parse(text).unitDefinitions;
    expect(definition?.units.map((u) => [u.kind, u.exponent, u.scale, u.multiplier])).toEqual(
      expected,
    );
  });

  test("of reserved names are the model's", () => {
    const text =
      "length = meters; unit area = metre^2; unit time_unit = 86400 second; substance = mole";
    expect(parse(text).units).toEqual({
      time: "time_unit",
      substance: "substance",
      area: "area",
      length: "length",
    });
  });

  test("of a concentration times the compartment's are the species' substance unit", () => {
    const text =
      "unit mM = 1e-3 mole/litre; unit mL = 1e-3 litre; compartment c = 1 mL; species S in c = 3 mM";
    const model = parse(text);
    expect(model.species[0]?.substanceUnit).toBe("mM_mL");
    expect(model.unitDefinitions.at(-1)).toEqual({
      id: "mM_mL",
      units: [{ kind: "mole", exponent: 1, scale: -6, multiplier: 1 }],
    });
    expect(parse("substanceOnly species S = 3 mole").species[0]?.substanceUnit).toBe("mole");
  });
});

describe("models of a text", () => {
  test.each([
    ["bare declarations", "x = 3; model a\n y = 2\nend", "__main"],
    ["the last model", "model a\n y = 2\nend\nmodel b\n y = 2\nend", "b"],
    ["the model marked with a star", "model *a()\n y = 2\nend\nmodel b\n y = 2\nend", "a"],
    ["the last model, display names aside", 'model a\n y = 2\nend\na is "Model A"', "a"],
  ])("the main one is that of %s", (_, text, id) => {
    expect(parse(text).id).toBe(id);
  });

  test("the caller may name it", () => {
    expect(parse("x = 3", "knee").id).toBe("knee");
  });

  test("have names, as elements and functions do", () => {
    const text =
      'model a\n y = f(2); y is "speed & <more>"\nend\na is "Model A"\nfunction f(x)\n x^2;\nend\nf is "square"';
    const model = parse(text);
    expect([model.name, model.functionDefinitions[0]?.name, model.parameters[0]?.name]).toEqual([
      "Model A",
      "square",
      "speed & <more>",
    ]);
  });

  test("comments, joined lines and three kinds of line end are read", () => {
    const text = "a = 1 # one\r\nb = 2 // two\rc = /* three\n */ 3 + \\\n 4";
    expect(parse(text).parameters.map(({ id, value }) => [id, value])).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", undefined],
    ]);
  });
});
