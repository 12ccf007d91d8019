// Damaged documents never throw, never hang, and what is read of them is the same after writing.
// A short run; tests/fuzz/sbml.mjs makes long ones over a folder of models.

import { expect, test } from "vitest";
import { checkModel } from "../../check.js";
import { cpuMilliseconds } from "../../cpu-time.test.support.js";
import { hasErrors } from "../../diagnostics/diagnostic.js";
import { randomNumbers } from "../../mutation.test.support.js";
import { writeSbml } from "../write.js";
import { damaged } from "./mutation.test.support.js";
import { document, math, read, withoutRanges } from "./sbml-text.test.support.js";

const formula = math(
  "<apply><times/><ci> k </ci><piecewise><piece><ci> S1 </ci><apply><lt/><cn> 1 </cn><ci> S1 </ci></apply></piece><otherwise><apply><ci> f </ci><ci> S1 </ci></apply></otherwise></piecewise></apply>",
);

function species(rest: string): string {
  return `<listOfCompartments><compartment id="c" size="1"/></listOfCompartments>
    <listOfSpecies><species id="S1" compartment="c" initialAmount="1" ${rest}/></listOfSpecies>`;
}

const corpus = [
  document(
    "l3v2",
    `<listOfFunctionDefinitions><functionDefinition id="f">${math("<lambda><bvar><ci> x </ci></bvar><ci> x </ci></lambda>")}</functionDefinition></listOfFunctionDefinitions>
    <listOfUnitDefinitions><unitDefinition id="u"><listOfUnits><unit kind="mole" exponent="1" scale="0" multiplier="1"/></listOfUnits></unitDefinition></listOfUnitDefinitions>
    ${species('hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"')}
    <listOfParameters><parameter id="k" value="1" units="u" constant="false"/></listOfParameters>
    <listOfInitialAssignments><initialAssignment symbol="S1">${formula}</initialAssignment></listOfInitialAssignments>
    <listOfRules><rateRule variable="k">${formula}</rateRule><algebraicRule>${formula}</algebraicRule></listOfRules>
    <listOfConstraints><constraint>${formula}<message>no</message></constraint></listOfConstraints>
    <listOfReactions><reaction id="J" reversible="false"><listOfReactants><speciesReference id="r" species="S1" stoichiometry="1" constant="true"/></listOfReactants>
      <kineticLaw>${formula}<listOfLocalParameters><localParameter id="l" value="2"/></listOfLocalParameters></kineticLaw></reaction></listOfReactions>
    <listOfEvents><event id="e" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true">${formula}</trigger><delay>${formula}</delay>
      <listOfEventAssignments><eventAssignment variable="k">${formula}</eventAssignment></listOfEventAssignments></event></listOfEvents>`,
  ),
  document(
    "l2v4",
    `${species("")}<listOfParameters><parameter id="k" value="1"/></listOfParameters>
    <listOfReactions><reaction id="J"><listOfReactants><speciesReference species="S1"><stoichiometryMath>${formula}</stoichiometryMath></speciesReference></listOfReactants>
      <kineticLaw>${formula}<listOfParameters><parameter id="l" value="2"/></listOfParameters></kineticLaw></reaction></listOfReactions>`,
  ),
  document(
    "l1v2",
    `<listOfCompartments><compartment name="c"/></listOfCompartments><listOfSpecies><species name="S1" compartment="c" initialAmount="1"/></listOfSpecies>
    <listOfParameters><parameter name="k" value="1"/></listOfParameters>
    <listOfRules><parameterRule name="k" type="rate" formula="-k^2 + uui(S1, k, 3)"/></listOfRules>
    <listOfReactions><reaction name="J"><listOfProducts><speciesReference species="S1"/></listOfProducts><kineticLaw formula="sqr(k)*(S1 - 1)/2"/></reaction></listOfReactions>`,
  ),
];

test("500 damaged documents are read or refused, each within five seconds", () => {
  let whole = 0;
  for (let seed = 0; seed < 500; seed += 1) {
    const text = damaged(corpus, randomNumbers(seed));
    const start = process.cpuUsage();
    const { model, diagnostics } = read(text);
    expect(model === undefined, `seed ${seed}`).toBe(hasErrors(diagnostics));
    if (model) {
      whole += 1;
      checkModel(model);
      const again = read(writeSbml(model));
      expect(withoutRanges(again.model), `seed ${seed}`).toEqual(withoutRanges(model));
    }
    expect(cpuMilliseconds(start), `seed ${seed}`).toBeLessThan(5000);
  }
  // Both ways are taken often, or the test would say little.
  expect(whole).toBeGreaterThan(50);
  expect(whole).toBeLessThan(450);
});

test("20,000 reactions are read and checked in a time linear in their number", () => {
  const cost = (reactions: number): number => {
    const text = generated(reactions);
    const start = process.cpuUsage();
    const { model } = read(text);
    expect(hasErrors(checkModel(model!))).toBe(false);
    return cpuMilliseconds(start);
  };
  cost(2000);
  const small = cost(5000);
  const large = cost(20_000);
  expect(large).toBeLessThan(20_000);
  expect(large / small).toBeLessThan(8);
});

/** As many reactions as asked, half as many species, mass action. */
function generated(reactions: number): string {
  const list = (name: string, length: number, item: (i: number) => string): string =>
    `<${name}>${Array.from({ length }, (_, i) => item(i)).join("\n")}</${name}>`;
  const half = Math.floor(reactions / 2);
  const flags = 'hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"';
  const reference = (i: number): string =>
    `<speciesReference species="S${i % half}" stoichiometry="1" constant="true"/>`;
  return document(
    "l3v2",
    `<listOfCompartments><compartment id="c" size="1" constant="true"/></listOfCompartments>
    ${list("listOfSpecies", half, (i) => `<species id="S${i}" compartment="c" initialConcentration="1" ${flags}/>`)}
    ${list("listOfParameters", reactions, (i) => `<parameter id="k${i}" value="1" constant="true"/>`)}
    ${list(
      "listOfReactions",
      reactions,
      (
        i,
      ) => `<reaction id="J${i}" reversible="false"><listOfReactants>${reference(i)}</listOfReactants>
        <listOfProducts>${reference(7 * i + 1)}</listOfProducts><kineticLaw>${math(`<apply><times/><ci> c </ci><ci> k${i} </ci><ci> S${i % half} </ci></apply>`)}</kineticLaw></reaction>`,
    )}`,
  );
}
