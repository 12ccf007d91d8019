// The cache of modules: one build per key, files between processes, and nothing that goes wrong with
// the files is felt. The module is the core specification's smallest: magic number and version.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { moduleCache } from "./module-cache.js";
import { cacheFolder, moduleStore } from "./node/module-store.js";

const smallest = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
const folder = (): string => mkdtempSync(join(tmpdir(), "chondron-modules-"));

function counted(bytes: Uint8Array = smallest) {
  const build = (): Uint8Array => {
    build.calls++;
    return bytes;
  };
  build.calls = 0;
  return build;
}

describe("in memory", () => {
  test("a key is built once, also when asked for twice at a time", async () => {
    const cached = moduleCache();
    const build = counted();
    const [a, b] = await Promise.all([cached("k", build), cached("k", build)]);
    expect(a).toBe(b);
    expect(Object.prototype.toString.call(a)).toBe("[object WebAssembly.Module]");
    expect(await cached("k", build)).toBe(a);
    expect(await cached("other", build)).not.toBe(a);
    expect(build.calls).toBe(2);
  });

  test("a build that fails is not remembered", async () => {
    const cached = moduleCache();
    const failing = (): Uint8Array => {
      throw new Error("no module");
    };
    await expect(cached("k", failing)).rejects.toThrow("no module");
    await expect(cached("k", counted(Uint8Array.of(1, 2, 3)))).rejects.toThrow();
    await expect(cached("k", counted())).resolves.toBeDefined();
  });

  test("the key not asked for the longest is forgotten", async () => {
    const cached = moduleCache();
    const build = counted();
    for (let i = 0; i < 64; i++) await cached(`k${i}`, build);
    await cached("k0", build);
    await cached("k64", build);
    expect(build.calls).toBe(65);
    await cached("k0", build);
    expect(build.calls).toBe(65);
    await cached("k1", build);
    expect(build.calls).toBe(66);
  });
});

describe("in files", () => {
  test("another process finds what one has built", async () => {
    const place = folder();
    const build = counted();
    await moduleCache(moduleStore(() => place))("k", build);
    await moduleCache(moduleStore(() => place))("k", build);
    expect(build.calls).toBe(1);
    await moduleCache(moduleStore(() => place))("other", build);
    expect(build.calls).toBe(2);
    expect(readdirSync(place)).toHaveLength(2);
  });

  test.each<[string, (content: Buffer) => Uint8Array]>([
    ["torn", (content) => content.subarray(0, 35)],
    ["empty", () => new Uint8Array(0)],
    ["changed", (content) => content.fill(7, 36, 38)],
  ])("a %s file is built anew and mended", async (_, damage) => {
    const place = folder();
    const build = counted();
    const fresh = () => moduleCache(moduleStore(() => place));
    await fresh()("k", build);
    const file = join(place, readdirSync(place)[0]!);
    writeFileSync(file, damage(readFileSync(file)));
    await fresh()("k", build);
    expect(build.calls).toBe(2);
    await fresh()("k", build);
    expect(build.calls).toBe(2);
  });

  test("many writers of one key leave one whole file", async () => {
    const place = folder();
    const build = counted();
    const write = () => moduleCache(moduleStore(() => place))("k", build);
    await Promise.all(Array.from({ length: 20 }, write));
    expect(readdirSync(place)).toHaveLength(1);
    const before = build.calls;
    await write();
    expect(build.calls).toBe(before);
  });

  test("a folder that cannot be is no error", async () => {
    const place = folder();
    const file = join(place, "file");
    writeFileSync(file, "");
    for (const where of [join(file, "inside"), undefined])
      await expect(moduleCache(moduleStore(() => where))("k", counted())).resolves.toBeDefined();
    rmSync(place, { recursive: true });
    await expect(moduleCache(moduleStore(() => place))("k", counted())).resolves.toBeDefined();
  });

  test("the folder grows no further than 256 modules", async () => {
    const place = folder();
    const store = moduleStore(() => place);
    for (let i = 0; i < 260; i++) await store.save(`k${i}`, smallest);
    expect(readdirSync(place)).toHaveLength(256);
  });
});

test.each([
  [{ CHONDRON_CACHE: "/somewhere" }, "/somewhere"],
  [{ CHONDRON_CACHE: "" }, undefined],
  [{ CHONDRON_CACHE: "off" }, undefined],
  [{}, undefined],
])("with %o files are kept in %s", (environment, expected) => {
  expect(cacheFolder(environment)).toBe(expected);
});
