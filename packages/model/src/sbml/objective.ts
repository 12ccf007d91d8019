// The objective of a flux balance analysis in SBML: package fbc version 2, not required.

import type { Expression } from "../expression.js";
import type { Objective } from "../model.js";
import { type XmlElement, xml } from "./xml.js";

export const fluxBalanceNamespace = "http://www.sbml.org/sbml/level3/version1/fbc/version2";

/** `<fbc:listOfObjectives>` with the objective as one sum, each reaction in it once. */
export function objectivesElement({ id, sense, expression }: Objective): XmlElement {
  const coefficients = new Map<string, number>();
  collect(expression, 1, coefficients);
  const terms = [...coefficients].map(([reaction, coefficient]) =>
    xml("fbc:fluxObjective", { "fbc:reaction": reaction, "fbc:coefficient": coefficient }),
  );
  const objective = xml("fbc:objective", { "fbc:id": id, "fbc:type": sense }, [
    xml("fbc:listOfFluxObjectives", {}, terms),
  ]);
  return xml("fbc:listOfObjectives", { "fbc:activeObjective": id }, [objective]);
}

/** Adds `factor` times a sum of products of numbers and reactions to the coefficients. */
function collect(expression: Expression, factor: number, found: Map<string, number>): void {
  if (expression.kind === "symbol")
    found.set(expression.id, (found.get(expression.id) ?? 0) + factor);
  if (expression.kind !== "apply") return;
  const { operator, arguments: parts } = expression;
  const [first, ...rest] = parts;
  if (operator === "times") {
    const numbers = parts.flatMap((part) => valueOfNumber(part) ?? []);
    const product = numbers.reduce((a, b) => a * b, factor);
    for (const part of parts) if (valueOfNumber(part) === undefined) collect(part, product, found);
  } else if (operator === "minus" && first) {
    const isNegation = rest.length === 0;
    collect(first, isNegation ? -factor : factor, found);
    for (const part of rest) collect(part, -factor, found);
  } else for (const part of parts) collect(part, factor, found);
}

function valueOfNumber(expression: Expression): number | undefined {
  if (expression.kind === "number") return expression.value;
  const isMinus = expression.kind === "apply" && expression.operator === "minus";
  const [inner, other] = isMinus ? expression.arguments : [];
  const value = inner && !other ? valueOfNumber(inner) : undefined;
  return value === undefined ? undefined : -value;
}
