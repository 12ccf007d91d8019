// The choice of a method as a stepper: it asks method/choose.ts where a run starts and hands all to
// the stepper chosen. What starts as non-stiff goes over to the stiff choice for good when the
// explicit method meets its limit of stability, is held short of it, or cannot step at all.

import type { System } from "@chondron/compiler";
import type { AcceptedStep } from "../accepted-step.js";
import { chooseMethod, traitsOf } from "../method/choose.js";
import type { ResultCode } from "../problem.js";
import type { WorkCounters } from "../step.js";
import { heldByStiffness, startsStiff } from "../stiffness.js";
import { AdaptiveExplicit } from "./adaptive-explicit.js";
import type { Moment, Stepper } from "./stepper.js";

/** Rejections in a row after which the explicit method is given up. */
const rejectionLimit = 8;
/** Explicit steps between looks at the Jacobian. */
const stepsBetweenLooks = 200;

export class AutomaticStepper implements Stepper {
  readonly #steppers = new Map<string, Stepper>();
  #active!: Stepper;
  #used: string[] = [];
  #at!: Moment;
  #counters!: WorkCounters;
  #rejections = 0;

  constructor(
    readonly system: System,
    readonly create: (system: System, method: string) => Stepper,
  ) {}

  /** The methods used, in order: "tsit5+rodas5p". */
  get method(): string {
    return this.#used.join("+");
  }

  get wanted(): number {
    return this.#active.wanted;
  }

  get step(): AcceptedStep {
    return this.#active.step;
  }

  begin(at: Moment, counters: WorkCounters): void {
    this.#at = at;
    this.#counters = counters;
    this.#used = [];
    this.#rejections = 0;
    const method = this.#choose(false);
    // Most models of any size are stiff from the start; only where it matters is it asked.
    const chosen =
      method === this.#choose(true) || !this.#stiffHere() ? method : this.#choose(true);
    this.#use(chosen);
  }

  restart(): void {
    this.#active.restart();
  }

  prepare(): void {
    this.#rejections = 0;
    if (this.#active instanceof AdaptiveExplicit && (this.#active.stiff || this.#held()))
      this.#giveUpExplicit();
    this.#active.prepare();
  }

  attempt(h: number, end: number): boolean {
    if (this.#active.attempt(h, end)) return true;
    this.#rejections++;
    if (this.#active instanceof AdaptiveExplicit && this.#rejections >= rejectionLimit) {
      this.#giveUpExplicit();
      this.#active.prepare();
    }
    return false;
  }

  failure(): ResultCode {
    return this.#active.failure();
  }

  worstState(): number {
    return this.#active.worstState();
  }

  #choose(stiff: boolean): string {
    const { relative } = this.#at.problem.tolerance;
    return chooseMethod(traitsOf(this.system.compiled, relative, stiff));
  }

  #stiffHere(): boolean {
    const { t, y, p, problem } = this.#at;
    this.#counters.jacobianCalls++;
    return startsStiff(this.system, t, y, p, problem.end);
  }

  #held(): boolean {
    const { steps } = this.#counters;
    if (steps === 0 || steps % stepsBetweenLooks !== 0) return false;
    const { t, y, p, problem } = this.#at;
    this.#counters.jacobianCalls++;
    return heldByStiffness(this.system, t, y, p, problem.end, this.wanted);
  }

  #giveUpExplicit(): void {
    this.#use(this.#choose(true), this.#active.wanted);
  }

  #use(method: string, wanted?: number): void {
    let stepper = this.#steppers.get(method);
    if (!stepper) {
      stepper = this.create(this.system, method);
      this.#steppers.set(method, stepper);
    }
    this.#active = stepper;
    this.#used.push(method);
    stepper.begin(this.#at, this.#counters, wanted);
  }
}
