// Where a command reads its surroundings and writes its words: standard streams, colour, width,
// cancellation. Commands take one, so tests give them another.

import { once } from "node:events";
import pc from "picocolors";

export interface Terminal {
  /** Data; resolves when the reader took it. */
  write(content: string | Uint8Array): Promise<void>;
  /** True where data is read on a screen, which is no place for bytes. */
  readonly showsOutput: boolean;
  /** Words for people: progress, diagnostics. */
  note(text: string): void;
  /** True where notes are read on a screen: progress then rewrites one line. */
  readonly interactive: boolean;
  readonly color: boolean;
  readonly columns: number;
  readonly signal: AbortSignal;
  /** The command line as typed, without program and script. */
  readonly arguments: readonly string[];
}

/** The process's own streams. Colour and rewriting only on a terminal; NO_COLOR is honoured. */
export function processTerminal(signal: AbortSignal, typed: readonly string[]): Terminal {
  const interactive = process.stderr.isTTY === true;
  return {
    async write(content) {
      if (!process.stdout.write(content)) await once(process.stdout, "drain");
    },
    note(text) {
      process.stderr.write(text);
    },
    showsOutput: process.stdout.isTTY === true,
    interactive,
    color: interactive && pc.isColorSupported,
    columns: process.stderr.columns || 80,
    signal,
    arguments: typed,
  };
}

/** A reader that went away (`chondron … | head`) ends the program quietly instead of a stack. */
export function endOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
}
