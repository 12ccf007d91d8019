// The knee's files for the engine's workers: one file of texts, beside the version they belong to.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { packTexts } from "@chondron/knee/pack-texts";

/** Writes knee.json into `folder`, which ends with a slash. */
export function writeKnee(folder: URL): void {
  const description = new URL("../../chondron/package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(description, "utf8")) as { version: string };
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("knee.json", folder), JSON.stringify({ version, texts: packTexts() }));
}
