// The one figure of the page: what the evidence says against what the model says, in counts of claims.

import { type Claim, type Verdict, verdicts } from "@chondron/knee";
import { stackedBars } from "../charts/stacked-bars.js";
import { figure } from "../report/figure.js";
import { capital } from "../report/format.js";
import { dataTable } from "../report/table.js";
import { type AskedVerdict, askedVerdicts, modelVerdictStyles } from "./model-verdict-style.js";

export type VerdictOf = (claim: Claim) => AskedVerdict;

interface Row {
  readonly verdict: Verdict;
  readonly counts: readonly number[];
}

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
  return { verdict, counts };
}

function rowWords({ verdict, counts }: Row): string {
  const parts = askedVerdicts.flatMap((asked, i) =>
    counts[i] === 0 ? [] : [`${counts[i]} ${asked}`],
  );
  return `${verdict}: ${parts.join(", ")}`;
}

function bars(rows: readonly Row[], width: number, names: number, label: string): string {
  const parts = askedVerdicts.map((asked) => ({
    word: capital(asked),
    ...modelVerdictStyles[asked],
  }));
  const all = rows.map(({ verdict, counts }) => ({ name: capital(verdict), counts }));
  return stackedBars(all, parts, { width, names }, label);
}
