// The forms that `chondron compile` shows, each read back by what reads it.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../program.js";
import { collectingTerminal } from "./collecting-terminal.test.data.js";

const folder = mkdtempSync(join(tmpdir(), "chondron-compile-"));
const model = join(folder, "m.ant");
writeFileSync(model, "model m\n  x = 2; k = 3; y := x^5;\n  x' = -k*x;\nend\n");
const delayed = join(folder, "delayed.ant");
writeFileSync(delayed, "model d\n  x = 2; x' = -delay(x, 1);\nend\n");

async function compiled(file: string, typed: readonly string[], showsOutput = false) {
  const terminal = collectingTerminal(["compile", file, "--emit", ...typed], { showsOutput });
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

const bytesOf = (out: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(out, (char) => char.charCodeAt(0));

describe("the graph", () => {
  test("is printed after the passes, or before", async () => {
    const { code, out, notes } = await compiled(model, ["ir"]);
    expect({ code, notes }).toEqual({ code: 0, notes: "" });
    expect(out).toMatch(/^%0 = .*\n(?:%\d+ = .*\n)*derivatives %\d+\n/);
    const plain = await compiled(model, ["ir", "--plain"]);
    expect(plain.out).toMatch(/^derivatives %\d+$/m);
    expect(plain.out).toContain("= pow ");
    expect(out).not.toContain("= pow ");
  });
});

test("the source is a function body", async () => {
  const { out } = await compiled(model, ["js"]);
  const system = new Function(out)() as {
    rhs(t: number, y: Float64Array, p: Float64Array, f: Float64Array): void;
  };
  const rates = new Float64Array(1);
  system.rhs(0, Float64Array.of(2), Float64Array.of(3), rates);
  expect(rates[0]).toBe(-6);
});

describe("the module", () => {
  test.each(["wasm", "wasm-simd"])("for %s is one, as bytes and as text", async (target) => {
    const { code, out, notes } = await compiled(model, ["wasm", "--target", target]);
    expect({ code, notes }).toEqual({ code: 0, notes: `target ${target}, method rodas5p\n` });
    expect(WebAssembly.validate(bytesOf(out))).toBe(true);
    const text = await compiled(model, ["wat", "--target", target]);
    expect(text.out).toMatch(/^\(module\n.*\(export "run" \(func \$run\)\).*\n\)\n$/s);
    expect(text.out.includes("f64x2.mul")).toBe(target === "wasm-simd");
  });

  test("has the method asked for in it", async () => {
    const { out, notes } = await compiled(model, ["wat", "--method", "rodas4"]);
    expect(notes).toContain("method rodas4");
    expect(out).toContain('"method":"rodas4"');
  });

  test("has the equations alone where lanes cannot run the model, and says so", async () => {
    const { out, notes } = await compiled(delayed, ["wat"]);
    expect(notes).toBe("target wasm, method auto\n");
    expect(out).toContain('(export "jacobian" (func $jacobian))');
    expect(out).not.toContain('(export "run"');
  });

  test("goes to a file, and never to a screen", async () => {
    const file = join(folder, "m.wasm");
    expect(await compiled(model, ["wasm", "--out", file], true)).toMatchObject({ out: "" });
    expect(WebAssembly.validate(readFileSync(file))).toBe(true);
    const { code, out, notes } = await compiled(model, ["wasm"], true);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(notes).toContain("CH6020 error: a WebAssembly module is not for a screen.");
  });
});
