// `<cn>`: integer, real, e-notation and rational numbers (SBML L3V2 Core section 3.4.2).

import type { NumberLiteral } from "../../expression.js";
import type { XmlElement } from "../xml-tree.js";
import { parseDouble, parseInteger } from "./lexical.js";

/** The number with its `sbml:units`, or undefined where the text is no such number. */
export function readNumber(element: XmlElement): NumberLiteral | undefined {
  const value = amountOf(element);
  if (value === undefined) return undefined;
  const unit = element.attributes.find(isUnits)?.value;
  const { range } = element;
  return { kind: "number", value, ...(unit === undefined ? {} : { unit }), range };
}

function isUnits({ name, namespace }: XmlElement["attributes"][number]): boolean {
  return name === "units" && namespace.startsWith("http://www.sbml.org/sbml/level3/");
}

function amountOf(element: XmlElement): number | undefined {
  const attribute = (name: string): string | undefined =>
    element.attributes.find((item) => item.name === name)?.value;
  if ((attribute("base") ?? "10") !== "10") return undefined;
  const parts = element.text.trim().split(/\s+/);
  switch (attribute("type") ?? "real") {
    case "real":
      return single(parts, parseDouble);
    case "integer":
      return single(parts, parseInteger);
    case "e-notation":
      return pair(parts, parseDouble, (mantissa, exponent) => Number(`${mantissa}e${exponent}`));
    case "rational":
      return pair(parts, parseInteger, (numerator, denominator) => numerator / denominator);
    default:
      return undefined;
  }
}

function single(
  parts: readonly string[],
  parse: (text: string) => number | undefined,
): number | undefined {
  return parts.length === 1 ? parse(parts[0]!) : undefined;
}

/** Two parts around `<sep/>`; the second is a whole number. */
function pair(
  parts: readonly string[],
  parse: (text: string) => number | undefined,
  join: (first: number, second: number) => number,
): number | undefined {
  const first = parts.length === 2 ? parse(parts[0]!) : undefined;
  const second = parts.length === 2 ? parseInteger(parts[1]!) : undefined;
  return first === undefined || second === undefined ? undefined : join(first, second);
}
