// Streamed Parquet files, read back by hyparquet: the rows that went in, in row groups of the size
// asked for, with the same bytes however the rows came.

import fc from "fast-check";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { type ColumnValues, ParquetStream } from "./parquet-stream.js";
import type { TableHead } from "./table.js";

const table: TableHead = {
  name: "ROWS",
  label: "Rows",
  columns: [
    { name: "ID", label: "Patient", type: "integer" },
    { name: "NAME", label: "Name", type: "string" },
    { name: "X", label: "Value", type: "number" },
  ],
};

function collectingSink() {
  const parts: Uint8Array[] = [];
  return {
    parts,
    write: async (bytes: Uint8Array): Promise<void> => {
      parts.push(bytes);
    },
    file: (): ArrayBuffer => {
      const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
      let offset = 0;
      for (const part of parts) {
        all.set(part, offset);
        offset += part.length;
      }
      return all.buffer;
    },
  };
}

interface Row {
  readonly ID: number;
  readonly NAME: string | null;
  readonly X: number;
}

const columnsOf = (rows: readonly Row[]): ColumnValues[] => [
  rows.map((row) => row.ID),
  rows.map((row) => row.NAME),
  Float64Array.from(rows, (row) => row.X),
];

async function stream(pieces: readonly (readonly Row[])[], rowsPerGroup: number) {
  const sink = collectingSink();
  const parquet = new ParquetStream(table, sink, { version: "0.1.0", rowsPerGroup });
  for (const rows of pieces) await parquet.append(columnsOf(rows));
  await parquet.finish();
  return { file: sink.file(), writes: sink.parts.length };
}

const rowArbitrary: fc.Arbitrary<Row> = fc.record({
  ID: fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
  NAME: fc.option(fc.string({ unit: "grapheme", maxLength: 6 })),
  X: fc.double(),
});

test("rows come back in order, missing where they are no finite numbers", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(rowArbitrary, { maxLength: 25 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 12 }),
      async (pieces, rowsPerGroup) => {
        const rows = pieces.flat();
        const { file } = await stream(pieces, rowsPerGroup);
        const expected = rows.map((row) => ({ ...row, X: Number.isFinite(row.X) ? row.X : null }));
        expect(await parquetReadObjects({ file })).toEqual(expected);
        const groups = parquetMetadata(file).row_groups.map((group) => Number(group.num_rows));
        const whole = Math.floor(rows.length / rowsPerGroup);
        const rest = rows.length % rowsPerGroup;
        const sizes = [...new Array<number>(whole).fill(rowsPerGroup), ...(rest ? [rest] : [])];
        expect(groups).toEqual(sizes);
      },
    ),
    { numRuns: 60 },
  );
});

test("the same rows give the same bytes however they came", async () => {
  const rows = Array.from({ length: 100 }, (_, i) => ({ ID: i, NAME: `p${i % 7}`, X: 1 / i }));
  const { file } = await stream([rows], 32);
  const single = await stream(
    rows.map((row) => [row]),
    32,
  );
  expect(new Uint8Array(single.file)).toEqual(new Uint8Array(file));
});

test("each row group leaves when it is full", async () => {
  const sink = collectingSink();
  const parquet = new ParquetStream(table, sink, { version: "0.1.0", rowsPerGroup: 10 });
  const rows = Array.from({ length: 25 }, (_, i) => ({ ID: i, NAME: null, X: i }));
  await parquet.append(columnsOf(rows));
  expect(sink.parts).toHaveLength(2);
  await parquet.finish();
  expect(sink.parts).toHaveLength(4);
});

test("a table without rows is a file without row groups", async () => {
  const { file } = await stream([], 10);
  const metadata = parquetMetadata(file);
  expect(metadata.row_groups).toEqual([]);
  expect(metadata.schema.map((element) => element.name)).toEqual(["root", "ID", "NAME", "X"]);
  const pairs = Object.fromEntries(
    metadata.key_value_metadata!.map(({ key, value }) => [key, value]),
  );
  expect(pairs).toMatchObject({ "chondron.simulated": "true", "chondron.table": "ROWS" });
});

test("columns that do not fit the table are refused", async () => {
  const parquet = new ParquetStream(table, collectingSink(), { version: "0.1.0" });
  await expect(parquet.append([[1], ["a"]])).rejects.toThrow("do not fit");
  await expect(parquet.append([[1], ["a"], Float64Array.of(1, 2)])).rejects.toThrow("do not fit");
});
