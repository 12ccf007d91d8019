import { describe, expect, test } from "vitest";
import { parseAntimony } from "../antimony/parse-antimony.js";
import type { Expression } from "../expression.js";
import { parseFormula } from "../formula/parse.js";
import type { Model } from "../model.js";
import { mathOf } from "./mathml.js";
import { writeSbml } from "./write.js";
import { printXml } from "./xml.js";

function parse(text: string): Model {
  return parseAntimony(text).model!;
}

/** MathML of a formula on one line, without the declaration and the math element. */
function math(formula: string | Expression): string {
  const expression = typeof formula === "string" ? parseFormula(formula).expression! : formula;
  const text = printXml(mathOf(expression)).replaceAll(/\n\s*/g, "");
  return text.replace(/^<\?xml.*?\?><math[^>]*>/, "").replace("</math>", "");
}

describe("writeSbml", () => {
  const empty: Model = parse("model m end");
  const rate = (symbol: Expression): Model["reactions"][0] => ({
    id: "J",
    reversible: true,
    reactants: [{ id: "r", species: "S", stoichiometry: Number.NaN, constant: false }],
    products: [{ species: "S", stoichiometry: 2 }],
    modifiers: [],
    kineticLaw: {
      expression: symbol,
      localParameters: [{ id: "l", value: 1, unit: "second", constant: true }],
    },
  });
  const x: Expression = { kind: "symbol", id: "x" };
  const tags = (model: Model): string[] => writeSbml(model).match(/<[^/?][^>]*>/g)!;

  test("species references with ids, local parameters, constraints, conversion factors", () => {
    const model: Model = {
      ...empty,
      conversionFactor: "f",
      reactions: [rate(x)],
      rules: [{ kind: "algebraic", expression: x }],
      constraints: [{ expression: x, message: "a < b" }],
    };
    expect(tags(model)).toEqual(
      expect.arrayContaining([
        '<model id="m" conversionFactor="f">',
        "<algebraicRule>",
        "<constraint>",
        '<p xmlns="http://www.w3.org/1999/xhtml">',
        '<reaction id="J" reversible="true">',
        '<speciesReference id="r" species="S" constant="false"/>',
        '<speciesReference species="S" stoichiometry="2" constant="true"/>',
        '<localParameter id="l" value="1" units="second"/>',
      ]),
    );
  });

  test("fast reactions take the document to Version 1, and what that lacks to a package", () => {
    const fast = { ...empty, reactions: [{ ...rate(x), fast: true }, rate(x)] };
    const [root, , , first] = tags(fast);
    expect(root).toBe(
      '<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">',
    );
    expect(first).toBe('<reaction id="J" reversible="true" fast="true">');
    expect(tags(fast)).toContain('<reaction id="J" reversible="true" fast="false">');
    const least: Expression = { kind: "apply", operator: "min", arguments: [x] };
    const rules: Model["rules"] = [{ kind: "algebraic", expression: least }];
    expect(tags({ ...fast, rules })[0]).toContain('l3v2extendedmath:required="true"');
    expect(tags({ ...empty, rules })[0]).not.toContain("extended");
  });

  test("writes every component with all its required attributes", () => {
    const text = `
      model demo
        compartment c = 2 litre
        species S1 in c = 3, $S2 in c
        J0: 2 S1 => S2; f(k)*S1*c
        k = 0.5 per_s; k is "rate <1>"
        x = 2*k; S2 := 1
        E1: at 3 after time > 2, priority = 1: y = 4
        y = 0
        unit per_s = 1/second; unit time_unit = 60 second
      end
      function f(a)
        a^2
      end`;
    expect(writeSbml(parse(text))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2">
        <model id="demo" timeUnits="time_unit">
          <listOfFunctionDefinitions>
            <functionDefinition id="f">
              <math xmlns="http://www.w3.org/1998/Math/MathML">
                <lambda>
                  <bvar>
                    <ci> a </ci>
                  </bvar>
                  <apply>
                    <power/>
                    <ci> a </ci>
                    <cn type="integer"> 2 </cn>
                  </apply>
                </lambda>
              </math>
            </functionDefinition>
          </listOfFunctionDefinitions>
          <listOfUnitDefinitions>
            <unitDefinition id="per_s">
              <listOfUnits>
                <unit kind="second" exponent="-1" scale="0" multiplier="1"/>
              </listOfUnits>
            </unitDefinition>
            <unitDefinition id="time_unit">
              <listOfUnits>
                <unit kind="second" exponent="1" scale="1" multiplier="6"/>
              </listOfUnits>
            </unitDefinition>
          </listOfUnitDefinitions>
          <listOfCompartments>
            <compartment id="c" spatialDimensions="3" size="2" units="litre" constant="true"/>
          </listOfCompartments>
          <listOfSpecies>
            <species id="S1" compartment="c" initialConcentration="3" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"/>
            <species id="S2" compartment="c" hasOnlySubstanceUnits="false" boundaryCondition="true" constant="false"/>
          </listOfSpecies>
          <listOfParameters>
            <parameter id="k" name="rate &lt;1&gt;" value="0.5" units="per_s" constant="true"/>
            <parameter id="x" constant="true"/>
            <parameter id="y" value="0" constant="false"/>
          </listOfParameters>
          <listOfInitialAssignments>
            <initialAssignment symbol="x">
              <math xmlns="http://www.w3.org/1998/Math/MathML">
                <apply>
                  <times/>
                  <cn type="integer"> 2 </cn>
                  <ci> k </ci>
                </apply>
              </math>
            </initialAssignment>
          </listOfInitialAssignments>
          <listOfRules>
            <assignmentRule variable="S2">
              <math xmlns="http://www.w3.org/1998/Math/MathML">
                <cn type="integer"> 1 </cn>
              </math>
            </assignmentRule>
          </listOfRules>
          <listOfReactions>
            <reaction id="J0" reversible="false">
              <listOfReactants>
                <speciesReference species="S1" stoichiometry="2" constant="true"/>
              </listOfReactants>
              <listOfProducts>
                <speciesReference species="S2" stoichiometry="1" constant="true"/>
              </listOfProducts>
              <kineticLaw>
                <math xmlns="http://www.w3.org/1998/Math/MathML">
                  <apply>
                    <times/>
                    <apply>
                      <ci> f </ci>
                      <ci> k </ci>
                    </apply>
                    <ci> S1 </ci>
                    <ci> c </ci>
                  </apply>
                </math>
              </kineticLaw>
            </reaction>
          </listOfReactions>
          <listOfEvents>
            <event id="E1" useValuesFromTriggerTime="true">
              <trigger initialValue="true" persistent="true">
                <math xmlns="http://www.w3.org/1998/Math/MathML">
                  <apply>
                    <gt/>
                    <csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time"> time </csymbol>
                    <cn type="integer"> 2 </cn>
                  </apply>
                </math>
              </trigger>
              <priority>
                <math xmlns="http://www.w3.org/1998/Math/MathML">
                  <cn type="integer"> 1 </cn>
                </math>
              </priority>
              <delay>
                <math xmlns="http://www.w3.org/1998/Math/MathML">
                  <cn type="integer"> 3 </cn>
                </math>
              </delay>
              <listOfEventAssignments>
                <eventAssignment variable="y">
                  <math xmlns="http://www.w3.org/1998/Math/MathML">
                    <cn type="integer"> 4 </cn>
                  </math>
                </eventAssignment>
              </listOfEventAssignments>
            </event>
          </listOfEvents>
        </model>
      </sbml>
      "
    `);
  });

  test("gives equal bytes for equal models", () => {
    const text = "S1 -> S2; k*S1; S1 = 1e-7; k = 1e21";
    expect(writeSbml(parse(text))).toBe(writeSbml(parse(text)));
  });

  test("writes infinite values as xsd:double has them", () => {
    const sbml = writeSbml(parse("a = inf; b = -inf; c = nan"));
    expect(sbml.match(/value="[^"]*"/g)).toEqual(['value="INF"', 'value="-INF"', 'value="NaN"']);
  });

  test("keeps what XML cannot hold out of names", () => {
    const model = { ...parse("x = 1"), name: `a&b<c>"d"\n\u0001\ud800é😀` };
    expect(writeSbml(model)).toContain('name="a&amp;b&lt;c&gt;&quot;d&quot;&#10;\ufffd\ufffdé😀"');
  });
});

describe("MathML", () => {
  const time =
    '<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time"> time </csymbol>';
  test.each([
    ["3", '<cn type="integer"> 3 </cn>'],
    ["-3", '<cn type="integer"> -3 </cn>'],
    ["0.5", "<cn> 0.5 </cn>"],
    ["1.5e-7", '<cn type="e-notation"> 1.5 <sep/> -7 </cn>'],
    ["1e21", '<cn type="e-notation"> 1 <sep/> 21 </cn>'],
    ["3000000000", "<cn> 3000000000 </cn>"],
    ["3 mole", '<cn sbml:units="mole" type="integer"> 3 </cn>'],
    ["inf", "<infinity/>"],
    ["true", "<true/>"],
    ["time", time],
    ["x + 1", '<apply><plus/><ci> x </ci><cn type="integer"> 1 </cn></apply>'],
    ["-x", "<apply><minus/><ci> x </ci></apply>"],
    ["sqrt(x)", '<apply><root/><degree><cn type="integer"> 2 </cn></degree><ci> x </ci></apply>'],
    [
      "log10(x)",
      '<apply><log/><logbase><cn type="integer"> 10 </cn></logbase><ci> x </ci></apply>',
    ],
    ["f(x, y)", "<apply><ci> f </ci><ci> x </ci><ci> y </ci></apply>"],
    ["max(x, y)", "<apply><max/><ci> x </ci><ci> y </ci></apply>"],
    ["x != y", "<apply><neq/><ci> x </ci><ci> y </ci></apply>"],
    [
      "piecewise(x, a, y)",
      "<piecewise><piece><ci> x </ci><ci> a </ci></piece><otherwise><ci> y </ci></otherwise></piecewise>",
    ],
    [
      "rateOf(x)",
      '<apply><csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/rateOf"> rateOf </csymbol><ci> x </ci></apply>',
    ],
  ])("%s", (formula, expected) => {
    expect(math(formula)).toBe(expected);
  });

  test("numbers that are not finite have elements of their own", () => {
    const number = (value: number): Expression => ({ kind: "number", value });
    expect(math(number(Number.NaN))).toBe("<notanumber/>");
    expect(math(number(Number.NEGATIVE_INFINITY))).toBe("<apply><minus/><infinity/></apply>");
    expect(math(number(-0))).toBe('<cn type="integer"> -0 </cn>');
  });
});
