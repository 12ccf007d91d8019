// Models with events of every kind, algebraic rules, fast reactions and doses on every target; and the
// laws that hold whatever the target: output changes no step, doses are hit, order is irrelevant.

import type { CompiledModel } from "@chondron/compiler";
import { type Problem, ResultCode, targets } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { compileModel, compileText, modelOf, withAlgebraicRules } from "../problems/problem.js";
import {
  engineFor,
  expectAgreement,
  expectIdentical,
  problemOf,
  runAll,
  runOn,
} from "./targets.js";

const decay = "y = 1; y' = -0.3*y; z = 0; z' = y - z;";
const kinds: Readonly<Record<string, string>> = {
  "delayed by a constant": `${decay} at 1 after y < 0.5: y = y + 1`,
  "delayed by a state": `${decay} at y after time > 1.5: z = z + 3`,
  "values of the trigger's time": `${decay} k = 0; at 2 after time >= 1, fromTrigger=true: z = y`,
  "values of the firing's time": `${decay} at 2 after time >= 1, fromTrigger=false: z = y`,
  "priorities at one moment": `${decay} at time >= 2, priority = 1: z = 2*z
    at time >= 2, priority = 5: z = z + 10`,
  "priorities that change": `${decay} a = 0; at time >= 2, priority = z: a = 1, z = 0
    at time >= 2, priority = y: y = 0.1*a + y`,
  "not persistent": `${decay} at 1 after z > 0.5, persistent=false: y = 5`,
  "by the clock": `${decay} at time >= 2.5: y = 2; at time > 4 && time < 6: z = 0`,
  "at one time exactly": `${decay} at time == 3: y = y + 1`,
  "by states": `${decay} at z > y: z = 0, y = y + 0.5`,
  "by states and the clock": `${decay} at z > 0.4 && time > 2: z = 0`,
  "by a wave": `${decay} at sin(5*time) > 0.99: y = y + 0.1`,
  "moved by events": `${decay} due = 1; at time >= due: due = due + 0.75, y = y + 0.2`,
  "chained at one moment": `${decay} s = 0; at time >= 2: s = 1; at s > 0.5: y = 3; at y > 2.5: z = 9`,
  "that change parameters of rates": `k = 0.3; y = 1; y' = -k*y; at time >= 2: k = 2`,
  "true at the start": `${decay} at time >= 0, t0=false: y = 4`,
  "of no states": "a = 1; b := a*time; at time >= 2: a = 3; at b > 20: a = 0",
};

function gridded(compiled: CompiledModel, extra: Partial<Problem> = {}): Problem {
  const saveAt = Float64Array.from({ length: 33 }, (_, i) => i / 4);
  return problemOf(compiled, { end: 8, saveAt, ...extra });
}

describe("events", () => {
  it.each(Object.entries(kinds))("%s", (_, text) => {
    const compiled = compileText(text);
    const { js, wasm } = expectAgreement(compiled, gridded(compiled), 1);
    expect(js.code).toBe(ResultCode.success);
    expect(js.fired.length).toBeGreaterThan(0);
    wasm.fired.forEach(({ time }, i) => {
      expect(Math.abs(time - js.fired[i]!.time)).toBeLessThan(1e-5);
    });
  });

  it("without end are named alike", () => {
    const compiled = compileText(
      "a = 0; y = 1; y' = -y; at a < 1, t0=false: a = 2; at a > 1, t0=false: a = 0",
    );
    const { js } = expectAgreement(compiled, gridded(compiled), 1);
    expect(js.code).toBe(ResultCode.eventLoop);
    expect(js.worstState).toBe(-1);
  });
});

describe("what states must fulfil", () => {
  it("an algebraic rule beside rates", () => {
    const model = modelOf("var q = 1; y = 2; y' = -q", withAlgebraicRules("q^2 + q - y"));
    const compiled = compileModel(model);
    expect(compiled.algebraicStates.length).toBe(1);
    const { js } = expectAgreement(
      compiled,
      gridded(compiled, { end: 1, saveAt: Float64Array.of(0, 0.5, 1) }),
      1,
    );
    expect(js.code).toBe(ResultCode.success);
  });

  it("an algebraic rule with events that move it", () => {
    const model = modelOf(
      "var q = 1; k = 1; y = 2; y' = -0.1*q; at time >= 1: k = 2, y = y + 1",
      withAlgebraicRules("k*q - y"),
    );
    const compiled = compileModel(model);
    const { js } = expectAgreement(compiled, gridded(compiled), 1);
    expect(js.code).toBe(ResultCode.success);
  });

  it("algebraic rules without an entry on the diagonal", () => {
    // Each rule lacks the variable of its own row, so elimination must exchange rows.
    const model = modelOf(
      "var p = 1; var q = 1; y = 1; y' = -y*p/(q + 1)",
      withAlgebraicRules("q - 2*y", "p - 3*y"),
    );
    const compiled = compileModel(model);
    const { js, wasm } = expectAgreement(compiled, gridded(compiled), 1);
    expect(js.code).toBe(ResultCode.success);
    const [p, q, y] = ["p", "q", "y"].map(
      (id) => wasm.finalState[compiled.states.findIndex((s) => s.id === id)]!,
    ) as [number, number, number];
    expect(Math.abs(p - 3 * y)).toBeLessThan(1e-8);
    expect(Math.abs(q - 2 * y)).toBeLessThan(1e-8);
  });
});

