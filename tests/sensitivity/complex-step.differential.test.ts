// Forward sensitivities and the adjoint against complex-step derivatives of the same discrete solution:
// "exact to the step" means agreement to rounding, whatever the tolerance of the run.

import { type CompiledModel, loadJs } from "@chondron/compiler";
import {
  AdjointSensitivities,
  ForwardSensitivities,
  findInputs,
  type Problem,
  recordTrace,
  rosenbrockMethods,
} from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { compileModel, readPack } from "../biomodels/biomodels.js";
import { compileKnee, parameters } from "../knee/reference-runs.js";
import {
  compileText,
  defaultParameters,
  problemText,
  uniformTolerance,
} from "../problems/problem.js";
import { ComplexRun } from "./complex-run.js";

/** A drug that was not given is 0 but for what the linear solves leave, here up to 1e-15. */
const nothing = 1e-14;

interface Case {
  readonly compiled: CompiledModel;
  readonly problem: Problem;
  readonly ids: readonly string[];
  readonly method?: string;
}

/**
 * Largest deviations from the complex run: of values in units of their curve, of forward derivatives in
 * units of theirs, of the adjoint's gradient of a mixture of all in units of its terms.
 */
function deviations({ compiled, problem, ids, method = "rodas5p" }: Case) {
  const system = loadJs(compiled);
  const { inputs, unknown } = findInputs(compiled, ids);
  expect(unknown).toEqual([]);
  const forward = new ForwardSensitivities(system, inputs, method).run(problem);
  const tableau = rosenbrockMethods[method]!;
  const complex = new ComplexRun(compiled, tableau, recordTrace(system, tableau, problem));
  const { values } = forward.solution;
  const width = compiled.observables.length;
  const size = compiled.observables.map((_, column) => {
    const most = largestIn(values, column, width);
    return most < nothing ? 0 : most;
  });
  const weights = values.map((_, i) =>
    size[i % width]! > 0 ? Math.sin(1 + i) / size[i % width]! : 0,
  );
  const gradient = new AdjointSensitivities(system, inputs, { method })
    .run(problem)
    .gradient(weights);
  let [byValue, byForward, byAdjoint] = [0, 0, 0];
  inputs.forEach((input, j) => {
    const repeated = complex.derivatives(input, inputs);
    const scale = compiled.observables.map((_, c) => largestIn(repeated.derivatives, c, width));
    let [sum, terms] = [0, 0];
    values.forEach((value, i) => {
      const column = i % width;
      if (size[column] === 0) return;
      const expected = repeated.derivatives[i]!;
      byValue = Math.max(byValue, Math.abs(value - repeated.values[i]!) / size[column]!);
      sum += weights[i]! * expected;
      terms += Math.abs(weights[i]! * expected);
      // What is 0 but for rounding of the values themselves has no scale of its own.
      if (!(scale[column]! > 1e-6 * size[column]!)) return;
      const got = forward.derivatives[i * ids.length + j]!;
      byForward = Math.max(byForward, Math.abs(got - expected) / scale[column]!);
    });
    if (terms > 0) byAdjoint = Math.max(byAdjoint, Math.abs(gradient[j]! - sum) / terms);
  });
  return { byValue, byForward, byAdjoint };
}

function largestIn(table: Float64Array, column: number, width: number): number {
  return table.reduce(
    (most, v, i) => (i % width === column ? Math.max(most, Math.abs(v)) : most),
    0,
  );
}

function expectExact(which: Case, bound = 1e-10): void {
  const { byForward, byAdjoint, byValue } = deviations(which);
  expect(byValue).toBeLessThan(bound);
  expect(byForward).toBeLessThan(bound);
  expect(byAdjoint).toBeLessThan(bound);
}

function grid(end: number, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => (end * (i + 1)) / rows);
}

describe.each(["rodas5p", "rodas4"])("%s", (method) => {
  const problemOf = (compiled: CompiledModel, end: number, relative: number): Problem => {
    const system = loadJs(compiled);
    return {
      start: 0,
      end,
      parameters: defaultParameters(system),
      saveAt: grid(end, 6),
      tolerance: uniformTolerance(system, relative, relative * 1e-4),
    };
  };

  it("HIRES by its initial states, coarse steps", () => {
    const compiled = compileText(problemText("hires"));
    const ids = compiled.states.map((s) => s.id);
    expectExact({ compiled, problem: problemOf(compiled, 321.8122, 1e-3), ids, method });
  });

  it("a driven system with every kind of rate, doses and computed starts", () => {
    const compiled = compileText(
      `x = 2*a; y = 0.3; a = 0.7; b = 1.4; n = 2.3; w = 3; c = a^2; u = 1;
       x' = -a*x/(b + x) + sin(w*time)^2 + c; y' = tanh(a*x) - exp(-b)*y^n + log(1 + x) + abs(y - u);
       u' = piecewise(a*u, x > 0.5, -u) + sqrt(x)*cos(time)/(1 + time) + max(x, y)*0.1 - min(u, b);`,
      {
        actions: [
          {
            id: "dose",
            arguments: ["amount"],
            assignments: [
              { variable: "x", formula: "x + a*amount" },
              { variable: "b", formula: "b*(1 + 0.1*y)" },
            ],
          },
        ],
      },
    );
    const problem = {
      ...problemOf(compiled, 5, 1e-4),
      schedule: [0, 1.5, 3].map((time) => ({ time, action: 0, arguments: [1 + time] })),
    };
    expectExact({ compiled, problem, ids: ["a", "b", "n", "w", "x", "y", "u"], method });
  });
});

it("the knee under three doses by parameters of all its modules", () => {
  const knee = compileKnee();
  const { compiled, disease } = knee;
  const { absoluteTolerances, defaultAbsoluteTolerance } = disease.naturalHistory;
  const dose = compiled.actions.findIndex((a) => a.id === "ev.intra-articular");
  const problem: Problem = {
    start: -2 * 365.25,
    end: 365,
    parameters: parameters(knee, { age0: 64, bmi: 31, gene: 1.5, female: 1 }),
    schedule: [0, 30, 60].map((time) => ({ time, action: dose, arguments: [2e10, 1] })),
    saveAt: Float64Array.of(0, 28, 84, 365),
    tolerance: {
      relative: 1e-4,
      absolute: Float64Array.from(
        compiled.states,
        (s) => absoluteTolerances[s.id] ?? defaultAbsoluteTolerance,
      ),
    },
  };
  const literal = compiled.parameters.filter((p) => !p.computed && p.value !== 0);
  const ids = literal.filter((_, i) => i % 60 === 0).map((p) => p.id);
  // Rounding of values (1e-16 a step) seen by derivatives of 1e-6 of them.
  expectExact({ compiled, problem, ids }, 1e-9);
}, 60_000);

const pack = readPack();

it.runIf(pack).each(["BIOMD0000000278", "BIOMD0000000498", "BIOMD0000000619"])(
  "%s by four of its parameters",
  (id) => {
    const compiled = compileModel(pack!.get(id)!, `${id}.xml`);
    const system = loadJs(compiled);
    const literal = compiled.parameters.filter((p) => !p.computed && p.value !== 0);
    const stride = Math.ceil(literal.length / 4);
    const ids = literal.filter((_, i) => i % stride === 1 % stride).map((p) => p.id);
    const problem: Problem = {
      start: 0,
      end: 20,
      parameters: defaultParameters(system),
      saveAt: grid(20, 4),
      tolerance: uniformTolerance(system, 1e-5, 1e-12),
    };
    expectExact({ compiled, problem, ids }, 1e-8);
  },
  60_000,
);
