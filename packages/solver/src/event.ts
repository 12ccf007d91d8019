// Events of the model after SBML L3V2 section 4.12: triggers that turn true, delays, priorities,
// persistence, values from trigger time, cascades. Knows what fires and in which order; finding the
// time of a trigger inside a step is integrate.ts's.
//
// Simultaneous events run by falling priority. SBML leaves the order of equal ones open: it is the
// order of the text, or a random one that a seed repeats.

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

  /**
   * @param settle called after each event's assignments, to bring what follows from them up to date.
   * @param chooseAmong index among n events of equal priority; absent: the first of the text.
   */
  constructor(
    readonly system: System,
    readonly settle: (t: number, y: Float64Array, p: Float64Array) => void = () => {},
    readonly chooseAmong: (n: number) => number = () => 0,
  ) {
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
    let best: PendingEvent[] = [];
    let bestPriority = Number.NEGATIVE_INFINITY;
    for (const waiting of this.#pending) {
      if (waiting.due > t) continue;
      const priority = this.#priority(waiting.event, t, y, p);
      if (priority < bestPriority) continue;
      if (priority > bestPriority) best = [];
      best.push(waiting);
      bestPriority = priority;
    }
    const next = best[best.length > 1 ? this.chooseAmong(best.length) : 0];
    this.#pending = this.#pending.filter((waiting) => waiting !== next);
    return next;
  }

  /** A priority that is not a number is none. */
  #priority(event: number, t: number, y: Float64Array, p: Float64Array): number {
    const priority = this.system.priority(event, t, y, p);
    return Number.isNaN(priority) ? Number.NEGATIVE_INFINITY : priority;
  }

  #run(next: PendingEvent, t: number, y: Float64Array, p: Float64Array): void {
    const values = next.values ?? this.#values(next.event, t, y, p);
    this.system.applyEvent(next.event, values, t, y, p);
    this.system.hoist(p);
    this.settle(t, y, p);
    this.fired.push({ event: next.event, time: t });
  }

  #values(event: number, t: number, y: Float64Array, p: Float64Array): Float64Array {
    const values = new Float64Array(this.system.compiled.events[event]!.assignmentCount);
    this.system.eventValues(event, t, y, p, values);
    return values;
  }
}
