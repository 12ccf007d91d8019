// The objective of a flux balance analysis: a sum of reactions, each with a number before it.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import { numberOf } from "../formula/number-of.js";
import { rewrite } from "../formula/walk.js";
import type { Objective } from "../model.js";
import type { Element, ElementTable, ScopedFormula } from "./element-table.js";
import type { FinalFormulas } from "./final-formulas.js";

/** The objective with ids, or undefined, with an error, where it is no such sum. */
export function finalObjective(
  element: Element,
  sense: Objective["sense"],
  elements: ElementTable,
  formulas: FinalFormulas,
  sink: DiagnosticSink,
): Objective | undefined {
  const { range } = element;
  const initial = element.kind === "reaction" ? ownRate(element) : element.initial;
  if (!initial || !isSum(initial.expression, elements)) {
    const cause = "it is no sum of reactions with numbers before them";
    sink.add("CH1122", { id: element.path, cause }, range);
    return undefined;
  }
  sink.add("CH1123", { id: element.path }, range);
  const expression = formulas.of({ ...initial, expression: withProducts(initial.expression) });
  const id = element.kind === "reaction" ? "_objective0" : formulas.id(element.path);
  return { id, sense, expression, range };
}

/** `maximize J0` with J0 a reaction is for its rate. */
function ownRate({ path, scope, range }: Element): ScopedFormula {
  return { expression: { kind: "symbol", id: path }, scope, range };
}

/** `3 J0` reads as a number with a unit; libAntimony takes it for a product here. */
function withProducts(expression: Expression): Expression {
  return rewrite(expression, (node) => {
    if (node.kind !== "number" || node.unit === undefined) return node;
    const number: Expression = { kind: "number", value: node.value };
    const reaction: Expression = { kind: "symbol", id: node.unit };
    return { kind: "apply", operator: "times", arguments: [number, reaction] };
  });
}

function isSum(expression: Expression, elements: ElementTable): boolean {
  if (expression.kind === "symbol") return isReaction(expression, elements);
  if (expression.kind === "number") return isReaction(unitAsSymbol(expression.unit), elements);
  if (expression.kind !== "apply") return false;
  const { operator, arguments: parts } = expression;
  if (operator === "plus" || operator === "minus")
    return parts.length > 0 && parts.every((part) => isSum(part, elements));
  const [first, second] = parts;
  return (
    operator === "times" &&
    parts.length === 2 &&
    isPlainNumber(first!) &&
    isReaction(second, elements)
  );
}

/** `2 J0*J1` has a reaction where it seems to have a unit, and is a product of two. */
function isPlainNumber(expression: Expression): boolean {
  const unit = expression.kind === "number" ? expression.unit : undefined;
  return unit === undefined && numberOf(expression) !== undefined;
}

function unitAsSymbol(unit: string | undefined): Expression | undefined {
  return unit === undefined ? undefined : { kind: "symbol", id: unit };
}

function isReaction(expression: Expression | undefined, elements: ElementTable): boolean {
  return expression?.kind === "symbol" && elements.get(expression.id)?.kind === "reaction";
}
