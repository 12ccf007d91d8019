import { describe, expect, test } from "vitest";
import { printAntimony } from "../../antimony/print/print-antimony.js";
import { checkModel } from "../../check.js";
import { formatDiagnostic } from "../../diagnostics/diagnostic.js";
import { printFormula } from "../../formula/print.js";
import type { Model } from "../../model.js";
import { document, math, read, readClean, withoutRanges } from "./sbml-text.test.support.js";

const x = math("<ci> x </ci>");
const one = math("<cn> 1 </cn>");

function parts<K extends keyof Model>(edition: string, content: string, key: K): Model[K] {
  return withoutRanges(readClean(document(edition, content))[key]);
}

function said(text: string): string[] {
  return read(text).diagnostics.map((found) =>
    formatDiagnostic(found).replace(/(\.) [A-Z].*$/s, "$1"),
  );
}

describe("editions", () => {
  const all = ["l1v1", "l1v2", "l2v1", "l2v2", "l2v3", "l2v4", "l2v5", "l3v1", "l3v2"];
  test.each(all)("%s is read", (edition) => {
    expect(readClean(document(edition, "")).id).toBe("m");
  });

  test.each([
    ['<sbml xmlns="http://www.sbml.org/sbml/level4" level="4" version="1"/>', "CH1502"],
    ['<sbml xmlns="http://www.sbml.org/sbml/level2" level="2" version="4"/>', "CH1502"],
    ['<sbml level="2" version="4"/>', "CH1502"],
    ['<html xmlns="http://www.w3.org/1999/xhtml"/>', "CH1501"],
    ['<sbml xmlns="http://www.sbml.org/sbml/level2/version4" level="2" version="4"/>', "CH1501"],
    ["plain text", "CH1401"],
  ])("%s is refused", (text, code) => {
    const { model, diagnostics } = read(text);
    expect(model).toBeUndefined();
    expect(diagnostics.map((found) => found.code)).toEqual([code]);
  });
});

