// What the specification of comp (version 1 release 3) and table 4 of the article on it
// (doi:10.2390/biecoll-jib-2015-268) say of each construct.

import { describe, expect, test } from "vitest";
import { parseXml } from "../xml/parse-xml.js";
import type { XmlElement } from "../xml-tree.js";
import {
  composed,
  definition,
  definitions,
  deletes,
  type Files,
  flatLines,
  messages,
  parameters,
  read,
  replacedBy,
  replaces,
  submodels,
} from "./composed.test.fixture.js";
import { flattenComp } from "./flatten-comp.js";

/** A rule `x = formula` of the given kind. */
function rule(kind: "assignment" | "rate", variable: string, formula: string): string {
  return `<${kind}Rule variable="${variable}">[[${formula}]]</${kind}Rule>`;
}

function rules(...content: readonly string[]): string {
  return `<listOfRules>${content.join("")}</listOfRules>`;
}

function initially(symbol: string, formula: string): string {
  return `<listOfInitialAssignments><initialAssignment symbol="${symbol}">[[${formula}]]</initialAssignment></listOfInitialAssignments>`;
}

const cell = `<listOfCompartments><compartment id="C" size="1" constant="true"/></listOfCompartments>`;

function speciesList(...items: readonly string[]): string {
  const one = (item: string) => {
    const [id, content = ""] = item.split(/ (.*)/s);
    return `<species id="${id}" compartment="C" hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false">${content}</species>`;
  };
  return `<listOfSpecies>${items.map(one).join("")}</listOfSpecies>`;
}

function reactions(...content: readonly string[]): string {
  return `<listOfReactions>${content.join("")}</listOfReactions>`;
}

function reaction(id: string, species: string, rate: string, content = "", locals = ""): string {
  return `<reaction id="${id}" reversible="false"><listOfReactants><speciesReference species="${species}" stoichiometry="1" constant="true"/></listOfReactants><kineticLaw>[[${rate}]]${locals}</kineticLaw>${content}</reaction>`;
}

