// Ids: each borne once, each symbol and function known.

import { articled } from "../diagnostics/article.js";
import { type Diagnostic, type DiagnosticNote, diagnose } from "../diagnostics/diagnostic.js";
import type { Application, Call, SymbolReference } from "../expression.js";
import {
  arityInWords,
  distributionArity,
  operatorTable,
  rangeInWords,
} from "../formula/operators.js";
import { type Draw, distributionOf, isDraw } from "../formula/random-draws.js";
import { visit } from "../formula/walk.js";
import { nearestName } from "../similar-names.js";
import type { SourceRange } from "../source-range.js";
import {
  allComponents,
  type ComponentKind,
  type ModelIndex,
  type PlacedFormula,
} from "./model-index.js";

export function checkNames(index: ModelIndex): Diagnostic[] {
  return [
    ...duplicateIds(index),
    ...undeclared(index),
    ...index.formulas.flatMap((formula) => inFormula(formula, index)),
  ];
}

function duplicateIds({ model, components }: ModelIndex): Diagnostic[] {
  return allComponents(model).flatMap((component) => {
    const first = components.get(component.id)!;
    if (first.kind === component.kind && first.range === component.range) return [];
    const [one, other] = [articled(first.kind), articled(component.kind)];
    const values = { id: component.id, first: one, second: other };
    const note = {
      message: `the ${first.kind} is here.`,
      ...(first.range ? { range: first.range } : {}),
    };
    return [diagnose("CH1201", values, component.range, [note])];
  });
}

/** Parameters that the text never declares: one message each, at their first use. */
function undeclared(index: ModelIndex): Diagnostic[] {
  const implied = new Set(index.model.parameters.filter((p) => p.implied).map((p) => p.id));
  const found: Diagnostic[] = [];
  for (const formula of index.formulas) {
    visit(formula.expression, (node) => {
      if (node.kind !== "symbol" || formula.local.has(node.id) || !implied.delete(node.id)) return;
      if (!index.model.initialAssignments.some((item) => item.symbol === node.id))
        found.push(unknown(node, formula, index));
    });
  }
  return found;
}

/** Kinds that no formula can name. */
const valueless: ReadonlySet<ComponentKind> = new Set(["event", "objective"]);

function unknown(node: SymbolReference, formula: PlacedFormula, index: ModelIndex): Diagnostic {
  const known = [...index.components.values()].filter(({ kind }) => !valueless.has(kind));
  const declared = known.filter((item) => !isImplied(item.id, index)).map((item) => item.id);
  const notes = suggestion(node.id, [...declared, ...formula.local], index);
  return diagnose(
    "CH1202",
    { id: node.id, where: formula.where },
    node.range ?? formula.range,
    notes,
  );
}

function isImplied(id: string, index: ModelIndex): boolean {
  return index.model.parameters.some((parameter) => parameter.implied && parameter.id === id);
}

/** Longest name that others are compared with, since that takes its length squared. */
const longestSearched = 100;

function suggestion(id: string, candidates: Iterable<string>, index: ModelIndex): DiagnosticNote[] {
  index.searches.left -= 1;
  const tooMuch = index.searches.left < 0 || id.length > longestSearched;
  const near = tooMuch ? undefined : nearestName(id, candidates);
  if (near === undefined) return [];
  const range = index.components.get(near)?.range;
  const caseOnly = near.toLowerCase() === id.toLowerCase();
  const reason = caseOnly ? "names are case-sensitive" : "is that what was meant?";
  const message = `"${near}" is declared${range ? " here" : ""}; ${reason}.`.replace("?.", "?");
  return [{ message, ...(range ? { range } : {}) }];
}

function inFormula(formula: PlacedFormula, index: ModelIndex): Diagnostic[] {
  const found: Diagnostic[] = [];
  const reported = new Set<string>();
  visit(formula.expression, (node) => {
    if (node.kind === "call") found.push(...checkCall(node, formula, index));
    if (node.kind === "apply") found.push(...checkApplication(node, formula));
    if (node.kind !== "symbol" || formula.local.has(node.id) || reported.has(node.id)) return;
    const kind = index.components.get(node.id)?.kind;
    if (kind !== undefined && kind !== "function" && !valueless.has(kind)) return;
    reported.add(node.id);
    found.push(unknown(node, formula, index));
  });
  return found;
}

function checkCall(node: Call, formula: PlacedFormula, index: ModelIndex): Diagnostic[] {
  const called = index.functions.get(node.function);
  const { where } = formula;
  const range = node.range ?? formula.range;
  if (isDraw(node)) return checkDraw(node, where, range);
  if (!called) {
    const notes = suggestion(node.function, index.functions.keys(), index);
    return [diagnose("CH1206", { id: node.function, where }, range, notes)];
  }
  const found = node.arguments.length;
  if (found === called.parameters.length) return [];
  const expected = rangeInWords(called.parameters.length, called.parameters.length);
  const note = {
    message: `"${called.id}" is defined here.`,
    ...(called.range ? { range: called.range } : {}),
  };
  return [diagnose("CH1207", { id: called.id, expected, found, where }, range, [note])];
}

/** The distribution of a random draw takes parameters, and two ends where it is truncated. */
function checkDraw(node: Draw, where: string, range: SourceRange | undefined): Diagnostic[] {
  const id = distributionOf(node);
  const arity = distributionArity(id) ?? [];
  const found = node.arguments.length;
  if (arity.includes(found)) return [];
  const expected = `${arity.join(" or ")} ${arity.at(-1) === 1 ? "argument" : "arguments"}`;
  return [diagnose("CH1207", { id, expected, found, where }, range)];
}

function checkApplication(node: Application, formula: PlacedFormula): Diagnostic[] {
  const { least, most } = operatorTable[node.operator];
  const found = node.arguments.length;
  const { where } = formula;
  const range = node.range ?? formula.range;
  if (found < least || found > most) {
    const expected = arityInWords(node.operator);
    return [diagnose("CH1207", { id: node.operator, expected, found, where }, range)];
  }
  if (node.operator === "rateOf" && node.arguments[0]?.kind !== "symbol")
    return [diagnose("CH1226", { where }, range)];
  if (node.operator === "piecewise" && found % 2 === 0)
    return [diagnose("CH1227", { where }, range)];
  return [];
}
