// The Jacobian that each lane keeps and the matrix W = shift·M - J made of it, as code. All lanes are
// evaluated and factorised together; a lane that asked for neither keeps its Jacobian and its shift,
// and so gets the same factors again, to the bit.

import type { Arena, Local, ModuleBuilder } from "@chondron/compiler";
import { reserveIntegers } from "../data-lists.js";
import type { FactorPattern } from "../factor-pattern.js";
import { vectorLoop } from "../vector-loop.js";
import type { BdfMemory } from "./bdf-memory.js";
import { loadMask } from "./predict-code.js";

/** () → a Jacobian at the predicted state for the lanes that want one. */
export function defineJacobian(module: ModuleBuilder, memory: BdfMemory, evaluate: number): number {
  const { lanes, jacobian, evaluated } = memory;
  return module.define([], [], (f) => {
    const offset = f.local("i32");
    const mask = f.local(lanes.truthType);
    f.i32(memory.predicted).i32(evaluated).call(evaluate);
    loadMask(f, lanes, memory.wantsJacobian);
    f.set(mask);
    vectorLoop(f, lanes, memory.nonzeros, offset, () => {
      f.get(offset);
      for (const address of [evaluated, jacobian]) {
        f.get(offset);
        lanes.load(f, address);
      }
      f.get(mask);
      lanes.select(f);
      lanes.store(f, jacobian);
    });
  });
}

/** () → W of every lane. Per entry a list says what is subtracted from what; zero is a value too. */
export function defineAssembly(
  module: ModuleBuilder,
  arena: Arena,
  memory: BdfMemory,
  pattern: FactorPattern,
  shift: number,
): number {
  const { lanes, jacobian, zero, matrix } = memory;
  const sources = new Int32Array(2 * pattern.entries);
  for (let e = 0; e < pattern.entries; e++) {
    const nonzero = pattern.nonzeros[e]!;
    sources[2 * e] = pattern.shifted[e] === 1 ? shift : zero;
    sources[2 * e + 1] = nonzero >= 0 ? jacobian + nonzero * lanes.bytes : zero;
  }
  const list = reserveIntegers(module, arena, sources);
  return module.define([], [], (f) => {
    const offset = f.local("i32");
    const at: Local = f.local("i32");
    f.i32(list).set(at);
    vectorLoop(f, lanes, pattern.entries, offset, () => {
      f.get(offset);
      for (const place of [0, 4]) {
        f.get(at).memory("i32.load", place);
        lanes.load(f, 0);
      }
      lanes.arithmetic(f, "sub");
      lanes.store(f, matrix);
      f.get(at).plus(8).set(at);
    });
  });
}
