import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandomiser, levelsOf, levelText, stratumCount, stratumOf } from "./randomise.js";

const allocations = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 });
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("permuted blocks", () => {
  test("hold the allocation exactly after every block", () => {
    fc.assert(
      fc.property(allocations, fc.integer({ min: 1, max: 3 }), seeds, (ratios, multiple, seed) => {
        const sum = ratios.reduce((a, b) => a + b, 0);
        const arms = ratios.map((allocation) => ({ allocation }));
        const { next } = createRandomiser(arms, { blockSizes: [sum * multiple] }, seed, 1);
        for (let block = 0; block < 5; block++) {
          const counts = ratios.map(() => 0);
          for (let i = 0; i < sum * multiple; i++) counts[next(0)]! += 1;
          expect(counts).toEqual(ratios.map((ratio) => ratio * multiple));
        }
      }),
      { numRuns: 50 },
    );
  });

  test("do not depend on what other strata do", () => {
    const arms = [{ allocation: 1 }, { allocation: 1 }];
    const plan = { blockSizes: [2, 4] };
    const alone = createRandomiser(arms, plan, 3, 1);
    const mixed = createRandomiser(arms, plan, 3, 1);
    const expected = Array.from({ length: 40 }, () => alone.next(1));
    const found = Array.from({ length: 40 }, () => {
      mixed.next(0);
      return mixed.next(1);
    });
    expect(found).toEqual(expected);
  });

  test("differ between strata, replicates and seeds", () => {
    const arms = [{ allocation: 1 }, { allocation: 1 }];
    const list = (seed: number, replicate: number, stratum: number) => {
      const { next } = createRandomiser(arms, { blockSizes: [4] }, seed, replicate);
      return Array.from({ length: 64 }, () => next(stratum)).join("");
    };
    expect(new Set([list(1, 1, 0), list(2, 1, 0), list(1, 2, 0), list(1, 1, 1)]).size).toBe(4);
  });

  test("use every block size and give every order the same chance", () => {
    const arms = [{ allocation: 1 }, { allocation: 1 }];
    const first = { ab: 0, ba: 0 };
    for (let seed = 0; seed < 2000; seed++) {
      const { next } = createRandomiser(arms, { blockSizes: [2] }, seed, 1);
      first[next(0) === 0 ? "ab" : "ba"] += 1;
    }
    // Binomial(2000, 1/2) has the standard deviation 22.4.
    expect(Math.abs(first.ab - 1000)).toBeLessThan(4 * 22.4);
  });
});

describe("strata", () => {
  const strata = [
    { of: "covariate" as const, id: "female", cuts: [1] },
    { of: "outcome" as const, id: "pain", cuts: [8, 12] },
  ];

  test("number every combination of levels once", () => {
    expect(stratumCount(strata)).toBe(6);
    const numbers = [0, 1].flatMap((female) =>
      [5, 8, 11, 12, 20].map((pain) => stratumOf(strata, [female, pain])),
    );
    expect(new Set(numbers)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  test("give their levels back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        const levels = levelsOf(strata, stratumOf(strata, [a, b]));
        expect(levels).toEqual([a >= 1 ? 1 : 0, b >= 12 ? 2 : b >= 8 ? 1 : 0]);
      }),
    );
  });

  test("are named by their cut points", () => {
    const [, pain] = strata;
    expect([0, 1, 2].map((level) => levelText(pain!, level))).toEqual([
      "below 8",
      "8 to below 12",
      "12 or more",
    ]);
  });
});
