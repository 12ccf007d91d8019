// Write one file that the user named, or say why not.

import { writeFile } from "node:fs/promises";
import { failure, systemCause } from "./cli-error.js";

/** Throws CliError (failed) where the system refuses. */
export async function saveFile(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw failure("CH6002", { file, cause: systemCause(error) });
  }
}
