// The one figure of the ledger: how many claims of each kind are supported, unsupported, contradicted.

import { type Claim, verdicts } from "@chondron/knee";
import { type StackedBarLayout, stackedBars } from "../charts/stacked-bars.js";
import { figure } from "../report/figure.js";
import { capital } from "../report/format.js";
import { dataTable } from "../report/table.js";
import { type Counts, tally } from "./overview.js";
import { verdictStyles } from "./verdict-style.js";

interface Row {
  readonly kind: string;
  readonly total: number;
  readonly counts: Counts;
}

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

function bars(rows: readonly Row[], layout: StackedBarLayout, label: string): string {
  const parts = verdicts.map((verdict) => ({ word: capital(verdict), ...verdictStyles[verdict] }));
  const all = rows.map(({ kind, counts }) => ({
    name: capital(kind),
    counts: verdicts.map((verdict) => counts[verdict] ?? 0),
  }));
  return stackedBars(all, parts, layout, label);
}
