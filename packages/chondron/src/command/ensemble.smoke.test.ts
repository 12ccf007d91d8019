// The ensemble command from outside: its files read by hyparquet, the same bytes on any number of
// workers, endings with their exit codes, and bounded work ahead.

import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPool } from "@chondron/solver";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { numberedRows } from "../ensemble/lane-source.js";
import { runEnsemble } from "../ensemble/run-ensemble.js";
import { smallCompiled } from "../ensemble/small-model.test.support.js";
import { runProgram } from "../program.js";
import { collectingTerminal } from "./collecting-terminal.test.data.js";
import { type EnsembleOptions, ensemble } from "./ensemble.js";
import type { Terminal } from "./terminal.js";

const model = join(mkdtempSync(join(tmpdir(), "chondron-ensemble-")), "small.ant");
writeFileSync(
  model,
  "model small\n  x = 1; k = 0.5; b = 0;\n  x' = -k*x + b*x^2;\n  y := 2*x;\nend\n",
);
const folder = (): string => mkdtempSync(join(tmpdir(), "chondron-ensemble-"));

async function chondron(typed: readonly string[], changes: Partial<Terminal> = {}) {
  const terminal = collectingTerminal(typed, changes);
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

const usual = (out: string, ...more: string[]): string[] => [
  ...["ensemble", model, "--end", "2", "--steps", "4", "--out", out, "--workers", "1"],
  ...more,
];

async function rowsOf(file: string): Promise<Record<string, unknown>[]> {
  return await parquetReadObjects({ file: new Uint8Array(readFileSync(file)).buffer });
}

function tableFile(place: string, text: string): string {
  const file = join(place, "patients.csv");
  writeFileSync(file, text);
  return file;
}

describe("a table of patients", () => {
  test("gives the course of each, a manifest, and no failures", async () => {
    const place = folder();
    const table = tableFile(place, "id,k,x\n7,0.5,1\n9,1,3\n");
    const out = join(place, "o.parquet");
    const run = await chondron(usual(out, "--table", table, "--observe", "y,k"));
    expect(run).toMatchObject({ code: 0, notes: "" });
    expect(run.out).toMatch(/^2 of 2 patients in .* 0 failed; rodas5p on wasm-simd, \d+ steps\n/);
    const rows = await rowsOf(out);
    expect(rows.map((row) => row.id)).toEqual([7, 7, 7, 7, 7, 9, 9, 9, 9, 9]);
    for (const { id, time, y, k } of rows) {
      const [start, rate] = id === 7 ? [1, 0.5] : [3, 1];
      expect(k).toBe(rate);
      expect(
        Math.abs((y as number) - 2 * start! * Math.exp(-rate! * (time as number))),
      ).toBeLessThan(1e-5);
    }
    expect(await rowsOf(join(place, "o.failures.parquet"))).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(place, "o.manifest.json"), "utf8"));
    expect(manifest).toMatchObject({
      format: "chondron-ensemble",
      ended: "complete",
      table: { columns: ["k", "x"] },
      patients: { planned: 2, done: 2, failed: 0, failuresByCode: {} },
      solver: { method: "rodas5p", relativeTolerance: 1e-6, target: "wasm-simd" },
    });
    for (const { file, bytes, sha256 } of manifest.files) {
      const content = readFileSync(join(place, file));
      expect(content.length).toBe(bytes);
      expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
    }
    expect(readdirSync(place).sort()).toEqual([
      "o.failures.parquet",
      "o.manifest.json",
      "o.parquet",
      "patients.csv",
    ]);
  });

  test("names the target asked for, or the one that can run it", async () => {
    const place = folder();
    const out = join(place, "o.parquet");
    const solverOf = async (...more: string[]): Promise<object> => {
      const run = await chondron(usual(out, "--patients", "2", "--json", ...more));
      return (JSON.parse(run.out) as { solver: object }).solver;
    };
    expect(await solverOf("--target", "js")).toMatchObject({ target: "js" });
    expect(await solverOf("--target", "wasm")).toMatchObject({ target: "wasm", method: "rodas5p" });
    expect(await solverOf("--method", "tsit5")).toMatchObject({ target: "wasm", method: "tsit5" });
  });

  test("names failed patients, which, why, where and what to try, and keeps their course so far", async () => {
    const place = folder();
    const table = tableFile(place, "id,b\nAnn,0\nBob,2.5\nCid,0\n");
    const out = join(place, "o.parquet");
    const run = await chondron(usual(out, "--table", table, "--max-failed", "1"));
    expect(run).toMatchObject({ code: 0 });
    const [failure, ...others] = await rowsOf(join(place, "o.failures.parquet"));
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      id: "Bob",
      code: "stepSizeTooSmall",
      state: "x",
      reason: "The step size fell below what time can resolve.",
      what_to_try: expect.stringMatching(/^Loosen the tolerances/),
    });
    // x' = 2.5x² - 0.5x from 1 has a pole at 2 ln(2.5/2).
    expect(failure!.time).toBeCloseTo(2 * Math.log(2.5 / 2), 3);
    const rows = await rowsOf(out);
    expect(rows.filter((row) => row.id === "Bob").map((row) => row.time)).toEqual([0]);
    expect(rows).toHaveLength(11);
  });

  test("that is broken says where and writes nothing", async () => {
    const place = folder();
    const table = tableFile(place, "k,K\n0.5,1\n");
    const run = await chondron(usual(join(place, "o.parquet"), "--table", table));
    expect(run.code).toBe(1);
    expect(run.notes).toMatch(
      /patients\.csv:1:3 CH6007 error: "K" cannot be set.*Did you mean "k"/,
    );
    expect(readdirSync(place)).toEqual(["patients.csv"]);
  });
});