describe("Level 1", () => {
  const text = `
    <listOfUnitDefinitions><unitDefinition name="substance"><listOfUnits>
      <unit kind="mole" scale="-3"/></listOfUnits></unitDefinition></listOfUnitDefinitions>
    <listOfCompartments><compartment name="c"/><compartment name="d" volume="2" units="liter" outside="c"/></listOfCompartments>
    <listOfSpecies><species name="S" compartment="c" initialAmount="3" units="substance" charge="1"/>
      <species name="T" compartment="d" initialAmount="0" boundaryCondition="true"/></listOfSpecies>
    <listOfParameters><parameter name="k" value="1" units="time"/><parameter name="p"/></listOfParameters>
    <listOfRules>
      <parameterRule name="p" formula="k*2"/>
      <compartmentVolumeRule compartment="d" type="rate" formula="0.1"/>
      <speciesConcentrationRule species="T" type="scalar" formula="S/2"/>
    </listOfRules>
    <listOfReactions><reaction name="J" fast="true">
      <listOfReactants><speciesReference species="S" stoichiometry="3" denominator="2"/></listOfReactants>
      <listOfProducts><speciesReference species="T"/></listOfProducts>
      <kineticLaw formula="log(l)*S"><listOfParameters><parameter name="l" value="2"/></listOfParameters></kineticLaw>
    </reaction></listOfReactions>`;

  test("every component with its defaults", () => {
    const model = withoutRanges(readClean(document("l1v2", text)));
    const { reactions, rules, ...rest } = model;
    expect(rest).toEqual({
      id: "m",
      units: {
        substance: "substance",
        time: "second",
        volume: "litre",
        length: "metre",
        extent: "substance",
      },
      unitDefinitions: [
        { id: "substance", units: [{ kind: "mole", exponent: 1, scale: -3, multiplier: 1 }] },
      ],
      functionDefinitions: [],
      compartments: [
        { id: "c", spatialDimensions: 3, size: 1, constant: true },
        { id: "d", spatialDimensions: 3, size: 2, unit: "litre", constant: false },
      ],
      species: [
        {
          id: "S",
          compartment: "c",
          initialAmount: 3,
          substanceUnit: "substance",
          hasOnlySubstanceUnits: false,
          boundaryCondition: false,
          constant: false,
        },
        {
          id: "T",
          compartment: "d",
          initialAmount: 0,
          hasOnlySubstanceUnits: false,
          boundaryCondition: true,
          constant: false,
        },
      ],
      parameters: [
        { id: "k", value: 1, unit: "second", constant: true },
        { id: "p", constant: false },
      ],
      initialAssignments: [],
      events: [],
    });
    expect(
      rules.map((rule) => [
        rule.kind,
        "variable" in rule && rule.variable,
        printFormula(rule.expression),
      ]),
    ).toEqual([
      ["assignment", "p", "k*2"],
      ["rate", "d", "0.1"],
      ["assignment", "T", "S/2"],
    ]);
    const [{ kineticLaw, ...reaction }] = reactions as [Model["reactions"][0]];
    expect(reaction).toEqual({
      id: "J",
      reversible: true,
      reactants: [{ species: "S", stoichiometry: 1.5 }],
      products: [{ species: "T", stoichiometry: 1 }],
      modifiers: [],
      fast: true,
    });
    expect(printFormula(kineticLaw!.expression)).toBe("ln(l)*S");
    expect(kineticLaw!.localParameters).toEqual([{ id: "l", value: 2, constant: true }]);
  });

  test("Version 1 spells species as specie", () => {
    const old = text.replaceAll("species", "specie").replaceAll("listOfSpecie", "listOfSpecies");
    const first = withoutRanges(
      readClean(document("l1v1", old.replaceAll("listOfSpeciess", "listOfSpecies"))),
    );
    expect(first).toEqual(withoutRanges(readClean(document("l1v2", text))));
  });

  test.each([
    ["a parameter without a value", '<parameter name="p"/>', "p - k", ["p"]],
    ["a species that no reaction moves", "", "T - k", []],
    ["anything, where all have values", '<parameter name="p" value="1"/>', "p - k", ["k", "p"]],
  ])("an algebraic rule gives %s", (_, parameter, formula, changing) => {
    const content = `
      <listOfCompartments><compartment name="c"/></listOfCompartments>
      <listOfSpecies><species name="T" compartment="c" initialAmount="0"/></listOfSpecies>
      <listOfParameters><parameter name="k" value="1"/>${parameter}</listOfParameters>
      <listOfRules><algebraicRule formula="${formula}"/></listOfRules>`;
    const found = parts("l1v2", content, "parameters").filter((one) => !one.constant);
    expect(found.map(({ id }) => id)).toEqual(changing);
  });

  test("a faulty formula is refused with its cause", () => {
    const rule = '<listOfRules><algebraicRule formula="1 + "/></listOfRules>';
    expect(said(document("l1v2", rule))).toEqual([
      'm.xml:2:30 CH1514 error: the formula "1 + " cannot be read: expected a value but found its end.',
    ]);
  });
});

