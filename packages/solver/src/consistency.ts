// What must follow from states and parameters wherever they start or jump: algebraic states by
// Newton's method (algebraic.ts), equilibria of fast reactions. Remembers why it could not.

import type { System } from "@chondron/compiler";
import type { AlgebraicSolver } from "./algebraic.js";
import { ResultCode } from "./problem.js";

/** Brings y to the equilibrium of the fast reactions at t; false where none is reached. */
export type Equilibrate = (t: number, y: Float64Array, p: Float64Array) => boolean;

export class Consistency {
  /** Why the values do not follow, where they do not. */
  code: ResultCode = ResultCode.success;

  constructor(
    readonly system: System,
    readonly algebraic: AlgebraicSolver,
    readonly equilibrium: Equilibrate,
  ) {}

  follow(t: number, y: Float64Array, p: Float64Array): void {
    this.solveAlgebraic(t, y, p);
    this.equilibrate(t, y, p);
  }

  solveAlgebraic(t: number, y: Float64Array, p: Float64Array): void {
    if (this.system.compiled.algebraicStates.length === 0) return;
    const solved = this.algebraic.solve(t, y, p);
    this.code = solved ? ResultCode.success : ResultCode.inconsistent;
  }

  equilibrate(t: number, y: Float64Array, p: Float64Array): void {
    if (!this.system.compiled.hasFastReactions) return;
    if (!this.equilibrium(t, y, p)) this.code = ResultCode.noEquilibrium;
  }
}
