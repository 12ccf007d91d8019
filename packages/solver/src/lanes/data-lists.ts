// Lists of integers that a module carries as data, for loops that are driven by them.

import type { Arena, ModuleBuilder } from "@chondron/compiler";

/** Address of the integers, which stand there when the module is loaded. */
export function reserveIntegers(module: ModuleBuilder, arena: Arena, values: Int32Array): number {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setInt32(4 * i, value, true);
  });
  const address = arena.reserve(bytes.length);
  module.data(address, bytes);
  return address;
}
