// Lanes that must not be integrated, because a value drawn or read for them is no finite number: they
// are failures with a code like all others, and the rest of their block runs without them.

import type { BlockResult, BlockRunner, LaneBlock } from "./ensemble.js";
import { type FiredEvent, ResultCode } from "./problem.js";

/** Run a block; lanes marked in `block.refused` come back as `invalidInput` at their start. */
export function runAccepted(runner: BlockRunner, block: LaneBlock): BlockResult {
  const { refused } = block;
  if (!refused?.some((mark) => mark !== 0)) return runner.run(block);
  const accepted = [...refused.keys()].filter((lane) => refused[lane] === 0);
  const { saveAt, observe, compiled } = runner.shared;
  const widths = { values: saveAt.length * observe.length, states: compiled.states.length };
  return spread(runner.run(pick(block, accepted)), block, accepted, widths);
}

/** The block of those lanes alone. */
function pick(block: LaneBlock, lanes: readonly number[]): LaneBlock {
  const { firstLane, initialStates, schedules, stabilityParameters } = block;
  const rows = (matrix: Float64Array): Float64Array => {
    const width = matrix.length / block.lanes;
    const picked = new Float64Array(lanes.length * width);
    lanes.forEach((lane, i) => {
      picked.set(matrix.subarray(lane * width, (lane + 1) * width), i * width);
    });
    return picked;
  };
  return {
    firstLane,
    lanes: lanes.length,
    starts: rows(block.starts),
    parameters: rows(block.parameters),
    ...(initialStates ? { initialStates: rows(initialStates) } : {}),
    ...(schedules ? { schedules: lanes.map((lane) => schedules[lane]!) } : {}),
    ...(stabilityParameters ? { stabilityParameters: rows(stabilityParameters) } : {}),
  };
}

/** Results of the accepted lanes at their places in the whole block. */
function spread(
  part: BlockResult,
  block: LaneBlock,
  accepted: readonly number[],
  widths: { readonly values: number; readonly states: number },
): BlockResult {
  const wide = (matrix: Float64Array, width: number): Float64Array => {
    const all = new Float64Array(block.lanes * width).fill(Number.NaN);
    accepted.forEach((lane, i) => {
      all.set(matrix.subarray(i * width, (i + 1) * width), lane * width);
    });
    return all;
  };
  const codes = new Uint8Array(block.lanes).fill(ResultCode.invalidInput);
  const failureTimes = block.starts.slice();
  const failureStates = new Array<string>(block.lanes).fill("");
  const fired = Array.from({ length: block.lanes }, (): readonly FiredEvent[] => []);
  accepted.forEach((lane, i) => {
    codes[lane] = part.codes[i]!;
    failureTimes[lane] = part.failureTimes[i]!;
    failureStates[lane] = part.failureStates[i]!;
    fired[lane] = part.fired[i]!;
  });
  return {
    ...part,
    codes,
    failureTimes,
    failureStates,
    fired,
    values: wide(part.values, widths.values),
    ...(part.finalStates ? { finalStates: wide(part.finalStates, widths.states) } : {}),
  };
}