describe("submodels", () => {
  test("are copied with their path before each id, each list of the main model first", () => {
    const inner = definition("inner", parameters("x=1") + rules(rule("rate", "x", "-x")));
    const outer = definition("outer", parameters("x=2") + submodels("B=inner"));
    const text = composed(
      parameters("x=3") + submodels("A=outer", "B=inner"),
      definitions(outer, inner),
    );
    expect(flatLines(text)).toEqual([
      "parameter x = 3",
      "parameter A__x = 2",
      "parameter A__B__x = 1",
      "parameter B__x = 1",
      "A__B__x' = -A__B__x",
      "B__x' = -B__x",
    ]);
  });

  test("get a number where an id of the model begins like their prefix", () => {
    const text = composed(
      parameters("A__x=1", "A1__y=1") + submodels("A=m", "A_=m"),
      definitions(definition("m", parameters("x=2"))),
    );
    expect(flatLines(text)).toEqual([
      "parameter A__x = 1",
      "parameter A1__y = 1",
      "parameter A2__x = 2",
      "parameter A___x = 2",
    ]);
  });

  test("never share a prefix with each other", () => {
    const text = composed(
      submodels("A=m", "A_=n", "A__B=m"),
      definitions(definition("m", parameters("_x=1", "x=2")), definition("n", parameters("x=3"))),
    );
    const ids = flatLines(text).map((line) => line.split(" ")[1]);
    expect(new Set(ids).size).toBe(5);
  });

  test("rename every kind of reference", () => {
    const content = `
      <listOfFunctionDefinitions><functionDefinition id="f">FUNCTION</functionDefinition></listOfFunctionDefinitions>
      <listOfUnitDefinitions><unitDefinition id="u"><listOfUnits><unit kind="mole" exponent="1" scale="0" multiplier="1"/></listOfUnits></unitDefinition></listOfUnitDefinitions>
      <listOfCompartments><compartment id="C" size="1" units="litre" constant="true"/></listOfCompartments>
      <listOfSpecies><species id="S" compartment="C" initialAmount="1" substanceUnits="u" conversionFactor="k" hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/></listOfSpecies>
      <listOfParameters><parameter id="k" value="1" units="u" constant="true"/><parameter id="y" constant="false"/></listOfParameters>
      ${initially("y", "k + time")}
      <listOfRules><algebraicRule>[[y - delay(S, k)]]</algebraicRule></listOfRules>
      <listOfConstraints><constraint>[[S > 0]]</constraint></listOfConstraints>
      <listOfReactions><reaction id="J" reversible="false"><listOfReactants><speciesReference id="n" species="S" stoichiometry="1" constant="true"/></listOfReactants><listOfModifiers><modifierSpeciesReference species="S"/></listOfModifiers><kineticLaw>[[f(k)*n*S]]</kineticLaw></reaction></listOfReactions>
      <listOfEvents><event id="E" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true">[[S > J]]</trigger><priority>[[k]]</priority><delay>[[k]]</delay><listOfEventAssignments><eventAssignment variable="S">[[y]]</eventAssignment></listOfEventAssignments></event></listOfEvents>`;
    const lambda =
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><lambda><bvar><ci>k</ci></bvar><ci>k</ci></lambda></math>';
    const text = composed(submodels("A=m"), definitions(definition("m", content)));
    expect(flatLines(text.replace("FUNCTION", lambda))).toEqual([
      "A__f(k) = k",
      "unit A__u",
      "compartment A__C = 1 litre",
      "species A__S in A__C = 1 A__u factor A__k",
      "parameter A__k = 1 A__u",
      "parameter A__y",
      "A__y(0) = A__k + time",
      "0 = A__y - delay(A__S, A__k)",
      "constraint A__S > 0",
      "A__J: A__n: A__S ->  (A__S); A__f(A__k)*A__n*A__S",
      "A__E: at A__S > A__J after A__k priority A__k: A__S = A__y",
    ]);
  });

  test("keep local parameters apart from the symbols of the model", () => {
    const locals = `<listOfLocalParameters><localParameter id="k" value="5"/></listOfLocalParameters>`;
    const content = cell + speciesList("S") + parameters("k=1", "h=2");
    const law = reactions(reaction("J", "S", "k*h*S", "", locals));
    const text = composed(submodels("A=m"), definitions(definition("m", content + law)));
    expect(flatLines(text).at(-1)).toBe("A__J: A__S -> ; k*A__h*A__S; k = 5");
  });

  test("rename a local parameter that would hide what replaced a symbol", () => {
    const locals = `<listOfLocalParameters><localParameter id="k" value="5"/></listOfLocalParameters>`;
    const content = cell + speciesList("S") + parameters("h=2");
    const law = reactions(reaction("J", "S", "k*h*S", "", locals));
    const text = composed(
      parameters(`k=7 ${replaces("A.h")}`) + submodels("A=m"),
      definitions(definition("m", content + law)),
    );
    expect(flatLines(text).at(-1)).toBe("A__J: A__S -> ; k_1*k*A__S; k_1 = 5");
  });

  test("say of each species what their model said of all", () => {
    const model = (id: string, attributes: string) =>
      `<comp:modelDefinition id="${id}" ${attributes}>${cell}${speciesList("S")}${parameters("f=2")}</comp:modelDefinition>`;
    const text = composed(
      cell + speciesList("S") + parameters("g=3") + submodels("A=own", "B=none"),
      definitions(model("own", 'conversionFactor="f" substanceUnits="item"'), model("none", "")),
    ).replace('id="main"', 'id="main" conversionFactor="g"');
    expect(flatLines(text).filter((line) => line.startsWith("species"))).toEqual([
      "species S in C factor g",
      "species A__S in A__C item factor A__f",
      "species B__S in B__C",
    ]);
  });
});

