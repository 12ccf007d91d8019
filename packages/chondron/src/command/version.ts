// Version of Chondron and the time of a run, both of which stand in what it writes.

import { readFileSync } from "node:fs";

export function chondronVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/**
 * Now as ISO 8601 to the second, or the time in SOURCE_DATE_EPOCH (seconds since 1970), which
 * reproducible builds set so that equal runs give equal files.
 */
export function creationTime(environment: NodeJS.ProcessEnv = process.env): string {
  const epoch = Number(environment.SOURCE_DATE_EPOCH ?? Number.NaN);
  const date = Number.isFinite(epoch) ? new Date(1000 * epoch) : new Date();
  return date.toISOString().replace(/\.\d{3}Z$/, "Z");
}
