// Text of modules: of one with every kind of instruction, from whose text WABT's wat2wasm (npm wabt
// 1.0.39) assembles the same module byte by byte, and of those that models become.

import { describe, expect, it } from "vitest";
import { compileText } from "../../../../../tests/problems/problem.js";
import { ModuleBuilder } from "./module-builder.js";
import { buildSystem } from "./system.js";
import { printWat } from "./wat.js";

function everyKind(): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder([{ name: "pow", parameters: ["f64", "f64"], results: ["f64"] }]);
  const inner = module.define([], ["f64"], (f) => f.f64(-0).f64(1e21).call(module.imported("pow")));
  const outer = module.define(["i32", "f64"], ["f64"], (f) => {
    const [a, b, pair] = [f.local("i64"), f.local("i64"), f.local("v128")];
    f.i64(-(2n ** 62n))
      .tee(a)
      .set(b);
    f.loop(() => {
      f.block(() => {
        f.get(0).op("i32.eqz").branchIf(0);
        f.get(0).plus(-1).set(0).branch(1);
      });
    });
    f.get(0).if(
      () => f.i32(0).f64(Number.POSITIVE_INFINITY).memory("f64.store", 24),
      () => f.i32(0).f64(Number.NaN).memory("f64.store"),
    );
    f.f64x2(0.1).i64x2(-1n).vector("v128.and").i64x2(1023n).vector("i64x2.add").set(pair);
    f.i32(8).memory("v128.load", 200).get(pair).vector("f64x2.pmax");
    f.lane("f64x2.extract_lane", 1).get(1).op("f64.add").call(inner).op("f64.mul");
  });
  module.export("first name", outer);
  module.export("second", outer);
  return module.encode(2, { about: "what its host knows" });
}

const text = `(module
  ;; about: what its host knows
  (import "host" "pow" (func $host.pow (param f64 f64) (result f64)))
  (import "host" "memory" (memory 2))
  (export "first name" (func $second))
  (export "second" (func $second))
  (func $1 (result f64)
    f64.const -0
    f64.const 1e+21
    call $host.pow
  )
  (func $second (param i32 f64) (result f64)
    (local i64 i64)
    (local v128)
    i64.const -4611686018427387904
    local.tee 2
    local.set 3
    loop
      block
        local.get 0
        i32.eqz
        br_if 0
        local.get 0
        i32.const -1
        i32.add
        local.set 0
        br 1
      end
    end
    local.get 0
    if
      i32.const 0
      f64.const inf
      f64.store offset=24
    else
      i32.const 0
      f64.const nan:0x8000000000000
      f64.store
    end
    v128.const f64x2 0.1 0.1
    v128.const i64x2 -1 -1
    v128.and
    v128.const i64x2 1023 1023
    i64x2.add
    local.set 4
    i32.const 8
    v128.load offset=200
    local.get 4
    f64x2.pmax
    f64x2.extract_lane 1
    local.get 1
    f64.add
    call $1
    f64.mul
  )
)
`;

it("prints every kind of instruction", () => {
  expect(printWat(everyKind())).toBe(text);
});

it("prints what stands in memory", () => {
  const plain = new ModuleBuilder().encode(1);
  // Section 11: one segment of kind 0 at address 300.
  const data = [11, 10, 1, 0, 0x41, 0xac, 0x02, 0x0b, 3, 0, 34, 255];
  const bytes = Uint8Array.from([...plain, ...data]);
  expect(WebAssembly.validate(bytes)).toBe(true);
  expect(printWat(bytes)).toContain(String.raw`  (data (i32.const 300) "\00\22\ff")`);
});

describe("a model's module", () => {
  const bytes = buildSystem(compileText("x = 1; k = 2; n = 1.5; x' = sin(time) - k*x^n/(1 + x^n)"));
  const printed = printWat(bytes);

  it("has its exports by name", () => {
    for (const name of ["hoist", "rates", "jacobian", "timeDerivative", "observe"])
      expect(printed).toContain(`(export "${name}" (func $${name}))`);
  });

  it("calls functions that are there, and closes what it opens", () => {
    const defined = new Set([...printed.matchAll(/\(func (\S+?)[ )]/g)].map((m) => m[1]));
    const called = [...printed.matchAll(/^ +call (\S+)$/gm)].map((m) => m[1]);
    expect(called.length).toBeGreaterThan(0);
    for (const name of called) expect(defined).toContain(name);
    const count = (pattern: RegExp): number => printed.match(pattern)?.length ?? 0;
    expect(count(/^ +(?:if|block|loop)$/gm)).toBe(count(/^ +end$/gm));
    expect(count(/\(/g)).toBe(count(/\)/g));
  });
});
