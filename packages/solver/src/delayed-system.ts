// A System with delays as one without: before each evaluation the delayed values are looked up in
// the run's history and put where the equations read them. Steppers and controllers see no difference.

import type { System } from "@chondron/compiler";
import type { History } from "./history.js";

export function withHistory(system: System, history: History): System {
  const look = (t: number, y: Float64Array, p: Float64Array): void => history.fill(t, y, p);
  const { compiled } = system;
  return {
    compiled,
    hoist: (p) => system.hoist(p),
    initial: (t, p, y, fixedParameters, fixedStates) => {
      // At the start nothing has changed yet: the past is what it is now.
      system.initial(t, p, y, fixedParameters, fixedStates);
      system.hoist(p);
      history.standAt(t, y);
      look(t, y, p);
      system.initial(t, p, y, fixedParameters, fixedStates);
    },
    rhs: (t, y, p, f) => {
      look(t, y, p);
      system.rhs(t, y, p, f);
    },
    jacobian: (t, y, p, values) => {
      look(t, y, p);
      system.jacobian(t, y, p, values);
    },
    timeDerivative: (t, y, p, f) => timeDerivative(system, history, t, y, p, f),
    observe: (t, y, p, out) => {
      look(t, y, p);
      system.observe(t, y, p, out);
    },
    triggers: (t, y, p, out) => {
      look(t, y, p);
      system.triggers(t, y, p, out);
    },
    roots: (t, y, p, out) => {
      look(t, y, p);
      system.roots(t, y, p, out);
    },
    lag: (k, t, y, p) => system.lag(k, t, y, p),
    delayed: (k, t, y, p) => system.delayed(k, t, y, p),
    delay: (event, t, y, p) => {
      look(t, y, p);
      return system.delay(event, t, y, p);
    },
    priority: (event, t, y, p) => {
      look(t, y, p);
      return system.priority(event, t, y, p);
    },
    eventValues: (event, t, y, p, values) => {
      look(t, y, p);
      system.eventValues(event, t, y, p, values);
    },
    applyEvent: (event, values, t, y, p) => system.applyEvent(event, values, t, y, p),
    applyAction: (action, args, t, y, p) => {
      look(t, y, p);
      system.applyAction(action, args, t, y, p);
    },
  };
}

// Delayed values move with time by themselves; what that does to f is a difference along them. An
// error of this term costs the method order, not correctness: the error estimate sees it.
function timeDerivative(
  system: System,
  history: History,
  t: number,
  y: Float64Array,
  p: Float64Array,
  out: Float64Array,
): void {
  history.fill(t, y, p);
  system.timeDerivative(t, y, p, out);
  const before = new Float64Array(out.length);
  const after = new Float64Array(out.length);
  const shift = 1e-6 * Math.min(history.shortestLag(t, y, p), 1 + Math.abs(t));
  system.rhs(t, y, p, before);
  history.fill(t + shift, y, p);
  system.rhs(t, y, p, after);
  history.fill(t, y, p);
  for (let s = 0; s < out.length; s++) out[s]! += (after[s]! - before[s]!) / shift;
}
