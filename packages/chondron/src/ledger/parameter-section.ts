// The numbers of the model: a bar of what they rest on, then each behind its own line, those with a
// source first, those that stand on a reason alone after them.

import type { ParameterRow } from "@chondron/model";
import { element, text } from "../charts/markup.js";
import { gradeBar } from "../report/assumption-section.js";
import { paragraph, section } from "../report/figure.js";
import { plain, plural } from "../report/format.js";
import { definitionList, factList, sourceList } from "./claim-section.js";
import { gradeOf } from "./evidence-words.js";
import type { Knowledge } from "./knowledge.js";
import { type Basis, basisOf } from "./overview.js";
import { parameterEntry } from "./parameter-entry.js";

const titles: Readonly<Record<Basis, string>> = {
  source: "On a source",
  "reason alone": "On a reason alone",
  definition: "By definition",
};

export function parameterSection(knowledge: Knowledge): string {
  const { parameters } = knowledge.disease;
  const bases = ["source", "reason alone", "definition"] as const;
  return section(
    "parameters",
    "Numbers of the model",
    paragraph(
      `${plural(parameters.length, "number")}. A kind of evidence speaks for the quantity; whether its size comes from there is said beside it.`,
    ),
    gradeBar(parameters),
    ...bases.map((basis) =>
      group(
        basis,
        parameters.filter((row) => basisOf(row) === basis),
        knowledge,
      ),
    ),
  );
}

function group(basis: Basis, rows: readonly ParameterRow[], knowledge: Knowledge): string {
  if (rows.length === 0) return "";
  return element(
    "div",
    { class: "entries" },
    element("h3", {}, text(`${titles[basis]}: ${rows.length}`)),
    ...rows.map((row) => parameterDetails(row, knowledge)),
  );
}

function parameterDetails(row: ParameterRow, knowledge: Knowledge): string {
  const { label, facts, sources, uses } = parameterEntry(row, knowledge);
  const unit = row.unit === "1" ? "" : ` ${row.unit}`;
  return element(
    "details",
    { id: `parameter-${row.id}` },
    element(
      "summary",
      {},
      element("span", { class: "entry-id" }, text(row.id)),
      text(` ${label === row.id ? "" : `${label}: `}${plain(row.value)}${unit} `),
      element("span", { class: "verdict" }, text(gradeOf(row))),
    ),
    definitionList([
      ["Why", text(row.note)],
      ["Range", text(`${plain(row.low)} to ${plain(row.high)}${unit}`)],
      ["Between patients", text(row.variability > 0 ? `CV ${plain(row.variability)}` : "the same")],
      ["Prior", text(row.prior)],
      ["Facts", factList(facts)],
      ["Sources", sourceList(sources)],
      ["Used in", text(uses.map(({ place, where }) => `${where} (${place})`).join("; "))],
    ]),
  );
}
