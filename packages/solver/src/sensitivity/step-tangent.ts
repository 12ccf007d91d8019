// The derivative of one Rosenbrock step by every input, exactly: W·K_i = r_i of rosenbrock.ts
// differentiated as it stands, W itself included,
//
//   W·dK_i = dr_i - dW·K_i,   dW = -M·dh/(γh²) - dJ,
//
// so each column costs one more solve per stage with the factors of the step. Start time and step
// size may vary (after an event); in most steps they do not.

import type { DerivativeSystem, TangentBlock } from "@chondron/compiler";
import { interpolate } from "../dense-output.js";
import type { Replay } from "./replay.js";
import { stageArgument, stageArguments, stageVectors } from "./stage-arguments.js";
import type { Tangent } from "./tangents.js";
import type { TracedStep } from "./trace.js";
import { addMassScaled, addScaled, massOf } from "./vectors.js";

const none = new Float64Array(0);

export class StepTangent {
  /** [column] derivative of the step size. */
  readonly dh: Float64Array;
  /** [column][state] of the state after the step. */
  readonly dProposed: readonly Float64Array[];
  /** [column][stage][state] */
  readonly #dStages: readonly (readonly Float64Array[])[];
  /** [stage][state] of one column at a time. */
  readonly #dArguments: readonly Float64Array[][];
  readonly #arguments: readonly Float64Array[];
  readonly #jacobian: Float64Array;
  readonly #byParameters: Float64Array;
  readonly #second: Float64Array;
  readonly #byTime: Float64Array;
  readonly #nothing: { readonly dy: Float64Array; readonly dp: Float64Array };
  readonly #term: Float64Array;
  readonly #slope: Float64Array;
  readonly #mass: Float64Array;

