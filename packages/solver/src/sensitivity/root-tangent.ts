// Derivative of the time of an event by every input. With g the difference that changes sign and y(t)
// the step's dense output, g(τ, y(τ), p) = 0 gives
//
//   dτ = -(∂g/∂y·dy|τ + ∂g/∂p·dp) / (∂g/∂t + ∂g/∂y·dy/dt),
//
// dy|τ at fixed time. Where the divisor is 0, g only touches zero and the time has no derivative.

import type { DerivativeSystem, TangentBlock } from "@chondron/compiler";
import type { Replay } from "./replay.js";
import type { StepTangent } from "./step-tangent.js";
import type { Tangent } from "./tangents.js";
import { fractionOf, type TracedStep } from "./trace.js";

const none = new Float64Array(0);

export class RootTangent {
  readonly #state: Float64Array;
  readonly #rate: Float64Array;
  readonly #direction: Float64Array;
  readonly #roots: Float64Array;

  constructor(
    readonly replay: Replay,
    readonly derivatives: DerivativeSystem<TangentBlock>,
    readonly step: StepTangent,
  ) {
    const n = replay.y.length;
    this.#state = new Float64Array(n);
    this.#rate = new Float64Array(n);
    this.#direction = new Float64Array(n);
    this.#roots = new Float64Array(derivatives.roots.count);
  }

  /** [column] dτ of a step that `replay` has made and `step` differentiated. */
  times(traced: TracedStep, columns: readonly Tangent[]): Float64Array {
    const { landing, size } = traced;
    const root = landing.kind === "root" ? landing.root : -1;
    const fraction = fractionOf(traced, traced.reached);
    this.replay.stateAt(fraction, this.#state, this.#rate);
    for (let s = 0; s < this.#rate.length; s++) this.#rate[s]! /= size;
    const still = new Float64Array(this.derivatives.parameters.length);
    const speed = this.#along(traced, root, 1, this.#rate, still);
    return Float64Array.from(columns, (column, j) => {
      this.step.at(traced, fraction, column, j, 0, this.#direction);
      const change = this.#along(traced, root, 0, this.#direction, column.dp);
      return -change / speed;
    });
  }

  #along(traced: TracedStep, root: number, dt: number, dy: Float64Array, dp: Float64Array): number {
    const { p } = this.replay;
    this.derivatives.roots.tangent(
      traced.reached,
      this.#state,
      p,
      none,
      dt,
      dy,
      dp,
      none,
      this.#roots,
    );
    return this.#roots[root]!;
  }
}
