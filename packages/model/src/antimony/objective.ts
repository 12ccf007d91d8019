// The objective of a flux balance analysis: a sum of reactions, each with a number before it.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import { numberOf } from "../formula/number-of.js";
import { rewrite } from "../formula/walk.js";
import type { Objective } from "../model.js";
import {
  type Element,
  type ElementTable,
  isVague,
  type ScopedFormula,
  withArticle,
} from "./element-table.js";
import type { FinalFormulas } from "./final-formulas.js";

/**
 * What a text calls its objective is that and nothing else, as in libAntimony: the sum that it is
 * given is no value, and formulas cannot name it. A reaction alone may serve and stay a reaction.
 * Objectives have their ids among those of elements (rule fbc-10301 of package fbc, version 3).
 */
export function settleObjective(path: string, elements: ElementTable, sink: DiagnosticSink): void {
  const element = elements.get(path);
  if (!element || element.kind === "reaction") return;
  const { rule } = element;
  if (isVague(element)) {
    element.kind = "objective";
    if (rule?.operator === "assignment") {
      element.initial = rule;
      delete element.rule;
    }
  }
  if (servesAsObjective(element)) return;
  const isOther = element.kind !== "objective";
  const cause = isOther ? `it is ${withArticle(element.kind)}` : "a rule gives it a value";
  sink.add("CH1122", { id: element.path, cause }, element.range);
}

/** False for what `settleObjective` complains of. */
export function servesAsObjective({ kind, rule }: Element): boolean {
  return kind === "reaction" || (kind === "objective" && !rule);
}

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
  // A flux objective has no place for conversion factors, which are no numbers; those of a whole
  // submodel scale every term alike, and the optimum is where it was.
  const expression = formulas.named(withProducts(initial.expression));
  const isReaction = element.kind === "reaction";
  const id = isReaction ? elements.freshPath("", "_objective") : formulas.id(element.path);
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
