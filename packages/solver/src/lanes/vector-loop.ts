// Loops over vectors of state size, for all lanes at once.

import type { FunctionBuilder, Lanes, Local } from "@chondron/compiler";

/** Run `body` with a local that goes through the byte offsets of `count` values. */
export function vectorLoop(
  f: FunctionBuilder,
  lanes: Lanes,
  count: number,
  offset: Local,
  body: () => void,
): void {
  if (count === 0) return;
  f.i32(0).set(offset);
  f.loop(() => {
    body();
    f.get(offset).i32(lanes.bytes).op("i32.add").tee(offset);
    f.i32(count * lanes.bytes)
      .op("i32.lt_u")
      .branchIf(0);
  });
}

/** Leave Σ weight·vector[offset]; zero where there are no terms. Terms of weight 0 are left out. */
export function weightedSum(
  f: FunctionBuilder,
  lanes: Lanes,
  offset: Local,
  terms: readonly { readonly weight: number; readonly address: number }[],
): void {
  const present = terms.filter(({ weight }) => weight !== 0);
  if (present.length === 0) lanes.constant(f, 0);
  present.forEach(({ weight, address }, i) => {
    f.get(offset);
    lanes.load(f, address);
    if (weight !== 1) {
      lanes.constant(f, weight);
      lanes.arithmetic(f, "mul");
    }
    if (i > 0) lanes.arithmetic(f, "add");
  });
}
