// Hierarchical models as short XML, and flat models as one line for each element. `[[k*S]]` stands
// for a math element with that formula.

import { formatDiagnostic } from "../../diagnostics/diagnostic.js";
import { parseFormula } from "../../formula/parse.js";
import { printFormula } from "../../formula/print.js";
import type { Model, ModelEvent, Reaction, Rule, SpeciesReference } from "../../model.js";
import { mathOf } from "../mathml.js";
import { type ReadSbml, readSbml } from "../read/read-sbml.js";
import { printXml } from "../xml.js";

export type Files = Readonly<Record<string, string>>;

function mathText(formula: string): string {
  const { expression, diagnostics } = parseFormula(formula);
  if (!expression) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return printXml(mathOf(expression))
    .replace(/^<\?xml.*?\?>/, "")
    .replaceAll(/\n\s*/g, "");
}

/** A document whose main model holds `model`; `definitions` stand behind it. */
export function composed(model: string, definitions = "", version = 2): string {
  const core = `http://www.sbml.org/sbml/level3/version${version}/core`;
  const comp = "http://www.sbml.org/sbml/level3/version1/comp/version1";
  const text = `<sbml xmlns="${core}" xmlns:comp="${comp}" level="3" version="${version}" comp:required="true">
<model id="main">${model}</model>${definitions}</sbml>`;
  return text.replaceAll(/\[\[(.*?)\]\]/g, (_, formula: string) => mathText(formula));
}

export function definitions(...models: readonly string[]): string {
  return `<comp:listOfModelDefinitions>${models.join("\n")}</comp:listOfModelDefinitions>`;
}

export function definition(id: string, content: string): string {
  return `<comp:modelDefinition id="${id}">${content}</comp:modelDefinition>`;
}

/** Submodels written as `A=model`, further attributes and content behind a space. */
export function submodels(...items: readonly string[]): string {
  return `<comp:listOfSubmodels>${items.map(submodel).join("")}</comp:listOfSubmodels>`;
}

function submodel(item: string): string {
  const [, id, model, attributes, content] = /^(\w+)=(\w+) ?([^<]*)(.*)$/s.exec(item)!;
  const open = `<comp:submodel comp:id="${id}" comp:modelRef="${model}" ${attributes}`;
  return `${open}>${content}</comp:submodel>`;
}

/** Parameters written as `k=2`, `k` for one without value; replacements behind a space. */
export function parameters(...items: readonly string[]): string {
  return `<listOfParameters>${items.map(parameter).join("")}</listOfParameters>`;
}

function parameter(item: string): string {
  const [, id, value, content] = /^(\w+)(?:=(\S+))? ?(.*)$/s.exec(item)!;
  const given = value === undefined ? "" : `value="${value}" `;
  return `<parameter id="${id}" ${given}constant="false">${content}</parameter>`;
}

/** `A.x` for the x of submodel A, `A.B.x` further down; further attributes behind a space. */
export function replaces(...targets: readonly string[]): string {
  const items = targets.map((target) => reference("replacedElement", target));
  return `<comp:listOfReplacedElements>${items.join("")}</comp:listOfReplacedElements>`;
}

export function replacedBy(target: string): string {
  return reference("replacedBy", target);
}

function reference(element: string, target: string): string {
  const [path = "", attributes = ""] = target.split(/ (.*)/s);
  const [submodelRef, first, ...inner] = path.split(".");
  const nested = inner.reduceRight(
    (xml, id) => `<comp:sBaseRef comp:idRef="${id}">${xml}</comp:sBaseRef>`,
    "",
  );
  const own = `comp:submodelRef="${submodelRef}" comp:idRef="${first}" ${attributes}`;
  return `<comp:${element} ${own}>${nested}</comp:${element}>`;
}

export function deletes(...attributes: readonly string[]): string {
  const items = attributes.map((attribute) => `<comp:deletion ${attribute}/>`);
  return `<comp:listOfDeletions>${items.join("")}</comp:listOfDeletions>`;
}

export function read(text: string, files: Files = {}): ReadSbml {
  const resolve = (source: string) => {
    if (source === "main.xml") return { file: source, text };
    const found = files[source];
    return found === undefined ? undefined : { file: source, text: found };
  };
  return readSbml(text, { file: "main.xml", resolve });
}

/** The flat model, an element a line. Throws where there is none. */
export function flatLines(text: string, files: Files = {}): string[] {
  const { model, diagnostics } = read(text, files);
  if (!model) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return linesOf(model);
}

export function messages(text: string, files: Files = {}): string[] {
  return read(text, files).diagnostics.map(formatDiagnostic);
}

function linesOf(model: Model): string[] {
  return [
    ...model.functionDefinitions.map((f) => `${f.id}(${f.parameters}) = ${printFormula(f.body)}`),
    ...model.unitDefinitions.map((u) => `unit ${u.id}`),
    ...model.compartments.map((c) => `compartment ${c.id}${valueText(c.size)}${unitText(c.unit)}`),
    ...model.species.map(
      (s) =>
        `species ${s.id} in ${s.compartment}${valueText(s.initialAmount ?? s.initialConcentration)}${unitText(s.substanceUnit)}${s.conversionFactor ? ` factor ${s.conversionFactor}` : ""}`,
    ),
    ...model.parameters.map((p) => `parameter ${p.id}${valueText(p.value)}${unitText(p.unit)}`),
    ...model.initialAssignments.map((a) => `${a.symbol}(0) = ${printFormula(a.expression)}`),
    ...model.rules.map(ruleLine),
    ...(model.constraints ?? []).map((c) => `constraint ${printFormula(c.expression)}`),
    ...model.reactions.map(reactionLine),
    ...model.events.map(eventLine),
  ];
}

function valueText(value: number | undefined): string {
  return value === undefined ? "" : ` = ${value}`;
}

function unitText(unit: string | undefined): string {
  return unit === undefined ? "" : ` ${unit}`;
}

function ruleLine(rule: Rule): string {
  const formula = printFormula(rule.expression);
  if (rule.kind === "algebraic") return `0 = ${formula}`;
  return rule.kind === "rate" ? `${rule.variable}' = ${formula}` : `${rule.variable} := ${formula}`;
}

function reactionLine({ id, reactants, products, modifiers, kineticLaw }: Reaction): string {
  const side = (references: readonly SpeciesReference[]) =>
    references.map((r) => (r.id ? `${r.id}: ${r.species}` : r.species)).join(" + ");
  const by = modifiers.length > 0 ? ` (${modifiers})` : "";
  const locals = (kineticLaw?.localParameters ?? []).map((p) => `; ${p.id} = ${p.value}`).join("");
  const rate = kineticLaw ? `; ${printFormula(kineticLaw.expression)}` : "";
  return `${id}: ${side(reactants)} -> ${side(products)}${by}${rate}${locals}`;
}

function eventLine({ id, trigger, delay, priority, assignments }: ModelEvent): string {
  const after = delay ? ` after ${printFormula(delay)}` : "";
  const first = priority ? ` priority ${printFormula(priority)}` : "";
  const changes = assignments.map((a) => `${a.variable} = ${printFormula(a.expression)}`);
  return `${id}: at ${printFormula(trigger)}${after}${first}: ${changes.join(", ")}`;
}