describe("Level 2", () => {
  test("defaults of compartments, species, parameters and reactions", () => {
    const content = `
      <listOfCompartmentTypes><compartmentType id="ct"/></listOfCompartmentTypes>
      <listOfSpeciesTypes><speciesType id="st"/></listOfSpeciesTypes>
      <listOfCompartments><compartment id="c" compartmentType="ct"/><compartment id="d" spatialDimensions="2"/></listOfCompartments>
      <listOfSpecies><species id="S" speciesType="st" compartment="c"/></listOfSpecies>
      <listOfParameters><parameter id="k"/></listOfParameters>
      <listOfReactions><reaction id="J"/></listOfReactions>`;
    const model = withoutRanges(readClean(document("l2v4", content)));
    expect(model.compartments).toEqual([
      { id: "c", spatialDimensions: 3, constant: true },
      { id: "d", spatialDimensions: 2, constant: true },
    ]);
    expect(model.species).toEqual([
      {
        id: "S",
        compartment: "c",
        hasOnlySubstanceUnits: false,
        boundaryCondition: false,
        constant: false,
      },
    ]);
    expect(model.parameters).toEqual([{ id: "k", constant: true }]);
    expect(model.reactions).toEqual([
      { id: "J", reversible: true, reactants: [], products: [], modifiers: [] },
    ]);
    expect(model.units).toEqual({
      substance: "mole",
      time: "second",
      volume: "litre",
      area: "area",
      length: "metre",
      extent: "mole",
    });
    expect(model.unitDefinitions).toEqual([
      { id: "area", units: [{ kind: "metre", exponent: 2, scale: 0, multiplier: 1 }] },
    ]);
  });

  test("a stoichiometry by formula becomes a rule for the species reference", () => {
    const reference = (formula: string): string =>
      `<listOfReactions><reaction id="J"><listOfReactants><speciesReference species="S">
        <stoichiometryMath>${math(formula)}</stoichiometryMath></speciesReference></listOfReactants></reaction></listOfReactions>`;
    const taken = '<listOfParameters><parameter id="J_S_stoichiometry0"/></listOfParameters>';
    const model = withoutRanges(readClean(document("l2v4", taken + reference("<ci> k </ci>"))));
    expect(model.reactions[0]!.reactants).toEqual([
      { id: "J_S_stoichiometry1", species: "S", stoichiometry: Number.NaN, constant: false },
    ]);
    expect(model.rules).toEqual([
      {
        kind: "assignment",
        variable: "J_S_stoichiometry1",
        expression: { kind: "symbol", id: "k" },
      },
    ]);
    const number = parts("l2v4", reference('<cn type="rational"> 3 <sep/> 2 </cn>'), "reactions");
    expect(number[0]!.reactants).toEqual([{ species: "S", stoichiometry: 1.5 }]);
  });

  test("events persist, count as true before the start, and use values of the trigger time", () => {
    const content = `<listOfEvents><event><trigger>${x}</trigger><delay>${one}</delay>
      <listOfEventAssignments><eventAssignment variable="k">${x}</eventAssignment></listOfEventAssignments></event></listOfEvents>`;
    expect(parts("l2v1", content, "events")).toEqual([
      {
        id: "_E0",
        trigger: { kind: "symbol", id: "x" },
        initialValue: true,
        persistent: true,
        delay: { kind: "number", value: 1 },
        useValuesFromTriggerTime: true,
        assignments: [{ variable: "k", expression: { kind: "symbol", id: "x" } }],
      },
    ]);
  });

  test("an offset and Celsius are read as kelvin, with a warning", () => {
    const content = `<listOfUnitDefinitions><unitDefinition id="u"><listOfUnits>
      <unit kind="kelvin" multiplier="1" offset="273.15"/></listOfUnits></unitDefinition></listOfUnitDefinitions>`;
    expect(said(document("l2v1", content))).toEqual([
      'm.xml:3:7 CH1515 warning: unit "u" has an offset, which is ignored.',
    ]);
  });
});

