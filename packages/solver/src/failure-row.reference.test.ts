// Every result code that a lane can fail with has a cause and a next step, each a sentence.

import { expect, test } from "vitest";
import { codeWords, failureRows } from "./failure-row.js";
import { ResultCode } from "./problem.js";
import { freshCounters } from "./step.js";

const failures = Object.entries(ResultCode).filter(
  ([name]) => name !== "success" && name !== "cancelled",
);

test.each(failures)("%s", (name, code) => {
  const { code: found, reason, whatToTry } = codeWords(code);
  expect(found).toBe(name);
  for (const text of [reason, whatToTry]) expect(text).toMatch(/^[A-Z][^;]*\.$/);
});

test("failed lanes of a block become rows with the lane's own number", () => {
  const rows = failureRows({
    firstLane: 40,
    codes: Uint8Array.of(ResultCode.success, ResultCode.singularMatrix),
    failureTimes: Float64Array.of(Number.NaN, 2.5),
    failureStates: ["", "x"],
    values: new Float64Array(0),
    fired: [[], []],
    counters: freshCounters(),
  });
  expect(rows).toEqual([
    {
      lane: 41,
      code: "singularMatrix",
      reason: "The iteration matrix is singular.",
      state: "x",
      time: 2.5,
      whatToTry: "Look for a state that nothing determines.",
    },
  ]);
});