describe("replacements", () => {
  const counter = definition("m", parameters("x=1", "y") + rules(rule("assignment", "y", "2*x")));

  test("take the replaced element away and point to the replacing one", () => {
    const text = composed(
      parameters(`z=9 ${replaces("A.x", "B.x")}`) + submodels("A=m", "B=m"),
      definitions(counter),
    );
    expect(flatLines(text)).toEqual([
      "parameter z = 9",
      "parameter A__y",
      "parameter B__y",
      "A__y := 2*z",
      "B__y := 2*z",
    ]);
  });

  test("reach down through submodels, and win over those further down", () => {
    const middle = definition(
      "middle",
      parameters(`w=5 ${replaces("A.x")}`) + submodels("A=m") + rules(rule("rate", "w", "1")),
    );
    const text = composed(
      parameters(`z=9 ${replaces("M.w")}`) + submodels("M=middle"),
      definitions(middle, counter),
    );
    expect(flatLines(text)).toEqual([
      "parameter z = 9",
      "parameter M__A__y",
      "z' = 1",
      "M__A__y := 2*z",
    ]);
  });

  test("reach the submodel of a submodel by a nested sBaseRef", () => {
    const middle = definition("middle", submodels("A=m"));
    const text = composed(
      parameters(`z=9 ${replaces("M.A.x")}`) + submodels("M=middle"),
      definitions(middle, counter),
    );
    expect(flatLines(text).slice(-1)).toEqual(["M__A__y := 2*z"]);
  });

  test("replacedBy keeps the element further down under the name from above", () => {
    const text = composed(
      parameters(`z=9 ${replacedBy("A.x")}`, "v=1") +
        submodels("A=m") +
        rules(rule("rate", "v", "z")),
      definitions(counter),
    );
    expect(flatLines(text)).toEqual([
      "parameter v = 1",
      "parameter z = 1",
      "parameter A__y",
      "v' = z",
      "A__y := 2*z",
    ]);
  });

  test("replacedBy and replacedElement join: one element stays for all", () => {
    const text = composed(
      parameters(`z=9 ${replaces("B.x")}${replacedBy("A.x")}`) + submodels("A=m", "B=m"),
      definitions(counter),
    );
    expect(flatLines(text)).toEqual([
      "parameter z = 1",
      "parameter A__y",
      "parameter B__y",
      "A__y := 2*z",
      "B__y := 2*z",
    ]);
  });

  test("several elements may give way to one", () => {
    const text = composed(
      parameters(`z=9 ${replacedBy("A.x")}`, `w=8 ${replacedBy("A.x")}`, "v=1") +
        submodels("A=m") +
        rules(rule("rate", "v", "z + w")),
      definitions(counter),
    );
    expect(flatLines(text)).toEqual([
      "parameter v = 1",
      "parameter z = 1",
      "parameter A__y",
      "v' = z + z",
      "A__y := 2*z",
    ]);
  });

  test("join sideways: all that meet in one element are one", () => {
    const middle = definition("middle", parameters(`w=5 ${replacedBy("A.x")}`) + submodels("A=m"));
    const text = composed(
      parameters(
        `z=9 ${replacedBy("M.w")}`,
        `v=8 ${replaces("M.w")}${replacedBy("M.A.x")}`,
        "u=1",
      ) +
        submodels("M=middle") +
        rules(rule("rate", "u", "z + v")),
      definitions(middle, counter),
    );
    expect(flatLines(text)).toEqual([
      "parameter u = 1",
      "parameter v = 1",
      "parameter M__A__y",
      "u' = v + v",
      "M__A__y := 2*v",
    ]);
  });

  test("an element from above also takes the place of what a replaced one gave way to", () => {
    const middle = definition("middle", parameters(`w=5 ${replacedBy("A.x")}`) + submodels("A=m"));
    const text = composed(
      parameters(`z=9 ${replaces("M.w")}`) + submodels("M=middle"),
      definitions(middle, counter),
    );
    expect(flatLines(text)).toEqual(["parameter z = 9", "parameter M__A__y", "M__A__y := 2*z"]);
  });

  test("refer by port, metaid and unit", () => {
    const unit = (id: string, content = "") =>
      `<listOfUnitDefinitions><unitDefinition id="${id}"><listOfUnits><unit kind="second" exponent="-1" scale="0" multiplier="1"/></listOfUnits>${content}</unitDefinition></listOfUnitDefinitions>`;
    const part = definition(
      "m",
      `${unit("u")}<listOfParameters><parameter id="x" units="u" constant="true"/><parameter id="y" metaid="my" constant="true"/></listOfParameters>
      <comp:listOfPorts><comp:port comp:id="p" comp:idRef="x"/></comp:listOfPorts>`,
    );
    const by = (attribute: string) =>
      `<comp:listOfReplacedElements><comp:replacedElement comp:submodelRef="A" ${attribute}/></comp:listOfReplacedElements>`;
    const model =
      unit("v", by('comp:unitRef="u"')) +
      parameters(`a=1 ${by('comp:portRef="p"')}`, `b=2 ${by('comp:metaIdRef="my"')}`);
    const text = composed(model + submodels("A=m"), definitions(part));
    expect(flatLines(text)).toEqual(["unit v", "parameter a = 1", "parameter b = 2"]);
  });

  test("let species and reactions stand for parameters", () => {
    const content =
      cell +
      speciesList(`S ${replaces("A.x")}`) +
      reactions(reaction("J", "S", "S", replaces("A.y")));
    const part = definition("m", parameters("x", "y", "z") + rules(rule("rate", "z", "x + y")));
    const text = composed(content + submodels("A=m"), definitions(part));
    expect(flatLines(text)).toContain("A__z' = S + J");
  });

  test("replace a local parameter by a parameter", () => {
    const locals = `<listOfLocalParameters><localParameter id="k" metaid="local" value="5"/></listOfLocalParameters>`;
    const part = cell + speciesList("S") + reactions(reaction("J", "S", "k*S", "", locals));
    const replacing = `<comp:listOfReplacedElements><comp:replacedElement comp:submodelRef="A" comp:metaIdRef="local"/></comp:listOfReplacedElements>`;
    const text = composed(
      parameters(`g=2 ${replacing}`) + submodels("A=m"),
      definitions(definition("m", part)),
    );
    expect(flatLines(text).at(-1)).toBe("A__J: A__S -> ; g*A__S");
  });
});

