// Uncertainty of elements in SBML: what package distrib says beside its random draws. Source: distrib
// version 1, section 3.3 (Uncertainty, UncertParameter, UncertSpan). Ids and names of statements and
// parameters of parameters are not kept (noted by packages.ts).

import type { UncertaintyKind, UncertaintyStatement } from "../../annotation.js";
import type { Expression } from "../../expression.js";
import { numberOf } from "../../formula/number-of.js";
import { isInterval, isUncertaintyKind } from "../../uncertainty-kinds.js";
import { mathOf } from "../mathml.js";
import { parseDouble } from "../read/lexical.js";
import { type XmlElement as Written, xml, xmlList } from "../xml.js";
import type { XmlElement } from "../xml-tree.js";
import { distribNamespace } from "./vocabulary.js";

/** The specification itself spells one kind so. */
const misspelt = "coeffientOfVariation";

/** The statements in an element; `readFormula` reads a `<math>`. */
export function readUncertainty(
  element: XmlElement,
  readFormula: (math: XmlElement) => Expression | undefined,
): UncertaintyStatement[] {
  const inside = (parent: XmlElement, ...names: readonly string[]): XmlElement[] =>
    parent.children.filter(
      ({ name, namespace }) => namespace === distribNamespace && names.includes(name),
    );
  return inside(element, "listOfUncertainties")
    .flatMap((list) => inside(list, "uncertainty"))
    .flatMap((one) => inside(one, "uncertParameter", "uncertSpan"))
    .flatMap((one) => statementOf(one, readFormula));
}

function statementOf(
  element: XmlElement,
  readFormula: (math: XmlElement) => Expression | undefined,
): UncertaintyStatement[] {
  const kind = kindOf(attribute(element, "type"));
  if (!kind) return [];
  const math = element.children.find(({ name }) => name === "math");
  const formula = math && readFormula(math);
  const unit = attribute(element, "units");
  const of = (value: string, variable: string) => endOf(element, value, variable, unit);
  const ends = [...of("valueLower", "varLower"), ...of("valueUpper", "varUpper")];
  const values = ends.length > 0 ? ends : [...of("value", "var"), ...(formula ? [formula] : [])];
  const definition = attribute(element, "definitionURL");
  return [{ kind, values, ...(definition === undefined ? {} : { definition }) }];
}

function kindOf(type = ""): UncertaintyKind | undefined {
  const word = type === misspelt ? "coefficientOfVariation" : type;
  return isUncertaintyKind(word) ? word : undefined;
}

/** Is this a `type` of statements that a model keeps? */
export function isUncertaintyType(type: string | undefined): boolean {
  return kindOf(type) !== undefined;
}

function endOf(
  element: XmlElement,
  value: string,
  variable: string,
  unit: string | undefined,
): Expression[] {
  const id = attribute(element, variable)?.trim();
  if (id) return [{ kind: "symbol", id }];
  const number = parseDouble(attribute(element, value)?.trim() ?? "");
  if (number === undefined) return [];
  return [literal(number, unit)];
}

/** Infinities are constants, as formulas have them (math.ts). */
function literal(value: number, unit: string | undefined): Expression {
  if (Number.isFinite(value))
    return { kind: "number", value, ...(unit === undefined ? {} : { unit }) };
  if (Number.isNaN(value)) return { kind: "constant", name: "notanumber" };
  const infinity: Expression = { kind: "constant", name: "infinity" };
  return value > 0 ? infinity : { kind: "apply", operator: "minus", arguments: [infinity] };
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((one) => one.name === name)?.value;
}

/** `<distrib:listOfUncertainties>` with every statement, or undefined where there is none. */
export function uncertaintyElement(
  statements: readonly UncertaintyStatement[] = [],
): Written | undefined {
  const inner = statements.map(parameterElement);
  if (inner.length === 0) return undefined;
  return xmlList("distrib:listOfUncertainties", [xml("distrib:uncertainty", {}, inner)]);
}

function parameterElement({ kind, values, definition }: UncertaintyStatement): Written {
  const type = kind === "coefficientOfVariation" ? misspelt : kind;
  const isSpan = isInterval(kind) || values.length === 2;
  const plain = values.map(plainValue);
  const [first, second] = plain;
  const name = isSpan ? "distrib:uncertSpan" : "distrib:uncertParameter";
  const parts = isSpan
    ? { ...attributes(first, "Lower"), ...attributes(second, "Upper") }
    : attributes(first, "");
  const unit = values.find((value) => value.kind === "number" && value.unit !== undefined);
  const all = {
    ...parts,
    "distrib:units": unit?.kind === "number" ? unit.unit : undefined,
    "distrib:type": type,
    "distrib:definitionURL": definition,
  };
  const formula = !isSpan && values[0] && !first ? [mathOf(values[0])] : [];
  return xml(name, all, formula);
}

type Plain = { readonly value: number } | { readonly variable: string };

/** A number or infinity, also with a minus sign before it, or a name; undefined for formulas. */
function plainValue(expression: Expression): Plain | undefined {
  if (expression.kind === "symbol") return { variable: expression.id };
  const value = numberOf(expression);
  return value === undefined ? undefined : { value };
}

function attributes(plain: Plain | undefined, end: "" | "Lower" | "Upper") {
  if (!plain) return {};
  return "value" in plain
    ? { [`distrib:value${end}`]: plain.value }
    : { [`distrib:var${end}`]: plain.variable };
}
