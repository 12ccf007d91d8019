// Limits and known weaknesses, where the numbers of the model come from, and what identifies this report.

import { bulletList, definitions, paragraph, section } from "../report/figure.js";
import { listWords, plural } from "../report/format.js";
import type { ReportOrigin } from "../report/manifest-section.js";
import { behind } from "../report/table.js";
import type { CredibilityAssessment } from "./assessment.js";

/** Stated limits, and those that the figures show. */
export function limitsSection({
  context,
  factors,
  comparators,
  calibration,
}: CredibilityAssessment) {
  const open = factors.filter(({ outcome }) => outcome !== "met");
  const off = comparators.filter(({ meanInside }) => meanInside === false);
  const lacking = comparators.filter(({ predicted }) => predicted === null);
  const found = [
    ...open.map(({ name, outcome }) => `Criterion ${outcome}: ${name.toLowerCase()}.`),
    off.length === 0
      ? ""
      : `Predicted means outside the published interval: ${listWords(off.map(({ label }) => label))}.`,
    lacking.length === 0
      ? ""
      : `Not in the model: ${listWords(lacking.map(({ label }) => label))}.`,
    calibration.source === "posterior"
      ? ""
      : "Nothing was learnt from data in these intervals: they are those of the priors or of no ignorance at all.",
  ].filter((line) => line !== "");
  return section(
    "limits",
    "Limits and known weaknesses",
    paragraph("Found by this report:"),
    bulletList(found),
    paragraph("Known beforehand:"),
    bulletList(context.limits),
  );
}

export function provenanceSection({ provenance }: CredibilityAssessment): string {
  const { parameters, claims, facts, sources } = provenance;
  const words = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ");
  return section(
    "provenance",
    "Provenance of the numbers",
    definitions([
      ["Parameters", `${parameters.total}: ${words(parameters.byBasis)}`],
      ["Evidence", `${words(parameters.byGrade)} (A human, B animal, C cell or model, D none)`],
      ["How valued", words(parameters.byStatus)],
      ["Sources", `${plural(sources.total, "source")}, read as ${words(sources.byReading)}`],
      ["Facts", `${facts.total}, ${facts.read} of them read`],
      [
        "Claims",
        `${claims.total}: ${words(claims.byVerdict)}; ${claims.answered} asked of the model`,
      ],
    ]),
    paragraph('"chondron ledger" shows each with its sources.'),
  );
}

export function credibilityManifest({ manifest }: CredibilityAssessment, origin: ReportOrigin) {
  const { disease, files } = manifest;
  return section(
    "manifest",
    "Manifest",
    definitions([
      ["Made by", `Chondron ${origin.version}, Node ${manifest.node}`],
      ["Created", origin.created],
      ["Disease", `${disease.id} ${disease.version}`],
      ["Disease, SHA-256", manifest.diseaseHash],
      ["Targets, SHA-256", manifest.targetsHash],
      ["Seed", String(manifest.seed)],
      ["Parameters", `${manifest.parameters}, ${plural(manifest.draws, "draw")}`],
      [
        "Virtual patients",
        `${manifest.patients} a population; cohorts of ${manifest.cohortPatients}`,
      ],
    ]),
    paragraph("The same figures for machines stand in credibility.json, beside this page."),
    behind("Files", {
      caption: "Files that were read",
      columns: [{ head: "File" }, { head: "SHA-256", align: "left" }],
      rows: Object.entries(files).map(([file, hash]) => [file, hash]),
    }),
  );
}
