// Why a step's solution was left where it was: the stop that the step was made for, a waiting event,
// or the difference whose sign changed a trigger (events happen where one crosses zero).

import type { System } from "@chondron/compiler";
import type { AcceptedStep } from "../accepted-step.js";
import type { Landing, TracedChange } from "./trace.js";

/** @param earlier ids of the waits that began before this moment. */
export function landingOf(
  system: System,
  step: AcceptedStep,
  reached: number,
  p: Float64Array,
  changes: readonly TracedChange[],
  earlier: ReadonlySet<number>,
): Landing {
  const first = changes.find((c) => c.kind !== "save");
  // What an action triggers happens at the action's time.
  if (!first || first.kind === "action") return { kind: "fixed" };
  for (const change of changes)
    if (change.kind === "event" && change.waited !== undefined && earlier.has(change.waited))
      return { kind: "due", id: change.waited };
  const root = crossed(system, step, reached, p);
  return root < 0 ? { kind: "unknown" } : { kind: "root", root };
}

/** The difference that has another sign at the double before `reached`; -1 where none has. */
function crossed(system: System, step: AcceptedStep, reached: number, p: Float64Array): number {
  const { states, rootCount } = system.compiled;
  const y = new Float64Array(states.length);
  const roots = [previousDouble(reached), reached].map((time) => {
    step.interpolate(time === step.end ? 1 : (time - step.start) / step.size, y);
    const values = new Float64Array(rootCount);
    system.roots(time, y, p, values);
    return values;
  });
  return roots[0]!.findIndex((before, r) => Math.sign(before) !== Math.sign(roots[1]![r]!));
}

const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);

/** The next smaller double of a finite number. */
function previousDouble(x: number): number {
  if (x === 0) return -Number.MIN_VALUE;
  double[0] = x;
  bits[0]! += x > 0 ? -1n : 1n;
  return double[0];
}
