// Tables of patients: what is read, and what is said of those that cannot be. The texts are read by
// people: change them on purpose only.

import { formatDiagnostic } from "@chondron/model";
import { describe, expect, test } from "vitest";
import { longestLine } from "./delimited-rows.js";
import { readPatientTable } from "./patient-table.js";
import { smallCompiled } from "./small-model.test.support.js";
import { openText } from "./table-text.test.support.js";

const compiled = smallCompiled();

async function read(text: string) {
  const { table, diagnostics } = await readPatientTable(openText(text), "t.csv", compiled);
  const rows: [number | string, ...number[]][] = [];
  if (table) for await (const row of table.rows()) rows.push([row.id, ...row.values]);
  return {
    complaints: diagnostics.map(formatDiagnostic),
    targets: table?.targets.map(({ id }) => id),
    idType: table?.idType,
    patients: table?.patients,
    rows,
  };
}

describe("is read", () => {
  test.each<[string, string]>([
    ["commas", "id,k,x\n1,0.5,2\n2,1e-3,-4\n"],
    ["tabs", "id\tk\tx\n1\t0.5\t2\n2\t1e-3\t-4\n"],
    ["no line end at the end", "id,k,x\n1,0.5,2\n2,1e-3,-4"],
    ["line ends of Windows and a byte order mark", "\ufeffid,k,x\r\n1,0.5,2\r\n2,1e-3,-4\r\n"],
    ["quotes and spaces", '"id", "k" ,x\n"1" , 0.5,"2"\n2,1e-3, -4 \n'],
    ["blank lines", "\nid,k,x\n1,0.5,2\n\n  \n2,1e-3,-4\n\n"],
  ])("%s", async (_, text) => {
    expect(await read(text)).toEqual({
      complaints: [],
      targets: ["k", "x"],
      idType: "integer",
      patients: 2,
      rows: [
        [1, 0.5, 2],
        [2, 0.001, -4],
      ],
    });
  });

  test("without ids, patients are numbered from 1", async () => {
    const { rows, idType } = await read("k\n0.5\n0.6\n");
    expect({ rows, idType }).toEqual({
      rows: [
        [1, 0.5],
        [2, 0.6],
      ],
      idType: "integer",
    });
  });

  test("ids that are not all plain integers stay as they are written", async () => {
    const { rows, idType } = await read('k,id\n0.5,07\n0.6,7\n0.7,"Ü, ""x"""\n');
    expect(idType).toBe("string");
    expect(rows).toEqual([
      ["07", 0.5],
      ["7", 0.6],
      ['Ü, "x"', 0.7],
    ]);
  });

  test("ids alone, of patients who get all else from draws", async () => {
    expect(await read("id\n5\n3\n")).toMatchObject({ targets: [], rows: [[5], [3]] });
  });
});

describe("is refused", () => {
  const noTable = (cause: string): string =>
    `CH6030 error: "t.csv" is no table of patients: it has ${cause}. Begin with a row of ids of parameters or states, apart by commas; one row per patient below.`;
  test.each<[string, string, string[]]>([
    ["empty", "", [noTable("nothing in it")]],
    ["blank", "\n \n", [noTable("nothing in it")]],
    ["header alone", "id,k\n", [noTable("a header and no patients")]],
    [
      "unknown ids, and near misses",
      "K,zzzzzz\n1,2\n",
      [
        't.csv:1:1 CH6007 error: "K" cannot be set: the model has no such parameter or state. Did you mean "k"? Names are case-sensitive.',
        't.csv:1:3 CH6007 error: "zzzzzz" cannot be set: the model has no such parameter or state. Run "chondron check" on the model.',
      ],
    ],
    [
      "what a rule computes",
      "k,twice\n1,2\n",
      [
        't.csv:1:3 CH6007 error: "twice" cannot be set: a rule or a rate law computes it. Set one of the values it is computed from.',
      ],
    ],
    [
      "columns twice or without a name",
      "k,,k,id,id\n1,2,3,4,5\n",
      [
        "t.csv:1:3 CH6031 error: a column of the table has no name. Name each column once, after a parameter or a state of the model.",
        't.csv:1:4 CH6031 error: a column of the table "k" is there twice. Name each column once, after a parameter or a state of the model.',
        't.csv:1:9 CH6031 error: a column of the table "id" is there twice. Name each column once, after a parameter or a state of the model.',
      ],
    ],
    [
      "what is no finite number",
      "k,x\nNA,0x10\nNaN,1e999\n-inf,1 2\n",
      [
        ["2:1", "k", "NA"],
        ["2:4", "x", "0x10"],
        ["3:1", "k", "NaN"],
        ["3:5", "x", "1e999"],
        ["4:1", "k", "-inf"],
        ["4:6", "x", "1 2"],
      ].map(
        ([place, column, value]) =>
          `t.csv:${place} CH6032 error: column "${column}" holds "${value}", which is not a finite number. Write it with a decimal point, e.g. 0.5 or 1e-3.`,
      ),
    ],
    [
      "empty cells",
      "id,k,x\n,0.5,1\n2,,1\n",
      [
        't.csv:2:1 CH6033 error: column "id" is empty here. Fill it in for every patient, or leave the column out to use the model\'s own value.',
        't.csv:3:3 CH6033 error: column "k" is empty here. Fill it in for every patient, or leave the column out to use the model\'s own value.',
      ],
    ],
    [
      "ragged rows, decimal commas, a quote without an end",
      'k,x\n1\n0,5,1\n"1,2\n',
      [
        [2, 1],
        [3, 3],
        [4, 1],
      ].map(
        ([line, found]) =>
          `t.csv:${line}:1 CH6034 error: cells in this row: ${found}, in the header: 2. Check the row's separators and quotes; decimal commas are separators too.`,
      ),
    ],
    [
      "patients twice",
      "id,k\n1,1\n2,1\n1,1\n",
      [
        't.csv:4:1 CH6035 error: the patient "1" is in line 2 already. Give each patient an id of its own, or leave the column "id" out to have them numbered.',
      ],
    ],
  ])("%s", async (_, text, expected) => {
    const { complaints, rows } = await read(text);
    expect(complaints).toEqual(expected);
    expect(rows).toEqual([]);
  });

  test("something that has no lines", async () => {
    const chunk = new Uint8Array(1 << 20).fill(65);
    const open = async function* () {
      for (let i = 0; i <= longestLine / chunk.length; i++) yield chunk;
    };
    const { diagnostics } = await readPatientTable(open, "t.csv", compiled);
    expect(diagnostics.map(formatDiagnostic)).toEqual([
      noTable("lines longer than any row of numbers"),
    ]);
  });

  test("with no more than a hundred complaints or so", async () => {
    const { complaints } = await read(`k\n${"bad\n".repeat(1000)}`);
    expect(complaints).toHaveLength(100);
  });
});
