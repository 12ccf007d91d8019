// The page's path to a trial against the command line's: the same protocol and seed give the same bytes.
// Here in Node, from packed texts; tests/app/trial.smoke.test.ts does the same in a browser.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { packTexts } from "@chondron/knee/pack-texts";
import { packedTexts } from "@chondron/knee/texts";
import { openPool } from "@chondron/solver";
import { afterAll, expect, test } from "vitest";
import { KneeEngine } from "./knee-engine.js";
import type { TrialProgress } from "./trial-run.js";

const chondron = fileURLToPath(new URL("../../../chondron/dist/cli.js", import.meta.url));
const protocol = fileURLToPath(
  new URL("../../../knee/protocols/ev-msc-saline.yaml", import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), "chondron-equal-"));
const created = "2026-01-31T12:00:00Z";

afterAll(() => rmSync(folder, { recursive: true }));

function engineOf(): KneeEngine {
  const texts = packTexts();
  return new KneeEngine({
    texts: packedTexts(texts),
    protocolFiles: Object.keys(texts).filter((path) => path.startsWith("protocols/")),
    version: "0.1.0",
    openPool: () => openPool({ workers: 0 }),
    host: { node: "", platform: "test" },
    command: "chondron app",
  });
}

test("a trial of the page leaves the files of the command line, byte for byte", async () => {
  const typed = ["trial", protocol, "--out", join(folder, "run"), "--patients", "12"];
  const environment = { ...process.env, SOURCE_DATE_EPOCH: `${Date.parse(created) / 1000}` };
  await promisify(execFile)(process.execPath, [chondron, ...typed, "--replicates", "2"], {
    env: environment,
  });
  const told: TrialProgress[] = [];
  const request = {
    protocolText: readFileSync(protocol, "utf8"),
    patients: 12,
    replicates: 2,
    created,
  };
  const run = await engineOf().runTrial(request, { onProgress: (progress) => told.push(progress) });
  for (const [name, content] of run.files) {
    // These two say what ran it, and how.
    if (name === "manifest.json" || name === "report.html") continue;
    const written = readFileSync(join(folder, "run", name));
    expect(Buffer.compare(Buffer.from(content), written), name).toBe(0);
  }
  expect([...run.files.keys()]).toContain("summary.json");
  expect(told.at(-1)!.share).toBe(1);
  expect(told.some(({ summary }) => summary?.design.replicates === 1)).toBe(true);
});

test("cancelling ends a trial", async () => {
  const stop = new AbortController();
  const running = engineOf().runTrial(
    { protocolText: readFileSync(protocol, "utf8"), patients: 12, replicates: 50 },
    { signal: stop.signal, onProgress: () => stop.abort() },
  );
  await expect(running).rejects.toThrow(/abort/i);
});

test("mistakes of a protocol are told with their place", () => {
  const { protocol: read, diagnostics } = engineOf().checkProtocol({ text: "id: x\nseeds: 1\n" });
  expect(read).toBeUndefined();
  expect(diagnostics.map(({ range }) => range?.line)).toContain(2);
});
