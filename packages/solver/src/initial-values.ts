// State and parameters where a run starts: what the caller gives, what the text says, what initial
// assignments and algebraic rules compute.

import type { System } from "@chondron/compiler";
import type { Consistency } from "./consistency.js";
import type { Beginning, History } from "./history.js";
import type { Problem } from "./problem.js";

/** Rounds of initial assignments and algebraic rules, which may read each other. */
const roundLimit = 10;

/** Fill y [state] and p, whose context is set, with consistent values at the start. */
export function initialize(
  system: System,
  problem: Problem,
  y: Float64Array,
  p: Float64Array,
  consistency: Consistency,
  history?: History,
): void {
  const { compiled } = system;
  const { parameters, fixedParameters, initialState, start } = problem;
  p.set(parameters);
  const fixedStates = new Uint8Array(y.length);
  for (let s = 0; s < y.length; s++) {
    const given = initialState?.[s] ?? Number.NaN;
    fixedStates[s] = Number.isNaN(given) ? 0 : 1;
    y[s] = fixedStates[s] ? given : compiled.states[s]!.initialValue;
  }
  const fixed = fixedParameters ?? new Uint8Array(parameters.length);
  const states = y.slice();
  const beginning = { start, states, parameters, fixedStates, fixedParameters: fixed };
  history?.begin(beginning);
  compute(system, beginning, y, p, consistency);
  // What the past before the start reads of them is what they are now.
  for (const s of compiled.algebraicStates) {
    states[s] = y[s]!;
    fixedStates[s] = 1;
  }
  consistency.equilibrate(start, y, p);
  history?.standAt(start, y);
  history?.jumped(start, y, p);
}

// Initial assignments may read algebraic variables and rules what they assign.
function compute(
  system: System,
  { start, fixedParameters, fixedStates }: Beginning,
  y: Float64Array,
  p: Float64Array,
  consistency: Consistency,
): void {
  const { algebraicStates } = system.compiled;
  system.initial(start, p, y, fixedParameters, fixedStates);
  system.hoist(p);
  if (algebraicStates.length === 0) return;
  const known = fixedStates.slice();
  for (const s of algebraicStates) known[s] = 1;
  for (let round = 0; round < roundLimit; round++) {
    const before = y.slice();
    consistency.solveAlgebraic(start, y, p);
    system.initial(start, p, y, fixedParameters, known);
    system.hoist(p);
    if (before.every((value, s) => Object.is(value, y[s]))) return;
  }
}
