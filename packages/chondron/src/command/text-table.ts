// Tables for a terminal: columns two spaces apart, numbers to the right, a rule under the head.

import type { Table } from "../report/table.js";

export function textTable(table: Table): string {
  const rows = [table.columns.map((column) => column.head), ...table.rows];
  const widths = table.columns.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  const align = (cell: string, i: number): string => {
    const right = (table.columns[i]!.align ?? (i === 0 ? "left" : "right")) === "right";
    return right ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!);
  };
  const line = (row: readonly string[]): string => row.map(align).join("  ").trimEnd();
  const rule = "-".repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join("\n");
}
