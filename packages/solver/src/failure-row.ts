// A failed lane in words: which, why, where, and what to try.

import type { BlockResult } from "./ensemble.js";
import { ResultCode, resultText } from "./problem.js";

export interface FailureRow {
  readonly lane: number;
  /** Name of the result code. */
  readonly code: keyof typeof ResultCode;
  /** One sentence: what happened. */
  readonly reason: string;
  /** Id of the state with the largest error; "" where none is to blame. */
  readonly state: string;
  /** Time at which the lane stopped. */
  readonly time: number;
  /** One sentence: the next step. */
  readonly whatToTry: string;
}

/** The lanes of a block that failed, in order. */
export function failureRows(block: BlockResult): FailureRow[] {
  return [...block.codes.keys()]
    .filter((lane) => block.codes[lane] !== ResultCode.success)
    .map((lane) => ({
      lane: block.firstLane + lane,
      ...codeWords(block.codes[lane] as ResultCode),
      state: block.failureStates[lane]!,
      time: block.failureTimes[lane]!,
    }));
}

const names = new Map(
  Object.entries(ResultCode).map(([name, code]) => [code, name as keyof typeof ResultCode]),
);

/** A result code by name, with its sentence of `resultText` as cause and next step. */
export function codeWords(code: ResultCode): Pick<FailureRow, "code" | "reason" | "whatToTry"> {
  const [cause = "", ...rest] = resultText[code].split("; ");
  const next = rest.join("; ");
  return {
    code: names.get(code)!,
    reason: sentence(cause),
    whatToTry: next === "" ? "" : sentence(next.charAt(0).toUpperCase() + next.slice(1)),
  };
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
