// Derivatives of runs with events of the model, whose times move, against central differences of runs
// at tight tolerances, over BioModels with events that fire; and the adjoint against the forward mode.

import { loadJs, type System } from "@chondron/compiler";
import {
  AdjointSensitivities,
  ForwardSensitivities,
  findInputs,
  integrate,
  type Problem,
} from "@chondron/solver";
import { expect, it } from "vitest";
import { compileModel, readEnds, readPack } from "../biomodels/biomodels.js";
import { defaultParameters, uniformTolerance } from "../problems/problem.js";

const pack = readPack();
const rows = 4;

/** Model, number of firings, bound in units of each derivative's curve. */
const models: readonly [id: string, fired: number, bound: number][] = [
  ["BIOMD0000000148", 3, 1e-5],
  ["BIOMD0000000806", 6, 1e-3],
  ["BIOMD0000000928", 1, 1e-5],
];

it.runIf(pack).each(models)(
  "%s, with %d firings",
  (id, firings, bound) => {
    const compiled = compileModel(pack!.get(id)!, `${id}.xml`);
    const system = loadJs(compiled);
    const end = readEnds().get(id)!;
    const problem: Problem = {
      start: 0,
      end,
      parameters: defaultParameters(system),
      saveAt: Float64Array.from({ length: rows }, (_, i) => (end * (i + 1)) / rows),
      observe: Int32Array.from(compiled.states, (s) => compiled.observables.indexOf(s.id)),
      tolerance: uniformTolerance(system, 1e-9, 1e-18),
    };
    const literal = compiled.parameters.filter((p) => !p.computed && p.value !== 0);
    const stride = Math.ceil(literal.length / 4);
    const ids = literal.filter((_, i) => i % stride === 1 % stride).map((p) => p.id);
    const { inputs } = findInputs(compiled, ids);
    const { solution, derivatives, undefinedFrom } = new ForwardSensitivities(system, inputs).run(
      problem,
    );
    expect(solution.fired).toHaveLength(firings);
    expect(undefinedFrom).toBe(Number.POSITIVE_INFINITY);
    const n = compiled.states.length;
    ids.forEach((_, j) => {
      const index = inputs[j]!.index;
      const differences = centralDifferences(system, problem, index);
      for (let s = 0; s < n; s++) {
        const curve = Array.from({ length: rows }, (_, i) => i * n + s);
        const size = Math.max(...curve.map((i) => Math.abs(solution.values[i]!)));
        const floor = (1e-2 * size) / Math.abs(problem.parameters[index]!);
        const scale = Math.max(floor, ...curve.map((i) => Math.abs(differences[i]!)));
        for (const i of curve) {
          const error = Math.abs(derivatives[i * ids.length + j]! - differences[i]!);
          expect(error).toBeLessThanOrEqual(bound * scale);
        }
      }
    });
    const weights = solution.values.map((_, i) => Math.sin(1 + i));
    const gradient = new AdjointSensitivities(system, inputs).run(problem).gradient(weights);
    ids.forEach((_, j) => {
      const terms = weights.map((w, i) => w * derivatives[i * ids.length + j]!);
      const sum = terms.reduce((a, b) => a + b, 0);
      const floor = weights.reduce(
        (most, w, i) => Math.max(most, Math.abs(w * solution.values[i]!)),
        0,
      );
      const scale = terms.reduce(
        (a, b) => a + Math.abs(b),
        floor / Math.abs(problem.parameters[inputs[j]!.index]!),
      );
      expect(Math.abs(gradient[j]! - sum)).toBeLessThan(1e-10 * scale);
    });
  },
  60_000,
);

function centralDifferences(system: System, problem: Problem, index: number): Float64Array {
  const increment = 1e-4 * Math.abs(problem.parameters[index]!);
  const [after, before] = [increment, -increment].map((change) => {
    const parameters = problem.parameters.slice();
    parameters[index]! += change;
    const tolerance = uniformTolerance(system, 1e-11, 1e-20);
    const { values } = integrate(system, { ...problem, parameters, tolerance });
    return values;
  });
  return after!.map((value, i) => (value - before![i]!) / (2 * increment));
}
