// A line of a table as cells, apart by commas or tabs, quoted where they hold either.
// Source: RFC 4180, without line breaks inside quotes.

export interface DelimitedCells {
  readonly cells: readonly string[];
  /** Column of each cell's first character, from 1. */
  readonly columns: readonly number[];
}

/** The separator of a table: the first line decides, and names hold no tabs. */
export function separatorOf(firstLine: string): string {
  return firstLine.includes("\t") ? "\t" : ",";
}

export function splitRow(text: string, separator: string): DelimitedCells {
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
