import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CliError } from "./cli-error.js";
import { refuseForeignFolder, writeRunFolder } from "./run-folder.js";

const manifest = JSON.stringify({ format: "chondron-manifest" });
const place = (): string => mkdtempSync(join(tmpdir(), "chondron-run-"));

test("a run replaces an earlier run whole and leaves nothing beside it", async () => {
  const parent = place();
  const folder = join(parent, "deep", "run");
  const first = new Map([
    ["manifest.json", manifest],
    ["old.txt", "old"],
  ]);
  await writeRunFolder(folder, first);
  await writeRunFolder(folder, new Map([["manifest.json", manifest]]));
  expect(readdirSync(folder)).toEqual(["manifest.json"]);
  expect(readdirSync(join(parent, "deep"))).toEqual(["run"]);
});

test("a folder that no run wrote is refused and left alone", async () => {
  const folder = place();
  writeFileSync(join(folder, "thesis.txt"), "years of work");
  const attempt = writeRunFolder(folder, new Map([["manifest.json", manifest]]));
  await expect(attempt).rejects.toThrow(/CH6010/);
  expect(readFileSync(join(folder, "thesis.txt"), "utf8")).toBe("years of work");
  writeFileSync(join(folder, "manifest.json"), '{"format":"another"}');
  await expect(refuseForeignFolder(folder)).rejects.toThrow(/CH6010/);
});

test("an empty or absent folder is free, a file is not", async () => {
  const parent = place();
  mkdirSync(join(parent, "empty"));
  writeFileSync(join(parent, "file"), "");
  await expect(refuseForeignFolder(join(parent, "empty"))).resolves.toBeUndefined();
  await expect(refuseForeignFolder(join(parent, "absent"))).resolves.toBeUndefined();
  await expect(refuseForeignFolder(join(parent, "file"))).rejects.toThrow(CliError);
});

test("a failure while writing keeps the earlier run", async () => {
  const parent = place();
  const folder = join(parent, "run");
  await writeRunFolder(folder, new Map([["manifest.json", manifest]]));
  const broken = new Map([
    ["manifest.json", manifest],
    ["no-such-folder/file", "content"],
  ]);
  await expect(writeRunFolder(folder, broken)).rejects.toThrow(/CH6002/);
  expect(readdirSync(parent)).toEqual(["run"]);
  expect(readFileSync(join(folder, "manifest.json"), "utf8")).toBe(manifest);
});
