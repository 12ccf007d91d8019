// Tables of the report: numbers right-aligned with equal decimals, no vertical rules, a caption
// that names the table for those who hear it.

import { element, text } from "../charts/markup.js";

export interface Column {
  readonly head: string;
  /** "prose" is left-aligned with room for sentences. First column: left, others: right. */
  readonly align?: "left" | "right" | "prose";
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Show the caption on the page; otherwise it is there for screen readers only. */
  readonly showCaption?: boolean;
}

export function table(value: Table): string {
  const classes = { left: undefined, right: "number", prose: "prose" } as const;
  const side = (i: number): string | undefined =>
    classes[value.columns[i]?.align ?? (i === 0 ? "left" : "right")];
  const head = value.columns.map((column, i) =>
    element("th", { scope: "col", class: side(i) }, text(column.head)),
  );
  const rows = value.rows.map((row) =>
    element(
      "tr",
      {},
      ...row.map((cell, i) =>
        i === 0
          ? element("th", { scope: "row", class: side(i) }, text(cell))
          : element("td", { class: side(i) }, text(cell)),
      ),
    ),
  );
  return element(
    "div",
    { class: "table", tabindex: 0, role: "region", "aria-label": value.caption },
    element(
      "table",
      {},
      element("caption", { class: value.showCaption ? undefined : "spoken" }, text(value.caption)),
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...rows),
    ),
  );
}

/** A table behind one click, beside the figure it belongs to. */
export function dataTable(value: Table): string {
  return behind("Data", value);
}

/** A table behind one click on `summary`. */
export function behind(summary: string, value: Table): string {
  return element("details", {}, element("summary", {}, text(summary)), table(value));
}
