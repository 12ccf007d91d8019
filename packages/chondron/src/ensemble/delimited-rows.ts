// Rows of a table as text, one at a time, so that a table may be longer than memory. A row ends with
// its line; how a line falls into cells is said in the model package.

import { type DelimitedCells, separatorOf, splitRow } from "@chondron/model";

export interface DelimitedRow extends DelimitedCells {
  /** From 1, as editors count. */
  readonly line: number;
}

/** No row of numbers is this long: the file is no table. In characters. */
export const longestLine = 1 << 24;

/** Rows that are not blank. Throws RangeError at a line longer than `longestLine`. */
export async function* delimitedRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<DelimitedRow> {
  let line = 0;
  let separator: string | undefined;
  for await (const text of textLines(chunks)) {
    line++;
    if (text.trim() === "") continue;
    separator ??= separatorOf(text);
    yield { line, ...splitRow(text, separator) };
  }
}

async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // Drops the byte order mark that spreadsheets write.
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop()!;
    if (rest.length > longestLine) throw new RangeError("line too long");
    for (const text of lines) yield withoutReturn(text);
  }
  rest += decoder.decode();
  if (rest !== "") yield withoutReturn(rest);
}

function withoutReturn(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}
