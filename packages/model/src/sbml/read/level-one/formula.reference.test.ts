import { describe, expect, test } from "vitest";
import type { Expression } from "../../../expression.js";
import { printFormula } from "../../../formula/print.js";
import { parseLevelOneFormula } from "./formula.js";
import { rateLaws } from "./rate-laws.js";

function parse(text: string): Expression {
  const parsed = parseLevelOneFormula(text);
  if ("cause" in parsed) throw new Error(parsed.cause);
  return parsed.expression;
}

describe("formulas of Level 1", () => {
  test.each([
    ["a + b + c", "a + b + c"],
    ["a - b - c", "a - b - c"],
    ["a*b/c", "a*b/c"],
    ["-a^b", "(-a)^b"],
    ["-2^2", "(-2)^2"],
    ["a^b^c", "(a^b)^c"],
    ["2*-x", "2*-x"],
    ["a-(b-c)", "a - (b - c)"],
    [" 1.e3 + .5E-2 ", "1000 + 0.005"],
    ["log(x) + log10(x)", "ln(x) + log(10, x)"],
    ["sqr(x) + sqrt(x) + pow(x, 3)", "x^2 + root(2, x) + x^3"],
    ["acos(x) + asin(x) + atan(x) + ceil(x)", "arccos(x) + arcsin(x) + arctan(x) + ceiling(x)"],
    ["f(x, 1)", "f(x, 1)"],
    ["mass(S1, S2, k)", "S1*S2*k"],
    ["uui(S1, 2, Km)", "2*S1/(Km + S1)"],
    ["time + avogadro", "time + avogadro"],
  ])("%s is %s", (text, expected) => {
    expect(printFormula(parse(text))).toBe(expected);
  });

  test("names with a meaning elsewhere are symbols here", () => {
    expect(parse("avogadro")).toEqual({ kind: "symbol", id: "avogadro" });
    expect(parse("pi")).toEqual({ kind: "symbol", id: "pi" });
  });

  test.each([
    ["", "expected a value but found its end"],
    ["a +", "expected a value but found its end"],
    ["a b", '"b" after its end'],
    ["(a", 'expected ")" but found its end'],
    ["a ? b", '"?" after its end'],
    ["uui(S)", '"uui" takes 3 arguments, not 1'],
    ["massr(S, P, k, l)", '"massr" does not tell substrates from products; write it out'],
    ["(".repeat(1000), "it nests deeper than 400 levels"],
    [`${"(".repeat(300)}a${" - b)*c".repeat(300)}`, "it nests deeper than 400 levels"],
    ["a/b".repeat(1) + "/c".repeat(500), "it nests deeper than 400 levels"],
    [`${"hillr(".repeat(9)}S${",1,2,3,4,5,6)".repeat(9)}`, "rate laws nest too deeply"],
  ])("%.40s is refused", (text, cause) => {
    expect(parseLevelOneFormula(text)).toEqual({ cause });
  });
});

/** Value of a formula over + - * / ^ and symbols. */
function value(expression: Expression, values: Readonly<Record<string, number>>): number {
  if (expression.kind === "number") return expression.value;
  if (expression.kind === "symbol") return values[expression.id]!;
  if (expression.kind !== "apply") throw new Error(`no value for ${expression.kind}`);
  const [a = 0, b, ...more] = expression.arguments.map((part) => value(part, values));
  if (expression.operator === "minus") return b === undefined ? -a : a - b;
  if (expression.operator === "divide") return a / b!;
  if (expression.operator === "power") return a ** b!;
  const parts = [a, b!, ...more];
  return expression.operator === "plus"
    ? parts.reduce((x, y) => x + y)
    : parts.reduce((x, y) => x * y);
}

describe("rate laws", () => {
  test("each uses every argument but those that the specification lists and never uses", () => {
    const unused = Object.entries(rateLaws).flatMap(([name, law]) => {
      const text = printFormula(parse(law.formula));
      const names = law.arguments.split(" ");
      return names
        .filter((one) => !new RegExp(`\\b${one}\\b`).test(text))
        .map((one) => `${name} ${one}`);
    });
    expect(unused).toEqual(["hillmmr M", "hillmmr M05", "hillmmr a", "hillmmr b"]);
  });

  // At equilibrium (S Keq = P and the like) every reversible law with Keq stands still.
  test.each([
    ["uuhr", "S=2 P=6 Vf=5 Km1=1 Km2=4 Keq=3"],
    ["isouur", "S=2 P=6 Vf=5 KmS=1 KmP=4 Kii=2 Keq=3"],
    ["hillr", "S=2 P=6 Vf=5 S05=1 P05=4 h=2 Keq=3"],
    ["hillmr", "S=2 P=6 M=1 S05=1 P05=4 M05=2 Vf=5 Keq=3 h=2 alpha=2"],
    ["ordubr", "A=4 P=6 Q=2 Vf=5 Vr=2 KmA=1 KmQ=2 KmP=3 KiP=4 Keq=3"],
    ["ordbur", "A=2 B=1 P=6 Vf=5 Vr=2 KmA=1 KmB=2 KmP=3 KiA=4 Keq=3"],
    ["ordbbr", "A=2 B=2 P=6 Q=2 Vf=5 Vr=2 KmA=1 KmB=2 KmP=3 KmQ=1 KiA=4 KiB=1 KiP=2 Keq=3"],
    ["ppbr", "A=2 B=2 P=6 Q=2 Vf=5 Vr=2 KmA=1 KmB=2 KmP=3 KmQ=1 KiA=4 KiQ=1 Keq=3"],
  ])("%s is zero at equilibrium and positive before it", (name, text) => {
    const entries = text.split(" ").map((one) => one.split("=") as [string, string]);
    const values = Object.fromEntries(entries.map(([key, number]) => [key, Number(number)]));
    const law = parse(rateLaws[name]!.formula);
    expect(value(law, values)).toBeCloseTo(0, 12);
    expect(value(law, { ...values, Keq: 30 })).toBeGreaterThan(0);
    expect(Object.keys(values).join(" ")).toBe(rateLaws[name]!.arguments);
  });
});
