// Broken models and the exact text that each gets.

import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../diagnostics/diagnostic.js";
import { parseAntimony } from "./parse-antimony.js";

const files: Readonly<Record<string, string>> = {
  "parts.ant": "model part(S)\n  S -> ; k*S\n  k = 1\nend",
  "ring.ant": 'import "model.ant"',
  "broken.ant": "x = = 3",
  "model.xml": '<?xml version="1.0"?><sbml/>',
};

function read(text: string): string[] {
  const resolveImport = (target: string) => {
    const found = files[target];
    if (target === "model.ant") return { file: "model.ant", text };
    return found === undefined ? { cause: "there is no such file" } : { file: target, text: found };
  };
  const { model, diagnostics } = parseAntimony(text, { file: "model.ant", resolveImport });
  expect(model === undefined).toBe(diagnostics.some((found) => found.severity === "error"));
  return diagnostics.map(formatDiagnostic);
}

describe("text that cannot be read", () => {
  test.each([
    [
      "an empty file",
      "",
      "model.ant:1:1 CH1011 error: the file holds no model: it is empty or has comments alone. Write at least one declaration.",
    ],
    [
      "comments alone",
      "# nothing\n/* here */",
      "model.ant:1:1 CH1011 error: the file holds no model: it is empty or has comments alone. Write at least one declaration.",
    ],
    [
      "a NUL",
      "x = 3\n\0",
      'model.ant:2:1 CH1001 error: unexpected character "U+0000". Remove it, or quote it if it belongs to a name.',
    ],
    [
      "bytes that are no UTF-8",
      "x = \ufffd\ufffd3",
      'model.ant:1:5 CH1001 error: unexpected character "U+FFFD". Remove it, or quote it if it belongs to a name.',
    ],
    [
      "a Greek letter",
      "α = 3",
      'model.ant:1:1 CH1001 error: unexpected character "α". Remove it, or quote it if it belongs to a name.',
    ],
    [
      "an open quotation mark",
      'x = 3\nx is "speed',
      "model.ant:2:6 CH1002 error: this quotation mark is never closed. Close the text on the same line.",
    ],
    [
      "an open comment",
      "x = 3 /* speed",
      'model.ant:1:7 CH1003 error: this comment is never closed. End it with "*/".',
    ],
    [
      "a missing end",
      "model a\n  x = 3\n",
      'model.ant:3:1 CH1005 error: model "a" has no "end". Write "end" on its own line after its last statement.\n  note: model.ant:1:7 the model starts here.',
    ],
    [
      "a model inside a model",
      "model a\nmodel b\nend\nend",
      'model.ant:2:1 CH1005 error: model "a" has no "end". Write "end" on its own line after its last statement.\n  note: model.ant:1:7 the model starts here.',
    ],
    [
      "an end too many",
      "x = 3\nend",
      'model.ant:2:1 CH1004 error: expected a statement, found "end". There is no open model here: remove the "end".',
    ],
    [
      "an open parenthesis",
      "x = (3 + y",
      'model.ant:1:11 CH1004 error: expected ")", found the end of the file. Close the parenthesis.',
    ],
    [
      "a name that is a word of the language",
      "species = 3",
      'model.ant:1:9 CH1004 error: expected a name, found "=". Names start with a letter or _.',
    ],
    [
      "a constant as a name",
      "time = 3",
      'model.ant:1:1 CH1010 error: "time" is a word of the language and cannot name anything. Choose another name.',
    ],
    [
      "a reaction without an arrow",
      "J0: S1 + S2; k",
      'model.ant:1:12 CH1004 error: expected "->" or "=>", found ";". A reaction has an arrow: S1 + S2 -> S3; rate.',
    ],
    [
      "an assignment in place of a rate",
      "S1 -> S2; k = 3",
      'model.ant:1:13 CH1004 error: expected the end of the statement, found "=". The formula after the semicolon is the rate; leave it empty with ;; instead.',
    ],
    [
      "an event without assignments",
      "at x > 3\ny = 2",
      'model.ant:1:9 CH1004 error: expected ":", found the end of the line. An event is at condition: variable = formula.',
    ],
    [
      "an unknown option of an event",
      "at x > 3, prio = 1: y = 2",
      'model.ant:1:11 CH1004 error: expected priority, t0, persistent or fromTrigger, found "prio". These are an event\'s options.',
    ],
    [
      "an import without quotation marks",
      "import parts.ant",
      'model.ant:1:8 CH1004 error: expected a file name in quotation marks, found "parts". Write import "file.ant".',
    ],
    [
      "a function of two formulas",
      "function f(x)\n x\n x^2\nend\ny = f(2)",
      'model.ant:3:2 CH1004 error: expected "end", found "x". A function is one formula.',
    ],
  ])("%s", (_, text, message) => {
    expect(read(text)).toEqual([message]);
  });

  test("several errors are reported at once, each at its statement", () => {
    expect(read("x = 3 +\ny = 2\nz : = 3\nw ?= 4").map((text) => text.split(" error")[0])).toEqual([
      "model.ant:1:8 CH1004",
      "model.ant:3:5 CH1004",
      "model.ant:4:3 CH1001",
    ]);
  });

  test("reading stops after twenty errors", () => {
    const messages = read("x = = 3\n".repeat(30));
    expect(messages).toHaveLength(21);
    expect(messages.at(-1)).toBe(
      "model.ant:20:5 CH1009 error: 20 errors found, reading stopped here. Correct the first ones and check again.",
    );
  });
});

