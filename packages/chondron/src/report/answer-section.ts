// First screen: what is asked, what the answer is with its uncertainty, that nobody real took part,
// and the one figure that shows the answer.

import { element, text } from "../charts/markup.js";
import { paragraph } from "./figure.js";
import { outcomeFigure } from "./outcome-figure.js";
import { answerSentences, findingTitle } from "./reading.js";
import { type ReportContext, visitById } from "./report-context.js";

export function answerHeader(context: ReportContext): string {
  const { summary } = context;
  const [answer, ...more] = answerSentences(context);
  return element(
    "header",
    { class: "answer", id: "answer" },
    element("p", { class: "kicker" }, text(`Simulated trial · ${summary.title}`)),
    element("h1", {}, text(summary.question)),
    paragraph(answer ?? "", "lede"),
    ...more.map((sentence) => paragraph(sentence, "lede second")),
    paragraph(
      "Nobody took part: these are simulated patients. Not medical advice, and not evidence that a therapy works.",
      "frame",
    ),
  );
}

export function answerFigure(context: ReportContext): string {
  const { primary, mainOutcome } = context;
  if (!mainOutcome) return "";
  const visit = primary ? visitById(context, primary.visit) : undefined;
  return outcomeFigure(context, {
    id: "main-figure",
    outcome: mainOutcome,
    title: primary ? findingTitle(context, primary) : mainOutcome.label,
    ...(visit ? { visitDay: visit.day } : {}),
  });
}
