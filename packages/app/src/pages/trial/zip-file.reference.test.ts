// Archives against the reader of another program where it is installed, and CRC-32 against its check value.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { crc32, zipFile } from "./zip-file.js";

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

test("the check value of CRC-32", () => {
  expect(crc32(text("123456789"))).toBe(0xcbf43926);
});

test("another program reads the archive", () => {
  const folder = mkdtempSync(join(tmpdir(), "chondron-zip-"));
  const path = join(folder, "run.zip");
  writeFileSync(
    path,
    zipFile(
      new Map([
        ["run/a.json", text("{}\n")],
        ["run/ü.txt", text("ü")],
      ]),
    ),
  );
  const script =
    "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), [(n, z.read(n).hex()) for n in z.namelist()])";
  const { status, stdout } = spawnSync("python3", ["-c", script, path], {
    encoding: "utf8",
    env: { ...process.env, PYTHONIOENCODING: "utf-8" },
  });
  rmSync(folder, { recursive: true });
  if (status === null)
    return console.log("No python3: the archive is not read by another program.");
  expect(stdout.trim()).toBe("None [('run/a.json', '7b7d0a'), ('run/ü.txt', 'c3bc')]");
});
