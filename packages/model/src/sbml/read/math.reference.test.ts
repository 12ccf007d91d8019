import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../diagnostics/diagnostic.js";
import type { Expression } from "../../expression.js";
import { operatorTable } from "../../formula/operators.js";
import { printFormula } from "../../formula/print.js";
import { document, math, read, readClean, withoutRanges } from "./sbml-text.test.support.js";

function rule(content: string): string {
  const sbml = 'xmlns:sbml="http://www.sbml.org/sbml/level3/version2/core"';
  const text = `<listOfRules><algebraicRule>${math(content)}</algebraicRule></listOfRules>`;
  return document("l3v2", text, sbml);
}

function formula(content: string): Expression {
  return withoutRanges(readClean(rule(content)).rules[0]!.expression);
}

function fault(content: string): string {
  const { model, diagnostics } = read(rule(content));
  expect(model).toBeUndefined();
  return diagnostics
    .map(formatDiagnostic)
    .join("\n")
    .replace(/(\.|:) [A-Z].*$/m, "$1");
}

const url = "http://www.sbml.org/sbml/symbols";
const csymbol = (name: string): string =>
  `<csymbol encoding="text" definitionURL="${url}/${name}"> any </csymbol>`;

describe("numbers", () => {
  test.each([
    ["<cn> 1.5 </cn>", 1.5],
    ["<cn> +.5e1 </cn>", 5],
    ["<cn> -0 </cn>", -0],
    ['<cn type="integer"> -12 </cn>', -12],
    ['<cn type="e-notation"> 6.02 <sep/> 23 </cn>', 6.02e23],
    ['<cn type="e-notation">-1<sep/>-3</cn>', -1e-3],
    ['<cn type="rational">1<sep/>3</cn>', 1 / 3],
    ['<cn type="e-notation"> 4.35 <sep/> 2 </cn>', 435],
  ])("%s", (content, value) => {
    expect(formula(content)).toEqual({ kind: "number", value });
  });

  test("with a unit", () => {
    const expected = { kind: "number", value: 2, unit: "litre" };
    expect(formula('<cn sbml:units="litre"> 2 </cn>')).toEqual(expected);
  });

  test("out of range they are infinity or not a number", () => {
    expect(formula("<cn> 1e999 </cn>")).toEqual({ kind: "constant", name: "infinity" });
    expect(printFormula(formula("<cn> -1e999 </cn>"))).toBe("-infinity");
    expect(formula('<cn type="rational">0<sep/>0</cn>')).toEqual({
      kind: "constant",
      name: "notanumber",
    });
  });

  test.each(["", "one", "1 2", "0x10", "Infinity", "1e", "--1"])("%j is none", (text) => {
    expect(fault(`<cn>${text}</cn>`)).toBe(
      `m.xml:2:92 CH1512 error: this formula cannot be read: "${text}" is no number of its type.`,
    );
  });

  test.each([
    '<cn type="integer"> 1.5 </cn>',
    '<cn type="rational"> 1 </cn>',
    '<cn type="e-notation"> 1 <sep/> 2.5 </cn>',
    '<cn type="complex-polar"> 1 <sep/> 2 </cn>',
    '<cn base="16"> 10 </cn>',
  ])("%s is none", (content) => {
    expect(fault(content)).toContain("is no number of its type");
  });
});

