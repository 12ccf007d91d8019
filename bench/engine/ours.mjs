// Our side of the bench, behind one door: a compiled case, a target and a method go in, outputs of a
// population come out. The js target runs on the Integrator itself; the others as jobs of a pool without
// workers, which keeps their loaded modules. Targets that this build of the solver lacks are not there.

import { loadJs, workingLength } from "@chondron/compiler";
import * as solver from "@chondron/solver";

/** A loose tolerance can make a run crawl; only a reference may take long. */
const maxSteps = (relative) => (relative > 1e-9 ? 100_000 : 1_000_000);
/** Names of the targets of this build. */
const known = solver.targets ?? ["js"];

/** Methods that are tried: the JavaScript target runs long, so it is spared the others. */
const methodsOf = (target) =>
  target === "js"
    ? [solver.rosenbrockMethods.rodas5p.name]
    : [...Object.keys(solver.rosenbrockMethods), "bdf"];

/** Ways to run: each of the targets asked for that this build has, with every method. */
export function engines(asked) {
  const targets = asked.filter((target) => known.includes(target));
  return targets.flatMap((target) =>
    methodsOf(target).map((method) => ({ name: `${target} ${method}`, target, method })),
  );
}

/** The targets asked for that this build lacks. */
export function missingTargets(asked) {
  return asked.filter((target) => !known.includes(target));
}

/**
 * A runner of a case. `run(parameters, count, relative)` integrates `count` patients of
 * parameters [patient][parameter] on the calling thread; it yields, or promises, outputs
 * [patient][output][state] in the quantities of the symbols, how many failed, and the work done.
 */
export async function openOurs(benchCase, engine) {
  return engine.target === "js" ? openIntegrator(benchCase, engine) : openLanes(benchCase, engine);
}

function openIntegrator({ compiled, saveAt, end, schedule, tolerance }, { method }) {
  const integrator = new solver.Integrator(loadJs(compiled), method);
  const observe = Int32Array.from(compiled.states, (s) => compiled.observables.indexOf(s.id));
  const np = compiled.parameters.length;
  const width = saveAt.length * observe.length;
  const run = (parameters, count, relative) => {
    const outputs = new Float64Array(count * width);
    const shared = { start: 0, end, schedule, saveAt, observe };
    const limits = { tolerance: tolerance(relative), maxSteps: maxSteps(relative) };
    const problem = { ...shared, ...limits };
    let failed = 0;
    let steps = 0;
    for (let k = 0; k < count; k++) {
      const own = parameters.subarray(k * np, (k + 1) * np);
      const { code, values, counters } = integrator.run({ ...problem, parameters: own });
      if (code !== solver.ResultCode.success) failed++;
      steps += counters.steps;
      outputs.set(values, k * width);
    }
    return { outputs, failed, steps };
  };
  return { run, close: () => {} };
}

async function openLanes({ compiled, saveAt, end, schedule, tolerance }, { target, method }) {
  const pool = await solver.openPool({ workers: 0 });
  const observe = compiled.states.map((s) => s.id);
  const np = compiled.parameters.length;
  const run = async (parameters, count, relative) => {
    const { codes, values, counters } = await pool.run({
      compiled,
      observe,
      lanes: count,
      start: 0,
      end,
      saveAt,
      parameters: parameters.subarray(0, count * np),
      schedules: new Array(count).fill(schedule),
      tolerance: tolerance(relative),
      method,
      target,
      maxSteps: maxSteps(relative),
    });
    const failed = codes.filter((code) => code !== solver.ResultCode.success).length;
    return { outputs: values, failed, steps: counters.steps };
  };
  return { run, close: () => pool.close() };
}

/**
 * Calls of the kernels of a case by name, at the text's parameters and start, each over the lanes of
 * the target; undefined where the target exports none. The js target has the system's own functions;
 * its linear algebra is inside its stepper.
 */
export function kernelsOf({ compiled }, target) {
  if (target !== "js") return undefined;
  const system = loadJs(compiled);
  const p = new Float64Array(workingLength(compiled));
  p.set(compiled.parameters.map((q) => q.value));
  const y = Float64Array.from(compiled.states, (s) => s.initialValue);
  system.initial(0, p, y, new Uint8Array(compiled.parameters.length), new Uint8Array(y.length));
  system.hoist(p);
  const f = new Float64Array(y.length);
  const entries = new Float64Array(compiled.jacobian.rows.length);
  const observed = new Float64Array(compiled.observables.length);
  return {
    hoist: () => system.hoist(p),
    rhs: () => system.rhs(0, y, p, f),
    jacobian: () => system.jacobian(0, y, p, entries),
    observe: () => system.observe(0, y, p, observed),
  };
}
