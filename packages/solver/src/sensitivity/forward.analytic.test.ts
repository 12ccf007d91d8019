// Forward sensitivities on problems solved by hand: decay, absorption under doses, events whose times
// move, delays, algebraic rules.

import { type CompiledModel, loadJs } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import {
  compileModel,
  compileText,
  defaultParameters,
  modelOf,
  uniformTolerance,
  withAlgebraicRules,
} from "../../../../tests/problems/problem.js";
import type { Problem } from "../problem.js";
import { ForwardSensitivities, type ForwardSolution } from "./forward.js";
import { findInputs } from "./inputs.js";

interface Derivatives extends ForwardSolution {
  /** d(observable)/d(input) in a row of saveAt. */
  d(observable: string, input: string, row: number): number;
  at(observable: string, row: number): number;
}

function differentiated(
  model: CompiledModel | string,
  ids: readonly string[],
  extra: Partial<Problem> & { readonly end: number },
): Derivatives {
  const compiled = typeof model === "string" ? compileText(model) : model;
  const system = loadJs(compiled);
  const { inputs } = findInputs(compiled, ids);
  const run = new ForwardSensitivities(system, inputs).run({
    start: 0,
    parameters: defaultParameters(system),
    saveAt: Float64Array.of(extra.end),
    tolerance: uniformTolerance(system, 1e-10, 1e-13),
    ...extra,
  });
  const { observables } = compiled;
  const place = (observable: string, row: number): number =>
    row * observables.length + observables.indexOf(observable);
  return {
    ...run,
    at: (observable, row) => run.solution.values[place(observable, row)]!,
    d: (observable, input, row) =>
      run.derivatives[place(observable, row) * ids.length + ids.indexOf(input)]!,
  };
}

function expectNear(value: number, expected: number, bound = 1e-8): void {
  expect(Math.abs(value - expected)).toBeLessThan(bound * (1 + Math.abs(expected)));
}

describe("linear equations", () => {
  it("decay: by rate, initial value and through an observed formula", () => {
    const times = Float64Array.of(0, 0.5, 1, 4);
    const run = differentiated("x = 3; k = 0.7; x' = -k*x; z := k*x^2", ["k", "x"], {
      end: 4,
      saveAt: times,
    });
    times.forEach((t, row) => {
      const x = 3 * Math.exp(-0.7 * t);
      expectNear(run.d("x", "k", row), -t * x);
      expectNear(run.d("x", "x", row), x / 3);
      expectNear(run.d("z", "k", row), x * x - 2 * 0.7 * t * x * x);
      expectNear(run.d("z", "x", row), (2 * 0.7 * x * x) / 3);
    });
  });

  it("explicit time: x' = a·cos(w·t)", () => {
    const run = differentiated("x = 0; a = 2; w = 3; x' = a*cos(w*time)", ["a", "w"], { end: 2 });
    expectNear(run.d("x", "a", 0), Math.sin(6) / 3);
    expectNear(run.d("x", "w", 0), 2 * ((2 * Math.cos(6)) / 3 - Math.sin(6) / 9));
  });

  it("a start value that an initial assignment computes follows its parameters", () => {
    const text = "k = 0.5; x = 2*k^2; x' = -x";
    const run = differentiated(text, ["k"], { end: 1 });
    expectNear(run.d("x", "k", 0), 4 * 0.5 * Math.exp(-1));
    const taken = differentiated(text, ["k", "x"], { end: 1 });
    expectNear(taken.d("x", "k", 0), 0);
    expectNear(taken.d("x", "x", 0), Math.exp(-1));
  });
});

describe("doses", () => {
  const compiled = compileText(
    "gut = 0; amount = 0; ka = 1.3; CL = 2; V = 10; F = 0.8; var ka; gut' = -ka*gut; amount' = ka*gut - CL/V*amount; C := amount/V",
    {
      actions: [
        {
          id: "oral",
          arguments: ["dose"],
          assignments: [{ variable: "gut", formula: "gut + F*dose" }],
        },
        { id: "faster", arguments: [], assignments: [{ variable: "ka", formula: "2*ka" }] },
      ],
    },
  );
  const schedule = [0, 6, 12].map((time) => ({ time, action: 0, arguments: [100] }));
  const saveAt = Float64Array.of(3, 6, 9, 20);

  /** Concentration under first-order absorption (Bateman), superposed. */
  function concentration(t: number, ka: number, CL: number, V: number, F: number): number {
    const k = CL / V;
    return schedule
      .filter(({ time }) => time < t)
      .reduce((sum, { time }) => {
        const since = t - time;
        const factor = (F * 100 * ka) / (V * (ka - k));
        return sum + factor * (Math.exp(-k * since) - Math.exp(-ka * since));
      }, 0);
  }

  it("one compartment with absorption: by ka, CL, V and F", () => {
    const ids = ["ka", "CL", "V", "F"];
    const run = differentiated(compiled, ids, { end: 20, saveAt, schedule });
    const values = [1.3, 2, 10, 0.8] as const;
    saveAt.forEach((t, row) => {
      expectNear(run.at("C", row), concentration(t, ...values));
      ids.forEach((id, i) => {
        // Fourth-order differences of the closed form: error about 1e-12.
        const h = 1e-3 * values[i]!;
        const at = (d: number): number => {
          const [ka, CL, V, F] = values.map((v, k) => (k === i ? v + d : v));
          return concentration(t, ka!, CL!, V!, F!);
        };
        const slope = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
        expectNear(run.d("C", id, row), slope);
      });
    });
  });

  it("an action that changes a parameter carries its derivative on", () => {
    const run = differentiated(compiled, ["ka"], {
      end: 2,
      schedule: [
        { time: 0, action: 0, arguments: [1] },
        { time: 1, action: 1, arguments: [] },
      ],
    });
    // gut = F·exp(-ka)·exp(-2·ka) at t = 2.
    expectNear(run.d("gut", "ka", 0), -3 * 0.8 * Math.exp(-3 * 1.3));
  });
});

