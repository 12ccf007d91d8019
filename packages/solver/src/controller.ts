// Step-size control: sees error norms and step sizes, never the model. A PI controller after
// Gustafsson (ACM TOMS 17, 533 (1991)) in the form of Hairer & Wanner, Solving ODEs II, IV.2;
// after a rejection the step may not grow.

/** Knobs; the defaults are those of Hairer & Wanner's codes but for the growth limit. */
export interface ControllerOptions {
  readonly safety: number;
  readonly largestGrowth: number;
  readonly smallestShrink: number;
  /** Exponents of the present and the previous error, in units of 1/order. */
  readonly proportional: number;
  readonly integral: number;
}

export const defaultController: ControllerOptions = {
  safety: 0.9,
  largestGrowth: 6,
  smallestShrink: 0.2,
  proportional: 0.9,
  integral: 0.3,
};

export class StepController {
  #previousError = 1e-4;
  #justRejected = false;

  constructor(
    readonly order: number,
    readonly options: ControllerOptions = defaultController,
  ) {}

  /** Factor for the next step size after an accepted step with this error norm. */
  accepted(error: number): number {
    const { safety, largestGrowth, smallestShrink, proportional, integral } = this.options;
    const present = Math.max(error, 1e-10);
    const factor =
      safety *
      present ** (-proportional / this.order) *
      this.#previousError ** (integral / this.order);
    const limited = Math.min(largestGrowth, Math.max(smallestShrink, factor));
    const result = this.#justRejected ? Math.min(1, limited) : limited;
    this.#previousError = Math.max(error, 1e-4);
    this.#justRejected = false;
    return result;
  }

  /** Factor for another attempt after a rejected one; a norm that is not finite shrinks hard. */
  rejected(error: number): number {
    this.#justRejected = true;
    if (!Number.isFinite(error)) return 0.1;
    return Math.max(0.1, Math.min(0.9, this.options.safety * error ** (-1 / this.order)));
  }

  /** Forget the past: the solution jumped. */
  restart(): void {
    this.#previousError = 1e-4;
    this.#justRejected = false;
  }
}
