// One model of the bench with everything that every program needs to run its population: the
// compiled model, SBML text with the schedule as events, parameters that vary, times to record, and the
// typical size of each state, by which errors and absolute tolerances are measured.

import { compile, loadJs, workingLength } from "@chondron/compiler";
import { checkModel, hasErrors, writeSbml } from "@chondron/model";
import { integrate } from "@chondron/solver";
import { splitTimedEvents, withGlobalParameters, withScheduledEvents } from "./prepare-model.mjs";
import { normals } from "./random.mjs";

const outputCount = 24;
/** Points of the run in which the sizes of the states are found. */
const sizePoints = 400;
/** Absolute tolerance of a state: this times the relative one times the state's size. */
const absoluteFactor = 1e-3;

/**
 * id, title; model: checked; end; cv: coefficient of variation of every parameter; or variation: Map
 * from parameter to { cv, low, high }; actions and schedule beside the events of the model;
 * fixed: parameters that do not vary; saveAt: absent: 24 even times.
 */
export function makeCase({
  id,
  title,
  model: original,
  end,
  cv,
  variation,
  saveAt,
  fixed,
  ...given
}) {
  const split = splitTimedEvents(withGlobalParameters(original));
  const actions = [...split.actions, ...(given.actions ?? [])];
  const shift = split.actions.length;
  const added = (given.schedule ?? []).map((s) => ({ ...s, action: s.action + shift }));
  const schedule = [...split.schedule, ...added].sort((a, b) => a.time - b.time);
  const { model } = split;
  const compiled = compiledOf(model, actions);
  const outline = {
    id,
    title,
    model,
    actions,
    compiled,
    end,
    schedule: schedule.filter((s) => s.time <= end).map((s) => ({ ...s, arguments: [] })),
    saveAt: Float64Array.from(saveAt ?? timesClearOf(schedule, end)),
    evenOutputs: saveAt === undefined,
    varied: variedParameters(model, compiled, variation ?? cv).filter((v) => !fixed?.has(v.id)),
  };
  return withSizes(outline);
}

/** SBML of a case: what programs that read SBML are given. */
export function sbmlOf({ model, actions, schedule }) {
  return writeSbml(withScheduledEvents(model, actions, schedule));
}

export function compiledOf(model, actions) {
  const problems = checkModel(model);
  if (hasErrors(problems)) throw new Error(problems.map((d) => d.message).join("\n"));
  const { compiled, diagnostics } = compile(model, { actions });
  if (!compiled) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return compiled;
}

function evenTimes(end, count) {
  return Array.from({ length: count }, (_, i) => (end * (i + 1)) / count);
}

// Programs differ in whether an output at the time of a dose shows the state before or after it, so
// there is none: the number of outputs next to the usual one that has no such time.
function timesClearOf(schedule, end) {
  const taken = new Set(schedule.map((s) => s.time));
  const counts = Array.from({ length: outputCount }, (_, i) => [outputCount - i, outputCount + i]);
  const clear = counts.flat().find((n) => evenTimes(end, n).every((t) => !taken.has(t)));
  if (clear === undefined) throw new Error("every grid of outputs meets a dose");
  return evenTimes(end, clear);
}

/** Parameters of the text with a value other than zero that nothing computes or changes. */
function variedParameters(model, compiled, variation) {
  const plain = new Set(model.parameters.map((p) => p.id));
  const assigned = model.events.flatMap((e) => e.assignments.map((a) => a.variable));
  const changed = new Set(assigned);
  return compiled.parameters.flatMap(({ id, value, computed }, index) => {
    if (computed || !(Math.abs(value) > 0) || !plain.has(id) || changed.has(id)) return [];
    const one = typeof variation === "number" ? { cv: variation } : variation.get(id);
    if (!one || !(one.cv > 0)) return [];
    const { cv, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = one;
    return [{ index, id, logSd: Math.sqrt(Math.log(1 + cv * cv)), low, high }];
  });
}

/** [patient][parameter] of a population: log-normal around the text's values (the median). */
export function population({ compiled, varied }, count) {
  const width = compiled.parameters.length;
  const nominal = compiled.parameters.map((p) => p.value);
  const values = new Float64Array(count * width);
  for (let patient = 0; patient < count; patient++) {
    values.set(nominal, patient * width);
    const normal = normals(1000 + patient);
    for (const { index, logSd, low, high } of varied) {
      const value = nominal[index] * Math.exp(logSd * normal());
      values[patient * width + index] = Math.min(high, Math.max(low, value));
    }
  }
  return values;
}

/** Parameters completed and states at the start of each patient: { parameters, states }. */
export function starts({ compiled }, parameters, count) {
  const system = loadJs(compiled);
  const [np, n] = [compiled.parameters.length, compiled.states.length];
  const completed = parameters.slice();
  const states = new Float64Array(count * n);
  const working = new Float64Array(workingLength(compiled));
  for (let patient = 0; patient < count; patient++) {
    working.set(parameters.subarray(patient * np, (patient + 1) * np));
    const y = states.subarray(patient * n, (patient + 1) * n);
    y.set(compiled.states.map((s) => s.initialValue));
    system.initial(0, working, y, new Uint8Array(np), new Uint8Array(n));
    completed.set(working.subarray(0, np), patient * np);
  }
  return { parameters: completed, states };
}

// Two sizes of a state: `sizes` in what its symbol means, which outputs are compared in, and
// `amountSizes` in what the state holds, which tolerances are stated in.
function withSizes(outline) {
  const { compiled, end, schedule } = outline;
  const first = nominalSizes(outline, new Float64Array(compiled.states.length).fill(1));
  const refined = nominalSizes(outline, first.amountSizes);
  const tolerance = (relative) => ({
    relative,
    absolute: refined.amountSizes.map((size) => relative * absoluteFactor * size),
  });
  return { ...outline, end, schedule, ...refined, tolerance };
}

function nominalSizes({ compiled, end, schedule }, amountSizes) {
  const system = loadJs(compiled);
  const { observables, states } = compiled;
  const compartments = states.map((s) => observables.indexOf(s.concentrationIn ?? ""));
  const afterJumps = schedule.map((s) => s.time + end * 1e-6);
  const times = [0, ...evenTimes(end, sizePoints), ...afterJumps].filter((t) => t <= end);
  const solution = integrate(system, {
    start: 0,
    end,
    parameters: Float64Array.from(compiled.parameters, (p) => p.value),
    schedule,
    saveAt: Float64Array.from(new Set(times.sort((a, b) => a - b))),
    tolerance: { relative: 1e-6, absolute: amountSizes.map((s) => 1e-9 * s) },
    maxSteps: 1_000_000,
  });
  if (solution.code !== 0) throw new Error(`nominal run ended with code ${solution.code}`);
  const sizes = states.map((s) => columnSize(solution.values, observables, s.id) || 1);
  const volume = (c) => (c < 0 ? 1 : solution.values[c]);
  return {
    sizes: Float64Array.from(sizes),
    amountSizes: Float64Array.from(sizes, (size, i) => size * volume(compartments[i])),
  };
}

function columnSize(values, observables, id) {
  let largest = 0;
  for (let at = observables.indexOf(id); at < values.length; at += observables.length)
    largest = Math.max(largest, Math.abs(values[at]));
  return largest;
}