describe("draws", () => {
  test("give the same bytes with 0, 1, 2 and 3 workers, and a table of what was drawn", async () => {
    const files = new Map<string, string>();
    for (const workers of [0, 1, 2, 3]) {
      const place = folder();
      const options: EnsembleOptions = {
        patients: 300,
        draw: ["k=lognormal(k, 0.5)", "b=uniform(0, 1.2)"],
        dose: ["x=k; time=0.5; interval=0.5; additional=1"],
        start: 0,
        end: 2,
        steps: 3,
        rtol: 1e-5,
        atol: 1e-8,
        seed: 11,
        maxFailed: { share: 1 },
        out: join(place, "o.parquet"),
        workers,
      };
      expect(await ensemble(model, options, collectingTerminal([]))).toBe(0);
      for (const name of ["o.parquet", "o.failures.parquet", "o.draws.parquet"]) {
        const sum = createHash("sha256")
          .update(readFileSync(join(place, name)))
          .digest("hex");
        expect(files.get(name) ?? sum).toBe(sum);
        files.set(name, sum);
      }
      if (workers > 0) continue;
      const drawn = await rowsOf(join(place, "o.draws.parquet"));
      const failed = await rowsOf(join(place, "o.failures.parquet"));
      expect(drawn.map((row) => row.id)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
      expect(failed.length).toBeGreaterThan(0);
      expect(drawn.filter((row) => row.ended !== "success").map((row) => row.id)).toEqual(
        failed.map((row) => row.id),
      );
    }
  });

  test("change with the seed, and not otherwise", async () => {
    const drawn: unknown[] = [];
    for (const seed of ["1", "2", "1"]) {
      const place = folder();
      const more = ["--patients", "3", "--draw", "k=normal(1, 0.1)", "--seed", seed];
      expect((await chondron(usual(join(place, "o.parquet"), ...more))).code).toBe(0);
      drawn.push(await rowsOf(join(place, "o.draws.parquet")));
    }
    expect(drawn[2]).toEqual(drawn[0]);
    expect(drawn[1]).not.toEqual(drawn[0]);
  });

  test("that give no finite number fail that patient and no other", async () => {
    const place = folder();
    const table = tableFile(place, "k\n0\n1\n2\n");
    const out = join(place, "o.parquet");
    const more = ["--table", table, "--draw", "x=constant(1/k)", "--max-failed", "50%"];
    expect((await chondron(usual(out, ...more))).code).toBe(0);
    expect(await rowsOf(join(place, "o.failures.parquet"))).toMatchObject([
      { id: 1, code: "invalidInput", state: null, time: 0 },
    ]);
    expect((await rowsOf(out)).filter((row) => row.time === 0)).toEqual([
      { id: 2, time: 0, x: 1 },
      { id: 3, time: 0, x: 0.5 },
    ]);
  });
});

describe("endings", () => {
  test("too many failures: code 3, what was done is written", async () => {
    const place = folder();
    const out = join(place, "o.parquet");
    const run = await chondron(
      usual(out, "--patients", "100", "--draw", "b=constant(3)", "--json"),
    );
    expect(run.code).toBe(3);
    expect(run.notes).toMatch(
      /CH6041 error: 6 of 6 patients failed, more than the 5 % allowed of 100.*o\.failures\.parquet/,
    );
    const manifest = JSON.parse(run.out);
    expect(manifest).toMatchObject({
      ended: "tooManyFailures",
      patients: { planned: 100, done: 6, failed: 6, failuresByCode: { stepSizeTooSmall: 6 } },
    });
    expect(await rowsOf(join(place, "o.failures.parquet"))).toHaveLength(6);
  });

  test("cancelled: code 130, no files", async () => {
    const place = folder();
    const more = ["--patients", "1000", "--draw", "k=normal(1, 0.1)"];
    const out = join(place, "o.parquet");
    const run = await chondron(usual(out, ...more), { signal: AbortSignal.abort() });
    expect(run.code).toBe(130);
    expect(run.notes).toContain("CH6011");
    expect(readdirSync(place)).toEqual([]);
  });

  test.each<[string, string[], RegExp]>([
    ["no patients", [], /CH6038 error: nothing says who the patients are/],
    ["two kinds of patients", ["--table", "a.csv", "--patients", "3"], /CH6038 error: --table and/],
    [
      "missing table",
      ["--table", "none.csv"],
      /CH6001 error: cannot read "none\.csv": no such file/,
    ],
    ["bad draw", ["--patients", "3", "--draw", "k=3"], /CH6036 error: option --draw is "k=3"/],
    ["bad dose", ["--patients", "3", "--dose", "x"], /CH6037 error: option --dose is "x"/],
    [
      "bad limit",
      ["--patients", "3", "--max-failed", "120%"],
      /--max-failed is "120%", which is not a number of patients or a share/,
    ],
    ["too many patients", ["--patients", "3e9"], /a whole number from 1 to 2147483647/],
    ["unknown observable", ["--patients", "3", "--observe", "z"], /CH6006/],
    ["unknown method", ["--patients", "3", "--method", "euler"], /CH6014/],
  ])("wrong usage, code 2: %s", async (_, more, expected) => {
    const place = folder();
    const run = await chondron(usual(join(place, "o.parquet"), ...more));
    expect(run.code).toBe(2);
    expect(run.notes).toMatch(expected);
    expect(readdirSync(place)).toEqual([]);
  });

  test("a name without .parquet: code 2", async () => {
    const run = await chondron(usual("o.csv", "--patients", "3"));
    expect(run).toMatchObject({ code: 2, notes: expect.stringContaining("CH6039") });
  });

  test("a folder that is not there: code 1", async () => {
    const out = join(folder(), "none", "o.parquet");
    const run = await chondron(usual(out, "--patients", "3"));
    expect(run.code).toBe(1);
    expect(run.notes).toMatch(/CH6002 error: cannot write .*o\.parquet": no such file or folder/);
  });

  test("a dose of something that cannot be given: code 1", async () => {
    const run = await chondron(usual("o.parquet", "--patients", "3", "--dose", "y=1"));
    expect(run).toMatchObject({ code: 1, notes: expect.stringContaining("CH2003") });
  });
});

test("patients ahead of the results are bounded, however many there are", async () => {
  const compiled = smallCompiled();
  const patients = 6000;
  let asked = 0;
  let most = 0;
  const pool = await openPool({ workers: 1 });
  const run = await runEnsemble(
    {
      idType: "integer",
      failureLimit: {},
      out: join(folder(), "o.parquet"),
      version: "0.1.0",
      shared: {
        compiled,
        observe: ["x"],
        end: 1,
        saveAt: Float64Array.of(1),
        tolerance: { relative: 1e-3, absolute: new Float64Array(2).fill(1e-3) },
      },
      population: {
        compiled,
        patients,
        targets: [],
        draws: [],
        seed: 1,
        start: 0,
        schedule: [],
        rows: async function* () {
          for await (const row of numberedRows(patients)) {
            asked++;
            yield row;
          }
        },
      },
    },
    pool,
    {
      signal: new AbortController().signal,
      onProgress: ({ done }) => {
        most = Math.max(most, asked - done);
      },
    },
  );
  await pool.close();
  expect(run.outcome.done).toBe(patients);
  // Eight blocks of at most 64, for the one worker there is.
  expect(most).toBeLessThanOrEqual(8 * 64);
});
