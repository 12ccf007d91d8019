// Optimised programs of every reference model against the plain ones: at the model's own start and at
// random points around it, with zeros and slightly negative states, with powers by the library and
// the quick way. docs/notes/passes.md says what the distance is counted in.

import {
  type CompiledModel,
  checkProgram,
  largestDisagreement,
  optimise,
  type Point,
  passes,
  quickPowers,
} from "@chondron/compiler";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { referenceModels } from "./reference-programs.js";

const tolerance = 4;
const pointCount = 12;

function value(known: number): fc.Arbitrary<number> {
  const scale = Number.isFinite(known) && known !== 0 ? Math.abs(known) : 1;
  return fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 50, max: 200 }).map((n) => (n / 100) * scale) },
    { weight: 2, arbitrary: fc.integer({ min: -20, max: 20 }).map((n) => 10 ** (n / 10) * scale) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1e-6 * scale) },
  );
}

function parameter(known: number): fc.Arbitrary<number> {
  const scale = Number.isFinite(known) ? known : 1;
  return fc.integer({ min: 70, max: 140 }).map((n) => (n / 100) * scale);
}

function pointOf(compiled: CompiledModel): fc.Arbitrary<Point> {
  return fc.record({
    time: fc.integer({ min: 0, max: 1000 }).map((n) => n / 10),
    states: fc.tuple(...compiled.states.map((s) => value(s.initialValue))),
    parameters: fc.tuple(...compiled.parameters.map((p) => parameter(p.value))),
    context: fc.constant([0, 1, 1, ...new Array<number>(compiled.contextCount).fill(1)]),
  });
}

describe("the optimised program", () => {
  it.each(referenceModels())("of %s agrees with the plain one", (_, compile) => {
    const compiled = compile();
    const plain = compiled.program;
    const optimised = optimise(plain);
    let compared = 0;
    for (const point of fc.sample(pointOf(compiled), { numRuns: pointCount, seed: 21 }))
      for (const meaning of [undefined, quickPowers]) {
        const worst = largestDisagreement(plain, optimised, point, meaning);
        if (!worst) continue;
        compared++;
        expect(worst.distance, JSON.stringify(worst)).toBeLessThanOrEqual(tolerance);
      }
    expect(compared).toBeGreaterThan(pointCount);
  });

  it.each(referenceModels())("of %s is legal after each pass", (_, compile) => {
    passes.reduce((current, { stage, run }) => {
      const next = run(current);
      expect(checkProgram(next, stage)).toEqual([]);
      return next;
    }, compile().program);
  });
});