describe("parts of the language that are refused by name", () => {
  test.each([
    ['a = 3; a identity "http://x"', "an annotation (cvterm, notes, creator, date)"],
    [
      'model m()\n a = 3\n model notes """two\nlines"""\nend',
      "an annotation (cvterm, notes, creator, date)",
    ],
    ["a.sboTerm = 25", "an SBO term (sboTerm)"],
    ["a.sboTerm = SBO:0000025", "an SBO term (sboTerm)"],
    ["a.mean = 25", "uncertainty information (mean, range, distribution, ...)"],
    ["a.range = {1, 2}", 'an interval ("{ , }") of uncertainty'],
    ["i1: S2 -| J0", "an interaction (-o, -|, -()"],
    ["i1: S2 -o J0", "an interaction (-o, -|, -()"],
    ["i1: S2 -( J0", "an interaction (-o, -|, -()"],
    ["--P1--G1--", "a DNA strand (--)"],
    ["dna1: --P1--G1", "a DNA strand (--)"],
    ["P1 = S1*k + ...", 'the rate inherited along a DNA strand ("...")'],
    ["gene g1", "a DNA element (gene, operator, DNA)"],
    ["delete A.S1", "deleting elements (delete)"],
    ["J0 < 3", "a constraint (<, >, ==)"],
    ["-10 <= J0 <= 10", "a constraint (<, >, ==)"],
    ["constraint: J0 == 5", "a constraint (<, >, ==)"],
    ["maximize J1", "an objective (maximize, minimize)"],
    ["A: mod(), timeconv = 60", "a conversion factor (timeconv, extentconv, is with * or /)"],
    ["A.y * cf is x", "a conversion factor (timeconv, extentconv, is with * or /)"],
    ["A.y is x / cf", "a conversion factor (timeconv, extentconv, is with * or /)"],
    ["J0: n1 S1 -> S2; k", "a named stoichiometry"],
    ["alg1: 0 = x - 2", "a named algebraic rule"],
    ["x = uniform(0, 1)", 'the random draw "uniform"'],
  ])("%s", (text, feature) => {
    const messages = read(text);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(` CH1008 error: ${feature} is not supported. `);
  });
});

