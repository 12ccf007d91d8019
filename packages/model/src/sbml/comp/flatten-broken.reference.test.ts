// Broken hierarchies and the exact text that each gets.

import { describe, expect, test } from "vitest";
import {
  composed,
  definition,
  definitions,
  deletes,
  type Files,
  flatLines,
  messages,
  parameters,
  replacedBy,
  replaces,
  submodels,
} from "./composed.test.fixture.js";

const external = (id: string, source: string, model = "") =>
  `<comp:listOfExternalModelDefinitions>
<comp:externalModelDefinition comp:id="${id}" comp:source="${source}"${model}/></comp:listOfExternalModelDefinitions>`;

const files: Files = {
  "broken.xml": "<sbml><model>",
  "older.xml": `<sbml xmlns="http://www.sbml.org/sbml/level2/version4" level="2" version="4"><model id="m"/></sbml>`,
  "page.xml": "<html/>",
  "empty.xml": `<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"/>`,
  "ring.xml": composed("", external("R", "ring.xml", ' comp:modelRef="R"')),
  "back.xml": composed(submodels("M=B"), external("B", "main.xml")),
  "part.xml": composed(parameters("x=1")),
  "fast.xml": composed(
    '<listOfReactions><reaction id="J" reversible="false" fast="true"/></listOfReactions>',
    "",
    1,
  ),
};

const part = definition("m", parameters("x=1", "y=2"));
const ruled = definition(
  "m",
  `${parameters("x=1", "y=2")}\n<listOfRules><rateRule variable="y">\n[[2*x]]</rateRule></listOfRules>`,
);
const factor = (name: string) => `comp:${name}ConversionFactor="f"`;

describe("definitions", () => {
  test.each([
    [
      "a model that is not there",
      composed(submodels("A=n"), definitions(part)),
      'main.xml:2:40 CH1601 error: submodel "A" takes model "n", which main.xml does not define. Define it, or correct the name.',
    ],
    [
      "a name nearly right",
      composed(submodels("A=cel"), definitions(definition("cell", ""))),
      'main.xml:2:40 CH1601 error: submodel "A" takes model "cel", which main.xml does not define. Is "cell" meant?',
    ],
    [
      "a file that is not there",
      composed(submodels("A=E", "B=E"), external("E", "absent.xml")),
      'main.xml:3:1 CH1602 error: cannot take a model from "absent.xml": it is not there or cannot be read. Check the path; it is taken relative to the file that names it.',
    ],
    [
      "a file of another level",
      composed(submodels("A=E"), external("E", "older.xml")),
      'main.xml:3:1 CH1602 error: cannot take a model from "older.xml": it is SBML Level 2, and only Level 3 models can be composed. Check the path; it is taken relative to the file that names it.',
    ],
    [
      "a file that is no SBML",
      composed(submodels("A=E"), external("E", "page.xml")),
      'main.xml:3:1 CH1602 error: cannot take a model from "page.xml": it is not SBML, and only Level 3 models can be composed. Check the path; it is taken relative to the file that names it.',
    ],
    [
      "a file without a model",
      composed(submodels("A=E"), external("E", "empty.xml")),
      'main.xml:3:1 CH1602 error: cannot take a model from "empty.xml": the file holds no model. Check the path; it is taken relative to the file that names it.',
    ],
    [
      "a model that the other file lacks",
      composed(submodels("A=E"), external("E", "part.xml", ' comp:modelRef="mian"')),
      'main.xml:3:1 CH1601 error: externalModelDefinition "E" takes model "mian", which part.xml does not define. Is "main" meant?',
    ],
    [
      "an external definition that leads to itself",
      composed(submodels("A=E"), external("E", "ring.xml", ' comp:modelRef="R"')),
      "main.xml:3:1 CH1603 error: models contain each other: E -> R -> R. No model can be part of itself: break the ring.",
    ],
    [
      "files that contain each other",
      composed(submodels("A=E"), external("E", "back.xml")),
      "back.xml:2:40 CH1603 error: models contain each other: main (main.xml) -> main (back.xml) -> main (main.xml). No model can be part of itself: break the ring.",
    ],
    [
      "a model in itself",
      composed(submodels("A=m"), definitions(definition("m", submodels("B=m")))),
      "main.xml:2:213 CH1603 error: models contain each other: m -> m. No model can be part of itself: break the ring.",
    ],
    [
      "one id for two models",
      composed("", definitions(part, definition("m", ""))),
      'main.xml:3:1 CH1606 error: model "m" is defined twice. Rename or remove one of them.\n  note: main.xml:2:55 it is defined here first.',
    ],
    [
      "one id for two submodels",
      composed(submodels("A=m", "A=m"), definitions(part)),
      'main.xml:2:102 CH1606 error: submodel "A" is defined twice. Rename or remove one of them.\n  note: main.xml:2:40 it is defined here first.',
    ],
    [
      "a submodel without a model",
      composed(submodels("A=m").replace('comp:modelRef="m"', ""), definitions(part)),
      'main.xml:2:40 CH1605 error: <submodel> lacks the attribute "modelRef". Add it.',
    ],
    [
      "a submodel without an id",
      composed(submodels("A=m").replace('comp:id="A"', ""), definitions(part)),
      'main.xml:2:40 CH1605 error: <submodel> lacks the attribute "id". Add it.',
    ],
    [
      "no model to run",
      composed("", definitions(part)).replace(/<model.*<\/model>/, ""),
      "main.xml:1:1 CH1615 error: the document defines models but has none of its own to run. Add a model with a submodel for what is to run.",
    ],
    [
      "a fast reaction that a later version cannot say",
      composed(submodels("A=E"), external("E", "fast.xml")),
      'fast.xml:2:35 CH1618 error: reaction "J" is fast, which the version of the main model cannot say. Write all files in Level 3 Version 1.',
    ],
  ])("%s", (_, text, message) => {
    expect(messages(text, files)).toEqual([message]);
  });

  test("a file that is no XML is named", () => {
    const [first] = messages(composed(submodels("A=E"), external("E", "broken.xml")), files);
    expect(first).toMatch(/^broken\.xml:1:\d+ CH14\d\d error:/);
  });
});

