// The transpose of root-tangent.ts: the gradient by the time of an event becomes one by the state at
// that time and by the parameters of the difference that decides it.

import type { CotangentBlock, DerivativeSystem } from "@chondron/compiler";
import type { Cotangent } from "./cotangent.js";
import type { Replay } from "./replay.js";
import { fractionOf, type TracedStep } from "./trace.js";
import { dot } from "./vectors.js";

const none = new Float64Array(0);

export class RootCotangent {
  readonly #state: Float64Array;
  readonly #rate: Float64Array;
  readonly #byState: Float64Array;
  readonly #byParameters: Float64Array;
  readonly #weights: Float64Array;

  constructor(
    readonly replay: Replay,
    readonly derivatives: DerivativeSystem<CotangentBlock>,
  ) {
    const n = replay.y.length;
    this.#state = new Float64Array(n);
    this.#rate = new Float64Array(n);
    this.#byState = new Float64Array(n);
    this.#byParameters = new Float64Array(derivatives.parameters.length);
    this.#weights = new Float64Array(derivatives.roots.count);
  }

  /**
   * From the gradient by the total derivative of the state where `replay`'s step was left, and by the
   * time there, to that by the derivative of the state at fixed time, in place.
   */
  pass(step: TracedStep, to: Cotangent): void {
    const { p } = this.replay;
    this.replay.stateAt(fractionOf(step, step.reached), this.#state, this.#rate);
    for (let s = 0; s < this.#rate.length; s++) this.#rate[s]! /= step.size;
    const byTime = to.tt + dot(to.ty, this.#rate);
    to.tt = 0;
    // A time on which nothing depends needs no derivative.
    if (byTime === 0) return;
    this.#byState.fill(0);
    this.#byParameters.fill(0);
    this.#weights.fill(0);
    if (step.landing.kind === "root") this.#weights[step.landing.root] = 1;
    const { roots } = this.derivatives;
    const w = this.#weights;
    const still = roots.cotangent(
      step.reached,
      this.#state,
      p,
      none,
      w,
      this.#byState,
      this.#byParameters,
      none,
    );
    const speed = still + dot(this.#byState, this.#rate);
    if (speed === 0) to.ty.fill(Number.NaN);
    add(to.ty, -byTime / speed, this.#byState);
    add(to.tp, -byTime / speed, this.#byParameters);
  }
}

// What the difference does not read has no part, whatever the factor.
function add(target: Float64Array, factor: number, source: Float64Array): void {
  for (let s = 0; s < target.length; s++) if (source[s] !== 0) target[s]! += factor * source[s]!;
}
