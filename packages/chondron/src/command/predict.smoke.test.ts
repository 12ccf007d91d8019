// chondron predict from the command line: the example of the documentation runs, and what is wrong with a
// table is said with its place.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../program.js";
import { collectingTerminal } from "./collecting-terminal.test.data.js";

const example = fileURLToPath(new URL("../../../../docs/examples/targets.csv", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "predict-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...typed: string[]) {
  const terminal = collectingTerminal(["predict", ...typed]);
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

async function table(text: string): Promise<string> {
  const file = join(folder, "targets.csv");
  await writeFile(file, text);
  return file;
}

describe("chondron predict", () => {
  test("predicts the documented example", async () => {
    const small = ["--draws", "3", "--patients", "40", "--parameters", "prior"];
    const { code, out } = await run(example, "--json", ...small);
    expect(code).toBe(0);
    const prediction = JSON.parse(out);
    expect(prediction).toMatchObject({ format: "chondron-prediction", parameters: "prior" });
    expect(prediction.rows).toHaveLength(7);
    for (const row of prediction.rows) {
      expect(Number.isFinite(row.mean), row.id).toBe(true);
      expect(row.low90).toBeLessThan(row.low50);
      expect(row.high50).toBeLessThan(row.high90);
    }
    expect(prediction.coverage.observed).toBe(4);
  }, 60_000);

  test("says line and column of every mistake, all together", async () => {
    const file = await table(
      "regimen,endpoint,week,population\nsalin,vas_pain,4,\nsaline,vas_pian,4,\nsaline,vas_pain,4,kl 2..3\n",
    );
    const { code, notes } = await run(file);
    expect(code).toBe(1);
    expect(notes).toContain(':2:1 CH4107 error: the regimen "salin" cannot be read');
    expect(notes).toContain('Did you mean "saline"?');
    expect(notes).toContain(':3:1 CH4109 error: unknown endpoint "vas_pian"');
    expect(notes).toContain(":4:1 CH4108 error: the population");
  });

  test("refuses files that are not there, broken cells and unknown sources", async () => {
    expect((await run(join(folder, "none.csv"))).code).toBe(2);
    const broken = await run(await table("regimen,endpoint,week\nsaline,vas_pain,soon\n"));
    expect(broken.notes).toContain(':2:17 CH4105 error: the cell of "week" is "soon".');
    const source = await run(example, "--parameters", "guess");
    expect([source.code, source.notes.includes("CH6050")]).toEqual([2, true]);
  });
});
