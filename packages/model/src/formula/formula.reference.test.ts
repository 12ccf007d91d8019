import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../diagnostics/diagnostic.js";
import type { Expression } from "../expression.js";
import { parseFormula } from "./parse.js";
import { printFormula } from "./print.js";

/** The tree in prefix form: `(plus a b)`. */
function shape(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value) + (expression.unit ? `[${expression.unit}]` : "");
    case "symbol":
      return expression.id;
    case "constant":
      return `#${expression.name}`;
    case "call":
      return `(call ${[expression.function, ...expression.arguments.map(shape)].join(" ")})`;
    case "apply":
      return `(${[expression.operator, ...expression.arguments.map(shape)].join(" ")})`;
  }
}

function parsed(text: string): string {
  const { expression, diagnostics } = parseFormula(text);
  if (!expression) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return shape(expression);
}

function errors(text: string): string[] {
  return parseFormula(text).diagnostics.map(formatDiagnostic);
}

// Trees as libAntimony 3.3 with libSBML 5.21 builds them.
describe("precedence", () => {
  test.each([
    ["x + y - z + w", "(plus (minus (plus x y) z) w)"],
    ["x*y/z*w", "(times (divide (times x y) z) w)"],
    ["x + y + z", "(plus x y z)"],
    ["x + (y + z)", "(plus x (plus y z))"],
    ["x^y^z", "(power x (power y z))"],
    ["-x^2", "(minus (power x 2))"],
    ["-2^2", "(minus (power 2 2))"],
    ["-3*x", "(times -3 x)"],
    ["2^-x", "(power 2 (minus x))"],
    ["!x == y", "(eq (not x) y)"],
    ["x < y < z", "(lt x y z)"],
    ["x == y && z < 3", "(and (eq x y) (lt z 3))"],
    ["x || y && z", "(and (or x y) z)"],
    ["a - b - c", "(minus (minus a b) c)"],
    ["x % y", "(rem x y)"],
  ])("%s", (text, tree) => {
    expect(parsed(text)).toBe(tree);
  });
});

describe("spellings", () => {
  test.each([
    ["log(x)", "(ln x)"],
    ["log10(x)", "(log 10 x)"],
    ["log(2, x)", "(log 2 x)"],
    ["sqrt(x)", "(root 2 x)"],
    ["root(3, x)", "(root 3 x)"],
    ["sqr(x)", "(power x 2)"],
    ["pow(x, y)", "(power x y)"],
    ["asin(x) + ceil(y)", "(plus (arcsin x) (ceiling y))"],
    ["piecewise(1, x > 2, 3)", "(piecewise 1 (gt x 2) 3)"],
    ["inf + nan + pi + time", "(plus #infinity #notanumber #pi #time)"],
    ["3 mole / 5 litre", "(divide 3[mole] 5[litre])"],
    [".5e-3 foo", "0.0005[foo]"],
    ["hill(x, A.n)", "(call hill x A.n)"],
  ])("%s", (text, tree) => {
    expect(parsed(text)).toBe(tree);
  });

  test("names of functions are case-sensitive, as in libAntimony", () => {
    expect(parsed("SIN(x)")).toBe("(call SIN x)");
  });
});

describe("errors", () => {
  test.each([
    [
      "",
      "formula:1:1 CH1004 error: expected a formula, found the end of the file. Complete the formula.",
    ],
    [
      "2 +",
      "formula:1:4 CH1004 error: expected a formula, found the end of the file. Complete the formula.",
    ],
    [
      "(a",
      'formula:1:3 CH1004 error: expected ")", found the end of the file. Close the parenthesis.',
    ],
    [
      "a b",
      'formula:1:3 CH1014 error: "b" after the formula. A formula ends with its line: remove what follows.',
    ],
    [
      "sin(a, b)",
      'formula:1:1 CH1007 error: "sin" takes exactly 1 argument, found 2. Correct the call.',
    ],
    [
      "max()",
      'formula:1:1 CH1007 error: "max" takes at least 1 argument, found 0. Correct the call.',
    ],
    [
      "1e999",
      'formula:1:1 CH1012 error: the number "1e999" is too large. Write "inf" where infinity is meant.',
    ],
  ])("%s", (text, message) => {
    expect(errors(text)[0]).toBe(message);
  });

  test("mixing && and || without parentheses is pointed out", () => {
    expect(errors("a && b || c")).toEqual([
      'formula:1:1 CH1013 warning: "&&" and "||" bind equally and are read from left to right here. Add parentheses to say which comes first.',
    ]);
    expect(errors("(a && b) || c")).toEqual([]);
  });
});

describe("depth", () => {
  test.each([
    ["parentheses", `${"(".repeat(5000)}x${")".repeat(5000)}`],
    ["signs", `${"-".repeat(5000)}x`],
    ["calls", `${"sin(".repeat(5000)}x${")".repeat(5000)}`],
    ["powers", Array(5000).fill("x").join("^")],
    ["a chain that alternates", Array(5000).fill("x").join(" + y - ")],
  ])("%s beyond the limit are an error, not a crash", (_, text) => {
    expect(errors(text)[0]).toMatch(/CH1006 error: the formula nests deeper than 400 levels\./);
  });

  test("a sum of ten thousand terms is one node", () => {
    const { expression } = parseFormula(Array(10_000).fill("x").join(" + "));
    expect(expression?.kind === "apply" && expression.arguments.length).toBe(10_000);
    expect(printFormula(expression!).length).toBe(39_997);
  });
});
