// Emitted modules as files of the user's cache folder. A file is the SHA-256 of the bytes, then the
// bytes: what is torn or changed is not taken. Files are written beside their name and renamed, so
// that processes never read each other's halves.

import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModuleStore } from "../module-cache.js";

/** Part of every name: raise it when equal keys no longer mean equal bytes. */
const version = "1";
const digestLength = 32;
/** Files kept in the folder; the one unused for the longest goes first. */
const mostFiles = 256;

/**
 * The folder that CHONDRON_CACHE names; none where it is absent, empty or "off". Files are not kept by
 * default: they spare a tenth of a second, and would outlive a change of what is emitted.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHONDRON_CACHE: chosen } = environment;
  return chosen === undefined || chosen === "" || chosen === "off" ? undefined : chosen;
}

/** `folder` is asked for at each use, so that the environment may change; undefined keeps nothing. */
export function moduleStore(folder: () => string | undefined = cacheFolder): ModuleStore {
  return {
    load: (key) => quietly(folder(), (place) => loadFile(join(place, fileName(key)))),
    save: async (key, bytes) => {
      await quietly(folder(), (place) => saveFile(place, fileName(key), bytes));
    },
  };
}

/** No folder, no permission, no space: the cache is then merely empty. */
async function quietly<T>(
  place: string | undefined,
  action: (place: string) => Promise<T>,
): Promise<T | undefined> {
  if (place === undefined) return undefined;
  try {
    return await action(place);
  } catch {
    return undefined;
  }
}

function fileName(key: string): string {
  return `module-${version}-${createHash("sha256").update(key).digest("hex")}.wasm`;
}

async function loadFile(file: string): Promise<Uint8Array | undefined> {
  const content = await readFile(file);
  const bytes = content.subarray(digestLength);
  if (!digest(bytes).equals(content.subarray(0, digestLength))) return undefined;
  const now = new Date();
  await utimes(file, now, now);
  return bytes;
}

async function saveFile(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${name}.${randomUUID()}`);
  try {
    await writeFile(draft, Buffer.concat([digest(bytes), bytes]), { flag: "wx" });
    await rename(draft, join(folder, name));
  } finally {
    await rm(draft, { force: true });
  }
  await prune(folder);
}

function digest(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^module-.*\.wasm$/.test(name));
  if (names.length <= mostFiles) return;
  const files = await Promise.all(
    names.map(async (name) => ({ name, used: (await stat(join(folder, name))).mtimeMs })),
  );
  files.sort((a, b) => a.used - b.used);
  for (const { name } of files.slice(0, files.length - mostFiles)) await rm(join(folder, name));
}
