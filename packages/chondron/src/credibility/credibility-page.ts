// The credibility report as one HTML file: the answer with its interval, what was met, one figure of known
// therapies; then the sections of ICH M15 and ASME V&V 40. Same assessment and origin, same bytes.

import { element, text } from "../charts/markup.js";
import { paragraph } from "../report/figure.js";
import { plural } from "../report/format.js";
import { contents, htmlPage } from "../report/html-page.js";
import type { ReportOrigin } from "../report/manifest-section.js";
import type { CredibilityAssessment } from "./assessment.js";
import { calibrationSection } from "./calibration-section.js";
import { cohortSection } from "./cohort-section.js";
import { contextSection, criteriaSection } from "./context-section.js";
import { effectSentence, explorationSection } from "./exploration-section.js";
import { credibilityManifest, limitsSection, provenanceSection } from "./provenance-section.js";
import { uncertaintySection } from "./uncertainty-section.js";
import { comparatorFigure, comparatorSection, validationSection } from "./validation-section.js";
import { verificationSection } from "./verification-section.js";

export function credibilityPage(assessment: CredibilityAssessment, origin: ReportOrigin): string {
  const sections = [
    contextSection(assessment),
    criteriaSection(assessment),
    verificationSection(assessment),
    calibrationSection(assessment),
    validationSection(assessment),
    comparatorSection(assessment),
    explorationSection(assessment),
    cohortSection(assessment),
    uncertaintySection(assessment),
    limitsSection(assessment),
    provenanceSection(assessment),
    credibilityManifest(assessment, origin),
  ];
  return htmlPage({
    title: "Credibility of the model · Chondron",
    version: origin.version,
    skip: "Skip to the report",
    banner: "simulated patients · not medical advice",
    content: [
      element("div", { class: "first" }, header(assessment), comparatorFigure(assessment)),
      element("div", { class: "overview" }, contents("In this report", sections)),
      ...sections,
    ],
    footer: `Simulated data. No person took part. Structure after ICH M15 and ASME V&V 40. Chondron ${origin.version}.`,
  });
}

function header(assessment: CredibilityAssessment): string {
  const { outcome, factors, context } = assessment;
  return element(
    "header",
    { id: "answer" },
    element("p", { class: "kicker" }, "Credibility report"),
    element("h1", {}, text("What this model can be believed for")),
    paragraph(effectSentence(assessment), "lede"),
    paragraph(
      `Of ${plural(factors.length, "criterion", "criteria")} stated beforehand ${outcome.met} are met, ${outcome.notMet} are not, ${outcome.notShown} could not be shown. Model risk: ${context.risk}.`,
      "lede second",
    ),
    paragraph(context.notFor.join(" "), "frame"),
  );
}
