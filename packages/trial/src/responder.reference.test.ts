import { describe, expect, test } from "vitest";
import { improvementOf, isResponder } from "./responder.js";
import { toyDisease } from "./toy-disease.test.support.js";

const { outcomes } = toyDisease();
const rule = {
  kind: "omeract-oarsi",
  pain: "pain",
  function: "disability",
  global: "global",
} as const;

/** [entry, now] of pain, function and global on scales of 0 to 100. */
type Visits = readonly [readonly number[], readonly number[], readonly number[]];

function responds([pain, disability, global]: Visits): boolean | undefined {
  const values: Readonly<Record<string, readonly number[]>> = {
    pain: pain!,
    disability: disability!,
    global: global!,
  };
  return isResponder(rule, outcomes, (id) => values[id] as [number, number]);
}

const same = [50, 50];

// Pham et al. 2004: high improvement of pain or function (50 % and 20 points), or of two of the
// three by 20 % and 10 points.
describe("OMERACT-OARSI responders", () => {
  test.each([
    ["pain halved, by 20 points", [[40, 20], same, same], true],
    ["pain halved, by 19 points", [[38, 19], same, same], false],
    ["pain 20 points better, not halved", [[60, 40], same, same], false],
    ["function halved", [same, [60, 30], same], true],
    ["global alone halved", [same, same, [60, 30]], false],
    ["pain and function 20 % and 10 points", [[50, 40], [50, 40], same], true],
    ["pain and global 20 % and 10 points", [[50, 40], same, [50, 40]], true],
    ["function and global 20 % and 10 points", [same, [50, 40], [50, 40]], true],
    ["pain alone 20 % and 10 points", [[50, 40], same, same], false],
    ["two by 10 points but 15 %", [[66, 56], [66, 56], same], false],
    ["two by 20 % but 8 points", [[40, 32], [40, 32], same], false],
    [
      "worse",
      [
        [40, 60],
        [40, 60],
        [40, 60],
      ],
      false,
    ],
    ["no pain at entry", [[0, 0], same, same], false],
  ] as const)("%s", (_name, visits, expected) => {
    expect(responds(visits as unknown as Visits)).toBe(expected);
  });

  test("a missing value leaves it open", () => {
    expect(responds([[40, Number.NaN], same, same])).toBe(undefined);
  });
});

describe("other rules", () => {
  const at = (pair: readonly [number, number]) => () => pair;

  test("an absolute improvement, in the better direction", () => {
    const pain = { kind: "improvement", outcome: "pain", by: 10, relative: false } as const;
    expect(isResponder(pain, outcomes, at([50, 40]))).toBe(true);
    expect(isResponder(pain, outcomes, at([50, 41]))).toBe(false);
    const space = { ...pain, outcome: "space", by: 0.1 };
    expect(isResponder(space, outcomes, at([3, 3.1]))).toBe(true);
    expect(isResponder(space, outcomes, at([3, 2.9]))).toBe(false);
  });

  test("a relative improvement", () => {
    const pain = { kind: "improvement", outcome: "pain", by: 0.3, relative: true } as const;
    expect(isResponder(pain, outcomes, at([50, 35]))).toBe(true);
    expect(isResponder(pain, outcomes, at([50, 36]))).toBe(false);
  });

  test("a state, that value included", () => {
    const pain = { kind: "state", outcome: "pain", value: 10 } as const;
    expect(isResponder(pain, outcomes, at([50, 10]))).toBe(true);
    expect(isResponder(pain, outcomes, at([50, 11]))).toBe(false);
    const space = { kind: "state", outcome: "space", value: 3 } as const;
    expect(isResponder(space, outcomes, at([4, 3]))).toBe(true);
  });

  test("improvement on a scale where more is better counts from what was missing", () => {
    const koos = { low: 0, high: 100, better: "higher" } as const;
    expect(improvementOf(koos, 60, 80)).toEqual({ absolute: 20, relative: 0.5 });
  });
});
