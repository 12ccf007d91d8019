// A file that appears whole or not at all: written beside its place, moved there at the end. Keeps
// the size and the SHA-256 of what went through.

import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import type { ByteSink } from "@chondron/trial";
import { failure, systemCause } from "../command/cli-error.js";

export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
}

export class FileSink implements ByteSink {
  readonly #hash = createHash("sha256");
  #bytes = 0;

  private constructor(
    readonly file: string,
    readonly handle: FileHandle,
  ) {}

  /** Throws CliError (failed) where the system refuses, as all methods here do. */
  static async create(file: string): Promise<FileSink> {
    return new FileSink(file, await orFailure(file, () => open(draftOf(file), "w")));
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    await orFailure(this.file, () => this.handle.writeFile(bytes));
  }

  /** Put the file in its place. */
  async keep(): Promise<FileFacts> {
    await orFailure(this.file, async () => {
      await this.handle.close();
      await rename(draftOf(this.file), this.file);
    });
    return { bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }

  /** Take back what was written; does nothing after `keep`. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => {});
    await rm(draftOf(this.file), { force: true });
  }
}

function draftOf(file: string): string {
  return `${file}.partial`;
}

async function orFailure<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw failure("CH6002", { file, cause: systemCause(error) });
  }
}
