// The report as one HTML file: no scripts, no network, nothing that moves. Same result and origin,
// same bytes.

import type { TrialResult } from "@chondron/trial";
import { element, text } from "../charts/markup.js";
import { answerFigure, answerHeader } from "./answer-section.js";
import { assumptionSection } from "./assumption-section.js";
import { baselineSection } from "./baseline-section.js";
import { designSection } from "./design-section.js";
import { effectSection } from "./effect-section.js";
import { failureSection } from "./failure-section.js";
import { flowSection } from "./flow-section.js";
import { kneeFigure } from "./knee-figure.js";
import { limitsSection } from "./limits-section.js";
import { manifestSection, type ReportOrigin } from "./manifest-section.js";
import { methodSection } from "./method-section.js";
import { peopleSection } from "./people-section.js";
import { type ReportContext, reportContext } from "./report-context.js";
import { responderSection } from "./responder-section.js";
import { splitSection } from "./split-section.js";
import { structureSection } from "./structure-section.js";
import { styleSheet } from "./style-sheet.js";
import { survivalSection } from "./survival-section.js";

/** CSP that lets the page read itself and nothing else. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The whole report.html of a trial. */
export function renderReport(result: TrialResult, origin: ReportOrigin): string {
  const context = reportContext(result);
  const sections = reportSections(context, origin);
  const title = `${context.summary.title} · simulated trial`;
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("meta", { name: "generator", content: `Chondron ${origin.version}` }),
    element("title", {}, text(title)),
    element("style", {}, styleSheet),
  );
  const body = element(
    "body",
    {},
    element("a", { class: "skip", href: "#main" }, "Skip to the answer"),
    element(
      "p",
      { class: "banner" },
      element("span", { class: "mark" }, "Chondron"),
      " simulated patients · not medical advice",
    ),
    element(
      "main",
      { id: "main" },
      element("div", { class: "first" }, answerHeader(context), answerFigure(context)),
      element("div", { class: "overview" }, contents(sections), kneeFigure(context)),
      ...sections,
    ),
    element(
      "footer",
      {},
      text(`Simulated data. No person took part. ${context.source}. Chondron ${origin.version}.`),
    ),
  );
  return `<!doctype html>\n${element("html", { lang: "en" }, head, body)}\n`;
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
    limitsSection(context),
    assumptionSection(context),
    failureSection(context),
    methodSection(context),
    manifestSection(context, origin),
  ].filter((markup) => markup !== "");
}

/** Links to the sections there are, read from their own headings. */
function contents(sections: readonly string[]): string {
  const links = sections.flatMap((markup) => {
    const found = /^<section id="([^"]+)"[^>]*><h2[^>]*>([^<]*)</.exec(markup);
    return found ? [element("li", {}, `<a href="#${found[1]}">${found[2]}</a>`)] : [];
  });
  return element(
    "nav",
    { "aria-labelledby": "contents-title" },
    element("h2", { id: "contents-title" }, "In this report"),
    element("ol", {}, ...links),
  );
}
