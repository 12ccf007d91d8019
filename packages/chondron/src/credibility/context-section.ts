// What is asked, for what use, how much hangs on the answer, and the criteria stated before the figures.

import { bulletList, definitions, paragraph, section } from "../report/figure.js";
import { capital, plural } from "../report/format.js";
import { table } from "../report/table.js";
import type { CredibilityAssessment } from "./assessment.js";
import { boundWords, figureWords } from "./credibility-words.js";

export function contextSection({ context }: CredibilityAssessment): string {
  const { influence, consequence, risk } = context;
  return section(
    "context",
    "Question, use and risk",
    definitions([
      ["Question of interest", context.question],
      ["Context of use", context.contextOfUse],
      ["Model influence", `${capital(influence.level)}. ${influence.reason}`],
      ["Consequence of a wrong decision", `${capital(consequence.level)}. ${consequence.reason}`],
      ["Model risk", `${capital(risk)}: influence times consequence`],
      ["Model impact", context.impact],
    ]),
    paragraph("What it is not for:"),
    bulletList(context.notFor),
    paragraph("What it assumes:"),
    bulletList(context.assumptions),
  );
}

export function criteriaSection({ factors, outcome }: CredibilityAssessment): string {
  return section(
    "criteria",
    "Criteria, stated before the figures",
    paragraph(
      `${outcome.met} of ${plural(factors.length, "criterion", "criteria")} are met, ${outcome.notMet} are not, ${outcome.notShown} could not be shown. ${verdict(outcome.adequate)}`,
    ),
    table({
      caption: "Credibility factors with criterion, figure and outcome",
      columns: [
        { head: "Factor" },
        { head: "Criterion", align: "prose" },
        { head: "Bound" },
        { head: "Figure" },
        { head: "Outcome", align: "left" },
      ],
      rows: factors.map((factor) => [
        `${capital(factor.activity)}: ${factor.name}`,
        factor.criterion,
        boundWords(factor.low, factor.high),
        figureWords(factor.value),
        factor.outcome,
      ]),
    }),
  );
}

function verdict(adequate: boolean): string {
  return adequate
    ? "The model is shown to be adequate for the use stated, and for no other."
    : "The model is not shown to be adequate for the use stated: until all are met, what it says is a ground for questions and not for decisions.";
}
