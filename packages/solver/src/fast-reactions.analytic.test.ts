// Fast reactions against the equilibrium solved by hand.

import { describe, expect, it } from "vitest";
import { compileModel, modelOf } from "../../../tests/problems/problem.js";
import { runnerWith } from "../../../tests/problems/run.js";
import { integrate } from "./integrate.js";
import { ResultCode } from "./problem.js";

const runCompiled = runnerWith(integrate);

/** The first reaction of the text is fast. */
const compiledFast = (text: string, options?: Parameters<typeof compileModel>[1]) =>
  compileModel(
    modelOf(text, ({ reactions }) => ({
      reactions: reactions.map((r, i) => (i === 0 ? { ...r, fast: true } : r)),
    })),
    options,
  );

// A and B share what is left as 1 : 2, so C gains two thirds of it per time.
const chain = "J1: A -> B; 2*A - B; J2: B -> C; B; A = 3; B = 0; C = 0";

describe("fast reactions", () => {
  it("are in equilibrium at the start and while slow ones run", () => {
    const result = runCompiled(compiledFast(chain), { end: 2, saveAt: Float64Array.of(0, 2) });
    expect(result.at("A", 0)).toBeCloseTo(1, 8);
    expect(result.at("B", 0)).toBeCloseTo(2, 8);
    const left = 3 * Math.exp(-4 / 3);
    expect(result.at("A", 1)).toBeCloseTo(left / 3, 7);
    expect(result.at("C", 1)).toBeCloseTo(3 - left, 7);
  });

  it("are in equilibrium again after an event", () => {
    const text = `${chain}; k = 0; at (time > 1): A = A + 3`;
    const result = runCompiled(compiledFast(text), { end: 2, saveAt: Float64Array.of(1.000001) });
    expect(result.at("B", 0) / result.at("A", 0)).toBeCloseTo(2, 4);
  });

  it("are slow ones where the mark is ignored", () => {
    const result = runCompiled(compiledFast(chain, { ignoreFast: true }), {
      end: 1,
      saveAt: Float64Array.of(0),
    });
    expect(result.at("A", 0)).toBe(3);
  });

  it("without an equilibrium end the run with their own code", () => {
    const result = runCompiled(compiledFast("J1: -> A; A^2 + 1; A = 1; B = 1; B' = 1"), { end: 1 });
    expect(result.code).toBe(ResultCode.noEquilibrium);
  });
});
