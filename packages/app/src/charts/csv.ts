// A chart's table as CSV (RFC 4180): numbers in full precision, missing ones empty.

import type { ChartTable } from "./chart-props.js";

export function tableCsv(table: ChartTable): string {
  const heads = table.columns.map(({ name, unit }) => (unit ? `${name} (${unit})` : name));
  return [heads, ...table.rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value: string | number): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  // A spreadsheet would run a text that begins like a formula.
  const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
