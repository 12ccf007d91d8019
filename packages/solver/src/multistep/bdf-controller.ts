// Step size and order of the BDF: sees errors at three orders, never the model. After Byrne &
// Hindmarsh, ACM Trans. Math. Softw. 1, 71 (1975), section 4: the order may change once in order + 1
// steps, by one, to where the step can be longest; the step size changes only where it pays.

import type { BdfTable } from "../method/bdf.js";

/** A change of order and a factor of the step size for the next step. */
export interface NextStep {
  readonly orderChange: -1 | 0 | 1;
  readonly factor: number;
}

const keep: NextStep = { orderChange: 0, factor: 1 };
const smallestShrink = 0.1;
/** Largest factor after a second failure of the same step. */
const secondShrink = 0.2;
/** Failures of one step after which its order is blamed. */
const failuresAtOrder = 3;
/** Steps before the order may change again, after a restart in the middle of a run. */
const longWait = 10;

export class BdfController {
  #wait = 2;
  #largest: number;
  #failures = 0;

  constructor(readonly table: BdfTable) {
    this.#largest = table.firstGrowth;
  }

  /** The run starts or the solution jumped: order 1. */
  restart(): void {
    this.#wait = 2;
    this.#largest = this.table.firstGrowth;
    this.#failures = 0;
  }

  /** The polynomial was moved: its newest difference says nothing of the order yet. */
  moved(order: number): void {
    this.#wait = order + 1;
  }

  /** Should the correction of the step just accepted be saved for the next one? */
  get savesNext(): boolean {
    return this.#wait === 1;
  }

  /**
   * After an accepted step with this error.
   *
   * @param below,above errors one order below and above; asked for only when the order may change.
   */
  accepted(order: number, error: number, below: () => number, above: () => number): NextStep {
    const { same, down, up } = this.table.bias;
    const failed = this.#failures > 0;
    this.#failures = 0;
    const limit = failed ? 1 : this.#largest;
    this.#largest = this.table.largestGrowth;
    if (failed) {
      this.#wait = Math.max(2, this.#wait);
      return keep;
    }
    const stay = growth(same * error, order + 1);
    if (this.#wait > 0) return this.#change(0, stay, limit, order);
    this.#wait = 2;
    const less = growth(down * below(), order);
    const more = growth(up * above(), order + 2);
    if (stay >= less && stay >= more) return this.#change(0, stay, limit, order);
    return less > more ? this.#change(-1, less, limit, order) : this.#change(1, more, limit, order);
  }

  /** One more step was taken at the present order. */
  count(): void {
    this.#wait--;
  }

  /** Another attempt after an error too large; `lower` asks for order - 1, or a new slope at order 1. */
  rejected(order: number, error: number): { factor: number; lower: boolean } {
    this.#failures++;
    if (this.#failures > failuresAtOrder) {
      this.#wait = order > 1 ? order : longWait;
      return { factor: smallestShrink, lower: true };
    }
    const best = Math.max(smallestShrink, growth(this.table.bias.same * error, order + 1));
    const factor = Math.min(best, this.#failures > 1 ? secondShrink : 0.9);
    return { factor, lower: false };
  }

  /** Another attempt after an iteration that did not converge. */
  diverged(): number {
    this.#failures = Math.max(1, this.#failures);
    return this.table.divergedShrink;
  }

  #change(orderChange: -1 | 0 | 1, best: number, limit: number, order: number): NextStep {
    if (best < this.table.leastGrowth || limit === 1) return keep;
    if (orderChange !== 0) this.#wait = order + orderChange + 1;
    return { orderChange, factor: Math.min(best, limit) };
  }
}

/** Factor that would bring a biased error to the tolerance. */
function growth(error: number, order: number): number {
  return Number.isFinite(error) ? 1 / (error ** (1 / order) + 1e-6) : 0;
}
