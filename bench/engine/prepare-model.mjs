// Changes of a model that put every program of the bench on the same footing: parameters of kinetic
// laws become parameters of the model, so that all can be set by name; fast reactions become ordinary
// ones, as most programs read them; events at known times become a schedule, which programs that only
// read SBML get back as events.

import { parseFormula, printFormula, substitute } from "@chondron/model";

/** Parameters of kinetic laws as global ones, named reaction_parameter; fast reactions as slow ones. */
export function withGlobalParameters(model) {
  const added = [];
  const reactions = model.reactions.map(({ fast, ...reaction }) => {
    const { kineticLaw } = reaction;
    if (!kineticLaw || kineticLaw.localParameters.length === 0) return reaction;
    const bindings = new Map();
    for (const parameter of kineticLaw.localParameters) {
      const id = `${reaction.id}_${parameter.id}`;
      added.push({ ...parameter, id });
      bindings.set(parameter.id, { kind: "symbol", id });
    }
    const expression = substitute(kineticLaw.expression, bindings);
    return { ...reaction, kineticLaw: { expression, localParameters: [] } };
  });
  return { ...model, parameters: [...model.parameters, ...added], reactions };
}

/**
 * Take events that fire once at a time in the text out of a model.
 * Returns the model without them, the actions (equal ones once), and the schedule, ascending.
 */
export function splitTimedEvents(model) {
  const actions = [];
  const schedule = [];
  const events = model.events.filter((event) => {
    const time = fixedTime(event);
    if (time === undefined) return true;
    schedule.push({ time, action: placeOf(actions, event.assignments) });
    return false;
  });
  schedule.sort((a, b) => a.time - b.time);
  return { model: { ...model, events }, actions, schedule };
}

/** The time of a trigger `time >= number` of an event without delay; else undefined. */
function fixedTime({ trigger, delay }) {
  if (delay || trigger.kind !== "apply") return undefined;
  const [left, right] = trigger.arguments;
  const isTime = left?.kind === "constant" && left.name === "time";
  const compares = trigger.operator === "geq" || trigger.operator === "gt";
  return isTime && compares && right?.kind === "number" ? right.value : undefined;
}

function placeOf(actions, eventAssignments) {
  const assignments = eventAssignments.map(({ variable, expression }) => ({
    variable,
    formula: printFormula(expression),
  }));
  const key = JSON.stringify(assignments);
  const known = actions.findIndex((a) => JSON.stringify(a.assignments) === key);
  if (known >= 0) return known;
  return actions.push({ id: `action${actions.length}`, arguments: [], assignments }) - 1;
}

/**
 * The model with a schedule as SBML events: one that repeats where an action comes at even intervals,
 * else one for each time.
 */
export function withScheduledEvents(model, actions, schedule) {
  const parameters = [];
  const events = actions.flatMap((action, k) => {
    const times = schedule.filter((s) => s.action === k).map((s) => s.time);
    const assignments = action.assignments.map(({ variable, formula }) => ({
      variable,
      expression: parseFormula(formula).expression,
    }));
    const step = evenStep(times);
    if (step === undefined)
      return times.map((time, i) => event(`${action.id}_${i}`, number(time), assignments));
    const next = `${action.id}_next`;
    parameters.push({ id: next, value: times[0], constant: false });
    const condition = apply("lt", number(times.at(-1) - step / 2), time);
    const following = apply("plus", symbol(next), number(step));
    const again = apply("piecewise", number(1e300), condition, following);
    return [
      event(action.id, symbol(next), [...assignments, { variable: next, expression: again }]),
    ];
  });
  return {
    ...model,
    parameters: [...model.parameters, ...parameters],
    events: [...model.events, ...events],
  };
}

function evenStep(times) {
  if (times.length < 4) return undefined;
  const step = times[1] - times[0];
  const even = times.every((t, i) => Math.abs(t - times[0] - i * step) < 1e-9 * step);
  return even ? step : undefined;
}

const time = { kind: "constant", name: "time" };
const number = (value) => ({ kind: "number", value });
const symbol = (id) => ({ kind: "symbol", id });
const apply = (operator, ...args) => ({ kind: "apply", operator, arguments: args });

function event(id, at, assignments) {
  return {
    id,
    trigger: apply("geq", time, at),
    initialValue: true,
    persistent: true,
    useValuesFromTriggerTime: true,
    assignments,
  };
}

/** The model with its states starting at `values`, a Map from id to what the symbol means. */
export function startingAt(model, values) {
  const given = [...values].map(([id, value]) => ({ symbol: id, expression: number(value) }));
  const kept = model.initialAssignments.filter((a) => !values.has(a.symbol));
  return { ...model, initialAssignments: [...kept, ...given] };
}
