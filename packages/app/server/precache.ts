// Puts into the built service worker which files there are and a version that changes with them.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const workerName = "service-worker.js";

export interface Precache {
  readonly version: string;
  /** Paths within the site; "./" is the page itself. */
  readonly files: readonly string[];
}

/** What a folder of built files holds for use without a connection: all but the worker and maps. */
export function precacheOf(site: string): Precache {
  const paths = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(site.length).replaceAll("\\", "/"))
    .map((path) => path.replace(/^\//, ""))
    .filter((path) => path !== workerName && !path.endsWith(".map"))
    .sort();
  const hash = createHash("sha256");
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(join(site, path)));
  return { version: hash.digest("hex").slice(0, 16), files: paths };
}

/** Replaces the mark in the built worker; throws where there is not exactly one. */
export function fillPrecache(site: string): void {
  const path = join(site, workerName);
  const parts = readFileSync(path, "utf8").split(/["'`]%PRECACHE%["'`]/);
  if (parts.length !== 2) throw new Error(`${workerName} has ${parts.length - 1} marks, not one`);
  writeFileSync(path, parts.join(JSON.stringify(JSON.stringify(precacheOf(site)))));
}
