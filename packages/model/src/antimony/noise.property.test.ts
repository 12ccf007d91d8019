import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkModel } from "../check.js";
import { cpuMilliseconds } from "../cpu-time.test.support.js";
import { formatDiagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { writeSbml } from "../sbml/write.js";
import { parseAntimony } from "./parse-antimony.js";

/** Same bytes each time, so that a slow case can be looked at again. */
function bytes(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

const tenMegabytes = 10_000_000;

describe("ten megabytes", () => {
  test.each([
    ["of noise", () => new TextDecoder().decode(bytes(tenMegabytes, 1))],
    ["of zeros", () => "\0".repeat(tenMegabytes)],
    ["of replacement characters", () => "\ufffd".repeat(tenMegabytes)],
    ["of one name", () => "a".repeat(tenMegabytes)],
    ["of spaces", () => " ".repeat(tenMegabytes)],
    ["of new lines", () => "\n".repeat(tenMegabytes)],
    ["of parentheses", () => `x = ${"(".repeat(tenMegabytes)}`],
    ["of quotation marks", () => '"'.repeat(tenMegabytes)],
    ["of an open comment", () => `/*${"*".repeat(tenMegabytes)}`],
    ["of words", () => "model end at in ".repeat(tenMegabytes / 16)],
    ["of one comment line", () => `#${"x".repeat(tenMegabytes)}`],
    ["of joined lines", () => "\\\n".repeat(tenMegabytes / 2)],
    ["of small comments", () => "/**/ ".repeat(tenMegabytes / 5)],
  ])("%s end in diagnostics within two seconds", (_, make) => {
    const text = make();
    const start = process.cpuUsage();
    const { model, diagnostics } = parseAntimony(text);
    expect(cpuMilliseconds(start)).toBeLessThan(2000);
    expect(model).toBeUndefined();
    expect(hasErrors(diagnostics)).toBe(true);
    expect(diagnostics.length).toBeLessThanOrEqual(21);
    for (const found of diagnostics) expect(formatDiagnostic(found).length).toBeLessThan(500);
  });
});

const pieces = [
  "x",
  "S1",
  "A",
  "foo",
  "2",
  "1e-3",
  "->",
  "=>",
  "=",
  ":=",
  "'",
  ":",
  ";",
  "\n",
  ",",
  "(",
  ")",
  "+",
  "-",
  "*",
  "/",
  "^",
  "$",
  ".",
  "<",
  "==",
  "&&",
  "model",
  "end",
  "function",
  "species",
  "compartment",
  "const",
  "var",
  "in",
  "is",
  "has",
  "unit",
  "at",
  "after",
  "mole",
  "import",
  '"text"',
  "time",
  "sin",
  "substanceOnly",
  "delete",
  "priority",
  "t0",
  "true",
  "//",
  "\\",
] as const;

describe("any text", () => {
  test("is read, checked and written without a crash", () => {
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((p) => p.join(" "));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: "binary" })), (text) => {
        const { model, diagnostics } = parseAntimony(text);
        expect(model === undefined).toBe(hasErrors(diagnostics));
        if (!model) return;
        checkModel(model);
        expect(writeSbml(model)).toBe(writeSbml(parseAntimony(text).model!));
      }),
      { numRuns: 3000 },
    );
  });
});
