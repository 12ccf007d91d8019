// A Model as Antimony text, in the order in which libAntimony writes: functions, then the model with
// its compartments and species, rules, reactions, interactions, events, constraints, values,
// declarations, units, names and annotations.

import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { DiagnosticSink } from "../../diagnostics/sink.js";
import type { FunctionDefinition, Model } from "../../model.js";
import { annotationStatements } from "./annotation-text.js";
import { formula } from "./formula-text.js";
import { Limits } from "./limits.js";
import { ModelText, type Section } from "./model-text.js";
import { sayable } from "./sayable.js";
import { quoted } from "./text.js";

/** Takes what the printer has to say: notices of other forms, warnings of what is left out. */
export type Report = (found: Diagnostic) => void;

/**
 * The text of a model. `parseAntimony` reads it back to an equal model, but for what `report` is
 * told: Antimony has no words for some of SBML, such as fast reactions.
 */
export function printAntimony(model: Model, report: Report = () => undefined): string {
  const limits = new Limits();
  const text = textOf(sayable(model, limits), limits);
  const sink = new DiagnosticSink();
  limits.report(sink);
  sink.diagnostics.forEach(report);
  return text;
}

function textOf(model: Model, limits: Limits): string {
  const { id, name } = model;
  const functions = model.functionDefinitions.map((item) => functionText(item, limits));
  const body = new ModelText(model, limits).sections();
  const module = id === bare && body.length > 0 ? bareText(body) : moduleText(id, body);
  const title = name === undefined ? "" : `${id} is ${quoted(name)};`;
  return `${[...functions, module, title].filter((part) => part !== "").join("\n\n")}\n`;
}

/** Statements outside every model belong to the model of this name. */
const bare = "__main";

function bareText(body: readonly Section[]): string {
  return body.map(([title, lines]) => [`// ${title}:`, ...lines].join("\n")).join("\n\n");
}

function moduleText(id: string, body: readonly Section[]): string {
  const inner = body.map(([title, lines]) =>
    [`  // ${title}:`, ...lines.map((line) => `  ${line}`)].join("\n"),
  );
  return [`model *${id}()`, ...inner, "end"].join("\n\n");
}

function functionText(item: FunctionDefinition, limits: Limits): string {
  const { id, name, parameters, body } = item;
  const lines = [`function ${id}(${parameters.join(", ")})`, `  ${formula(body)};`, "end"];
  if (name !== undefined) lines.push(`${id} is ${quoted(name)};`);
  return [...lines, ...annotationStatements(id, item, limits)].join("\n");
}