const dosed = compileText(
  "depot = 0; central = 0; CL = 1; V = 10; depot' = -2*depot; central' = 2*depot - CL/V*central",
  {
    actions: [
      {
        id: "give",
        arguments: ["amount"],
        assignments: [{ variable: "depot", formula: "depot + amount" }],
      },
    ],
  },
);

function dosing(times: readonly number[], extra: Partial<Problem> = {}): Problem {
  return problemOf(dosed, {
    end: 50,
    schedule: times.map((time) => ({ time, action: 0, arguments: [100] })),
    saveAt: Float64Array.from({ length: 51 }, (_, i) => i),
    ...extra,
  });
}

describe.each(targets)("%s", (target) => {
  it("output changes no step", () => {
    const problem = dosing([0, 10, 10.5, 33]);
    const expected = runOn(dosed, target, problem, { rows: 1000 });
    for (const count of [0, 1, 7, 999]) {
      const saveAt = Float64Array.from(
        { length: count },
        (_, i) => (50 * i) / Math.max(1, count - 1),
      );
      const got = runOn(dosed, target, { ...problem, saveAt }, { rows: 1000 });
      expect(got.counters).toEqual(expected.counters);
      expect([...got.finalState]).toEqual([...expected.finalState]);
    }
  });

  it("records values before a dose and the dose is hit exactly", () => {
    const depot = dosed.observables.indexOf("depot");
    const saveAt = Float64Array.of(10, 10 + 2 ** -30, 20);
    const { values, code } = runOn(dosed, target, dosing([10, 20], { saveAt }));
    expect(code).toBe(ResultCode.success);
    const at = (row: number): number => values[row * dosed.observables.length + depot]!;
    expect(at(0)).toBe(0);
    expect(Math.abs(at(1) - 100)).toBeLessThan(1e-5);
    expect(Math.abs(at(2) - 100 * Math.exp(-20))).toBeLessThan(1e-5);
  });

  it("records values after an event of the model", () => {
    const compiled = compileText(`${decay} k = 1; at time >= 2: y = 7, k = 5`);
    const saveAt = Float64Array.of(1, 2, 3);
    const { values } = runOn(compiled, target, problemOf(compiled, { end: 3, saveAt }));
    const at = (id: string, row: number): number =>
      values[row * compiled.observables.length + compiled.observables.indexOf(id)]!;
    expect(at("y", 1)).toBe(7);
    expect([0, 1, 2].map((row) => at("k", row))).toEqual([1, 5, 5]);
  });

  it("a run restarted at a dose goes on as the whole one, to the tolerance", () => {
    const whole = runOn(dosed, target, dosing([0, 25]));
    const first = runOn(dosed, target, dosing([0], { end: 25 }));
    const second = runOn(
      dosed,
      target,
      dosing([25], { start: 25, initialState: first.finalState }),
    );
    expect(first.code + second.code).toBe(0);
    second.finalState.forEach((value, s) => {
      expect(Math.abs(value - whole.finalState[s]!)).toBeLessThan(1e-6 * 100);
    });
  });

  it("patients have the same bits in any order and company", () => {
    const patients = Array.from({ length: 9 }, (_, i) =>
      dosing([i, 2 * i + 1], {
        parameters: Float64Array.of(1 + i, 10 + (i % 3)),
        end: 20 + 3 * i,
        saveAt: Float64Array.of(5, 20),
      }),
    );
    const engine = engineFor(dosed, target, patients[0]!);
    const together = runAll(engine, patients);
    const reversed = runAll(engine, [...patients].reverse()).reverse();
    patients.forEach((problem, i) => {
      const alone = engine.run(problem);
      expectIdentical(together[i]!, alone);
      expectIdentical(reversed[i]!, alone);
    });
  });
});
