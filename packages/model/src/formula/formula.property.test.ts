import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expression } from "../expression.js";
import { isKeyword } from "./keywords.js";
import {
  constantNamed,
  distributionNamed,
  isBuiltIn,
  isOperator,
  operatorTable,
} from "./operators.js";
import { parseFormula } from "./parse.js";
import { printFormula } from "./print.js";
import { equalExpressions, freeSymbols, substitute } from "./walk.js";

const operators = Object.keys(operatorTable).filter(isOperator);
const names = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}(\.[a-z]{1,3})?$/)
  .filter((name) => !isKeyword(name) && !isBuiltIn(name) && distributionNamed(name) === undefined)
  .filter((name) => !name.split(".").some((part) => isKeyword(part) || isBuiltIn(part)));
/** No submodel holds functions. */
const functionNames = names.filter((name) => !name.includes("."));
const units = names.filter((name) => constantNamed(name) === undefined);

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.record(
    { kind: fc.constant("number" as const), value: finite(), unit: units },
    { requiredKeys: ["kind", "value"] },
  ),
  fc.record({ kind: fc.constant("symbol" as const), id: names }),
  fc.record({
    kind: fc.constant("constant" as const),
    name: fc.constantFrom("time", "pi", "true", "infinity", "avogadro", "notanumber" as const),
  }),
);

function finite(): fc.Arbitrary<number> {
  return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
}

const tree = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.constantFrom(...operators).chain((operator) => {
      const { least, most } = operatorTable[operator];
      return fc
        .array(tie("node"), { minLength: least, maxLength: Math.min(most, least + 3) })
        .map((parts): Expression => ({ kind: "apply", operator, arguments: parts }));
    }),
    fc
      .tuple(functionNames, fc.array(tie("node"), { maxLength: 3 }))
      .map(([name, parts]): Expression => ({ kind: "call", function: name, arguments: parts })),
  ),
})).node;

describe("formulas", () => {
  test("a printed formula parses back to the same tree", () => {
    fc.assert(
      fc.property(tree, (expression) => {
        const text = printFormula(expression);
        const parsed = parseFormula(text);
        expect(parsed.diagnostics, text).toEqual([]);
        expect(equalExpressions(parsed.expression!, expression), text).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("substitution leaves only symbols of the replacements and those not replaced", () => {
    fc.assert(
      fc.property(tree, leaf, (expression, replacement) => {
        const symbols = [...freeSymbols(expression)];
        const replaced = symbols.slice(0, 1);
        const result = substitute(expression, new Map(replaced.map((id) => [id, replacement])));
        const kept = symbols.slice(1);
        const added = replaced.length > 0 ? [...freeSymbols(replacement)] : [];
        expect(freeSymbols(result)).toEqual(new Set([...kept, ...added]));
      }),
    );
  });

  test("no text makes the parser throw", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), symbolSoup()), (text) => {
        const { expression, diagnostics } = parseFormula(text);
        const failed = diagnostics.some((found) => found.severity === "error");
        expect(expression === undefined).toBe(failed);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Text made of the language's own pieces, which gets further into the parser than noise does. */
function symbolSoup(): fc.Arbitrary<string> {
  const pieces = [
    "a",
    "2",
    "1.5e3",
    "(",
    ")",
    "+",
    "-",
    "*",
    "/",
    "^",
    "<",
    "==",
    "&&",
    "||",
    "!",
    ",",
  ];
  const words = ["sin", "piecewise", "log", "time", "A.b", " ", '"', "/*", "#", "{", "...", "root"];
  return fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 25 }).map((p) => p.join(""));
}
