// The conformance command on a folder of invented cases: a pass, a failure, a refusal, a skip.

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { collectingTerminal } from "../command/collecting-terminal.test.data.js";
import { runProgram } from "../program.js";

const folder = mkdtempSync(join(tmpdir(), "chondron-suite-"));

const sbml = (kineticLaw: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"><model id="m">
<listOfCompartments><compartment id="c" size="2" constant="true"/></listOfCompartments>
<listOfSpecies><species id="S" compartment="c" initialConcentration="3" hasOnlySubstanceUnits="false"
 boundaryCondition="false" constant="false"/></listOfSpecies>
<listOfReactions><reaction id="J" reversible="false"><listOfReactants><speciesReference species="S"
 stoichiometry="1" constant="true"/></listOfReactants><kineticLaw>
<math xmlns="http://www.w3.org/1998/Math/MathML">${kineticLaw}</math></kineticLaw></reaction>
</listOfReactions></model></sbml>`;

function addCase(id: string, law: string, results: string, start = "0"): void {
  const place = join(folder, id);
  mkdirSync(place);
  const settings = `start: ${start}\nduration: 1\nsteps: 1\nvariables: S\nabsolute: 1e-6\nrelative: 1e-6\namount: S\nconcentration:\n`;
  writeFileSync(join(place, `${id}-settings.txt`), settings);
  writeFileSync(join(place, `${id}-results.csv`), results);
  writeFileSync(join(place, `${id}-sbml-l3v2.xml`), sbml(law));
  const about = "synopsis: An invented case.\ncomponentTags: Reaction, Species\ntestTags: Amount\n";
  writeFileSync(join(place, `${id}-model.m`), about);
}

addCase("00001", "<cn>1</cn>", "time,S\n0,6\n1,5\n");
addCase("00002", "<cn>1</cn>", "time,S\n0,6\n1,5.1\n");
addCase("00003", "<ci>nowhere</ci>", "time,S\n0,6\n1,5\n");
addCase("00004", "<cn>1</cn>", "time,S\n", "");

async function chondron(...typed: string[]) {
  const terminal = collectingTerminal(["conformance", "sbml", ...typed], {});
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

it("counts, says why each failure failed, and writes every time course", async () => {
  const out = join(folder, "out");
  const { code, out: text, notes } = await chondron(folder, "--out", out);
  expect(code).toBe(0);
  expect(text).toBe("1 passed, 2 failed, 1 skipped\n");
  expect(notes).toMatch(/00002 l3v2: "S" at time 1 is (5|4\.9999\d+|5\.0000\d+), expected 5\.1/);
  expect(notes).toMatch(/00003 l3v2: 00003-sbml-l3v2\.xml:\d+:\d+ CH1202 .*"nowhere"/);
  const results = (id: string): string => readFileSync(join(out, `${id}-results.csv`), "utf8");
  expect(results("00002")).toMatch(/^time,S\n0,6\n1,(5|4\.9999\d+|5\.0000\d+)\n$/);
  expect(results("00003")).toBe("time,S\n0,NaN\n1,NaN\n");
});

it("gives status, reason and tags as JSON", async () => {
  const { out } = await chondron(folder, "--json");
  const { passed, failed, skipped, cases } = JSON.parse(out);
  expect([passed, failed, skipped]).toEqual([1, 2, 1]);
  expect(cases.map((c: { status: string }) => c.status)).toEqual([
    "passed",
    "failed",
    "failed",
    "skipped",
  ]);
  expect(cases[2]).toMatchObject({ id: "00003", level: "l3v2", refused: true });
  expect(cases[0].tags).toEqual(["Reaction", "Species", "Amount"]);
});

it.each(["wasm", "wasm-simd"])("counts the same on the target %s", async (target) => {
  expect((await chondron(folder, "--target", target)).out).toBe("1 passed, 2 failed, 1 skipped\n");
});

it("runs one case, and one level", async () => {
  expect((await chondron(join(folder, "00001"))).out).toBe("1 passed, 0 failed, 0 skipped\n");
  expect((await chondron(folder, "--level", "l2v4")).notes).toMatch(/CH6016 .* no cases of l2v4/);
});

it("takes one case from inside its folder, and a relative folder", async () => {
  const before = process.cwd();
  process.chdir(join(folder, "00001"));
  try {
    expect((await chondron(".")).out).toBe("1 passed, 0 failed, 0 skipped\n");
  } finally {
    process.chdir(before);
  }
  expect((await chondron(relative(before, folder))).out).toBe("1 passed, 2 failed, 1 skipped\n");
});

it("refuses a file and a folder that is not there as usage", async () => {
  const file = await chondron(join(folder, "00001", "00001-settings.txt"));
  expect([file.code, file.notes]).toEqual([2, expect.stringContaining("CH6016")]);
  const missing = await chondron(join(folder, "nowhere"));
  expect([missing.code, missing.notes]).toEqual([2, expect.stringContaining("CH6001")]);
});
