// The one figure of the ledger: how many claims of each kind are supported, unsupported, contradicted.

import { type Claim, type Verdict, verdicts } from "@chondron/knee";
import { drawing, element, text } from "../charts/markup.js";
import { figure } from "../report/figure.js";
import { capital } from "../report/format.js";
import { dataTable } from "../report/table.js";
import { type Counts, tally } from "./overview.js";
import { verdictBox, verdictStyles } from "./verdict-style.js";

interface Row {
  readonly kind: string;
  readonly total: number;
  readonly counts: Counts;
}

interface Layout {
  readonly width: number;
  /** Room for the names of kinds. */
  readonly names: number;
}

const rowHeight = 30;

export function verdictFigure(claims: readonly Claim[], title: string): string {
  const rows = kindRows(claims);
  const label = rows.map(rowWords).join("; ");
  return figure({
    id: "verdicts",
    title,
    reading:
      "Each bar is one kind of claim, cut by what the evidence says. Verdicts are on the wording of the article, not on the field.",
    wide: bars(rows, { width: 640, names: 120 }, label),
    narrow: bars(rows, { width: 340, names: 100 }, label),
    caption: `${claims.length} claims of one article.`,
    data: dataTable({
      caption: "Claims by kind and verdict",
      columns: [{ head: "Kind" }, ...verdicts.map((verdict) => ({ head: capital(verdict) }))],
      rows: rows.map(({ kind, counts }) => [
        capital(kind),
        ...verdicts.map((verdict) => String(counts[verdict])),
      ]),
    }),
  });
}

function kindRows(claims: readonly Claim[]): Row[] {
  const totals = tally(claims, (claim) => claim.kind);
  return Object.entries(totals)
    .map(([kind, total]) => ({ kind, total, counts: verdictCounts(claims, kind) }))
    .sort((a, b) => b.total - a.total);
}

function verdictCounts(claims: readonly Claim[], kind: string): Counts {
  const ofKind = claims.filter((claim) => claim.kind === kind);
  return tally(ofKind, (claim) => claim.verdict, verdicts);
}

function rowWords({ kind, counts }: Row): string {
  const parts = verdicts.filter((verdict) => counts[verdict] !== 0);
  return `${kind}: ${parts.map((verdict) => `${counts[verdict]} ${verdict}`).join(", ")}`;
}

function bars(rows: readonly Row[], layout: Layout, label: string): string {
  const keyLines = layout.width < 500 ? verdicts.length : 1;
  const top = keyLines * 18 + 12;
  const height = top + rows.length * rowHeight;
  const most = Math.max(...rows.map(({ total }) => total));
  const unit = (layout.width - layout.names - 4) / most;
  return drawing(
    { width: layout.width, height },
    label,
    key(layout),
    ...rows.map((row, i) => bar(row, layout.names, top + i * rowHeight, unit)),
  );
}

function key(layout: Layout): string {
  const stacked = layout.width < 500;
  return verdicts
    .map((verdict, i) => {
      const x = stacked ? layout.names : (i * layout.width) / verdicts.length;
      const y = stacked ? i * 18 : 0;
      return (
        element("rect", { x, y, width: 11, height: 11, ...verdictBox(verdict) }) +
        element("text", { x: x + 16, y: y + 10, fill: "var(--ink-soft)" }, text(capital(verdict)))
      );
    })
    .join("");
}

function bar({ kind, counts }: Row, left: number, y: number, unit: number): string {
  let x = left;
  const segments = verdicts.map((verdict) => {
    const n = counts[verdict] ?? 0;
    const start = x;
    x += n * unit;
    return n === 0 ? "" : segment(verdict, n, start, y, n * unit);
  });
  const name = element("text", { x: 0, y: y + 15, fill: "var(--ink)" }, text(capital(kind)));
  return name + segments.join("");
}

/** A piece of a bar with its count. */
function segment(verdict: Verdict, n: number, x: number, y: number, width: number): string {
  return (
    element("rect", { x, y, width: Math.max(1, width - 2), height: 20, ...verdictBox(verdict) }) +
    element(
      "text",
      {
        x: x + width / 2,
        y: y + 14,
        fill: verdictStyles[verdict].ink,
        "text-anchor": "middle",
        "font-weight": 700,
      },
      text(n),
    )
  );
}
