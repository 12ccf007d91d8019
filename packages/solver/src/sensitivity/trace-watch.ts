// A System that notes what a run's course changes through it: events as they are triggered, evaluated
// and stored, and actions. The course sees no difference.

import type { System } from "@chondron/compiler";
import { type Observe, Recorder } from "../recorder.js";
import type { TracedChange } from "./trace.js";

export class TraceWatch {
  readonly system: System;
  #changes: TracedChange[] = [];
  #waiting: { readonly event: number; readonly id: number; readonly due: number }[] = [];
  readonly #valueIds = new Map<Float64Array, number>();
  #nextId = 0;

  constructor(system: System) {
    this.system = {
      ...system,
      delay: (event, t, y, p) => this.#delay(system.delay(event, t, y, p), event, t),
      eventValues: (event, t, y, p, values) => {
        system.eventValues(event, t, y, p, values);
        this.#evaluated(event, values);
      },
      applyEvent: (event, values, t, y, p) => {
        this.#stored(event, values, t);
        system.applyEvent(event, values, t, y, p);
      },
      applyAction: (action, args, t, y, p) => {
        this.#changes.push({ kind: "action", action, arguments: [...args] });
        system.applyAction(action, args, t, y, p);
      },
    };
  }

  /** A recorder that notes what it records. */
  recorder(observe: Observe, observables: number, columns: Int32Array, rows: number): Recorder {
    const note = (row: number, time: number): void => {
      this.#changes.push({ kind: "save", row, time });
    };
    return new WatchedRecorder(note, observe, observables, columns, rows);
  }

  /** What was noted since the last call. */
  take(): TracedChange[] {
    const taken = this.#changes;
    this.#changes = [];
    return taken;
  }

  #delay(delay: number, event: number, t: number): number {
    const waiting = { event, id: this.#nextId++, due: t + delay };
    this.#waiting.push(waiting);
    this.#changes.push({ kind: "delay", ...waiting });
    return delay;
  }

  #evaluated(event: number, values: Float64Array): void {
    const id = this.#nextId++;
    this.#valueIds.set(values, id);
    this.#changes.push({ kind: "values", event, id, values });
  }

  #stored(event: number, values: Float64Array, t: number): void {
    const id = this.#valueIds.get(values)!;
    this.#valueIds.delete(values);
    const place = this.#waiting.findIndex((w) => w.event === event && w.due <= t);
    const waited = place < 0 ? undefined : this.#waiting.splice(place, 1)[0]!.id;
    const stored = { kind: "event", event, id, values } as const;
    this.#changes.push(waited === undefined ? stored : { ...stored, waited });
  }
}

class WatchedRecorder extends Recorder {
  constructor(
    readonly note: (row: number, time: number) => void,
    ...rest: ConstructorParameters<typeof Recorder>
  ) {
    super(...rest);
  }

  override record(row: number, t: number, y: Float64Array, p: Float64Array): void {
    this.note(row, t);
    super.record(row, t, y, p);
  }
}
