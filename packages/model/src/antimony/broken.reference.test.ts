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

describe("annotations, strands, deletions and constraints that do not fit", () => {
  const part = "model part()\n x = 1; S -> ; k*S\nend\n";

  test.each([
    ["a qualifier that is none", 'a = 3; a foo "x"', "1:10 CH1004", 'found "foo"'],
    ["an SBO term that is no number", "a.sboTerm = b", "1:1 CH1118", "it takes a number"],
    ["an SBO term that is too large", "a.sboTerm = 12345678", "1:1 CH1118", "it takes a number"],
    ["an SBO term with a name", 'a.sboTerm is "x"', "1:1 CH1118", "it takes a number"],
    ["a date that is none", 'a = 3; a created "today"', "1:8 CH1118", "dates are written as"],
    [
      "a part of a date that is none",
      "a = 3; a modified.week 7",
      "1:8 CH1118",
      "a date has a year",
    ],
    ["a creator out of order", 'a = 3; a creator3.name "N"', "1:8 CH1118", "there is no creator2"],
    ["a creator's part that is none", 'a = 3; a creator.shoe "44"', "1:8 CH1118", "a creator has"],
    ["one value for an interval", "a.range = 5", "1:1 CH1118", "it takes an interval"],
    ["an interval for one value", "a.mean = {1, 2}", "1:1 CH1118", "it takes one value"],
    ["an interval of nothing", "a = {1, 2}", "1:1 CH1118", "only uncertainties"],
    ["an interval of three", "a.range = {1, 2, 3}", "1:16 CH1004", 'expected "}"'],
    ["an interval in two units", "a.range = {1 mole, 2 second}", "1:1 CH1118", "the same unit"],
    ["a formula as a mean", "a.mean = b + 1", "1:1 CH1118", "a number or a name"],
    ["a strand in itself", "a: --P1--b; b: --a--", "1:1 CH1120", "it is part of itself"],
    ["a strand in two others", "a: --P1--\nb: a--P2\nc: a--P3", "1:1 CH1120", "more than one"],
    ["a strand of species", "species S; --S--", "1:14 CH1108", "as a DNA element"],
    ["a submodel with no open strand", `${part}A: part()\nP1--A`, "5:5 CH1120", "no strand open"],
    ["deleting what is no part", "x = 1; delete x", "1:15 CH1117", "no part of a submodel"],
    [
      "deleting what is used outside",
      `${part}A: part()\nA.x is y\ndelete A.x`,
      "6:8 CH1117",
      "made one with another",
    ],
    ["using what was deleted", `${part}A: part()\ndelete A.x\ny = A.x`, "6:5 CH1106", "deleted"],
    [
      "an interaction that the rate denies",
      "J0: S1 -> S2; k*S1\ni1: S3 -| J0;",
      "2:1 CH1121",
      'does not depend on "S3"',
    ],
    ["two objectives", "J0: S ->;; maximize J0; minimize J0", "1:25 CH1122", "there is another"],
    [
      "an objective that is no sum",
      "J0: S ->;; maximize J0^2",
      "1:12 CH1122",
      "no sum of reactions",
    ],
    ["another option of a submodel", `${part}A: part(), foo = 3`, "4:12 CH1004", "timeconv or"],
    ["a formula as a conversion", `${part}A: part(), timeconv = 2*x`, "4:23 CH1004", "one number"],
    ["two arrows", "S1 -> S2 -> S3; k", "1:10 CH1004", "the end of the statement"],
  ])("%s", (_, text, place, words) => {
    const [message] = read(text);
    expect(message).toContain(`model.ant:${place} error: `);
    expect(message).toContain(words);
  });

  test("units that double themselves forty times over are stopped", () => {
    const units = Array.from({ length: 40 }, (_, i) =>
      i === 0 ? "unit u0 = mole" : `unit u${i} = u${i - 1} * u${i - 1}`,
    );
    expect(read(units.join("\n"))[0]).toContain("it has more than 100 factors");
  });

  test("strands that double their formulas forty times over are stopped", () => {
    const names = Array.from({ length: 40 }, (_, i) => `P${i}`);
    const formulas = names.map((name) => `${name} = ... + ...`);
    expect(read([`--${names.join("--")}--`, ...formulas].join("\n"))[0]).toContain(
      "its formulas become too long",
    );
  });

  test("a hundred submodels inside each other are too many", () => {
    const nested = Array.from({ length: 110 }, (_, i) =>
      i === 0 ? "model m0()\n x = 1\nend" : `model m${i}()\n A: m${i - 1}()\nend`,
    );
    expect(read(nested.join("\n"))[0]).toContain(
      "CH1110 error: more than 100 submodels inside each other.",
    );
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
      'model.ant:1:1 CH1103 error: "model.xml" is SBML and cannot be imported: SBML Level ? Version ? in the namespace "" is not known. Check that file by itself.',
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
