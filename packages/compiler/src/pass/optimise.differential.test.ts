// Optimised programs against the plain ones, on random programs and points with zeros and negative
// states among them, in units of the rounding error that the plain program may have itself.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Program } from "../program.js";
import { largestDisagreement } from "./agreement.js";
import { evaluateNodes, type OperationMeaning, type Point } from "./evaluate.js";
import { checkProgram } from "./ir-spec.js";
import { optimise, passes } from "./optimise.js";
import { quickPowers } from "./quick-powers.js";
import { randomPoint, randomProgram } from "./random-programs.test.data.js";

/** docs/notes/passes.md gives the reason. */
const tolerance = 16;
const runs = { numRuns: 3000, seed: 11 };

/** Values beyond may over- or underflow in one order of operations and not in another; infinite ones
 * are beyond all models. */
const range = 1e60;

function staysInRange(program: Program, point: Point): boolean {
  return evaluateNodes(program.nodes, point).every((value) => {
    const size = Math.abs(value);
    return Number.isNaN(value) || size === 0 || (size < range && size > 1 / range);
  });
}

function expectAgreement(
  plain: Program,
  changed: Program,
  point: Point,
  meaning?: OperationMeaning,
): void {
  if (!staysInRange(plain, point)) return;
  const worst = largestDisagreement(plain, changed, point, meaning);
  if (worst) expect(worst.distance, JSON.stringify(worst)).toBeLessThanOrEqual(tolerance);
}

describe("optimised programs", () => {
  it("agree with the plain ones", () => {
    fc.assert(
      fc.property(randomProgram, randomPoint, (program, point) => {
        expectAgreement(program, optimise(program), point);
      }),
      runs,
    );
  });

  it("agree where powers are computed the quick way", () => {
    fc.assert(
      fc.property(randomProgram, randomPoint, (program, point) => {
        expectAgreement(program, optimise(program), point, quickPowers);
      }),
      { ...runs, seed: 12 },
    );
  });
});

describe("every pass", () => {
  it("leaves a program that is legal at its stage", () => {
    fc.assert(
      fc.property(randomProgram, (program) => {
        expect(checkProgram(program, "plain")).toEqual([]);
        passes.reduce((current, { stage, run }) => {
          const next = run(current);
          expect(checkProgram(next, stage), stage).toEqual([]);
          return next;
        }, program);
      }),
      { numRuns: 1000, seed: 13 },
    );
  });

  it("leaves what decides events as it stands, but for powers and signs", () => {
    fc.assert(
      fc.property(randomProgram, randomPoint, (program, point) => {
        const deciding = { ...program, derivatives: [], jacobian: [], timeDerivative: [] };
        const alone = { ...deciding, observables: [] };
        if (program.nodes.some((node) => node.operation === "pow")) return;
        expect(largestDisagreement(alone, optimise(alone), point)?.distance ?? 0).toBe(0);
      }),
      { numRuns: 1000, seed: 14 },
    );
  });
});
