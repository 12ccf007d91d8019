// Are the equations defined where a run stands? Tells a matrix that is singular from one that is not a
// number because f itself is none.

import type { System } from "@chondron/compiler";
import type { Moment } from "./stepper.js";

/** True where every derivative at the moment is finite. */
export function definedHere(system: System, { t, y, p }: Moment): boolean {
  const f = new Float64Array(y.length);
  system.rhs(t, y, p, f);
  return f.every(Number.isFinite);
}