describe("deletions", () => {
  const part = definition(
    "m",
    `${parameters("x=1", "y=2")}<listOfRules><rateRule metaid="growth" variable="x">[[y]]</rateRule></listOfRules>${initially("y", "3")}`,
  );

  test("take elements away by id and metaid, with their whole list where it is empty", () => {
    const text = composed(
      submodels(`A=m ${deletes('comp:metaIdRef="growth"')}`, "B=m"),
      definitions(part),
    );
    expect(flatLines(text).filter((line) => line.includes("'"))).toEqual(["B__x' = B__y"]);
  });

  test("take whole submodels away", () => {
    const outer = definition("outer", parameters("w=1") + submodels("A=m"));
    const text = composed(
      submodels(`M=outer ${deletes('comp:idRef="A"')}`),
      definitions(outer, part),
    );
    expect(flatLines(text)).toEqual(["parameter M__w = 1"]);
  });

  test("undo a deletion, and a replacement, of the submodel", () => {
    const replacing = replaces("A.x").replace("<comp:replacedElement", '$& metaid="replacing"');
    const outer = definition(
      "outer",
      parameters(`w=1 ${replacing}`) +
        submodels(`A=m ${deletes('comp:id="gone" comp:metaIdRef="growth"')}`),
    );
    const text = composed(
      submodels(`M=outer ${deletes('comp:idRef="gone"', 'comp:metaIdRef="replacing"')}`),
      definitions(outer, part),
    );
    expect(flatLines(text)).toEqual([
      "parameter M__w = 1",
      "parameter M__A__x = 1",
      "parameter M__A__y = 2",
      "M__A__y(0) = 3",
      "M__A__x' = M__A__y",
    ]);
  });

  test("uncover the symbol that a local parameter hid", () => {
    const locals = `<listOfLocalParameters><localParameter id="k" metaid="local" value="5"/></listOfLocalParameters>`;
    const content =
      cell +
      speciesList("S") +
      parameters("k=1") +
      reactions(reaction("J", "S", "k*S", "", locals));
    const text = composed(
      submodels(`A=m ${deletes('comp:metaIdRef="local"')}`),
      definitions(definition("m", content)),
    );
    expect(flatLines(text).at(-1)).toBe("A__J: A__S -> ; A__k*A__S");
  });

  test("may be named by a replacedElement, which then does nothing", () => {
    const naming = `<comp:listOfReplacedElements><comp:replacedElement comp:submodelRef="A" comp:deletion="gone"/></comp:listOfReplacedElements>`;
    const text = composed(
      parameters(`z=1 ${naming}`) + submodels(`A=m ${deletes('comp:id="gone" comp:idRef="x"')}`),
      definitions(definition("m", parameters("x=1"))),
    );
    expect(flatLines(text)).toEqual(["parameter z = 1"]);
  });
});

