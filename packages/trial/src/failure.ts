// A failed integration as a row of the result: who, when, in which state, and what to try.

import { type EnsembleResult, ResultCode, resultText } from "@chondron/solver";
import type { FailureRow } from "./result.js";

const names = new Map<number, string>(
  Object.entries(ResultCode).map(([name, code]) => [code, name]),
);

export function failureRow(
  result: EnsembleResult,
  lane: number,
  who: Pick<FailureRow, "replicate" | "candidate" | "phase" | "arm">,
): FailureRow {
  const code = result.codes[lane]! as ResultCode;
  const time = result.failureTimes[lane]!;
  return {
    ...who,
    reason: names.get(code) ?? `code ${code}`,
    state: result.failureStates[lane] ?? "",
    day: Number.isFinite(time) ? time : null,
    whatToTry: resultText[code] ?? "",
  };
}