describe("Level 3", () => {
  test("all that it adds", () => {
    const content = `
      <listOfCompartments><compartment id="c" constant="true"/></listOfCompartments>
      <listOfSpecies><species id="S" name="a b" compartment="c" initialConcentration="INF" substanceUnits="item"
        hasOnlySubstanceUnits="1" boundaryCondition="0" constant="false" conversionFactor="f"/></listOfSpecies>
      <listOfConstraints><constraint>${x}<message><p xmlns="http://www.w3.org/1999/xhtml">x must <b>not</b>
        be 0</p></message></constraint></listOfConstraints>
      <listOfReactions><reaction id="J" reversible="false" compartment="c">
        <listOfReactants><speciesReference id="r" species="S" constant="false"/></listOfReactants>
        <listOfProducts><speciesReference species="S" stoichiometry="2" constant="true"/></listOfProducts>
        <listOfModifiers><modifierSpeciesReference species="S"/></listOfModifiers>
        <kineticLaw>${x}<listOfLocalParameters><localParameter id="l" value="1" units="second"/></listOfLocalParameters></kineticLaw>
      </reaction></listOfReactions>
      <listOfEvents><event id="e" useValuesFromTriggerTime="false"><trigger initialValue="false" persistent="false">${x}</trigger>
        <priority>${one}</priority></event></listOfEvents>`;
    const model = withoutRanges(
      readClean(
        document("l3v2", content).replace(
          "<model ",
          '<model conversionFactor="f" extentUnits="item" ',
        ),
      ),
    );
    const symbol = { kind: "symbol", id: "x" };
    expect(model).toEqual({
      id: "m",
      units: { extent: "item" },
      unitDefinitions: [],
      functionDefinitions: [],
      compartments: [{ id: "c", spatialDimensions: 3, constant: true }],
      species: [
        {
          id: "S",
          name: "a b",
          compartment: "c",
          initialConcentration: Number.POSITIVE_INFINITY,
          substanceUnit: "item",
          hasOnlySubstanceUnits: true,
          boundaryCondition: false,
          constant: false,
          conversionFactor: "f",
        },
      ],
      parameters: [],
      initialAssignments: [],
      rules: [],
      reactions: [
        {
          id: "J",
          reversible: false,
          compartment: "c",
          reactants: [{ id: "r", species: "S", stoichiometry: Number.NaN, constant: false }],
          products: [{ species: "S", stoichiometry: 2 }],
          modifiers: ["S"],
          kineticLaw: {
            expression: symbol,
            localParameters: [{ id: "l", value: 1, unit: "second", constant: true }],
          },
        },
      ],
      events: [
        {
          id: "e",
          trigger: symbol,
          initialValue: false,
          persistent: false,
          priority: { kind: "number", value: 1 },
          useValuesFromTriggerTime: false,
          assignments: [],
        },
      ],
      constraints: [{ expression: symbol, message: "x must not be 0" }],
      conversionFactor: "f",
    });
  });

  test("a missing attribute is assumed, said once for each kind of element", () => {
    const content = '<listOfParameters><parameter id="a"/><parameter id="b"/></listOfParameters>';
    expect(said(document("l3v2", content))).toEqual([
      'm.xml:2:33 CH1508 warning: <parameter> has no "constant", which SBML Level 3 requires; true is assumed.',
    ]);
    expect(read(document("l3v2", content)).model?.parameters).toHaveLength(2);
  });

  test("what has no formula is left out in Version 2 and refused in Version 1", () => {
    const content = `
      <listOfFunctionDefinitions><functionDefinition id="f"/></listOfFunctionDefinitions>
      <listOfInitialAssignments><initialAssignment symbol="k"><math xmlns="http://www.w3.org/1998/Math/MathML"/></initialAssignment></listOfInitialAssignments>
      <listOfRules><assignmentRule variable="k"/><algebraicRule/></listOfRules>
      <listOfConstraints><constraint/></listOfConstraints>
      <listOfReactions><reaction id="J" reversible="true" fast="false"><kineticLaw/></reaction></listOfReactions>
      <listOfEvents><event id="e" useValuesFromTriggerTime="true"><listOfEventAssignments>
        <eventAssignment variable="k"/></listOfEventAssignments></event></listOfEvents>`;
    const { model } = read(document("l3v2", content.replace(' fast="false"', "")));
    expect(model).toMatchObject({
      functionDefinitions: [],
      initialAssignments: [],
      rules: [],
      reactions: [{ id: "J" }],
      events: [{ trigger: { kind: "constant", name: "false" }, assignments: [] }],
    });
    expect(model!.reactions[0]).not.toHaveProperty("kineticLaw");
    expect(model).not.toHaveProperty("constraints");
    expect(said(document("l3v1", content)).filter((line) => line.includes("CH1507"))).toHaveLength(
      8,
    );
  });

  test("fast reactions are read up to Version 1, where they end", () => {
    const content =
      '<listOfReactions><reaction id="J" reversible="true" fast="true"/></listOfReactions>';
    expect(parts("l3v1", content, "reactions")[0]!.fast).toBe(true);
    const { model, diagnostics } = read(document("l3v2", content));
    expect(model!.reactions[0]).not.toHaveProperty("fast");
    expect(diagnostics.map((found) => found.code)).toEqual(["CH1516"]);
  });
});