describe("references", () => {
  const z = (content: string) => composed(`\n${parameters(`z=9 ${content}`)}`, "");
  const withParts = (content: string, models = part, more = submodels("A=m")) =>
    composed(`\n${parameters(`z=9 ${content}`, "f=3")}\n${more}`, `\n${definitions(models)}`);

  test.each([
    [
      "a submodel that is not there",
      z(replaces("B.x")),
      'main.xml:3:93 CH1607 error: there is no submodel "B" in model "main". Correct the name.',
    ],
    [
      "an element that is not there",
      withParts(replaces("A.X")),
      'main.xml:3:93 CH1607 error: there is no element "X" in model "m". Is "x" meant?',
    ],
    [
      "a port that is not there",
      withParts(replaces("A.x").replace("idRef", "portRef")),
      'main.xml:3:93 CH1607 error: there is no port "x" in model "m". Correct the name.',
    ],
    [
      "a unit that is not there",
      withParts(replaces("A.x").replace("idRef", "unitRef")),
      'main.xml:3:93 CH1607 error: there is no unit "x" in model "m". Correct the name.',
    ],
    [
      "a metaid that is not there",
      withParts(replacedBy("A.x").replace("idRef", "metaIdRef")),
      'main.xml:3:64 CH1607 error: there is no metaid "x" in model "m". Correct the name.',
    ],
    [
      "a deletion that is not there",
      withParts(replaces("A.x").replace("idRef", "deletion")),
      'main.xml:3:93 CH1607 error: there is no deletion "x" in model "main". Correct the name.',
    ],
    [
      "a reference to nothing",
      withParts("", part, submodels(`A=m ${deletes("")}`)),
      "main.xml:4:91 CH1608 error: <deletion> must refer to one thing by one attribute, and has none of them. Keep one of portRef, idRef, unitRef and metaIdRef.",
    ],
    [
      "a reference to two things",
      withParts(replaces('A.x comp:unitRef="x"')),
      "main.xml:3:93 CH1608 error: <replacedElement> must refer to one thing by one attribute, and has idRef and unitRef. Keep one of portRef, idRef, unitRef and metaIdRef.",
    ],
    [
      "a replacement without a submodel",
      withParts(replaces("A.x").replace('comp:submodelRef="A"', "")),
      'main.xml:3:93 CH1605 error: <replacedElement> lacks the attribute "submodelRef". Add it.',
    ],
    [
      "a way into what is no submodel",
      withParts(replaces("A.x.y")),
      'main.xml:3:152 CH1609 error: parameter "x" is no submodel: nothing lies inside it. Remove the sBaseRef, or refer to a submodel.',
    ],
    [
      "a replacement of the model",
      composed(`\n${replaces("A.x")}\n${submodels("A=m")}`, definitions(part)),
      "main.xml:3:30 CH1620 error: <replacedElement> stands where nothing can be replaced. Put it into an element of the model, a replacedElement into a listOfReplacedElements there.",
    ],
    [
      "a replacement outside of a list",
      composed(
        `${submodels("A=m")}\n<comp:replacedElement comp:submodelRef="A" comp:idRef="x"/>`,
        definitions(part),
      ),
      "main.xml:3:1 CH1620 error: <replacedElement> stands where nothing can be replaced. Put it into an element of the model, a replacedElement into a listOfReplacedElements there.",
    ],
    [
      "an element replaced twice",
      withParts(replaces("A.x", "A.x")),
      'main.xml:3:175 CH1610 error: parameter "x" is replaced twice. Keep one of the two.\n  note: main.xml:3:93 it is replaced here first.',
    ],
    [
      "a replacement of another kind",
      withParts(
        replaces("A.C"),
        definition(
          "m",
          `<listOfCompartments><compartment id="C" constant="true"/></listOfCompartments>`,
        ),
      ),
      'main.xml:3:93 CH1611 error: parameter "z" cannot take the place of compartment "C": they are different things. Replace an element by one of its kind.',
    ],
    [
      "a deleted element still in use",
      withParts("", ruled, submodels(`A=m ${deletes('comp:idRef="x"')}`)),
      'main.xml:7:92 CH1612 error: parameter "x" is used here, but it is deleted. Delete or replace what uses it as well.\n  note: main.xml:4:91 the deletion is here.',
    ],
    [
      "a conversion factor that is not there",
      withParts(replaces('A.x comp:conversionFactor="g"'), ruled),
      'main.xml:3:93 CH1607 error: there is no parameter "g" in model "main". Correct the name.',
    ],
    [
      "a time conversion factor that is not there",
      composed(
        `\n${submodels(`A=m ${factor("time")}`)}`,
        definitions(
          definition(
            "m",
            `${parameters("y")}<listOfRules><rateRule variable="y">[[time]]</rateRule></listOfRules>`,
          ),
        ),
      ),
      'main.xml:3:23 CH1607 error: there is no parameter "f" in model "main". Correct the name.',
    ],
    [
      "time in a function whose submodel converts it",
      composed(
        `\n${parameters("f=2")}${submodels(`A=m ${factor("time")}`)}`,
        definitions(
          definition(
            "m",
            `\n<listOfFunctionDefinitions><functionDefinition id="g"><math xmlns="http://www.w3.org/1998/Math/MathML"><lambda>
<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol></lambda></math></functionDefinition></listOfFunctionDefinitions>`,
          ),
        ),
      ),
      'main.xml:5:1 CH1617 error: function "g" uses time in a submodel whose time is converted. Pass the value as an argument.',
    ],
    [
      "a port that leads to itself",
      withParts(
        replaces("A.p").replace("idRef", "portRef"),
        definition(
          "m",
          `<comp:listOfPorts>\n<comp:port comp:id="p" metaid="mp" comp:metaIdRef="mp"/></comp:listOfPorts>`,
        ),
      ),
      'main.xml:6:1 CH1613 error: port "p" comes back to itself through references. Break the ring.',
    ],
    [
      "an element without id in the place of one that is used",
      withParts(
        "",
        definition(
          "m",
          `${parameters("x=1")}<listOfRules><assignmentRule id="r" variable="x">[[1]]</assignmentRule><rateRule variable="y">\n[[r]]</rateRule></listOfRules>`,
        ),
        `<listOfRules><assignmentRule variable="z">[[2]]${replaces("A.r")}</assignmentRule></listOfRules>${submodels("A=m")}`,
      ),
      'main.xml:6:50 CH1614 error: assignmentRule "r" is used here, but what replaces it has no id. Give the replacing element an id.\n  note: main.xml:4:14 this element replaces it.',
    ],
  ])("%s", (_, text, message) => {
    expect(messages(text, files)).toEqual([message]);
  });

  test("an element that gives way to what another replaces for it", () => {
    const outer = definition("outer", parameters(`w=1 ${replaces("B.x")}`) + submodels("B=m"));
    const text = composed(
      `\n${parameters(`z=9 ${replaces("M.w")}${replacedBy("M.B.x")}`)}${submodels("M=outer")}`,
      definitions(outer, part),
    );
    expect(messages(text)).toContain(
      'main.xml:3:19 CH1613 error: parameter "z" comes back to itself through references. Break the ring.',
    );
  });

  test("what a package may define is a warning", () => {
    const text = withParts(replaces("A.gone")).replace(
      "comp:required",
      'xmlns:fbc="http://www.sbml.org/sbml/level3/version1/fbc/version2" fbc:required="false" comp:required',
    );
    expect(messages(text)).toContain(
      'main.xml:3:93 CH1619 warning: there is no element "gone" in model "m"; what refers to it is ignored. It may belong to a package that Chondron does not read; if not, correct the name.',
    );
  });

  test("a fault of a model is told once, however many copies there are", () => {
    const faulty = definition(
      "faulty",
      `\n${parameters(`w=1 ${replaces("B.gone")}`)}${submodels("B=m")}`,
    );
    const text = composed(submodels("A=faulty", "B=faulty", "C=faulty"), definitions(faulty, part));
    expect(messages(text)).toHaveLength(1);
  });
});

