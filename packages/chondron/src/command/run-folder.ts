// The folder of a run. It is written beside its place and moved there whole, so that a failure
// leaves the earlier run as it was; only a folder that a run wrote is ever replaced.

import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { RunFiles } from "../report/trial-files.js";
import { failure, systemCause, usageError } from "./cli-error.js";

/** What manifest.json calls itself; marks a folder as ours. */
const manifestFormat = "chondron-manifest";

/** Throws CliError (usage) where `folder` holds something that no run wrote. */
export async function refuseForeignFolder(folder: string): Promise<void> {
  const entries = await readEntries(folder);
  if (entries === undefined || entries.length === 0) return;
  if (!(await isRun(folder))) throw usageError("CH6010", { folder });
}

/** Put all files into `folder`, in place of an earlier run. */
export async function writeRunFolder(folder: string, files: RunFiles): Promise<void> {
  await refuseForeignFolder(folder);
  const target = resolve(folder);
  try {
    await mkdir(dirname(target), { recursive: true });
    const fresh = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
    try {
      for (const [name, content] of files) await writeFile(join(fresh, name), content);
      // mkdtemp makes a private folder; a run is for sharing, as far as the umask lets it.
      await chmod(fresh, 0o777 & ~process.umask());
      await replaceFolder(fresh, target);
    } catch (error) {
      await rm(fresh, { recursive: true, force: true });
      throw error;
    }
  } catch (error) {
    throw failure("CH6002", { file: folder, cause: systemCause(error) });
  }
}

async function replaceFolder(fresh: string, target: string): Promise<void> {
  const old = `${fresh}-old`;
  const had = (await readEntries(target)) !== undefined;
  if (had) await rename(target, old);
  try {
    await rename(fresh, target);
  } catch (error) {
    if (had) await rename(old, target);
    throw error;
  }
  if (had) await rm(old, { recursive: true, force: true });
}

async function readEntries(folder: string): Promise<string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw usageError("CH6001", { file: folder, cause: systemCause(error) });
  }
}

async function isRun(folder: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
    return (manifest as { format?: unknown } | null)?.format === manifestFormat;
  } catch {
    return false;
  }
}
