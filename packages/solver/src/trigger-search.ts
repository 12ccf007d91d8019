// Where in an accepted step a trigger of the model changes. Triggers are looked at on a few points of
// the step; between them the differences that decide them (System.roots) show by the bend of a
// parabola where a trigger may turn true and false again unseen, and a golden-section search goes
// after it; where a difference changes sign between them, the crossing itself is looked at, for an
// equality is true there alone. The time of a change is then bisected to the last bit.

import type { System } from "@chondron/compiler";

/** Equal parts of a step that are looked at, at their ends and in their middle. */
export const searchedParts = 4;
/** A parabola is a guess: what comes within this part of the way to zero is looked at. */
export const nearZero = 0.1;
const goldenRatio = (Math.sqrt(5) - 1) / 2;
const goldenSteps = 40;

/** An accepted step: its span and its dense output. */
export interface StepView {
  readonly start: number;
  readonly end: number;
  /** State at a time of the step; only those that triggers read need be right. */
  stateAt(time: number): Float64Array;
}

export class TriggerSearch {
  readonly #first: Float64Array;
  readonly #middle: Float64Array;
  readonly #last: Float64Array;

  /** @param changed whether any trigger at (t, y) differs from its present value. */
  constructor(
    readonly system: System,
    readonly changed: (t: number, y: Float64Array, p: Float64Array) => boolean,
  ) {
    const { rootCount } = system.compiled;
    this.#first = new Float64Array(rootCount);
    this.#middle = new Float64Array(rootCount);
    this.#last = new Float64Array(rootCount);
  }

  /** Earliest change found; undefined where no trigger changes. */
  firstChange(step: StepView, p: Float64Array): number | undefined {
    const span = step.end - step.start;
    let low = step.start;
    this.#rootsAt(step, low, p, this.#last);
    for (let part = 1; part <= searchedParts; part++) {
      const high = part === searchedParts ? step.end : step.start + (part / searchedParts) * span;
      const found = this.#changeWithin(step, low, high, p);
      if (found !== undefined) return this.#bisect(step, low, found, p);
      low = high;
    }
    return undefined;
  }

  /** A time in (low, high] at which some trigger differs; `#last` holds the roots at low. */
  #changeWithin(step: StepView, low: number, high: number, p: Float64Array): number | undefined {
    const middle = 0.5 * (low + high);
    this.#first.set(this.#last);
    this.#rootsAt(step, middle, p, this.#middle);
    this.#rootsAt(step, high, p, this.#last);
    const crossed = this.#momentaryChange(step, low, high, p);
    if (crossed !== undefined) return crossed;
    if (this.#changedAt(step, middle, p)) return middle;
    const hidden = this.#hiddenChange(step, low, high, p);
    if (hidden !== undefined) return hidden;
    return this.#changedAt(step, high, p) ? high : undefined;
  }

  // An equality holds at the crossing alone, and is false again on both sides of it; an inequality may
  // hold only past it.
  #momentaryChange(step: StepView, low: number, high: number, p: Float64Array): number | undefined {
    for (let root = 0; root < this.#first.length; root++) {
      if (this.#first[root]! * this.#last[root]! >= 0) continue;
      const sign = Math.sign(this.#first[root]!);
      const leaves = this.#crossing(step, low, high, root, p, (now) => now !== sign);
      if (this.#changedAt(step, leaves, p)) return leaves;
      const passes = this.#crossing(step, leaves, high, root, p, (now) => now === -sign);
      if (passes !== leaves && this.#changedAt(step, passes, p)) return passes;
    }
    return undefined;
  }

  /** First time in (low, high] at which the sign of a root is one that it does not have at low. */
  #crossing(
    step: StepView,
    low: number,
    high: number,
    root: number,
    p: Float64Array,
    crossed: (sign: number) => boolean,
  ): number {
    const roots = new Float64Array(this.#first.length);
    let [before, after] = [low, high];
    while (true) {
      const middle = before + 0.5 * (after - before);
      if (middle <= before || middle >= after) return after;
      this.#rootsAt(step, middle, p, roots);
      if (crossed(Math.sign(roots[root]!))) after = middle;
      else before = middle;
    }
  }

  #hiddenChange(step: StepView, low: number, high: number, p: Float64Array): number | undefined {
    for (let root = 0; root < this.#first.length; root++) {
      if (!bendsToZero(this.#first[root]!, this.#middle[root]!, this.#last[root]!)) continue;
      const found = this.#descend(step, low, high, root, p);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Golden-section search for the smallest size of a root; a time where a trigger differs. */
  #descend(
    step: StepView,
    low: number,
    high: number,
    root: number,
    p: Float64Array,
  ): number | undefined {
    const sign = Math.sign(this.#first[root]!);
    const roots = new Float64Array(this.#first.length);
    const sizeAt = (time: number): number => {
      this.#rootsAt(step, time, p, roots);
      return sign * roots[root]!;
    };
    let [a, b] = [low, high];
    for (let i = 0; i < goldenSteps; i++) {
      const left = b - goldenRatio * (b - a);
      const right = a + goldenRatio * (b - a);
      const [atLeft, atRight] = [sizeAt(left), sizeAt(right)];
      const best = atLeft < atRight ? left : right;
      if (Math.min(atLeft, atRight) <= 0) return this.#changedAt(step, best, p) ? best : undefined;
      if (atLeft < atRight) b = right;
      else a = left;
    }
    return undefined;
  }

  /** Smallest time in (unchanged, changed] at which a trigger differs, to the last bit. */
  #bisect(step: StepView, unchanged: number, changed: number, p: Float64Array): number {
    let low = unchanged;
    let high = changed;
    while (true) {
      const middle = low + 0.5 * (high - low);
      if (middle <= low || middle >= high) return high;
      if (this.#changedAt(step, middle, p)) high = middle;
      else low = middle;
    }
  }

  #changedAt(step: StepView, time: number, p: Float64Array): boolean {
    return this.changed(time, step.stateAt(time), p);
  }

  #rootsAt(step: StepView, time: number, p: Float64Array, out: Float64Array): void {
    this.system.roots(time, step.stateAt(time), p, out);
  }
}

/** Does the parabola through three equally spaced values come near zero between them? */
function bendsToZero(first: number, middle: number, last: number): boolean {
  const sign = Math.sign(first);
  if (sign === 0 || Math.sign(middle) !== sign || Math.sign(last) !== sign) return false;
  const [a, b, c] = [sign * first, sign * middle, sign * last];
  const curvature = a - 2 * b + c;
  const slope = 0.5 * (c - a);
  if (!(curvature > 0) || Math.abs(slope) >= curvature) return false;
  const lowest = b - (slope * slope) / (2 * curvature);
  return lowest < nearZero * Math.max(a, c);
}
