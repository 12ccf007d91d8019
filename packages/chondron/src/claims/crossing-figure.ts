// The one figure of the page: what the evidence says against what the model says, in counts of claims.

import { type Claim, type Verdict, verdicts } from "@chondron/knee";
import { drawing, element, text } from "../charts/markup.js";
import { figure } from "../report/figure.js";
import { capital } from "../report/format.js";
import { dataTable } from "../report/table.js";
import { type AskedVerdict, askedVerdicts, modelVerdictStyles } from "./model-verdict-style.js";

export type VerdictOf = (claim: Claim) => AskedVerdict;

interface Row {
  readonly verdict: Verdict;
  readonly total: number;
  readonly counts: readonly number[];
}

const rowHeight = 30;

export function crossingFigure(
  claims: readonly Claim[],
  verdictOf: VerdictOf,
  title: string,
): string {
  const rows = verdicts.map((verdict) => rowOf(claims, verdict, verdictOf));
  const label = rows.map(rowWords).join("; ");
  return figure({
    id: "verdicts",
    title,
    reading:
      "Each bar holds the claims to which the evidence says the word on the left, cut by what the model says. The model agrees with what it was built and fitted to; where it disagrees, either may be wrong.",
    wide: bars(rows, 640, 130, label),
    narrow: bars(rows, 340, 112, label),
    caption: `${claims.length} claims of one article. A claim holds in the model where its criterion is met in at least 90 % of the draws, and does not where it is met in at most 10 %.`,
    data: dataTable({
      caption: "Claims by verdict of the evidence and of the model",
      columns: [
        { head: "Evidence" },
        ...askedVerdicts.map((verdict) => ({ head: capital(verdict) })),
      ],
      rows: rows.map(({ verdict, counts }) => [capital(verdict), ...counts.map(String)]),
    }),
  });
}

function rowOf(claims: readonly Claim[], verdict: Verdict, verdictOf: VerdictOf): Row {
  const own = claims.filter((claim) => claim.verdict === verdict);
  const counts = askedVerdicts.map(
    (asked) => own.filter((claim) => verdictOf(claim) === asked).length,
  );
  return { verdict, total: own.length, counts };
}

function rowWords({ verdict, counts }: Row): string {
  const parts = askedVerdicts.flatMap((asked, i) =>
    counts[i] === 0 ? [] : [`${counts[i]} ${asked}`],
  );
  return `${verdict}: ${parts.join(", ")}`;
}

function bars(rows: readonly Row[], width: number, names: number, label: string): string {
  const stacked = width < 500;
  const top = (stacked ? askedVerdicts.length : 1) * 18 + 12;
  const unit = (width - names - 4) / Math.max(...rows.map(({ total }) => total));
  return drawing(
    { width, height: top + rows.length * rowHeight },
    label,
    key(width, names, stacked),
    ...rows.map((row, i) => bar(row, names, top + i * rowHeight, unit)),
  );
}

function box(verdict: AskedVerdict) {
  const { color, opacity } = modelVerdictStyles[verdict];
  return { fill: color, "fill-opacity": opacity, stroke: opacity === 0 ? color : undefined };
}

function key(width: number, names: number, stacked: boolean): string {
  return askedVerdicts
    .map((verdict, i) => {
      const x = stacked ? names : (i * width) / askedVerdicts.length;
      const y = stacked ? i * 18 : 0;
      return (
        element("rect", { x, y, width: 11, height: 11, ...box(verdict) }) +
        element("text", { x: x + 16, y: y + 10, fill: "var(--ink-soft)" }, text(capital(verdict)))
      );
    })
    .join("");
}

function bar({ verdict, counts }: Row, left: number, y: number, unit: number): string {
  let x = left;
  const segments = askedVerdicts.map((asked, i) => {
    const n = counts[i]!;
    const start = x;
    x += n * unit;
    return n === 0 ? "" : segment(asked, n, start, y, n * unit);
  });
  const name = element("text", { x: 0, y: y + 15, fill: "var(--ink)" }, text(capital(verdict)));
  return name + segments.join("");
}

function segment(verdict: AskedVerdict, n: number, x: number, y: number, width: number): string {
  return (
    element("rect", { x, y, width: Math.max(1, width - 2), height: 20, ...box(verdict) }) +
    element(
      "text",
      {
        ...{ x: x + width / 2, y: y + 14, fill: modelVerdictStyles[verdict].ink },
        ...{ "text-anchor": "middle", "font-weight": 700 },
      },
      text(n),
    )
  );
}
