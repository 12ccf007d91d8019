// Our side of the bench, behind one door: a compiled case and a target go in, outputs of a population
// come out. `target` is "js", "wasm" or "wasm-simd"; targets that this build lacks are not listed.

import { loadJs, workingLength } from "@chondron/compiler";
import { Integrator, methods } from "@chondron/solver";

/** Ways to run: every target with every method. */
export function engines(targets = ["js"]) {
  return targets.flatMap((target) =>
    Object.keys(methods).map((method) => ({ name: `${target} ${method}`, target, method })),
  );
}

/**
 * A runner of a case. `run(parameters, count, relative)` integrates `count` patients of
 * parameters [patient][parameter] in the calling thread; yields outputs [patient][output][state] in
 * the quantities of the symbols, the number that failed, and the work done.
 */
export function openOurs(benchCase, { method }) {
  const { compiled, saveAt, end, schedule, tolerance } = benchCase;
  const integrator = new Integrator(loadJs(compiled), method);
  const observe = Int32Array.from(compiled.states, (s) => compiled.observables.indexOf(s.id));
  const np = compiled.parameters.length;
  const width = saveAt.length * observe.length;
  const run = (parameters, count, relative) => {
    const outputs = new Float64Array(count * width);
    const counters = { steps: 0, rejected: 0, rhsCalls: 0, jacobianCalls: 0, factorizations: 0 };
    let failed = 0;
    const shared = { start: 0, end, schedule, saveAt, observe, tolerance: tolerance(relative) };
    for (let k = 0; k < count; k++) {
      const patient = parameters.subarray(k * np, (k + 1) * np);
      const solution = integrator.run({ ...shared, parameters: patient, maxSteps: 1_000_000 });
      if (solution.code !== 0) failed++;
      outputs.set(solution.values, k * width);
      for (const name of Object.keys(counters)) counters[name] += solution.counters[name];
    }
    return { outputs, failed, counters };
  };
  return { run, close: () => {} };
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
