// Conversion factors of submodels, worked into the formulas that the submodels themselves give: for
// time and extent of a whole submodel, and for single elements (`A.y * cf is x`). A formula that the
// outer model gives is in its units already. Source: Antimony tutorial, "Module conversion factors";
// SBML package comp version 1 section 3.6.

import type { Expression } from "../expression.js";
import { rewrite } from "../formula/walk.js";
import type { Element, ElementTable } from "./element-table.js";

interface SubmodelFactors {
  /** Path of the submodel with its final dot. */
  readonly scope: string;
  readonly time?: string;
  readonly extent?: string;
}

interface ElementFactor {
  /** The submodel whose formulas mean the unconverted element. */
  readonly scope: string;
  readonly path: string;
  readonly factor: string;
}

/** What a formula is of: the rate of a reaction, a rate rule, a delay, or anything else. */
export type FormulaRole = "rate" | "rateRule" | "delay" | "value";

export class Conversions {
  private readonly submodels: SubmodelFactors[] = [];
  private readonly converted: ElementFactor[] = [];

  constructor(private readonly elements: ElementTable) {}

  addSubmodel(factors: SubmodelFactors): void {
    if (factors.time !== undefined || factors.extent !== undefined) this.submodels.push(factors);
  }

  /** `path` is of an element of the submodel `scope`. */
  addElement(scope: string, path: string, factor: string): void {
    this.converted.push({ scope, path, factor });
  }

  /** The formula in units of the main model; `scope` is whose statement gave it. */
  apply(expression: Expression, scope: string, role: FormulaRole): Expression {
    const around = this.around(scope);
    if (around.length === 0 && this.converted.length === 0) return expression;
    const inner = rewrite(expression, (node) => this.node(node, scope, around));
    return around.reduce((whole, factors) => converted(whole, factors, role), inner);
  }

  /** The value that an event of the submodel `scope` gives to an element. */
  assigned(expression: Expression, variable: string, scope: string): Expression {
    const target = this.elements.canonical(variable);
    return this.factorsOf(target, scope).reduceRight(
      (value, factor) => times(value, factor),
      expression,
    );
  }

  /** Submodels with factors around a scope, the innermost first. */
  private around(scope: string): SubmodelFactors[] {
    return this.submodels
      .filter((factors) => scope.startsWith(factors.scope))
      .sort((a, b) => b.scope.length - a.scope.length);
  }

  private node(node: Expression, scope: string, around: readonly SubmodelFactors[]): Expression {
    if (node.kind === "symbol") return this.symbol(node, scope, around);
    if (node.kind === "constant" && node.name === "time")
      return outermostFirst(around).reduce(
        (time, { time: factor }) => over(time, factor),
        node as Expression,
      );
    if (node.kind !== "apply") return node;
    const [first, second] = node.arguments;
    if (node.operator === "rateOf")
      return outermostFirst(around).reduce(
        (rate, { time }) => times(rate, time),
        node as Expression,
      );
    if (node.operator !== "delay" || !first || !second) return node;
    const delay = around.reduce((length, { time }) => timesBefore(time, length), second);
    return { ...node, arguments: [first, delay] };
  }

  private symbol(
    node: Expression & { kind: "symbol" },
    scope: string,
    around: readonly SubmodelFactors[],
  ): Expression {
    const target = this.elements.canonical(node.id);
    const element = this.elements.get(target);
    const known = this.factorsOf(target, scope).reduce(
      (value, factor) => over(value, factor),
      node as Expression,
    );
    if (element?.kind !== "reaction") return known;
    return outermostFirst(around)
      .filter((factors) => isInside(element, factors.scope))
      .reduce((rate, { time, extent }) => times(over(rate, extent), time), known);
  }

  /** Factors of an element as formulas of `scope` see it, the outermost first. */
  private factorsOf(target: string, scope: string): string[] {
    return this.converted
      .filter((one) => scope.startsWith(one.scope) && this.elements.canonical(one.path) === target)
      .sort((a, b) => a.scope.length - b.scope.length)
      .map(({ factor }) => factor);
  }
}

/** A reaction that the outer model has taken over is in the outer model's units. */
function isInside(element: Element, scope: string): boolean {
  return element.path.startsWith(scope);
}

function outermostFirst(around: readonly SubmodelFactors[]): SubmodelFactors[] {
  return [...around].reverse();
}

function converted(
  formula: Expression,
  { time, extent }: SubmodelFactors,
  role: FormulaRole,
): Expression {
  if (role === "rate") return times(over(formula, time), extent);
  if (role === "rateRule") return over(formula, time);
  return role === "delay" ? times(formula, time) : formula;
}

export function times(value: Expression, factor: string | undefined): Expression {
  return factor === undefined ? value : apply("times", value, symbolOf(factor));
}

function timesBefore(factor: string | undefined, value: Expression): Expression {
  return factor === undefined ? value : apply("times", symbolOf(factor), value);
}

function over(value: Expression, factor: string | undefined): Expression {
  return factor === undefined ? value : apply("divide", value, symbolOf(factor));
}

function symbolOf(id: string): Expression {
  return { kind: "symbol", id };
}

function apply(operator: "times" | "divide", left: Expression, right: Expression): Expression {
  return { kind: "apply", operator, arguments: [left, right] };
}
