// The report of a trial as one HTML file. Same result and origin, same bytes.

import type { TrialResult } from "@chondron/trial";
import { element } from "../charts/markup.js";
import { answerFigure, answerHeader } from "./answer-section.js";
import { assumptionSection } from "./assumption-section.js";
import { baselineSection } from "./baseline-section.js";
import { claimSection } from "./claim-section.js";
import { designSection } from "./design-section.js";
import { effectSection } from "./effect-section.js";
import { failureSection } from "./failure-section.js";
import { flowSection } from "./flow-section.js";
import { contents, htmlPage } from "./html-page.js";
import { kneeFigure } from "./knee-figure.js";
import { limitsSection } from "./limits-section.js";
import { manifestSection, type ReportOrigin } from "./manifest-section.js";
import { methodSection } from "./method-section.js";
import { peopleSection } from "./people-section.js";
import { type ReportContext, reportContext } from "./report-context.js";
import { responderSection } from "./responder-section.js";
import { splitSection } from "./split-section.js";
import { structureSection } from "./structure-section.js";
import { survivalSection } from "./survival-section.js";

/** The whole report.html of a trial. */
export function renderReport(result: TrialResult, origin: ReportOrigin): string {
  const context = reportContext(result);
  const sections = reportSections(context, origin);
  const { summary, source } = context;
  return htmlPage({
    title: `${summary.title} · simulated trial`,
    version: origin.version,
    skip: "Skip to the answer",
    banner: "simulated patients · not medical advice",
    content: [
      element("div", { class: "first" }, answerHeader(context), answerFigure(context)),
      element(
        "div",
        { class: "overview" },
        contents("In this report", sections),
        kneeFigure(context),
      ),
      ...sections,
    ],
    footer: `Simulated data. No person took part. ${source}. Chondron ${origin.version}.`,
  });
}

function reportSections(context: ReportContext, origin: ReportOrigin): string[] {
  return [
    designSection(context),
    flowSection(context),
    splitSection(context),
    peopleSection(context),
    responderSection(context),
    structureSection(context),
    survivalSection(context),
    effectSection(context),
    baselineSection(context),
    claimSection(context, origin.claims ?? []),
    limitsSection(context),
    assumptionSection(context, origin.citation ?? ((source) => source)),
    failureSection(context),
    methodSection(context),
    manifestSection(context, origin),
  ].filter((markup) => markup !== "");
}
