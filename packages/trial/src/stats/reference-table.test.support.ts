// Reads the tab-separated tables of reference/ for the tests, and measures agreement with them.

import { readFileSync } from "node:fs";

export type Row = Readonly<Record<string, string>>;

/** The rows of a table by column name; values stay text. */
export function readRows(file: string): Row[] {
  const text = readFileSync(new URL(`./reference/${file}`, import.meta.url), "utf8");
  const [head, ...lines] = text.trimEnd().split("\n");
  const names = head!.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, i) => [name, cells[i]!]));
  });
}

/** A number as R wrote it; "NA" is NaN. */
export function numberOf(text: string): number {
  if (text === "NA" || text === "NaN") return Number.NaN;
  return text === "Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text);
}

/** One value of results.tsv; throws where there is none, so that no test passes on nothing. */
export function reference(file: string): (name: string, term: string, quantity: string) => number {
  const values = new Map(
    readRows(file).map((row) => [`${row.case}|${row.term}|${row.quantity}`, numberOf(row.value!)]),
  );
  return (name, term, quantity) => {
    const value = values.get(`${name}|${term}|${quantity}`);
    if (value === undefined) throw new Error(`${file} lacks ${name} | ${term} | ${quantity}`);
    return value;
  };
}

/** |a - b| relative to b; 0 where both are NaN or equal, and absolute where b is 0. */
export function relativeError(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const difference = Math.abs(a - b);
  return b === 0 ? difference : difference / Math.abs(b);
}
