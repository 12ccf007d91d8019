// `chondron steady` from outside: words, JSON, settings, and what is said where nothing rests.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../program.js";
import { collectingTerminal } from "./collecting-terminal.test.data.js";

const folder = mkdtempSync(join(tmpdir(), "chondron-steady-"));
const model = (name: string, text: string): string => {
  const file = join(folder, `${name}.ant`);
  writeFileSync(file, `model ${name}\n  ${text}\nend\n`);
  return file;
};
const cycle = model("cycle", "species A = 1, B = 2; k = 0.3; A -> B; k*A - 0.1*B;");
const growth = model("growth", "x = 1; x' = 1;");

async function steady(...typed: string[]) {
  const terminal = collectingTerminal(["steady", ...typed]);
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

describe("a model that rests", () => {
  test("in words: values, how they were found, stability, what is conserved", async () => {
    const { code, out } = await steady(cycle);
    expect(code).toBe(0);
    expect(out).toMatch(/^A +0\.75/m);
    expect(out).toMatch(/^B +2\.25/m);
    expect(out).toContain("Newton's method in ");
    expect(out).toMatch(/^stable; largest real part of an eigenvalue -0\.4/m);
    expect(out).toMatch(/^conserved: (A \+ B|B \+ A)$/m);
  });

  test("as JSON, with settings", async () => {
    const { code, out } = await steady(cycle, "--json", "--set", "A=6", "--set", "k=0.1");
    expect(code).toBe(0);
    const result = JSON.parse(out) as { states: { A: number; B: number }; largestRealPart: number };
    expect(result).toMatchObject({ found: true, how: "newton", stability: "stable" });
    expect(result.states.A).toBeCloseTo(4, 8);
    expect(result.states.B).toBeCloseTo(4, 8);
    expect(result.largestRealPart).toBeCloseTo(-0.2, 8);
  });
});

describe("a model that does not", () => {
  test("ends with 1 and names the state farthest from rest", async () => {
    const { code, out, notes } = await steady(growth);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(notes).toMatch(/CH6064 error: no steady state .*farthest from rest: "x".*without bound/);
  });

  test("says so in JSON as well", async () => {
    const { code, out } = await steady(growth, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ found: false, how: "not found", worstState: "x" });
  });
});
