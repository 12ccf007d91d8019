// Rows of a table as text, one at a time, so that a table may be longer than memory. Cells apart by
// commas or tabs, quoted where they hold either; a row ends with its line.
// Source: RFC 4180, without line breaks inside quotes.

export interface DelimitedRow {
  /** From 1, as editors count. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Column of each cell's first character, from 1. */
  readonly columns: readonly number[];
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
    // The first row decides, and names hold no tabs.
    separator ??= text.includes("\t") ? "\t" : ",";
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

function splitRow(text: string, separator: string): Omit<DelimitedRow, "line"> {
  const cells: string[] = [];
  const columns: number[] = [];
  for (let from = 0; from <= text.length; ) {
    const end = cellEnd(text, from, separator);
    cells.push(unquoted(text.slice(from, end).trim()));
    columns.push(from + 1);
    from = end + 1;
  }
  return { cells, columns };
}

/** Index of the separator that ends the cell, or of the end of the text. */
function cellEnd(text: string, from: number, separator: string): number {
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === separator && !quoted) return i;
  }
  return text.length;
}

function unquoted(cell: string): string {
  const whole = cell.length >= 2 && cell.startsWith('"') && cell.endsWith('"');
  return whole ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell;
}
