// The built command as a process of its own: exit codes, streams, a reader that goes away.

import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const model = join(mkdtempSync(join(tmpdir(), "chondron-process-")), "decay.ant");
writeFileSync(model, "model decay\n  x = 1;\n  x' = -x;\nend\n");

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function chondron(typed: readonly string[], closeEarly = false): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...typed], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const text = { out: "", err: "" };
    child.stdout.on("data", (chunk: Buffer) => {
      text.out += chunk.toString();
      if (closeEarly) child.stdout.destroy();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      text.err += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...text }));
  });
}

test("data on standard output, diagnostics on standard error without colour, code 2", async () => {
  const good = await chondron(["simulate", model, "--end", "1", "--steps", "1"]);
  expect(good).toMatchObject({ code: 0, err: "" });
  expect(good.out).toMatch(/^time,x\n0,1\n1,0\.36/);
  const bad = await chondron(["simulate", model, "--end", "1"]);
  expect(bad).toMatchObject({ code: 2, out: "" });
  expect(bad.err).toContain("CH6003 error:");
  expect(bad.err).not.toContain("\u001b");
});

test("a reader that goes away ends the program without a stack", async () => {
  const typed = ["simulate", model, "--end", "1", "--steps", "300000"];
  const { code, err } = await chondron(typed, true);
  expect({ code, err }).toEqual({ code: 0, err: "" });
});