describe("faults", () => {
  const inModel = (content: string): string[] => said(document("l3v2", content));

  test.each([
    [
      "an unknown element",
      "<listOfFoos/>",
      "m.xml:2:15 CH1506 error: <listOfFoos> is not known in <model>.",
    ],
    [
      "an unknown element in a list",
      "<listOfParameters><foo/></listOfParameters>",
      "m.xml:2:33 CH1506 error: <foo> is not known in <listOfParameters>.",
    ],
    [
      "a list twice",
      "<listOfRules/><listOfRules/>",
      "m.xml:2:29 CH1518 error: <listOfRules> stands more than once in <model>.",
    ],
    [
      "a missing id",
      '<listOfParameters><parameter constant="true"/></listOfParameters>',
      'm.xml:2:33 CH1507 error: <parameter> has no "id".',
    ],
    [
      "an id that is none",
      '<listOfParameters><parameter id="1x" constant="true"/></listOfParameters>',
      'm.xml:2:33 CH1510 error: "1x" is no SBML identifier ("id" of <parameter>).',
    ],
    [
      "a number that is none",
      '<listOfParameters><parameter id="x" value="1,5" constant="true"/></listOfParameters>',
      'm.xml:2:33 CH1509 error: "1,5" is no number ("value" of <parameter>).',
    ],
    [
      "a truth value that is none",
      '<listOfParameters><parameter id="x" constant="yes"/></listOfParameters>',
      'm.xml:2:33 CH1509 error: "yes" is no truth value (true or false) ("constant" of <parameter>).',
    ],
    [
      "a function without lambda",
      `<listOfFunctionDefinitions><functionDefinition id="f">${x}</functionDefinition></listOfFunctionDefinitions>`,
      "m.xml:2:118 CH1512 error: this formula cannot be read: a function definition needs <lambda>.",
    ],
  ])("%s", (_, content, message) => {
    expect(inModel(content)[0]).toBe(message);
    expect(read(document("l3v2", content)).model).toBeUndefined();
  });

  test("an attribute that SBML does not define is a warning", () => {
    const content =
      '<listOfParameters><parameter id="x" constnat="true" constant="true"/></listOfParameters>';
    expect(inModel(content)).toEqual([
      'm.xml:2:33 CH1516 warning: <parameter> has an attribute "constnat" that SBML does not define; it is ignored.',
    ]);
  });

  test("no more than twenty errors", () => {
    const { diagnostics } = read(document("l3v2", "<a/>".repeat(1000)));
    expect(diagnostics).toHaveLength(21);
    expect(diagnostics.at(-1)!.code).toBe("CH1009");
  });
});

