// How the trial was laid out: time line of arms, doses and visits; who could enter; what was
// measured and when.

import { designDiagram } from "../charts/design-diagram.js";
import { definitions, figure, paragraph, section } from "./figure.js";
import { listWords, plural, readableAmounts } from "./format.js";
import { armStyle, armWord, type ReportContext, visitById } from "./report-context.js";
import { dataTable, table } from "./table.js";

export function designSection(context: ReportContext): string {
  const { design } = context.summary;
  return section(
    "design",
    "How the trial was laid out",
    designFigure(context),
    definitions(
      (
        [
          ["Who could enter", design.eligibility.join("; ")],
          ["Randomisation", randomisationWords(context)],
          ["Drop-out", design.dropout],
          ["Measurement", design.measurementError],
          ["Missing data", design.missingData],
          ["Intercurrent events", design.intercurrentEvents],
        ] as const
      ).filter(([, words]) => words !== ""),
    ),
    endpointTable(context),
  );
}

function designFigure(context: ReportContext): string {
  const { design } = context.summary;
  const { primary } = context;
  const primaryDay = primary ? visitById(context, primary.visit)?.day : undefined;
  const title = `${plural(design.arms.length, "arm")}, ${plural(design.visits.length, "visit")}, ${Math.round(
    design.durationDays / context.unit.days,
  )} ${context.unit.name}s`;
  const reading = `After screening, patients are randomised to ${listWords(
    design.arms.map((arm) => armWord(context, arm.id)),
  )}; triangles mark what is given, thin rules the visits${
    primaryDay === undefined ? "" : ", the strong rule the visit of the primary endpoint"
  }.`;
  const draw = (width: number): string =>
    designDiagram({
      arms: design.arms.map((arm) => ({
        ...arm,
        regimen: arm.regimen.map(readableAmounts),
        style: armStyle(context, arm.id),
      })),
      visitDays: design.visits.map((visit) => visit.day),
      ...(primaryDay === undefined ? {} : { primaryDay }),
      endDay: design.durationDays,
      unit: context.unit,
      width,
      label: `Design: ${title}. ${reading}`,
    });
  return figure({
    id: "design-figure",
    title,
    reading,
    wide: draw(720),
    narrow: draw(350),
    caption: `Patients per simulated trial. ${context.source}.`,
    data: armTable(context),
  });
}

function armTable(context: ReportContext): string {
  return dataTable({
    caption: "Arms",
    columns: [
      { head: "Arm" },
      { head: "Patients" },
      { head: "Allocation" },
      { head: "What is given", align: "left" },
      { head: "Days", align: "left" },
    ],
    rows: context.arms.map((arm) => [
      arm.control ? `${arm.label} (control)` : arm.label,
      String(arm.size),
      String(arm.allocation),
      readableAmounts(arm.regimen.join("; ")) || "nothing",
      arm.givenDays.join(", ") || "–",
    ]),
  });
}

function randomisationWords(context: ReportContext): string {
  const { blockSizes, strata } = context.summary.design.randomisation;
  if (blockSizes.length === 0) return "";
  const within = strata.length === 0 ? "" : ` within strata of ${listWords(strata)}`;
  return `permuted blocks of ${listWords(blockSizes.map(String))}${within}`;
}

function endpointTable(context: ReportContext): string {
  const { endpoints } = context.summary.design;
  if (endpoints.length === 0) return paragraph("The protocol names no endpoint.");
  return table({
    caption: "Endpoints",
    showCaption: true,
    columns: [
      { head: "Endpoint" },
      { head: "Definition", align: "left" },
      { head: "Minimal important difference" },
    ],
    rows: endpoints.map((endpoint) => [
      endpoint.primary ? `${endpoint.label} (primary)` : endpoint.label,
      endpoint.definition,
      endpoint.importantDifference === null
        ? "–"
        : `${endpoint.importantDifference} ${endpoint.unit}`.trim(),
    ]),
  });
}
