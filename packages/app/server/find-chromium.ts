// The Chromium that is installed: CHONDRON_CHROMIUM names one, or it is on the path.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export const chromiumCommand = process.env.CHONDRON_CHROMIUM ?? "chromium";

/** Its path; undefined where there is none. */
export function findChromium(): string | undefined {
  if (existsSync(chromiumCommand)) return chromiumCommand;
  const { status, stdout } = spawnSync("which", [chromiumCommand], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
