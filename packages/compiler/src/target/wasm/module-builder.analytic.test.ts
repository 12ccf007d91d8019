// Whole modules: that engines take them, and that their functions do what was written.

import { describe, expect, it } from "vitest";
import type { FunctionBuilder } from "./function-builder.js";
import { importedMemory, importModule, ModuleBuilder } from "./module-builder.js";
import type { ValueType } from "./opcodes.js";

const twice = { name: "twice", parameters: ["f64"], results: ["f64"] } as const;

function load(module: ModuleBuilder, pages = 1, notes: Record<string, string> = {}) {
  const bytes = module.encode(pages, notes);
  expect(WebAssembly.validate(bytes)).toBe(true);
  const compiled = new WebAssembly.Module(bytes);
  const memory = new WebAssembly.Memory({ initial: pages });
  const host = { twice: (x: number) => 2 * x, [importedMemory]: memory };
  const { exports } = new WebAssembly.Instance(compiled, { [importModule]: host });
  return { compiled, memory, exports: exports as Record<string, (...args: number[]) => number> };
}

function single(
  parameters: readonly ValueType[],
  results: readonly ValueType[],
  write: (f: FunctionBuilder) => void,
) {
  const module = new ModuleBuilder([twice]);
  module.export("f", module.define(parameters, results, write));
  return load(module);
}

describe("functions", () => {
  it("call what the host gives and what was defined before", () => {
    const module = new ModuleBuilder([twice]);
    const square = module.define(["f64"], ["f64"], (f) => void f.get(0).get(0).op("f64.mul"));
    const both = module.define(
      ["f64"],
      ["f64"],
      (f) => void f.get(0).call(square).call(module.imported("twice")),
    );
    module.export("both", both);
    expect(load(module).exports.both!(3)).toBe(18);
  });

  it("branch and loop", () => {
    const { exports } = single(["i32"], ["f64"], (f) => {
      const sum = f.local("f64");
      f.block(() => {
        f.loop(() => {
          f.get(0).op("i32.eqz").branchIf(1);
          f.get(sum).get(0).op("f64.convert_i32_s").op("f64.add").set(sum);
          f.get(0).plus(-1).set(0).branch(0);
        });
      });
      f.get(0).if(
        () => void f.f64(-1).set(sum),
        () => void f.get(sum).f64(0.5).op("f64.add").set(sum),
      );
      f.get(sum);
    });
    expect(exports.f!(100)).toBe(5050.5);
  });

  it("take constants of every size as they are", () => {
    for (const n of [0, 63, 64, -64, -65, 8192, 2 ** 31 - 1, -(2 ** 31)])
      expect(single([], ["i32"], (f) => void f.i32(n)).exports.f!()).toBe(n);
    for (const x of [0, -0, Number.NaN, Number.NEGATIVE_INFINITY, 5e-324, 0.1])
      expect(Object.is(single([], ["f64"], (f) => void f.f64(x)).exports.f!(), x)).toBe(true);
  });

  it("keep hundreds of locals of mixed types apart", () => {
    const { exports } = single([], ["f64"], (f) => {
      const locals = Array.from(
        { length: 600 },
        (_, i) => [f.local(i % 3 === 0 ? "i32" : "f64"), i] as const,
      );
      for (const [local, i] of locals) {
        if (i % 3 === 0) f.i32(i).set(local);
        else f.f64(i).set(local);
      }
      f.f64(0);
      for (const [local, i] of locals) {
        f.get(local);
        if (i % 3 === 0) f.op("f64.convert_i32_s");
        f.op("f64.add");
      }
    });
    expect(exports.f!()).toBe((599 * 600) / 2);
  });

  it("read and write memory at offsets beyond one byte of encoding", () => {
    const { exports, memory } = single([], [], (f) => {
      f.i32(8).f64(2.5).memory("f64.store", 65_000);
      f.i32(16).f64x2(7).memory("v128.store", 32_000);
    });
    exports.f!();
    const view = new DataView(memory.buffer);
    expect(view.getFloat64(65_008, true)).toBe(2.5);
    expect([view.getFloat64(32_016, true), view.getFloat64(32_024, true)]).toEqual([7, 7]);
  });
});

it("a module carries its notes and asks for its pages", () => {
  const module = new ModuleBuilder([twice]);
  module.export(
    "f",
    module.define([], [], () => {}),
  );
  const { compiled } = load(module, 3, { "chondron.test": "µ".repeat(100) });
  const [note] = WebAssembly.Module.customSections(compiled, "chondron.test");
  expect(new TextDecoder().decode(note)).toBe("µ".repeat(100));
});

it("an unknown import is a mistake of the caller", () => {
  expect(() => new ModuleBuilder([twice]).imported("thrice")).toThrow("thrice");
});
