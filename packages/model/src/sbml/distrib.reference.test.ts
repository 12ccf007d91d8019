// Package distrib: random draws and uncertainty from SBML to a model, to Antimony and back. The cases
// of the stochastic suite (SBML Test Suite 3.4.0, LGPL-2.1+) where the pack is at hand.

import { describe, expect, test } from "vitest";
import { parseAntimony } from "../antimony/parse-antimony.js";
import { printAntimony } from "../antimony/print/print-antimony.js";
import { checkModel } from "../check.js";
import { type Diagnostic, formatDiagnostic } from "../diagnostics/diagnostic.js";
import { modelDifferences } from "../equal-models.test.support.js";
import { printFormula } from "../formula/print.js";
import type { Model } from "../model.js";
import { withAnnotations } from "./annotation/read-annotation.js";
import { filesOfPack } from "./read/case-pack.test.support.js";
import { readSbml } from "./read/read-sbml.js";
import { writeSbml } from "./write.js";

const core = "http://www.sbml.org/sbml/level3/version2/core";
const distrib = "http://www.sbml.org/sbml/level3/version1/distrib/version1";

function documentOf(content: string): string {
  return `<sbml xmlns="${core}" xmlns:d="${distrib}" level="3" version="2" d:required="true"><model id="m">${content}</model></sbml>`;
}

function read(text: string): Model {
  const { model, diagnostics } = readSbml(text, { file: "m.xml" });
  expect(errors(diagnostics)).toEqual([]);
  return withAnnotations(model!, text, { file: "m.xml" });
}

function errors(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter((found) => found.severity === "error").map(formatDiagnostic);
}

/** The model by way of Antimony text and of SBML. */
function throughBoth(model: Model): Model {
  const said: Diagnostic[] = [];
  const text = printAntimony(model, (found) => said.push(found));
  expect(said).toEqual([]);
  return read(writeSbml(parseAntimony(text).model!));
}

const names =
  "normal uniform bernoulli binomial cauchy chisquare exponential gamma laplace lognormal poisson rayleigh";

describe("random draws", () => {
  const drawOf = (name: string, count: number): string => {
    const url = `http://www.sbml.org/sbml/symbols/distrib/${name}`;
    const head = `<csymbol encoding="text" definitionURL="${url}"> ${name} </csymbol>`;
    return documentOf(
      `<listOfParameters><parameter id="x" constant="true"/></listOfParameters><listOfInitialAssignments><initialAssignment symbol="x"><math xmlns="http://www.w3.org/1998/Math/MathML"><apply>${head}${"<cn> 1 </cn>".repeat(count)}</apply></math></initialAssignment></listOfInitialAssignments>`,
    );
  };
  const arities: Readonly<Record<string, readonly number[]>> = {
    uniform: [2],
    bernoulli: [1],
    cauchy: [1, 2, 4],
    laplace: [1, 2, 4],
    chisquare: [1, 3],
    exponential: [1, 3],
    poisson: [1, 3],
    rayleigh: [1, 3],
  };
  const all = names.split(" ").map((name) => [name, arities[name] ?? [2, 4]] as const);

  test.each(all)("%s with %j arguments is read, checked, printed and written", (name, counts) => {
    for (let count = 0; count <= 5; count++) {
      const model = read(drawOf(name, count));
      const found = errors(checkModel(model));
      expect(found.length).toBe(counts.includes(count) ? 0 : 1);
      if (!counts.includes(count)) {
        expect(found[0]).toContain(`CH1207 error: "${name}" takes ${counts.join(" or ")} argument`);
        continue;
      }
      const parts = Array(count).fill("1").join(", ");
      expect(printAntimony(model)).toContain(`x = ${name}(${parts});`);
      expect(modelDifferences(model, throughBoth(model))).toEqual([]);
    }
  });
});

