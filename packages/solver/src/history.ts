// The past of one run, for delayed values: the dense output of every accepted step, and before the
// start the initial values as their formulas give them at that time. Knows the model only through
// `initial`, `lag` and `delayed` of its System.

import { contextSlots, contextStart, type System, workingLength } from "@chondron/compiler";
import type { AcceptedStep, DenseOutput } from "./accepted-step.js";

/** How often a jump's echo through the delays is stepped on exactly: each echo is one order smoother. */
const echoes = 5;

/** An accepted step, or its part before an event. */
interface Segment {
  readonly start: number;
  readonly size: number;
  readonly stateAt: DenseOutput;
  readonly parameters: Float64Array;
}

/** What a run starts from: see System.initial. */
export interface Beginning {
  readonly start: number;
  /** Literal values, before `initial` computes the others. */
  readonly states: Float64Array;
  readonly parameters: Float64Array;
  readonly fixedStates: Uint8Array;
  readonly fixedParameters: Uint8Array;
}

interface Moment {
  readonly y: Float64Array;
  readonly p: Float64Array;
}

export class History {
  readonly #firstSlot: number;
  readonly #horizon: number;
  readonly #scratch: Moment[] = [];
  #segments: Segment[] = [];
  #beginning: Beginning | undefined;
  #frontier = 0;
  #state: Float64Array = new Float64Array(0);
  #parameters: Float64Array | undefined;
  #breaks: { readonly time: number; readonly echo: number }[] = [];

  constructor(readonly system: System) {
    const { delays } = system.compiled;
    this.#firstSlot = contextStart(system.compiled) + contextSlots.firstDelayed;
    this.#horizon = delays.reduce((sum, d) => sum + (d.fixedLag ?? Number.POSITIVE_INFINITY), 0);
  }

  begin(beginning: Beginning): void {
    this.#beginning = beginning;
    this.#segments = [];
    this.#breaks = [];
    this.#frontier = beginning.start;
    this.#parameters = undefined;
  }

  /** The run stands at (t, y); what lies beyond is a straight line to where it is asked from. */
  standAt(t: number, y: Float64Array): void {
    this.#frontier = t;
    this.#state = y;
  }

  /** Remember a step taken under p. */
  push(step: AcceptedStep, p: Float64Array): void {
    const { start, size } = step;
    this.#parameters ??= p.slice();
    this.#segments.push({ start, size, stateAt: step.keep(), parameters: this.#parameters });
    while (this.#segments.length > 2 && this.#segments[1]!.start < start - this.#horizon)
      this.#segments.shift();
  }

  /** States or parameters jumped at t. */
  jumped(t: number, y: Float64Array, p: Float64Array): void {
    this.#parameters = undefined;
    this.#echo(t, 0, y, p);
  }

  /** The next time at which a jump of the past arrives; Infinity where none will. */
  get nextBreak(): number {
    return this.#breaks[0]?.time ?? Number.POSITIVE_INFINITY;
  }

  /** Put away the jumps that arrive at t, and expect their echoes. */
  passBreaks(t: number, y: Float64Array, p: Float64Array): void {
    while (this.nextBreak <= t) {
      const { echo } = this.#breaks.shift()!;
      this.#echo(t, echo + 1, y, p);
    }
  }

  #echo(t: number, echo: number, y: Float64Array, p: Float64Array): void {
    if (echo >= echoes) return;
    this.system.compiled.delays.forEach((delay, k) => {
      const time = t + (delay.inDynamics ? this.system.lag(k, t, y, p) : 0);
      if (time > t) this.#breaks.push({ time, echo });
    });
    this.#breaks.sort((a, b) => a.time - b.time);
    this.#breaks = this.#breaks.filter((b, i) => b.time !== this.#breaks[i - 1]?.time);
  }

  /** Shortest look back that the dynamics make from (t, y): a step beyond it would need itself. */
  shortestLag(t: number, y: Float64Array, p: Float64Array): number {
    let shortest = Number.POSITIVE_INFINITY;
    this.system.compiled.delays.forEach((delay, k) => {
      const lag = delay.inDynamics ? this.system.lag(k, t, y, p) : 0;
      if (lag > 0) shortest = Math.min(shortest, lag);
    });
    return shortest;
  }

  /** Write every delayed value as seen from (t, y) into its slot of p. */
  fill(t: number, y: Float64Array, p: Float64Array): void {
    for (let k = 0; k < this.system.compiled.delays.length; k++)
      p[this.#firstSlot + k] = this.#past(k, t, y, p, 0);
  }

  /** Delayed value k as seen from (t, y), whose own inner delayed values are in place. */
  #past(k: number, t: number, y: Float64Array, p: Float64Array, depth: number): number {
    const time = t - this.system.lag(k, t, y, p);
    if (!(time < t)) return this.system.delayed(k, t, y, p);
    const past = this.#moment(depth);
    this.#recall(time, t, y, p, past);
    for (const inner of this.system.compiled.delays[k]!.reads)
      past.p[this.#firstSlot + inner] = this.#past(inner, time, past.y, past.p, depth + 1);
    return this.system.delayed(k, time, past.y, past.p);
  }

  #moment(depth: number): Moment {
    const { compiled } = this.system;
    this.#scratch[depth] ??= {
      y: new Float64Array(compiled.states.length),
      p: new Float64Array(workingLength(compiled)),
    };
    return this.#scratch[depth];
  }

  /** State and parameters at an earlier time, for an asker at (t, y). */
  #recall(time: number, t: number, y: Float64Array, p: Float64Array, out: Moment): void {
    if (time < this.#beginning!.start) {
      this.#recallBeginning(time, p, out);
      return;
    }
    if (time >= this.#frontier) {
      const weight = t > this.#frontier ? (time - this.#frontier) / (t - this.#frontier) : 0;
      for (let s = 0; s < y.length; s++)
        out.y[s] = this.#state[s]! + weight * (y[s]! - this.#state[s]!);
      out.p.set(p);
      return;
    }
    const { start, size, stateAt, parameters } = this.#segmentAt(time);
    stateAt((time - start) / size, out.y);
    out.p.set(parameters);
  }

  #recallBeginning(time: number, p: Float64Array, out: Moment): void {
    const { states, parameters, fixedStates, fixedParameters } = this.#beginning!;
    out.p.set(p);
    out.p.set(parameters);
    out.y.set(states);
    this.system.initial(time, out.p, out.y, fixedParameters, fixedStates);
    this.system.hoist(out.p);
  }

  /** The last step that starts at or before a time. */
  #segmentAt(time: number): Segment {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#segments[middle]!.start <= time) low = middle;
      else high = middle - 1;
    }
    return this.#segments[low]!;
  }
}
