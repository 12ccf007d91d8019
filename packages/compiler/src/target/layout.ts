// Where the values of a system lie in its working vector `p`: parameters, then hoisted values, then
// the context.

import type { NodeId } from "../ir.js";

export interface Layout {
  /** Where hoisted nodes lie in `p`; nodes without a place are computed on the spot. */
  readonly hoisted: ReadonlyMap<NodeId, number>;
  /** Where the context starts in `p`. */
  readonly contextStart: number;
  /** Text that reads an argument leaf; `a[index]` where absent. */
  readonly argument?: (index: number) => string;
}
