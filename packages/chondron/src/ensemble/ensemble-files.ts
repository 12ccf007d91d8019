// The files of an ensemble: FILE.parquet with the courses, and beside it FILE.failures.parquet, where
// something was drawn FILE.draws.parquet, and FILE.manifest.json.

import { ParquetStream, type TableHead } from "@chondron/trial";
import { type FileFacts, FileSink } from "./file-sink.js";

const ending = /\.parquet$/i;

export function isParquetName(file: string): boolean {
  return ending.test(file);
}

/** Path of a companion of the table of courses. */
export function companion(file: string, name: string): string {
  return file.replace(ending, `.${name}`);
}

/** Parquet tables that are kept or discarded together. */
export class ParquetFiles {
  readonly #open: { readonly sink: FileSink; readonly stream: ParquetStream }[] = [];

  constructor(readonly version: string) {}

  async create(file: string, head: TableHead): Promise<ParquetStream> {
    const sink = await FileSink.create(file);
    const stream = new ParquetStream(head, sink, { version: this.version });
    this.#open.push({ sink, stream });
    return stream;
  }

  /** Finish all; size and sum by path. */
  async keep(): Promise<Record<string, FileFacts>> {
    for (const { stream } of this.#open) await stream.finish();
    const facts: Record<string, FileFacts> = {};
    for (const { sink } of this.#open) facts[sink.file] = await sink.keep();
    return facts;
  }

  async discard(): Promise<void> {
    await Promise.all(this.#open.map(({ sink }) => sink.discard()));
  }
}
