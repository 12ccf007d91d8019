// Result tables in the format of the SBML Test Suite: comma-separated, time first, ids as headers.
// Ids are text (there are columns named INF, Inf and inf); only cells are numbers.

export interface ResultTable {
  /** Ids of the columns after time. */
  readonly columns: readonly string[];
  /** [row][column], without the time. */
  readonly rows: readonly (readonly number[])[];
}

export function readResults(text: string): ResultTable {
  const [heading = "", ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const cells = (line: string): string[] => line.split(",").map((cell) => cell.trim());
  return {
    columns: cells(heading).slice(1),
    rows: lines.map((line) => cells(line).slice(1).map(readNumber)),
  };
}

export function writeResults(times: Float64Array, table: ResultTable): string {
  const lines = table.rows.map((row, i) => [times[i]!, ...row].map(writeNumber).join(","));
  return `${[["time", ...table.columns].join(","), ...lines].join("\n")}\n`;
}

function readNumber(cell: string): number {
  const word = /^([+-]?)(inf(?:inity)?|nan)$/i.exec(cell);
  if (!word) return cell === "" ? Number.NaN : Number(cell);
  if (word[2]!.toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function writeNumber(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "INF" : "-INF";
}