  constructor(
    readonly replay: Replay,
    readonly derivatives: DerivativeSystem<TangentBlock>,
    columns: number,
  ) {
    const { tableau, system } = replay;
    const { states, jacobian, algebraicStates } = system.compiled;
    const n = states.length;
    const perColumn = (): Float64Array[] => stageVectors(tableau, n);
    this.dh = new Float64Array(columns);
    this.dProposed = Array.from({ length: columns }, () => new Float64Array(n));
    this.#dStages = Array.from({ length: columns }, perColumn);
    this.#dArguments = Array.from({ length: columns }, perColumn);
    this.#arguments = perColumn();
    this.#jacobian = new Float64Array(jacobian.rows.length);
    this.#byParameters = new Float64Array(derivatives.parameterRows.length);
    this.#second = new Float64Array(derivatives.secondRows.length);
    this.#byTime = new Float64Array(n);
    this.#nothing = {
      dy: new Float64Array(n),
      dp: new Float64Array(derivatives.parameters.length),
    };
    this.#term = new Float64Array(n);
    this.#slope = new Float64Array(n);
    this.#mass = massOf(n, algebraicStates);
  }

  /**
   * Differentiate the step that `replay` has made and not yet left.
   *
   * @param dEnd [column] derivative of the time where the step ends.
   */
  differentiate(step: TracedStep, columns: readonly Tangent[], dEnd: Float64Array): void {
    const { tableau, stepper, y } = this.replay;
    columns.forEach((column, j) => {
      this.dh[j] = dEnd[j]! - column.dt;
    });
    stageArguments(tableau, y, stepper.stages, this.#arguments);
    for (let i = 0; i < tableau.stages; i++) {
      this.#linearize(step, i);
      for (let j = 0; j < columns.length; j++) this.#stage(step, i, columns[j]!, j);
    }
    this.dProposed.forEach((proposed, j) => {
      proposed.set(this.#dArguments[j]![tableau.stages - 1]!);
      addScaled(proposed, 1, this.#dStages[j]![tableau.stages - 1]!);
    });
  }

  /**
   * Derivative of the solution at a fraction of the step, whose time varies by `dTime`, into `out`.
   */
  at(
    step: TracedStep,
    fraction: number,
    column: Tangent,
    j: number,
    dTime: number,
    out: Float64Array,
  ): void {
    const { tableau } = this.replay;
    interpolate(tableau, this.#dStages[j]!, column.dy, this.dProposed[j]!, fraction, out);
    const dFraction = (dTime - column.dt - fraction * this.dh[j]!) / step.size;
    if (dFraction === 0) return;
    this.replay.stateAt(fraction, this.#term, this.#slope);
    addScaled(out, dFraction, this.#slope);
  }

  #linearize(step: TracedStep, i: number): void {
    const { system, tableau, stepper, y, p } = this.replay;
    this.derivatives.second(step.start, y, p, stepper.stages[i]!, this.#second);
    const t = step.start + tableau.nodes[i]! * step.size;
    const argument = this.#arguments[i]!;
    system.jacobian(t, argument, p, this.#jacobian);
    this.derivatives.parameterJacobian(t, argument, p, this.#byParameters);
    if (system.compiled.nonAutonomous) system.timeDerivative(t, argument, p, this.#byTime);
  }

  #stage(step: TracedStep, i: number, column: Tangent, j: number): void {
    const { tableau, stepper } = this.replay;
    const argument = this.#dArguments[j]!;
    stageArgument(tableau, i, column.dy, this.#dStages[j]!, argument);
    const dk = this.#dStages[j]![i]!.fill(0);
    this.#addSlope(i, argument[i]!, column, j, dk);
    this.#addCouplings(step, i, j, dk);
    this.#addTimeWeight(step, i, column, j, dk);
    this.#addMatrix(step, i, column, j, dk);
    stepper.solve(dk);
  }

  /** df(t + c_i·h, U_i, p) */
  #addSlope(
    i: number,
    dArgument: Float64Array,
    column: Tangent,
    j: number,
    dk: Float64Array,
  ): void {
    const { system, tableau } = this.replay;
    const { rows, columns } = system.compiled.jacobian;
    addProduct(rows, columns, this.#jacobian, dArgument, dk);
    const { parameterRows, parameterColumns } = this.derivatives;
    addProduct(parameterRows, parameterColumns, this.#byParameters, column.dp, dk);
    if (system.compiled.nonAutonomous)
      addScaled(dk, column.dt + tableau.nodes[i]! * this.dh[j]!, this.#byTime);
  }

  /** d(M·Σ_j C_ij/h·K_j) */
  #addCouplings(step: TracedStep, i: number, j: number, dk: Float64Array): void {
    const { tableau, stepper } = this.replay;
    const row = tableau.c[i]!;
    const byStep = -this.dh[j]! / step.size / step.size;
    for (let l = 0; l < row.length; l++) {
      addMassScaled(dk, row[l]! / step.size, this.#mass, this.#dStages[j]![l]!);
      addMassScaled(dk, row[l]! * byStep, this.#mass, stepper.stages[l]!);
    }
  }

  /** d(h·d_i·∂f/∂t) */
  #addTimeWeight(step: TracedStep, i: number, column: Tangent, j: number, dk: Float64Array): void {
    const { system, tableau, stepper, y, p } = this.replay;
    const weight = tableau.timeWeights[i]!;
    if (!system.compiled.nonAutonomous || weight === 0) return;
    addScaled(dk, weight * this.dh[j]!, stepper.timeDerivative);
    const { dt, dy, dp } = column;
    const { timeDerivative } = this.derivatives;
    timeDerivative.tangent(step.start, y, p, none, dt, dy, dp, none, this.#term);
    addScaled(dk, weight * step.size, this.#term);
  }

  /** -dW·K_i */
  #addMatrix(step: TracedStep, i: number, column: Tangent, j: number, dk: Float64Array): void {
    const { tableau, stepper, y, p } = this.replay;
    const k = stepper.stages[i]!;
    const byStep = this.dh[j]! / (tableau.gamma * step.size) / step.size;
    addMassScaled(dk, byStep, this.#mass, k);
    this.#addSecond(column, dk);
    // Only after an event does the start of a step vary.
    if (column.dt === 0 || !this.replay.system.compiled.nonAutonomous) return;
    const { dy, dp } = this.#nothing;
    const { jacobianProduct } = this.derivatives;
    jacobianProduct.tangent(step.start, y, p, k, column.dt, dy, dp, none, this.#term);
    addScaled(dk, 1, this.#term);
  }

  /** ∂(J·K_i)/∂(y, p)·(dy, dp) */
  #addSecond({ dy, dp }: Tangent, dk: Float64Array): void {
    const { secondRows, secondColumns } = this.derivatives;
    const n = dy.length;
    for (let e = 0; e < secondRows.length; e++) {
      const column = secondColumns[e]!;
      const factor = column < n ? dy[column]! : dp[column - n]!;
      if (factor !== 0) dk[secondRows[e]!]! += this.#second[e]! * factor;
    }
  }
}

// What does not vary has no part, whatever the size of its partial derivative: 0·∞ is 0 here.
function addProduct(
  rows: Int32Array,
  columns: Int32Array,
  values: Float64Array,
  x: Float64Array,
  out: Float64Array,
): void {
  for (let e = 0; e < rows.length; e++) {
    const factor = x[columns[e]!]!;
    if (factor !== 0) out[rows[e]!]! += values[e]! * factor;
  }
}