describe("too much", () => {
  /** Each model holds `width` copies of the next. */
  function tower(depth: number, width: number): string {
    const models = Array.from({ length: depth }, (_, level) => {
      const next = Array.from({ length: width }, (_, copy) => `s${copy}=m${level + 1}`);
      return definition(`m${level}`, submodels(...next));
    });
    return composed(
      submodels("A=m0"),
      definitions(...models, definition(`m${depth}`, parameters("x=1"))),
    );
  }

  test("copies of copies end early", () => {
    const start = performance.now();
    const [message] = messages(tower(40, 10));
    expect(message).toMatch(/CH1604 error: the model has more than 20000 submodels\./);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("names that all clash", () => {
    const start = performance.now();
    const copies = Array.from({ length: 15_000 }, () => "A=m");
    expect(messages(composed(submodels(...copies), definitions(part)))[0]).toMatch(/CH1606/);
    const taken = Array.from({ length: 15_000 }, (_, i) => `A${i === 0 ? "" : i}__x=1`);
    const clashing = composed(parameters(...taken) + submodels("A=m"), definitions(part));
    expect(flatLines(clashing).at(-1)).toBe("parameter A15000__y = 2");
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test("submodels inside each other", () => {
    expect(messages(tower(99, 1))).toEqual([]);
    expect(messages(tower(150, 1))[0]).toMatch(
      /CH1604 error: the model has more than 100 submodels inside each other\./,
    );
  });

  test("large models many times", () => {
    const many = parameters(...Array.from({ length: 2000 }, (_, i) => `p${i}=1`));
    const copies = Array.from({ length: 1000 }, (_, i) => `A${i}=m`);
    const [message] = messages(composed(submodels(...copies), definitions(definition("m", many))));
    expect(message).toMatch(
      /CH1604 error: the model has more than 1500000 elements in all submodels together\./,
    );
  });
});
