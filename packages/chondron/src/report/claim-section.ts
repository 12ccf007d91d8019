// What was claimed of the therapies of this trial, by what the evidence and what the model say.

import { paragraph, section } from "./figure.js";
import type { ReportContext } from "./report-context.js";
import { table } from "./table.js";

/** A claim in words, for a report. */
export interface ReportClaim {
  readonly id: string;
  readonly claim: string;
  /** Ids of the therapies that its experiment gives. */
  readonly therapies: readonly string[];
  readonly evidence: string;
  readonly model: string;
  readonly says: string;
}

/** "" where no claim that was asked of the model touches a therapy of the trial. */
export function claimSection(context: ReportContext, claims: readonly ReportClaim[]): string {
  const given = new Set(context.summary.design.arms.flatMap((arm) => arm.therapies));
  const touched = claims.filter(({ therapies }) => therapies.some((id) => given.has(id)));
  if (touched.length === 0) return "";
  return section(
    "claims",
    "What has been claimed of these therapies",
    paragraph(
      'Claims of an article, asked of the model as experiments of their own and not of this trial. "chondron ledger claim" with an id shows what each rests on, "chondron claims" asks them all again.',
    ),
    table({
      caption: "Claims that touch the therapies of this trial",
      columns: [
        { head: "Claim", align: "prose" },
        { head: "Evidence", align: "left" },
        { head: "Model", align: "left" },
        { head: "The model says", align: "prose" },
      ],
      rows: touched.map(({ id, claim, evidence, model, says }) => [
        `${id} ${claim}`,
        evidence,
        model,
        says,
      ]),
    }),
  );
}