describe("packages", () => {
  const package_ = (name: string, required: boolean): string =>
    `xmlns:p="http://www.sbml.org/sbml/level3/version1/${name}/version1" p:required="${required}"`;

  test.each(["qual", "spatial", "multi", "groups", "render", "layout", "arrays"])(
    "%s is refused where required, ignored where not",
    (name) => {
      const content = "<p:listOfThings><p:thing/></p:listOfThings>";
      const refused = read(document("l3v1", content, package_(name, true)));
      expect(refused.model).toBeUndefined();
      expect(said(document("l3v1", content, package_(name, true)))).toEqual([
        `m.xml:1:1 CH1503 error: the model needs the SBML package "${name}", which is not supported.`,
      ]);
      expect(said(document("l3v1", content, package_(name, false)))).toEqual([
        `m.xml:1:1 CH1504 notice: what the SBML package "${name}" adds is ignored.`,
      ]);
      expect(read(document("l3v1", content, package_(name, false))).model).toBeDefined();
    },
  );

  test("fbc is refused where required; where not, the objective is kept", () => {
    const content = `<p:listOfObjectives p:activeObjective="b"><p:objective p:id="a" p:type="maximize"/><p:objective p:id="b" p:type="minimize"><p:listOfFluxObjectives><p:fluxObjective p:reaction="J" p:coefficient="-2"/><p:fluxObjective p:reaction="K" p:coefficient="1"/></p:listOfFluxObjectives></p:objective></p:listOfObjectives>`;
    expect(said(document("l3v1", content, package_("fbc", true)))).toEqual([
      'm.xml:1:1 CH1503 error: the model needs the SBML package "fbc", which is not supported.',
    ]);
    const kept = document("l3v1", content, package_("fbc", false));
    expect(said(kept)).toEqual([
      'm.xml:1:1 CH1522 notice: of what the SBML package "fbc" adds only the objective is kept.',
    ]);
    const { id, sense, expression } = read(kept).model!.objective!;
    expect([id, sense, printFormula(expression)]).toEqual(["b", "minimize", "-2*J + K"]);
  });

  test("elements of drafts of distrib are refused", () => {
    const content = "<p:drawFromDistribution/>";
    expect(said(document("l3v1", content, package_("distrib", true)))).toEqual([
      "m.xml:2:15 CH1520 error: <drawFromDistribution> belongs to a draft of the SBML package distrib, not to its Version 1.",
    ]);
  });

  test("what of an uncertainty is not kept is noted", () => {
    const inner =
      '<p:uncertainty p:id="u"><p:uncertParameter p:type="mean" p:value="1"/></p:uncertainty>';
    const content = `<p:listOfUncertainties>${inner}</p:listOfUncertainties>`;
    expect(said(document("l3v1", content, package_("distrib", true)))).toEqual([
      "m.xml:2:38 CH1521 notice: the id of an uncertainty (SBML package distrib) is not kept.",
    ]);
  });

  test("operators of Version 2 by their package in Version 1", () => {
    expect(said(document("l3v1", "", package_("l3v2extendedmath", true)))).toEqual([]);
  });

  test("objectives without a rate are a flux balance problem", () => {
    const objective = "<p:listOfObjectives><p:objective/></p:listOfObjectives>";
    const attributes = package_("fbc", false);
    const { model } = read(document("l3v1", objective, attributes));
    const [found] = checkModel(model!);
    expect(found?.code).toBe("CH1505");
    expect(found?.range?.line).toBe(2);
    const rate = `<listOfReactions><reaction id="J" reversible="true" fast="false"><kineticLaw>${one}</kineticLaw></reaction></listOfReactions>`;
    expect(read(document("l3v1", rate + objective, attributes)).model).toBeDefined();
  });

  test("an objective that is no sum of reactions is left out of Antimony", () => {
    const objective = '<p:listOfObjectives><p:objective p:id="o"/></p:listOfObjectives>';
    const { model } = read(document("l3v1", objective, package_("fbc", false)));
    const told: string[] = [];
    expect(printAntimony(model!, (found) => told.push(formatDiagnostic(found)))).not.toContain(
      "o:",
    );
    expect(told[0]).toContain("CH1702");
    expect(told[0]).toContain("an objective that is no sum of reactions");
  });

  test("a package that the root does not speak of is ignored with a notice", () => {
    const layout = "http://www.sbml.org/sbml/level3/version1/layout/version1";
    expect(said(document("l3v1", `<a xmlns="${layout}"/>`))).toEqual([
      `m.xml:2:15 CH1504 notice: what the SBML package "${layout}" adds is ignored.`,
    ]);
  });

  test("elements of other namespaces are ignored with a notice", () => {
    expect(said(document("l2v4", '<a xmlns="urn:a"/><b xmlns="urn:a"/>'))).toEqual([
      'm.xml:2:15 CH1504 notice: what the SBML package "urn:a" adds is ignored.',
    ]);
  });

  test("notes and annotations hold anything", () => {
    const content =
      '<notes><p xmlns="http://www.w3.org/1999/xhtml">a</p></notes><annotation><x/></annotation>';
    expect(said(document("l3v2", content))).toEqual([]);
  });
});

