// Events of the model after SBML L3V2 section 4.12: triggers that turn true, delays, priorities,
// persistence, values from trigger time, cascades. Knows what fires and in which order; finding the
// time of a trigger inside a step is integrate.ts's.
//
// Simultaneous events run by falling priority, equal ones in the order of the text (SBML leaves that
// order open; a fixed one keeps runs reproducible).

import type { System } from "@chondron/compiler";
import type { FiredEvent } from "./problem.js";

/** More firings than this at one moment are taken as a loop without end. */
const cascadeLimit = 10_000;

interface PendingEvent {
  readonly event: number;
  readonly due: number;
  /** Values fixed at trigger time, where the event asks for them. */
  readonly values?: Float64Array;
}

export class EventQueue {
  readonly fired: FiredEvent[] = [];
  readonly #previous: Uint8Array;
  readonly #current: Uint8Array;
  #pending: PendingEvent[] = [];

  constructor(readonly system: System) {
    const { events } = system.compiled;
    this.#previous = Uint8Array.from(events, (e) => (e.initialValue ? 1 : 0));
    this.#current = new Uint8Array(events.length);
  }

  get isEmpty(): boolean {
    return this.system.compiled.events.length === 0;
  }

  /** Time of the next delayed event; Infinity where none waits. */
  get nextDue(): number {
    return this.#pending.reduce((least, e) => Math.min(least, e.due), Number.POSITIVE_INFINITY);
  }

  /** True where a trigger that was false is true at (t, y). */
  anyTurnsTrue(t: number, y: Float64Array, p: Float64Array): boolean {
    this.system.triggers(t, y, p, this.#current);
    return this.#current.some((value, e) => value === 1 && this.#previous[e] === 0);
  }

  /** True where any trigger differs from the last look. */
  anyChanges(t: number, y: Float64Array, p: Float64Array): boolean {
    this.system.triggers(t, y, p, this.#current);
    return this.#current.some((value, e) => value !== this.#previous[e]);
  }

  /**
   * Bring triggers up to date at (t, y) and run what is due, changing y and p.
   *
   * @returns "changed" where an assignment ran, "loop" where firing does not end.
   */
  process(t: number, y: Float64Array, p: Float64Array): "unchanged" | "changed" | "loop" {
    this.#update(t, y, p);
    let changed = false;
    for (let count = 0; count < cascadeLimit; count++) {
      const next = this.#takeDue(t, y, p);
      if (!next) return changed ? "changed" : "unchanged";
      this.#run(next, t, y, p);
      changed = true;
      this.#update(t, y, p);
    }
    return "loop";
  }

  #update(t: number, y: Float64Array, p: Float64Array): void {
    this.system.triggers(t, y, p, this.#current);
    const { events } = this.system.compiled;
    for (let e = 0; e < events.length; e++) {
      const now = this.#current[e]!;
      if (now === 1 && this.#previous[e] === 0) this.#pending.push(this.#schedule(e, t, y, p));
      if (now === 0 && !events[e]!.persistent)
        this.#pending = this.#pending.filter((waiting) => waiting.event !== e);
      this.#previous[e] = now;
    }
  }

  #schedule(event: number, t: number, y: Float64Array, p: Float64Array): PendingEvent {
    const info = this.system.compiled.events[event]!;
    const due = info.hasDelay ? t + this.system.delay(event, t, y, p) : t;
    if (!info.useValuesFromTriggerTime) return { event, due };
    return { event, due, values: this.#values(event, t, y, p) };
  }

  #takeDue(t: number, y: Float64Array, p: Float64Array): PendingEvent | undefined {
    let best: PendingEvent | undefined;
    let bestPriority = Number.NEGATIVE_INFINITY;
    for (const waiting of this.#pending) {
      if (waiting.due > t) continue;
      const priority = this.system.priority(waiting.event, t, y, p);
      if (best && priority <= bestPriority) continue;
      best = waiting;
      bestPriority = priority;
    }
    this.#pending = this.#pending.filter((waiting) => waiting !== best);
    return best;
  }

  #run(next: PendingEvent, t: number, y: Float64Array, p: Float64Array): void {
    const values = next.values ?? this.#values(next.event, t, y, p);
    this.system.applyEvent(next.event, values, y, p);
    this.system.hoist(p);
    this.fired.push({ event: next.event, time: t });
  }

  #values(event: number, t: number, y: Float64Array, p: Float64Array): Float64Array {
    const values = new Float64Array(this.system.compiled.events[event]!.assignmentCount);
    this.system.eventValues(event, t, y, p, values);
    return values;
  }
}