describe("events of the model", () => {
  const ids = ["k", "x", "c", "r"];
  // x falls from x0 to c at τ = ln(x0/c)/k, and from r on.
  const text = "x = 3; k = 0.7; c = 1; r = 2; n = 0; var n; x' = -k*x; at (x < c): x = r, n = time";
  const tau = Math.log(3) / 0.7;

  it("a level crossed: the time moves with all that moves the state", () => {
    const run = differentiated(text, ids, { end: 2, saveAt: Float64Array.of(1, 1.7, 2) });
    [1.7, 2].forEach((t, i) => {
      const x = 2 * Math.exp(-0.7 * (t - tau));
      const row = i + 1;
      expectNear(run.d("x", "k", row), -t * x);
      expectNear(run.d("x", "x", row), x / 3);
      expectNear(run.d("x", "c", row), -x);
      expectNear(run.d("x", "r", row), x / 2);
      expectNear(run.d("n", "k", row), -tau / 0.7);
      expectNear(run.d("n", "x", row), 1 / (0.7 * 3));
      expectNear(run.d("n", "c", row), -1 / 0.7);
    });
    expectNear(run.d("x", "k", 0), -3 * Math.exp(-0.7));
  });

  it.each(["", ", fromTrigger=false"])("a delay that is a parameter%s", (mode) => {
    const delayed = `x = 3; k = 0.7; c = 1; d = 0.5; y = 0; var y; x' = -k*x; at d after (x < c)${mode}: y = x + time`;
    const run = differentiated(delayed, ["k", "c", "d"], { end: 4 });
    // From trigger time y = c + τ; else y = c·exp(-k·d) + τ + d.
    const late = mode !== "";
    const fall = late ? Math.exp(-0.7 * 0.5) : 1;
    expectNear(run.d("y", "c", 0), fall - 1 / 0.7);
    expectNear(run.d("y", "k", 0), -tau / 0.7 - (late ? 0.5 * fall : 0));
    expectNear(run.d("y", "d", 0), late ? -0.7 * fall + 1 : 0);
  });

  it.each(["", ", fromTrigger=false"])("the state after a delayed event%s", (mode) => {
    const delayed = `x = 3; k = 0.7; c = 1; d = 0.5; y = 0; y' = 1; x' = -k*x; at d after (y > c)${mode}: x = 0.1*x`;
    const run = differentiated(delayed, ["c", "d", "k"], { end: 3 });
    // At trigger time x is larger by exp(k·d) than when it is stored: x(3) = 0.3·exp(-k·(3 - d)). Else
    // it does not matter when the factor acts.
    const held = mode === "" ? 0.5 : 0;
    const x = 0.3 * Math.exp(-0.7 * (3 - held));
    expectNear(run.at("x", 0), x);
    expectNear(run.d("x", "c", 0), 0);
    expectNear(run.d("x", "d", 0), mode === "" ? 0.7 * x : 0);
    expectNear(run.d("x", "k", 0), -(3 - held) * x);
  });

  it("a time in the text of the trigger", () => {
    const run = differentiated(
      "x = 1; k = 0.7; T = 1.3; x' = -k*x; at (time > T): x = x + T",
      ["T"],
      {
        end: 3,
      },
    );
    // x = exp(-3k) + T·exp(-k·(3 - T))
    const rest = Math.exp(-0.7 * 1.7);
    expectNear(run.d("x", "T", 0), rest + 1.3 * 0.7 * rest);
  });

  it("one event that sets off another at once", () => {
    const chain =
      "x = 0; v = 2; a = 0; b = 0; x' = v; var a, b; at (x > 1): a = time; at (a > 0): b = 2*a + x";
    const run = differentiated(chain, ["v"], { end: 2 });
    // a = 1/v, b = 2/v + 1
    expectNear(run.d("a", "v", 0), -1 / 4);
    expectNear(run.d("b", "v", 0), -2 / 4);
  });

  it("a time that has no derivative is reported, not invented", () => {
    const jump = "x = 0; v = 2; n = 0; x' = v; var n; at (floor(x) > 0): n = time";
    const run = differentiated(jump, ["v"], { end: 2, saveAt: Float64Array.of(0.2, 2) });
    expect(run.undefinedFrom).toBeLessThan(0.6);
    expectNear(run.d("x", "v", 0), 0.2);
    expect(run.d("n", "v", 1)).toBeNaN();
  });
});

it("algebraic rules: what follows from the states follows in its derivative", () => {
  const model = modelOf(
    "x = 2; k = 0.7; z = 1; y = 0; var z; x' = -k*x; y' = z",
    withAlgebraicRules("z*z - k*x"),
  );
  const run = differentiated(compileModel(model), ["k", "x"], {
    end: 1,
    saveAt: Float64Array.of(0, 1),
  });
  // z = sqrt(k·x), x = x0·exp(-k·t)
  [0, 1].forEach((t, row) => {
    const x = 2 * Math.exp(-0.7 * t);
    const z = Math.sqrt(0.7 * x);
    expectNear(run.at("z", row), z, 1e-7);
    expectNear(run.d("z", "x", row), z / (2 * 2), 1e-6);
    expectNear(run.d("z", "k", row), (x - 0.7 * t * x) / (2 * z), 1e-6);
  });
});