describe("conversion factors", () => {
  test("divide what is read and multiply what is assigned", () => {
    const event = `<listOfEvents><event id="E" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true">[[x > 1]]</trigger><listOfEventAssignments><eventAssignment variable="x">[[x + 1]]</eventAssignment></listOfEventAssignments></event></listOfEvents>`;
    const part = definition(
      "m",
      parameters("x=1") + initially("x", "x*3") + rules(rule("rate", "x", "-x")) + event,
    );
    const text = composed(
      parameters(`z=9 ${replaces('A.x comp:conversionFactor="c"')}`, "c=10") + submodels("A=m"),
      definitions(part),
    );
    expect(flatLines(text)).toEqual([
      "parameter z = 9",
      "parameter c = 10",
      "z(0) = c*(z/c*3)",
      "z' = c*-(z/c)",
      "A__E: at z/c > 1: z = c*(z/c + 1)",
    ]);
  });

  test("multiply from level to level", () => {
    const part = definition("m", parameters("x=1", "y") + rules(rule("assignment", "y", "x")));
    const middle = definition(
      "middle",
      parameters(`w=1 ${replaces('A.x comp:conversionFactor="d"')}`, "d=2") + submodels("A=m"),
    );
    const text = composed(
      parameters(`z=9 ${replaces('M.w comp:conversionFactor="c"')}`, "c=10") +
        submodels("M=middle"),
      definitions(middle, part),
    );
    expect(flatLines(text).at(-1)).toBe("M__A__y := z/(M__d*c)");
  });

  const clock = definition(
    "clock",
    `${cell}${speciesList("S")}${parameters("x=1", "y", "w=1")}${rules(
      rule("assignment", "y", "time + delay(x, 2)"),
      rule("rate", "x", "3"),
      rule("rate", "w", "J"),
    )}${reactions(reaction("J", "S", "S*time"))}<listOfEvents><event id="E" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true">[[time > 5]]</trigger><delay>[[4]]</delay><listOfEventAssignments><eventAssignment variable="w">[[0]]</eventAssignment></listOfEventAssignments></event></listOfEvents>`,
  );

  test("of time: time, delays, rate rules, rates and what reads rates", () => {
    const text = composed(
      parameters("t=60") + submodels('A=clock comp:timeConversionFactor="t"'),
      definitions(clock),
    );
    expect(flatLines(text).slice(-5)).toEqual([
      "A__y := time/t + delay(A__x, t*2)",
      "A__x' = 3/t",
      "A__w' = t*A__J/t",
      "A__J: A__S -> ; A__S*(time/t)/t",
      "A__E: at time/t > 5 after t*4: A__w = 0",
    ]);
  });

  test("of extent: rates and what reads rates", () => {
    const text = composed(
      parameters("t=60", "e=1000") +
        submodels('A=clock comp:timeConversionFactor="t" comp:extentConversionFactor="e"'),
      definitions(clock),
    );
    const lines = flatLines(text);
    expect(lines).toContain("A__w' = t*A__J/e/t");
    expect(lines).toContain("A__J: A__S -> ; e*(A__S*(time/t))/t");
  });

  test("of time hold for submodels of the submodel, with their own", () => {
    const inner = definition("inner", parameters("y") + rules(rule("assignment", "y", "time")));
    const outer = definition(
      "outer",
      parameters("s=7") + submodels("B=inner", 'D=inner comp:timeConversionFactor="s"'),
    );
    const text = composed(
      parameters("t=60") + submodels('A=outer comp:timeConversionFactor="t"'),
      definitions(outer, inner),
    );
    expect(flatLines(text).slice(-2)).toEqual(["A__B__y := time/t", "A__D__y := time/(t*A__s)"]);
  });

  test("leave a replaced reaction's rate as the replacing one has it", () => {
    // Case 01182 of the SBML Test Suite.
    const part = definition(
      "m",
      cell +
        speciesList("S") +
        parameters("y") +
        rules(rule("assignment", "y", "J + 6")) +
        reactions(reaction("J", "S", "10")),
    );
    const content =
      cell +
      speciesList("S") +
      parameters("t=60") +
      reactions(reaction("J", "S", "10", replaces("A.J")));
    const text = composed(
      content + submodels('A=m comp:timeConversionFactor="t"'),
      definitions(part),
    );
    expect(flatLines(text)).toContain("A__y := J + 6");
  });

  test("apply to rateOf before it, as it takes a bare symbol", () => {
    const rateOf = `<math xmlns="http://www.w3.org/1998/Math/MathML"><apply><csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/rateOf">rateOf</csymbol><ci>x</ci></apply></math>`;
    const part = definition(
      "m",
      parameters("x=1", "y") + rules(`<assignmentRule variable="y">${rateOf}</assignmentRule>`),
    );
    const text = composed(
      parameters(`z=9 ${replaces('A.x comp:conversionFactor="c"')}`, "c=10", "t=60") +
        submodels('A=m comp:timeConversionFactor="t"'),
      definitions(part),
    );
    expect(flatLines(text)).toContain("A__y := t*rateOf(z)/c");
  });

  test("live on as a parameter where an attribute names what was replaced", () => {
    const converted = `<listOfSpecies><species id="S" compartment="C" conversionFactor="f" hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/></listOfSpecies>`;
    const part = definition("m", cell + converted + parameters("f=1"));
    const text = composed(
      parameters(`z=9 ${replaces('A.f comp:conversionFactor="c"')}`, "c=10") + submodels("A=m"),
      definitions(part),
    );
    expect(flatLines(text).slice(1)).toEqual([
      "species A__S in A__C factor A__f",
      "parameter z = 9",
      "parameter c = 10",
      "parameter A__f",
      "A__f(0) = z/c",
    ]);
  });
});

