// Derivatives of the states z that algebraic rules determine, where they are solved for (algebraic.ts):
// from g(t, y, z, p) = 0, dz = -(∂g/∂z)⁻¹·(∂g/∂y·dy + ∂g/∂p·dp + ∂g/∂t·dt), forwards and backwards.

import type { CotangentBlock, DerivativeSystem, System, TangentBlock } from "@chondron/compiler";
import { DenseLu } from "../linear/dense-lu.js";
import type { Tangent } from "./tangents.js";

const none = new Float64Array(0);

/** Factors of ∂g/∂z at (t, y, p); undefined where it is singular. */
function factorsOf(
  system: System,
  t: number,
  y: Float64Array,
  p: Float64Array,
): DenseLu | undefined {
  const { algebraicStates: unknowns, jacobian } = system.compiled;
  const values = new Float64Array(jacobian.rows.length);
  system.jacobian(t, y, p, values);
  const place = new Map([...unknowns].map((s, i) => [s, i]));
  const matrix = new Float64Array(unknowns.length * unknowns.length);
  values.forEach((value, e) => {
    const i = place.get(jacobian.rows[e]!);
    const j = place.get(jacobian.columns[e]!);
    if (i !== undefined && j !== undefined) matrix[i * unknowns.length + j] = value;
  });
  return DenseLu.factorize(unknowns.length, matrix);
}

export class AlgebraicTangent {
  constructor(
    readonly system: System,
    readonly derivatives: DerivativeSystem<TangentBlock>,
  ) {}

  /** Replace the algebraic part of every column by what follows from the rest. */
  follow(t: number, y: Float64Array, p: Float64Array, columns: readonly Tangent[]): void {
    const unknowns = this.system.compiled.algebraicStates;
    if (unknowns.length === 0) return;
    const factors = factorsOf(this.system, t, y, p);
    const all = new Float64Array(y.length);
    for (const { dt, dy, dp } of columns) {
      for (const s of unknowns) dy[s] = 0;
      this.derivatives.rhs.tangent(t, y, p, none, dt, dy, dp, none, all);
      const dz = Float64Array.from(unknowns, (s) => -all[s]!);
      factors?.solve(dz);
      unknowns.forEach((s, i) => {
        dy[s] = factors ? dz[i]! : Number.NaN;
      });
    }
  }
}

/** The transpose of `AlgebraicTangent.follow`: changes ty and tp, returns the part by time. */
export function followBack(
  system: System,
  derivatives: DerivativeSystem<CotangentBlock>,
  t: number,
  y: Float64Array,
  p: Float64Array,
  ty: Float64Array,
  tp: Float64Array,
): number {
  const unknowns = system.compiled.algebraicStates;
  if (unknowns.length === 0) return 0;
  const u = Float64Array.from(unknowns, (s) => -ty[s]!);
  const factors = factorsOf(system, t, y, p);
  if (factors) factors.solveTransposed(u);
  else u.fill(Number.NaN);
  const w = new Float64Array(y.length);
  unknowns.forEach((s, i) => {
    w[s] = u[i]!;
  });
  const byTime = derivatives.rhs.cotangent(t, y, p, none, w, ty, tp, none);
  for (const s of unknowns) ty[s] = 0;
  return byTime;
}
