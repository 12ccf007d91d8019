// Fast reactions (SBML up to L3V1): in equilibrium at every moment of the run's time scale. Their
// rates are multiplied by a factor so large that the implicit method, which damps fast modes fully,
// follows the equilibrium to about one part in the factor; where the state starts or jumps, they run
// alone to their equilibrium while time and everything else stand still.

import { contextSlots, contextStart, type System } from "@chondron/compiler";
import { StepController } from "./controller.js";
import { initialStep } from "./initial-step.js";
import type { Tolerance } from "./problem.js";
import type { RosenbrockStepper } from "./step.js";

/** Fast rates per slow ones, where one run's span is the unit of time. */
const separation = 1e10;
/** Factor and duration, in spans, of the equilibration: their product is how far it goes. */
const equilibrationFactor = 1e26;
const equilibrationSpan = 1e-14;
const stepLimit = 10_000;

/** Let fast reactions run `separation` times faster than the run's span. */
export function setFastRates(
  system: System,
  p: Float64Array,
  span: number,
  factor = separation,
  slow = 1,
): void {
  const context = contextStart(system.compiled);
  p[context + contextSlots.slow] = slow;
  p[context + contextSlots.fast] = factor / span;
}

export class FastEquilibrium {
  constructor(readonly stepper: RosenbrockStepper) {}

  /** Bring y to the equilibrium of the fast reactions at t. False where none is reached. */
  reach(t: number, y: Float64Array, p: Float64Array, span: number, tolerance: Tolerance): boolean {
    const { system } = this.stepper;
    setFastRates(system, p, span, equilibrationFactor, 0);
    const reached = run(this.stepper, t, y, p, equilibrationSpan * span, tolerance);
    setFastRates(system, p, span);
    return reached;
  }
}

function run(
  stepper: RosenbrockStepper,
  t: number,
  y: Float64Array,
  p: Float64Array,
  duration: number,
  tolerance: Tolerance,
): boolean {
  const { order } = stepper.tableau;
  const controller = new StepController(order);
  let h = Math.min(duration, initialStep(stepper.system, order, t, y, p, tolerance));
  let done = 0;
  stepper.prepare(t, y, p);
  for (let attempts = 0; attempts < stepLimit; attempts++) {
    const possible = stepper.attempt(t, y, p, h);
    const error = possible ? stepper.errorNorm(y, tolerance) : Number.POSITIVE_INFINITY;
    if (!(error <= 1)) {
      h *= controller.rejected(error);
      continue;
    }
    y.set(stepper.proposed);
    done += h;
    if (done >= duration * (1 - 1e-12)) return true;
    h = Math.min(h * controller.accepted(error), duration - done);
    stepper.prepare(t, y, p);
  }
  return false;
}