describe("checks of what only SBML says", () => {
  function checked(content: string): string[] {
    const model = readClean(document("l3v2", content));
    return checkModel(model).map((found) =>
      formatDiagnostic(found).replace(/(\.) [A-Z].*$/s, "$1"),
    );
  }
  const parameter = (id: string, rest = 'value="1" constant="true"'): string =>
    `<listOfParameters><parameter id="${id}" ${rest}/></listOfParameters>`;
  const species = `<listOfCompartments><compartment id="c" spatialDimensions="0" constant="true"/></listOfCompartments>
    <listOfSpecies><species id="S" compartment="c" initialAmount="1" hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/></listOfSpecies>`;
  const reaction = (constant: boolean, law = one): string =>
    `<listOfReactions><reaction id="J" reversible="true"><listOfReactants>
      <speciesReference id="r" species="S" stoichiometry="1" constant="${constant}"/></listOfReactants>
      <kineticLaw>${law}</kineticLaw></reaction></listOfReactions>`;
  const rule = `<listOfRules><rateRule variable="r">${math("<ci> r </ci>")}</rateRule></listOfRules>`;

  test("a stoichiometry may be ruled and used unless it is constant", () => {
    expect(checked(species + rule + reaction(false))).toEqual([]);
    expect(checked(species + rule + reaction(true))[0]).toContain(
      'CH1211 error: "r" is constant and has a rule.',
    );
  });

  test("a local parameter hides the reaction of its name", () => {
    const law = `${math("<ci> J </ci>")}<listOfLocalParameters><localParameter id="J" value="1"/></listOfLocalParameters>`;
    expect(checked(species + reaction(false, law))).toEqual([]);
    expect(checked(species + reaction(false, math("<ci> J </ci>")))[0]).toContain(
      "CH1214 error: values depend on each other in a ring: J -> J.",
    );
  });

  test("an algebraic rule may give what has no value", () => {
    const algebraic = `<listOfRules><algebraicRule>${x}</algebraicRule></listOfRules>`;
    expect(checked(parameter("x", 'constant="false"') + algebraic)).toEqual([]);
    expect(checked(parameter("x", 'constant="true"') + algebraic)[0]).toContain("CH1203");
  });

  test("a conversion factor is a constant parameter", () => {
    const converted = species.replace("<species ", '<species conversionFactor="f" ');
    expect(checked(converted + parameter("f"))).toEqual([]);
    const message =
      'CH1228 error: the conversion factor "f" of species "S" is no constant parameter.';
    expect(checked(converted + parameter("f", 'value="1" constant="false"'))[0]).toContain(message);
    expect(checked(converted)[0]).toContain(message);
  });

  test("formulas of constraints are checked like all others", () => {
    expect(
      checked(`<listOfConstraints><constraint>${x}</constraint></listOfConstraints>`)[0],
    ).toContain('CH1202 error: "x" is used in a constraint but not declared.');
  });

  test("thousands of unknown names, long ones among them, do not hold up the checks", () => {
    const symbols = Array.from({ length: 5000 }, (_, i) => `<ci> n${i} </ci>`).join("");
    const long = `<ci> ${"a".repeat(100_000)} </ci>`;
    const sum = math(`<apply><plus/>${symbols}${long}</apply>`);
    const rules = `<listOfRules><algebraicRule>${sum}</algebraicRule></listOfRules>`;
    const content = `${parameter(`${"a".repeat(100_000)}b`)}${rules}`;
    const start = performance.now();
    expect(checked(content)).toHaveLength(5001);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test("functions that call functions many times do not hold up the checks", () => {
    const body = (i: number): string =>
      i === 0
        ? "<ci> a </ci>"
        : `<apply><plus/>${`<apply><ci> f${i - 1} </ci><ci> a </ci></apply>`.repeat(8)}</apply>`;
    const functions = Array.from(
      { length: 30 },
      (_, i) =>
        `<functionDefinition id="f${i}">${math(`<lambda><bvar><ci> a </ci></bvar>${body(i)}</lambda>`)}</functionDefinition>`,
    );
    const call = math("<apply><ci> f29 </ci><cn> 1 </cn></apply>");
    const content = `<listOfFunctionDefinitions>${functions.join("")}</listOfFunctionDefinitions>${parameter("x", 'constant="false"')}
      <listOfRules><assignmentRule variable="x">${call}</assignmentRule></listOfRules>`;
    const start = performance.now();
    expect(checked(content)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