describe("symbols and operators", () => {
  test.each([
    ["<ci> S1 </ci>", "S1"],
    [csymbol("time"), "time"],
    [csymbol("avogadro"), "avogadro"],
    ["<pi/>", "pi"],
    ["<exponentiale/>", "exponentiale"],
    ["<true/>", "true"],
    ["<false/>", "false"],
    ["<infinity/>", "infinity"],
    ["<notanumber/>", "notanumber"],
    ["<apply><ci> f </ci><ci> x </ci><cn> 1 </cn></apply>", "f(x, 1)"],
    ["<apply><ci> f </ci></apply>", "f()"],
    [`<apply>${csymbol("delay")}<ci> x </ci><cn> 1 </cn></apply>`, "delay(x, 1)"],
    [`<apply>${csymbol("rateOf")}<ci> x </ci></apply>`, "rateOf(x)"],
    ["<apply><minus/><ci> x </ci></apply>", "-x"],
    ["<apply><root/><ci> x </ci></apply>", "root(2, x)"],
    ["<apply><root/><degree><cn> 3 </cn></degree><ci> x </ci></apply>", "root(3, x)"],
    ["<apply><log/><ci> x </ci></apply>", "log(10, x)"],
    ["<apply><log/><logbase><ci> b </ci></logbase><ci> x </ci></apply>", "log(b, x)"],
    ["<apply><lt/><cn> 1 </cn><ci> x </ci><cn> 2 </cn></apply>", "1 < x < 2"],
    [
      "<piecewise><otherwise><cn> 0 </cn></otherwise><piece><cn> 1 </cn><true/></piece></piecewise>",
      "piecewise(1, true, 0)",
    ],
    ["<piecewise><piece><cn> 1 </cn><ci> x </ci></piece></piecewise>", "piecewise(1, x)"],
    [
      '<semantics><ci> x </ci><annotation encoding="a"> b </annotation><annotation-xml><foo/></annotation-xml></semantics>',
      "x",
    ],
    ["<apply><abs/><semantics><ci> x </ci></semantics></apply>", "abs(x)"],
  ])("%s", (content, text) => {
    expect(printFormula(formula(content))).toBe(text);
  });

  const written = Object.keys(operatorTable).filter(
    (name) => !["delay", "rateOf", "piecewise", "root", "log"].includes(name),
  );
  test.each(written)("%s", (name) => {
    const { least } = operatorTable[name as keyof typeof operatorTable];
    const parts = Array.from({ length: Math.max(least, 1) }, () => "<ci> x </ci>");
    expect(formula(`<apply><${name}/>${parts.join("")}</apply>`)).toEqual({
      kind: "apply",
      operator: name,
      arguments: parts.map(() => ({ kind: "symbol", id: "x" })),
    });
  });

  test.each([
    ["<foo/>", "m.xml:2:92 CH1511 error: <foo> has no meaning in SBML's formulas."],
    [
      "<apply><vector/><ci> x </ci></apply>",
      "m.xml:2:99 CH1511 error: <vector> has no meaning in SBML's formulas.",
    ],
    [
      "<apply><delay/><ci> x </ci></apply>",
      "m.xml:2:99 CH1511 error: <delay> has no meaning in SBML's formulas.",
    ],
    ['<b xmlns="urn:b"/>', "m.xml:2:92 CH1511 error: <b> has no meaning in SBML's formulas."],
    ["<apply/>", "m.xml:2:92 CH1512 error: this formula cannot be read: <apply> is empty."],
    [
      "<ci> a b </ci>",
      'm.xml:2:92 CH1512 error: this formula cannot be read: "a b" is no identifier.',
    ],
    [
      "<ci> x </ci><ci> y </ci>",
      "m.xml:2:104 CH1512 error: this formula cannot be read: <math> holds more than one formula.",
    ],
    [
      "<piecewise><piece><ci> x </ci></piece></piecewise>",
      "m.xml:2:103 CH1512 error: this formula cannot be read: <piece> needs a value and a condition.",
    ],
    [
      "<apply><root/><degree/><ci> x </ci></apply>",
      "m.xml:2:106 CH1512 error: this formula cannot be read: <degree> needs one formula.",
    ],
    [
      `<apply>${csymbol("distrib/zipf")}<cn> 0 </cn></apply>`,
      'm.xml:2:99 CH1513 error: the symbol "http://www.sbml.org/sbml/symbols/distrib/zipf" is not supported.',
    ],
  ])("%s is refused", (content, message) => {
    expect(fault(content)).toBe(message);
  });

  test("a formula nests no deeper than every later pass can follow", () => {
    const nested = (depth: number): string =>
      `${"<apply><minus/>".repeat(depth - 1)}<ci> x </ci>${"</apply>".repeat(depth - 1)}`;
    expect(formula(nested(400)).kind).toBe("apply");
    expect(fault(nested(401))).toContain("CH1006 error: the formula nests deeper than 400 levels.");
  });
});