describe("uncertainty", () => {
  const statements = [
    '<d:uncertParameter d:type="mean" d:value="3" d:units="litre"/>',
    '<d:uncertParameter d:type="coeffientOfVariation" d:value="0.2"/>',
    '<d:uncertParameter d:type="standardDeviation" d:var="y"/>',
    '<d:uncertSpan d:type="range" d:valueLower="-1" d:varUpper="y"/>',
    '<d:uncertSpan d:type="confidenceInterval" d:valueLower="1" d:valueUpper="INF"/>',
    '<d:uncertParameter d:type="distribution" d:definitionURL="http://a"><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/distrib/normal"/><ci> y </ci><cn> 2 </cn></apply></math></d:uncertParameter>',
    '<d:uncertParameter d:type="externalParameter" d:var="y" d:definitionURL="http://b"/>',
  ];
  const list = `<d:listOfUncertainties><d:uncertainty>${statements.join("")}</d:uncertainty></d:listOfUncertainties>`;
  const text = documentOf(
    `<listOfParameters><parameter id="y" constant="true"/><parameter id="x" value="1" constant="true">${list}</parameter></listOfParameters>`,
  );

  test("is kept as data", () => {
    const said = read(text).parameters[1]!.uncertainty!;
    expect(said.map(({ kind, values }) => [kind, ...values.map(printFormula)])).toEqual([
      ["mean", "3 litre"],
      ["coefficientOfVariation", "0.2"],
      ["standardDeviation", "y"],
      ["range", "-1", "y"],
      ["confidenceInterval", "1", "infinity"],
      ["distribution", "distrib:normal(y, 2)"],
      ["externalParameter", "y"],
    ]);
    expect(said.flatMap(({ definition }) => definition ?? [])).toEqual(["http://a", "http://b"]);
  });

  test("is the same after Antimony and SBML, and never read without being asked for", () => {
    const model = read(text);
    expect(modelDifferences(model, throughBoth(model), { annotations: true })).toEqual([]);
    expect(readSbml(text, { file: "m.xml" }).model!.parameters[1]!.uncertainty).toBeUndefined();
  });

  test("follows the ids that it names", () => {
    const model = read(text.replaceAll('"y"', '"volume"').replace("> y <", "> volume <"));
    const printed = printAntimony(model);
    expect(printed).toContain("x.standardDeviation = volume_;");
    expect(printed).toContain("x.distribution = normal(volume_, 2);");
  });

  test("of one kind said twice is said once, with a warning", () => {
    const twice = text.replace(statements[1]!, statements[0]!.replace('"3"', '"4"'));
    const said: Diagnostic[] = [];
    printAntimony(read(twice), (found) => said.push(found));
    expect(said.map(formatDiagnostic)).toEqual([
      "CH1702 warning: Antimony cannot say all of this model: it leaves out a second uncertainty of one kind: x. Keep the SBML where this matters.",
    ]);
  });
});

const stochastic = filesOfPack("sbml-stochastic");

describe.skipIf(stochastic.size === 0)("the stochastic suite", () => {
  const files = [...stochastic.keys()].filter((name) => /\d-sbml-l\dv\d\.xml$/.test(name));
  const models = files.map((file) => read(new TextDecoder().decode(stochastic.get(file))));

  test("is read, checked, and the same after writing", () => {
    for (const model of models) {
      // A compartment of amounts alone has no size in some of the cases.
      const found = checkModel(model).filter(({ code }) => code !== "CH1205");
      expect(errors(found)).toEqual([]);
      expect(modelDifferences(model, read(writeSbml(model)), { annotations: true })).toEqual([]);
    }
    const drawing = models.filter((model) => writeSbml(model).includes("symbols/distrib/"));
    expect([models.length, drawing.length]).toEqual([80, 49]);
  });

  test("is the same by way of Antimony where the printer is silent", () => {
    const silent = models.filter((model) => {
      const said: Diagnostic[] = [];
      const text = printAntimony(model, (found) => said.push(found));
      if (said.length > 0) return false;
      const again = parseAntimony(text).model!;
      expect(modelDifferences(model, again, { annotations: true })).toEqual([]);
      return true;
    });
    expect(silent).toHaveLength(40);
  });
});
