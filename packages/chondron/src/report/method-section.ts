// How the numbers were made: model, numerical method, analysis, in sentences.

import { definitions, paragraph, section } from "./figure.js";
import { count, plain } from "./format.js";
import type { ReportContext } from "./report-context.js";

export function methodSection(context: ReportContext): string {
  const { summary } = context;
  const { design, solver, disease } = summary;
  return section(
    "method",
    "How it was made",
    paragraph(
      `Every patient is one draw of covariates and parameters of the model "${disease.name}" (version ${disease.version}), grown from a healthy joint to the day of entry, then followed for ${plain(design.durationDays)} days under the arm that chance allotted.`,
    ),
    definitions(
      (
        [
          [
            "Numerical method",
            `${solver.method}, relative tolerance ${plain(solver.relativeTolerance)}`,
          ],
          ["Work", workWords(context)],
          ["Variation between patients", design.betweenPatientVariability],
          ["What nobody knows", design.priors],
          ["Analysis", analysisWords(context)],
          [
            "Random numbers",
            `counter-based, keyed by seed ${design.seed}, trial, patient and purpose`,
          ],
        ] as const
      ).filter(([, words]) => words !== ""),
    ),
  );
}

function workWords(context: ReportContext): string {
  const { solver } = context.summary;
  const counters = Object.entries(solver.counters).map(
    ([name, n]) => `${count(n)} ${spaced(name)}`,
  );
  return [`${count(solver.integrations)} integrations`, ...counters].join(", ");
}

/** "rhsCalls" as "rhs calls". */
function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function analysisWords(context: ReportContext): string {
  const methods = new Set(
    context.summary.effects.filter((row) => row.atEndpointVisit).map((row) => row.method),
  );
  return [...methods].join(" ");
}
