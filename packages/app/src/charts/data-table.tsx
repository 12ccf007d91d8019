// The numbers behind a picture as a table: figures right-aligned, units in the heads.

import type { ChartTable } from "./chart-props.js";
import { numberText } from "./number-text.js";

export interface DataTableProps {
  readonly caption: string;
  readonly table: ChartTable;
  /** Rows beyond this are left to the CSV file. */
  readonly mostRows?: number;
}

export function DataTable({ caption, table, mostRows = 200 }: DataTableProps) {
  const numeric = table.columns.map((_, i) => typeof table.rows[0]?.[i] === "number");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="chart-table" tabIndex={0} aria-label={caption}>
      <table>
        <caption class="spoken">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ name, unit }, i) => (
              <th scope="col" class={numeric[i] ? "number" : undefined} key={name}>
                {name}
                {unit ? <span class="unit"> {unit}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, mostRows).map((row, r) => (
            <tr key={r}>{row.map((value, i) => cell(value, i, numeric[i] ?? false))}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function cell(value: string | number, index: number, numeric: boolean) {
  const text = typeof value === "number" ? numberText(value, 4) : value;
  if (index === 0)
    return (
      <th scope="row" class={numeric ? "number" : undefined} key={index}>
        {text}
      </th>
    );
  return (
    <td class={numeric ? "number" : undefined} key={index}>
      {text}
    </td>
  );
}
