// Formulas of elements as the finished model has them: conversion factors worked in, strands
// followed, paths turned into ids.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Call, Expression } from "../expression.js";
import { distributionNamed } from "../formula/operators.js";
import { drawPrefix } from "../formula/random-draws.js";
import { rewrite } from "../formula/walk.js";
import { type Conversions, type FormulaRole, times } from "./conversions.js";
import {
  type Element,
  type ElementTable,
  hasValue,
  type ScopedFormula,
  withArticle,
} from "./element-table.js";
import { Strands } from "./strands.js";
import type { UnitTable } from "./unit-table.js";

export class FinalFormulas {
  readonly strands: Strands;

  constructor(
    private readonly elements: ElementTable,
    private readonly units: UnitTable,
    private readonly conversions: Conversions,
    private readonly separator: string,
    /** Ids of the functions that the text defines; other names may be random draws. */
    private readonly functions: ReadonlySet<string>,
    private readonly sink: DiagnosticSink,
  ) {
    this.strands = new Strands(elements, sink, (formula, { kind }) =>
      this.converted(formula, kind === "reaction" ? "rate" : "value"),
    );
  }

  /** A path as an id. */
  id(path: string): string {
    return this.elements.canonical(path).replaceAll(".", this.separator);
  }

  of(formula: ScopedFormula, role: FormulaRole = "value"): Expression {
    return this.named(this.strands.outside(this.converted(formula, role)));
  }

  /** A part of an event of the submodel `scope`. */
  ofEvent(expression: Expression, scope: string, role: FormulaRole = "value"): Expression {
    return this.named(this.strands.outside(this.conversions.apply(expression, scope, role)));
  }

  /** What an event of the submodel `scope` gives to a variable. */
  assigned(expression: Expression, variable: string, scope: string): Expression {
    const value = this.conversions.apply(expression, scope, "value");
    return this.named(this.strands.outside(this.conversions.assigned(value, variable, scope)));
  }

  ofDna(element: Element): Expression {
    return this.named(this.strands.formulaOf(element));
  }

  private converted(formula: ScopedFormula, role: FormulaRole): Expression {
    const value = this.conversions.apply(formula.expression, formula.scope, role);
    return (formula.factors ?? []).reduce(times, value);
  }

  /** Paths to ids. A symbol that names no value is refused here, when its kind is known. */
  named(expression: Expression): Expression {
    return rewrite(expression, (node) => {
      if (node.kind === "number" && node.unit !== undefined)
        return { ...node, unit: this.units.idOf(node.unit) };
      if (node.kind === "call") return this.called(node);
      if (node.kind !== "symbol") return node;
      const element = this.elements.get(node.id);
      if (element && !hasValue(element)) {
        const kind = withArticle(element.kind);
        const values = { id: node.id, kind, hint: "Use one of its elements." };
        this.sink.add("CH1111", values, node.range);
      }
      const id = this.id(node.id);
      return id === node.id ? node : { ...node, id };
    });
  }

  /** The body of a function, whose symbols are its own. */
  withDraws(body: Expression): Expression {
    return rewrite(body, (node) => (node.kind === "call" ? this.called(node) : node));
  }

  private called(node: Call): Call {
    const isDraw = distributionNamed(node.function) && !this.functions.has(node.function);
    return isDraw ? { ...node, function: drawPrefix + node.function } : node;
  }
}