describe("external models", () => {
  const external = (id: string, source: string, model?: string) =>
    `<comp:listOfExternalModelDefinitions><comp:externalModelDefinition comp:id="${id}" comp:source="${source}" ${model ? `comp:modelRef="${model}"` : ""}/></comp:listOfExternalModelDefinitions>`;

  const files: Files = {
    "part.xml": composed(parameters("x=1"), definitions(definition("m", parameters("y=2")))),
    "chain.xml": composed("", external("far", "part.xml", "m")),
    "older.xml": composed(parameters("x=1"), "", 1),
    "main-again.xml": composed(submodels("P=main")),
  };

  test("come from other files: the model there, a definition, or one further on", () => {
    expect(flatLines(composed(submodels("A=E"), external("E", "part.xml")), files)).toEqual([
      "parameter A__x = 1",
    ]);
    expect(flatLines(composed(submodels("A=E"), external("E", "part.xml", "m")), files)).toEqual([
      "parameter A__y = 2",
    ]);
    expect(flatLines(composed(submodels("A=E"), external("E", "chain.xml", "far")), files)).toEqual(
      ["parameter A__y = 2"],
    );
  });

  test("of another version of Level 3 are joined", () => {
    expect(flatLines(composed(submodels("A=E"), external("E", "older.xml")), files)).toEqual([
      "parameter A__x = 1",
    ]);
  });

  test("of this document may be the main model itself", () => {
    const text = composed(parameters("x=1"), definitions(definition("m", submodels("A=main"))));
    expect(flatLines(text)).toEqual(["parameter x = 1"]);
  });

  test("that no submodel uses are not read", () => {
    expect(messages(composed(parameters("x=1"), external("E", "absent.xml")))).toEqual([]);
  });
});

describe("other packages", () => {
  const fbc = "http://www.sbml.org/sbml/level3/version1/fbc/version2";
  const bounds = `<fbc:listOfObjectives xmlns:fbc="${fbc}"/>`;

  test("stay in the main model and leave a notice in submodels", () => {
    const { root, diagnostics } = parseXml(
      composed(bounds + submodels("A=m"), definitions(definition("m", bounds))),
      { file: "main.xml" },
    );
    expect(diagnostics).toEqual([]);
    const flat = flattenComp(root!, { file: "main.xml", resolve: () => undefined });
    expect(flat.diagnostics.map((found) => [found.code, found.severity])).toEqual([
      ["CH1616", "notice"],
    ]);
    expect(namesOf(flat.root!)).toEqual(["sbml", "model", "listOfObjectives"]);
  });

  test("that a file requires are required of the whole", () => {
    const required = composed(parameters("x=1")).replace(
      "comp:required",
      'xmlns:qual="http://www.sbml.org/sbml/level3/version1/qual/version1" qual:required="true" comp:required',
    );
    const external = `<comp:listOfExternalModelDefinitions><comp:externalModelDefinition comp:id="E" comp:source="qual.xml"/></comp:listOfExternalModelDefinitions>`;
    const { model } = read(composed(submodels("A=E"), external), { "qual.xml": required });
    expect(model).toBeUndefined();
  });
});

test("nothing of comp is left", () => {
  const text = composed(
    parameters(`z=9 ${replaces("A.x")}`) + submodels("A=m"),
    definitions(definition("m", parameters("x=1"))),
  );
  const { root } = parseXml(text, { file: "main.xml" });
  const flat = flattenComp(root!, { file: "main.xml", resolve: () => undefined });
  expect(JSON.stringify(flat.root)).not.toContain("/comp/");
});

function namesOf(element: XmlElement): string[] {
  return [element.name, ...element.children.flatMap(namesOf)];
}
