// A run of the knee from the command line: the same bytes for any number of workers and again; the
// Parquet tables, read by another library, hold the counts and means of the summary; the
// Dataset-JSON files hold the same rows.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readTable } from "./run-tables.js";

const root = new URL("../../", import.meta.url).pathname;
const parent = mkdtempSync(join(tmpdir(), "chondron-run-"));
afterAll(() => rmSync(parent, { recursive: true }));

function run(name: string, workers: number): string {
  const out = join(parent, name);
  execFileSync(
    process.execPath,
    [
      ...["packages/chondron/dist/cli.js", "trial", "packages/knee/protocols/ev-msc-saline.yaml"],
      ...["--patients", "45", "--replicates", "2", "--workers", String(workers), "--out", out],
    ],
    { cwd: root, stdio: "pipe", env: { ...process.env, SOURCE_DATE_EPOCH: "1800000000" } },
  );
  return out;
}

const tables = ["adsl", "adqs", "adtte"] as const;
const hash = (folder: string, file: string): string =>
  createHash("sha256")
    .update(readFileSync(join(folder, file)))
    .digest("hex");

describe("a run of the reference trial", () => {
  const first = run("one", 1);
  const folders = [run("two", 2), run("again", 2)];

  it.each([
    ...tables.map((t) => `${t}.parquet`),
    ...tables.map((t) => `${t}.json`),
    "summary.json",
  ])("%s has the same bytes with 1 and 2 workers, and again", (file) => {
    for (const folder of folders) expect(hash(folder, file)).toBe(hash(first, file));
  });

  it("has Parquet tables with the summary's arm counts, means and SDs", async () => {
    const summary = JSON.parse(readFileSync(join(first, "summary.json"), "utf8"));
    const adsl = await readTable(first, "adsl");
    const adqs = await readTable(first, "adqs");
    const { arms, visits, outcomes } = summary.design;
    expect(adsl).toHaveLength(summary.flow.randomised);
    let compared = 0;
    for (const [index, arm] of arms.entries()) {
      const own = adsl.filter((row) => Number(row.TRT01PN) === index + 1);
      expect(own).toHaveLength(summary.flow.arms[index].allocated);
      for (const { id: outcome, paramcd } of outcomes)
        for (const { id: visit, label } of visits) {
          const values = adqs
            .filter((row) => Number(row.TRTPN) === index + 1 && row.PARAMCD === paramcd)
            .filter((row) => row.AVISIT === label && row.AVAL !== null)
            .map((row) => Number(row.AVAL));
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          const variance =
            values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
          const row = summary.measures.find(
            (m: Record<string, unknown>) =>
              m.arm === arm.id && m.outcome === outcome && m.visit === visit,
          );
          expect(row.value.n).toBe(values.length);
          expect(row.value.mean).toBeCloseTo(mean, 10);
          expect(row.value.sd).toBeCloseTo(Math.sqrt(variance), 10);
          compared++;
        }
    }
    expect(compared).toBe(arms.length * outcomes.length * visits.length);
    expect(compared).toBeGreaterThan(300);
  });

  it("marks every row as simulated, in both formats alike", async () => {
    for (const table of tables) {
      const rows = await readTable(first, table);
      const json = JSON.parse(readFileSync(join(first, `${table}.json`), "utf8"));
      expect(json.records).toBe(rows.length);
      expect(rows.every((row) => row.SIMFL === "Y")).toBe(true);
      expect(rows.every((row) => String(row.STUDYID).startsWith("SIM-"))).toBe(true);
      const names: string[] = json.columns.map((column: { name: string }) => column.name);
      const last = Object.fromEntries(names.map((name, i) => [name, json.rows.at(-1)[i]]));
      expect(last).toEqual(rows.at(-1));
    }
  });

  it("has a report of the same bytes where the time of creation is fixed", () => {
    expect(hash(first, "report.html")).toBe(hash(folders[1]!, "report.html"));
  });
});
