// Headless Chromium on a page, with a profile of its own that is gone with it.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstThreadSeconds, renderersOf } from "./thread-seconds.mjs";

const command = process.env.CHONDRON_CHROMIUM ?? "chromium";

/** Text of `--version`; undefined where there is no such program. */
export function chromiumVersion() {
  const { status, stdout } = spawnSync(command, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * { ended, processorSeconds, close }: `ended` rejects, with the last words of the browser, when it ends
 * by itself; `processorSeconds()` is of the threads of its pages' scripts, NaN where not known.
 */
export function openChromium(address) {
  const profile = mkdtempSync(join(tmpdir(), "chondron-chromium-"));
  // Its sandbox does not start for root, as in containers.
  const rootOnly = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const options = ["--headless", "--no-first-run", `--user-data-dir=${profile}`, ...rootOnly];
  const child = spawn(command, [...options, address], { stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    words = (words + text).slice(-2000);
  });
  const exit = new Promise((resolve) => child.on("exit", resolve));
  const ended = exit.then((code) => {
    throw new Error(`${command} ended (code ${code}): ${words}`);
  });
  ended.catch(() => {});
  const close = async () => {
    child.kill();
    await exit;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const processorSeconds = () => {
    const renderers = renderersOf(child.pid);
    return renderers.length > 0 ? firstThreadSeconds(renderers) : Number.NaN;
  };
  return { ended, processorSeconds, close };
}