describe("modules and names that do not fit", () => {
  test.each([
    [
      "an import that is missing",
      'import "none.ant"\nx = 3',
      'model.ant:1:1 CH1101 error: cannot import "none.ant": there is no such file. Check the path; it is taken relative to the importing file.',
    ],
    [
      "an import ring",
      'x = 3\nimport "ring.ant"',
      "ring.ant:1:1 CH1102 error: files import each other: model.ant -> ring.ant -> model.ant. Remove one of these imports.",
    ],
    [
      "an SBML import",
      'import "model.xml"\nx = 3',
      'model.ant:1:1 CH1103 error: "model.xml" is an SBML file, which cannot be imported yet. Import Antimony text.',
    ],
    [
      "an error in an imported file",
      'import "broken.ant"',
      'broken.ant:1:5 CH1004 error: expected a formula, found "=". Complete the formula.',
    ],
    [
      "a module defined twice",
      "model a\n x = 3\nend\nmodel a\n y = 3\nend",
      'model.ant:4:7 CH1104 error: module "a" is defined twice. Rename or remove one of them.',
    ],
    [
      "an unknown module",
      'import "parts.ant"\nA: prat(S1)',
      'model.ant:2:4 CH1105 error: no module "prat" is defined above. A module comes before its use: define or import it first, or correct the name.\n  note: there is a module "part".',
    ],
    [
      "a module used before it is defined",
      "A: b()\nmodel b\n x = 3\nend",
      'model.ant:1:4 CH1105 error: no module "b" is defined above. A module comes before its use: define or import it first, or correct the name.',
    ],
    [
      "an unknown element of a submodel",
      'import "parts.ant"\nA: part(S1)\nA.kk = 3',
      'model.ant:3:1 CH1106 error: "A.kk" does not exist: "A" has no "kk". Correct the name, or declare it in the module.\n  note: there is a "A.k".',
    ],
    [
      "a dot after what is no submodel",
      "a = 3\na.b = 4",
      'model.ant:2:1 CH1106 error: "a.b" does not exist: "a" is not a submodel above. Correct the name, or declare it in the module.',
    ],
    [
      "too many names for a module",
      'import "parts.ant"\nA: part(S1, S2)',
      'model.ant:2:1 CH1107 error: module "part" has 1 ports, but 2 names are given. Give no more names than the module lists in its parentheses.',
    ],
    [
      "a species that is a reaction",
      "J0: S1 -> S2; k\nJ1: J0 -> ; k",
      'model.ant:2:5 CH1108 error: "J0" is used both as a reaction and as a species. Rename one of them.\n  note: model.ant:1:1 first used here.',
    ],
    [
      "two names that become one id",
      'import "parts.ant"\nA: part(S1)\nA__k = 3',
      'model.ant:3:1 CH1109 error: the name "A__k" stands for two things: "A.k" and "A__k". Dots become two underscores when modules are joined: rename one of them.',
    ],
    [
      "a submodel as a number",
      'import "parts.ant"\nA: part(S1)\nb = A + 1',
      'model.ant:3:5 CH1111 error: "A" names a submodel, which has no value and cannot stand here. Use one of its elements.',
    ],
    [
      "two kinds of rule",
      "a := 3; a' = 4",
      'model.ant:1:9 CH1112 error: "a" has both a := rule and a rate rule. Keep one: := gives the value at all times, \' = the rate of change.\n  note: model.ant:1:1 the other rule is here.',
    ],
    [
      "a value given twice",
      "a = 3\na = 4",
      'model.ant:2:1 CH1113 warning: this value of "a" replaces an earlier one. Remove one of them; the last counts.\n  note: model.ant:1:1 the earlier one is here.',
    ],
    [
      "a unit of nothing",
      "unit u = 3",
      'model.ant:1:6 CH1114 error: unit "u" cannot be worked out: there is no unit in it (write dimensionless where none is meant). Define units by products, quotients and powers of base units and other units.',
    ],
    [
      "a unit of an unknown unit",
      "unit u = 3 mols",
      'model.ant:1:6 CH1114 error: unit "u" cannot be worked out: there is no unit "mols". Define units by products, quotients and powers of base units and other units.',
    ],
    [
      "a unit of itself",
      "unit u = 3 v; unit v = 2 u",
      'model.ant:1:6 CH1114 error: unit "u" cannot be worked out: its definition uses itself. Define units by products, quotients and powers of base units and other units.',
    ],
    [
      "a function that looks outside",
      "function f(x)\n x + y\nend\na = f(2)",
      'model.ant:2:2 CH1115 error: the symbol "y" in function "f" is not one of its arguments. Functions see their arguments alone: add it to the list and pass it.',
    ],
    [
      "compartments inside each other",
      "compartment c1 in c2, c2 in c3, c3 in c1",
      "model.ant:1:13 CH1116 error: compartments lie inside each other: c1 in c2 in c3 in c1. Break the ring.",
    ],
  ])("%s", (_, text, message) => {
    expect(read(text)[0]).toBe(message);
  });

  test("a module that doubles itself forty times over is stopped", () => {
    const doubling = Array.from({ length: 40 }, (_, i) =>
      i === 0 ? "model m0()\n x = 1\nend" : `model m${i}()\n A: m${i - 1}()\n B: m${i - 1}()\nend`,
    );
    const start = performance.now();
    expect(read(doubling.join("\n"))[0]).toContain("CH1110 error: more than 10000 submodels.");
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
