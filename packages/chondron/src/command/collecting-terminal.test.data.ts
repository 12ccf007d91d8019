// A terminal that keeps what is written to it, for tests of commands.

import type { Terminal } from "./terminal.js";

export interface CollectingTerminal extends Terminal {
  readonly out: () => string;
  readonly notes: () => string;
}

export function collectingTerminal(
  typed: readonly string[],
  changes: Partial<Terminal> = {},
): CollectingTerminal {
  const out: string[] = [];
  const notes: string[] = [];
  return {
    async write(content) {
      out.push(typeof content === "string" ? content : Buffer.from(content).toString("latin1"));
    },
    note(text) {
      notes.push(text);
    },
    showsOutput: false,
    interactive: false,
    color: false,
    columns: 80,
    signal: new AbortController().signal,
    arguments: typed,
    ...changes,
    out: () => out.join(""),
    notes: () => notes.join(""),
  };
}
