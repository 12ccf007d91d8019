// Where the exact Jacobian is infinite or undefined at a point, as that of x^0.5 is at 0, the columns
// concerned are replaced by finite differences. A Rosenbrock method with such a column keeps its
// error estimate; near the point it is merely less accurate for its step size.

import type { System } from "@chondron/compiler";

const relativeIncrement = 1e-8;

/** Replace entries that are not finite, with their columns. */
export function replaceNonFinite(
  system: System,
  t: number,
  y: Float64Array,
  p: Float64Array,
  values: Float64Array,
): void {
  const { rows, columns } = system.compiled.jacobian;
  const wrong = new Set(columns.filter((_, e) => !Number.isFinite(values[e]!)));
  const scale = y.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  const before = new Float64Array(y.length);
  const after = new Float64Array(y.length);
  system.rhs(t, y, p, before);
  for (const column of wrong) {
    const moved = y.slice();
    moved[column]! += relativeIncrement * (Math.abs(y[column]!) || scale);
    const increment = moved[column]! - y[column]!;
    system.rhs(t, moved, p, after);
    columns.forEach((c, e) => {
      if (c === column) values[e] = (after[rows[e]!]! - before[rows[e]!]!) / increment;
    });
  }
}
