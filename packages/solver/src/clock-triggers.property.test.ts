// Triggers linear in time, solved for (clock-triggers.ts), against the search along steps
// (trigger-search.ts) in four hundred pieces of a run.

import { type CompiledModel, loadJs, type System } from "@chondron/compiler";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileText, defaultParameters } from "../../../tests/problems/problem.js";
import { ClockTriggers } from "./clock-triggers.js";
import { integrate } from "./integrate.js";
import { ResultCode } from "./problem.js";
import { TriggerSearch } from "./trigger-search.js";

/** Comparisons of time with parameters, joined in nested ways. */
const comparison = fc
  .tuple(
    fc.constantFrom("<", "<=", ">", ">=", "==", "!="),
    fc.constantFrom("time", "a*time", "time - b", "a*time + b", "time/3 - c"),
    fc.constantFrom("0", "a", "b", "c", "b + c", "a*c - 1"),
    fc.boolean(),
  )
  .map(([sign, left, right, swapped]) =>
    swapped ? `${right} ${sign} ${left}` : `${left} ${sign} ${right}`,
  );
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc
      .tuple(fc.constantFrom("&&", "||"), tie("condition"), tie("condition"))
      .map(([operator, a, b]) => `(${a}) ${operator} (${b})`),
    tie("condition").map((a) => `!(${a})`),
  ),
}));
const parameter = fc.oneof(
  fc.integer({ min: -40, max: 40 }).map((n) => n / 8),
  fc.double({ min: -5, max: 5, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-6),
);
const model = fc.record({
  conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
  a: parameter,
  b: parameter,
  c: parameter,
});

function compiledWith({
  conditions,
  a,
  b,
  c,
}: {
  conditions: string[];
  a: number;
  b: number;
  c: number;
}) {
  const events = conditions.map((text, i) => `e${i}: at ${text}: x${i} = 1`);
  const variables = conditions.map((_, i) => `x${i} = 0`);
  return compileText([`a = ${a}`, `b = ${b}`, `c = ${c}`, ...variables, ...events].join("\n"));
}

class Look {
  readonly system: System;
  readonly p: Float64Array;
  readonly y: Float64Array;
  #before: Uint8Array = new Uint8Array(0);

  constructor(readonly compiled: CompiledModel) {
    this.system = loadJs(compiled);
    this.p = new Float64Array(compiled.parameters.length + compiled.hoistedCount);
    this.p.set(defaultParameters(this.system));
    this.system.hoist(this.p);
    this.y = new Float64Array(compiled.states.length);
  }

  at(t: number): Uint8Array {
    const now = new Uint8Array(this.compiled.events.length);
    this.system.triggers(t, this.y, this.p, now);
    return now;
  }

  standAt(t: number): void {
    this.#before = this.at(t);
  }

  changed = (t: number): boolean => this.at(t).some((value, e) => value !== this.#before[e]);

  /** First change after t by the clock; stops that change nothing are walked over, as a course does. */
  byClock(start: number, end: number): number {
    const clock = new ClockTriggers(this.system, this.changed);
    let t = start;
    for (let i = 0; i < 100; i++) {
      t = clock.next(t, this.y, this.p);
      if (!(t < end)) return Number.POSITIVE_INFINITY;
      if (this.changed(t)) return t;
    }
    throw new Error("a hundred stops without a change");
  }

  bySearch(start: number, end: number, pieces: number): number {
    const search = new TriggerSearch(this.system, this.changed);
    for (let i = 0; i < pieces; i++) {
      const [low, high] = [i, i + 1].map((k) => start + ((end - start) * k) / pieces) as [
        number,
        number,
      ];
      const found = search.firstChange({ start: low, end: high, stateAt: () => this.y }, this.p);
      if (found !== undefined) return found < end ? found : Number.POSITIVE_INFINITY;
    }
    return Number.POSITIVE_INFINITY;
  }
}

describe("the next change by the clock", () => {
  it.each([
    ["from zero", 0, 10],
    ["from a negative time", -7.3, 5],
    ["at large times", 2 ** 20, 2 ** 20 + 8],
  ] as const)("is no later than one found by searching, %s", (_, start, length) => {
    fc.assert(
      fc.property(model, (made) => {
        // Conditions moved along with the start.
        const shifted = start > 1000 ? { ...made, b: made.b + start, c: made.c + start } : made;
        const look = new Look(compiledWith(shifted));
        if (!look.compiled.triggersByClock) return;
        look.standAt(start);
        const end = start + Math.abs(length);
        const found = look.byClock(start, end);
        // The search may pass over a moment of equality beside another change; the clock may not.
        expect(found).toBeLessThanOrEqual(look.bySearch(start, end, 400));
        if (found > end) return;
        expect(look.changed(found)).toBe(true);
        const justBefore = found - 2 ** -52 * Math.max(Math.abs(found), 2 ** -40);
        if (justBefore > start) expect(look.changed(justBefore)).toBe(false);
      }),
      { numRuns: 150, seed: 31 },
    );
  });
});

it("what steps with time is not linear in it", () => {
  for (const text of ["floor(0.3*time) >= 1", "ceil(time/7) > 1"]) {
    const compiled = compileText(`x = 0; y = 1; y' = -y; at ${text}: x = 1`);
    expect(compiled.triggersByClock).toBe(false);
    const system = loadJs(compiled);
    const solution = integrate(system, {
      start: 0,
      end: 20,
      parameters: defaultParameters(system),
      saveAt: new Float64Array(),
      tolerance: { relative: 1e-6, absolute: Float64Array.of(1e-9) },
    });
    expect(solution.code).toBe(ResultCode.success);
    expect(solution.fired).toHaveLength(1);
    expect(solution.fired[0]!.time).toBeCloseTo(text.startsWith("floor") ? 10 / 3 : 7, 10);
  }
});

it("triggers moved by events are solved for again", () => {
  const compiled = compileText(`
    due = 1; gap = 0.25; count = 0; y = 1; y' = -y
    at time >= due: due = due + gap, count = count + 1, gap = 2*gap
  `);
  expect(compiled.triggersByClock).toBe(true);
  const system = loadJs(compiled);
  const { fired } = integrate(system, {
    start: 0,
    end: 20,
    parameters: defaultParameters(system),
    saveAt: new Float64Array(),
    tolerance: { relative: 1e-6, absolute: Float64Array.of(1e-9) },
  });
  expect(fired.map(({ time }) => time)).toEqual([1, 1.25, 1.75, 2.75, 4.75, 8.75, 16.75]);
});

it("a stop of one trigger does not make stops of others", () => {
  const compiled = compileText(`
    x = 0; at time == 300: x = 1; at time >= 301.5: x = 2; at time - 4 < -290: x = 3
  `);
  const look = new Look(compiled);
  look.standAt(0.1634);
  const clock = new ClockTriggers(look.system, look.changed);
  expect(clock.next(0.1634, look.y, look.p)).toBe(300);
});

it("a strict comparison is left where rounding lets it be", () => {
  // 3 t - 20 is zero at more than one double.
  const look = new Look(compileText("a = 3; b := a*time; x = 0; at b > 20: x = 1"));
  look.standAt(2);
  const found = look.byClock(2, 100);
  expect(3 * found).toBeGreaterThan(20);
  expect(found - 20 / 3).toBeLessThan(1e-14);
});
