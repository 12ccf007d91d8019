// Blocks of results as rows of three tables: courses (id, time, one column per observable), failures,
// and what was drawn for whom. Courses of failed patients end where they failed.

import { type BlockResult, codeWords, failureRows, ResultCode } from "@chondron/solver";
import type { Cell, ColumnHead, ColumnValues, TableHead } from "@chondron/trial";
import type { PlannedDraw } from "./draw.js";
import type { PatientBlock } from "./lane-source.js";

type IdType = "integer" | "string";

const idColumn = (type: IdType): ColumnHead => ({ name: "id", label: "Patient", type });
const text = (name: string, label: string): ColumnHead => ({ name, label, type: "string" });

export function courseHead(idType: IdType, observe: readonly string[]): TableHead {
  return {
    name: "COURSES",
    label: "Course of every patient",
    columns: [
      idColumn(idType),
      { name: "time", label: "Time", type: "number" },
      ...observe.map((id): ColumnHead => ({ name: id, label: id, type: "number" })),
    ],
  };
}

export function failureHead(idType: IdType): TableHead {
  return {
    name: "FAILURES",
    label: "Patients whose integration failed",
    columns: [
      idColumn(idType),
      text("code", "Result code"),
      text("reason", "What happened"),
      text("state", "State with the largest error"),
      { name: "time", label: "Time reached", type: "number" },
      text("what_to_try", "What to try"),
    ],
  };
}

export function drawHead(idType: IdType, draws: readonly PlannedDraw[]): TableHead {
  return {
    name: "DRAWS",
    label: "Values drawn for every patient",
    columns: [
      idColumn(idType),
      text("ended", "Result code"),
      ...draws.map(({ target: { id } }): ColumnHead => ({ name: id, label: id, type: "number" })),
    ],
  };
}

/** Rows of a block for `courseHead`. */
export function courseRows(
  block: BlockResult,
  { ids }: PatientBlock,
  saveAt: Float64Array,
  observed: number,
): ColumnValues[] {
  const reached = Array.from(ids, (_, lane) => timesReached(block, lane, saveAt));
  const rows = reached.reduce((sum, count) => sum + count, 0);
  const id = new Array<Cell>(rows);
  const numbers = Array.from({ length: 1 + observed }, () => new Float64Array(rows));
  let row = 0;
  reached.forEach((count, lane) => {
    id.fill(ids[lane]!, row, row + count);
    numbers[0]!.set(saveAt.subarray(0, count), row);
    const first = lane * saveAt.length * observed;
    for (let o = 0; o < observed; o++) {
      const column = numbers[1 + o]!;
      for (let i = 0; i < count; i++) column[row + i] = block.values[first + i * observed + o]!;
    }
    row += count;
  });
  return [id, ...numbers];
}

function timesReached(block: BlockResult, lane: number, saveAt: Float64Array): number {
  const code = block.codes[lane];
  if (code === ResultCode.success) return saveAt.length;
  // Nothing was integrated.
  if (code === ResultCode.invalidInput) return 0;
  const reached = block.failureTimes[lane]!;
  return saveAt.filter((time) => time <= reached).length;
}

/** Rows of a block for `failureHead`. */
export function failureColumns(block: BlockResult, { ids }: PatientBlock): ColumnValues[] {
  const rows = failureRows(block);
  const column = (cell: (row: (typeof rows)[number]) => Cell): Cell[] => rows.map(cell);
  return [
    column((row) => ids[row.lane - block.firstLane]!),
    column((row) => row.code),
    column((row) => row.reason),
    column((row) => (row.state === "" ? null : row.state)),
    column((row) => row.time),
    column((row) => row.whatToTry),
  ];
}

/** Rows of a block for `drawHead`. */
export function drawColumns(block: BlockResult, { ids, drawn }: PatientBlock): ColumnValues[] {
  const count = drawn.length / ids.length;
  const ended = Array.from(block.codes, (code) => codeWords(code as ResultCode).code);
  return [
    ids,
    ended,
    ...Array.from({ length: count }, (_, d) =>
      Float64Array.from(ids, (_id, lane) => drawn[lane * count + d]!),
    ),
  ];
}
