// The unit of a formula from those of its symbols. Three answers: a unit; "free" for bare numbers,
// which take any unit in sums and none in products; undefined where something is not declared, and
// then nothing is reported. Functions are followed into their bodies at each call.

import type { DiagnosticCode } from "../diagnostics/table.js";
import type { Application, Expression, Operator } from "../expression.js";
import { operatorTable } from "../formula/operators.js";
import type { FunctionDefinition } from "../model.js";
import type { SourceRange } from "../source-range.js";
import {
  divide,
  equalUnits,
  isPureNumber,
  power,
  pureNumber,
  type ReducedUnit,
  times,
} from "../units.js";
import type { UnitScope } from "./unit-scope.js";

export type Inferred = ReducedUnit | "free" | undefined;

export type Report = (
  code: DiagnosticCode,
  values: Readonly<Record<string, string>>,
  range: SourceRange | undefined,
) => void;

const sums: ReadonlySet<Operator> = new Set(["plus", "minus", "min", "max"]);
const comparisons: ReadonlySet<Operator> = new Set(["eq", "neq", "lt", "gt", "leq", "geq"]);
const truths: ReadonlySet<Operator> = new Set(["and", "or", "xor", "not", "implies"]);
const unchanged: ReadonlySet<Operator> = new Set(["abs", "floor", "ceiling", "delay", "rem"]);

/** How much may still be done for one model: functions that call others many times grow fast. */
export interface UnitBudget {
  calls: number;
}

/** Levels of formulas in functions in formulas; a ring of functions is reported elsewhere. */
const deepest = 1200;

export class UnitInference {
  private depth = 0;

  constructor(
    private readonly scope: UnitScope,
    private readonly functions: ReadonlyMap<string, FunctionDefinition>,
    private readonly report: Report,
    private readonly budget: UnitBudget,
    private readonly local: ReadonlyMap<string, Inferred> = new Map(),
  ) {}

  of(expression: Expression): Inferred {
    this.depth += 1;
    const unit = this.depth > deepest ? undefined : this.unitOf(expression);
    this.depth -= 1;
    return unit;
  }

  private unitOf(expression: Expression): Inferred {
    switch (expression.kind) {
      case "number":
        return expression.unit === undefined ? "free" : this.scope.ofId(expression.unit);
      case "symbol":
        if (this.local.has(expression.id)) return this.local.get(expression.id);
        return this.scope.ofSymbol(expression.id);
      case "constant":
        if (expression.name === "time") return this.scope.time;
        return expression.name === "avogadro" ? undefined : "free";
      case "call":
        return this.ofCall(expression.function, expression.arguments, expression.range);
      case "apply":
        return this.ofApplication(expression);
    }
  }

  private ofCall(
    name: string,
    parts: readonly Expression[],
    range: SourceRange | undefined,
  ): Inferred {
    const called = this.functions.get(name);
    const units = parts.map((part) => this.of(part));
    if (!called || this.budget.calls <= 0) return undefined;
    this.budget.calls -= 1;
    const local = new Map(called.parameters.map((parameter, i) => [parameter, units[i]]));
    const report: Report = (code, values) => this.report(code, values, range);
    const inner = new UnitInference(this.scope, this.functions, report, this.budget, local);
    inner.depth = this.depth;
    return inner.of(called.body);
  }

  private ofApplication(expression: Application): Inferred {
    const { operator, arguments: parts } = expression;
    const { least, most } = operatorTable[operator];
    if (parts.length < least || parts.length > most) return undefined;
    if (operator === "piecewise") return this.ofPiecewise(expression);
    if (operator === "power") return this.ofPower(parts[0]!, parts[1]!);
    if (operator === "root") return this.ofRoot(parts[0]!, parts[1]!);
    const units = parts.map((part) => this.of(part));
    if (sums.has(operator)) return this.agreeing(units, expression, sumInWords(operator));
    if (comparisons.has(operator)) {
      this.agreeing(units, expression, "compared");
      return "free";
    }
    if (truths.has(operator)) return "free";
    if (unchanged.has(operator)) return units[0];
    if (operator === "times") return units.reduce(product, "free");
    if (operator === "divide" || operator === "quotient") return quotient(units[0], units[1]);
    if (operator === "rateOf") return quotient(units[0], this.scope.time);
    return this.ofPureFunction(operator, units, expression.range);
  }

  /** exp, ln, sin and the like: of pure numbers alone. */
  private ofPureFunction(
    operator: Operator,
    units: readonly Inferred[],
    range: SourceRange | undefined,
  ): Inferred {
    for (const unit of units) {
      if (isUnit(unit) && !isPureNumber(unit))
        this.report("CH1303", { operator, found: this.scope.name(unit) }, range);
    }
    return units.includes(undefined) ? undefined : pureNumber;
  }

  private ofPiecewise(expression: Application): Inferred {
    const units = expression.arguments.map((part) => this.of(part));
    const values = units.filter((_, i) => i % 2 === 0);
    return this.agreeing(values, expression, "alternatives");
  }

  /** The common unit of parts; the first two that differ are reported. */
  private agreeing(
    units: readonly Inferred[],
    expression: Application,
    operation: string,
  ): Inferred {
    const known = units.filter(isUnit);
    const [first] = known;
    const other = first && known.find((unit) => !equalUnits(first, unit));
    if (first && other) {
      const { name } = this.scope;
      this.report(
        "CH1301",
        { first: name(first), second: name(other), operation },
        expression.range,
      );
    }
    return units.includes(undefined) || other ? undefined : (first ?? "free");
  }

  private ofPower(base: Expression, exponent: Expression): Inferred {
    const unit = this.of(base);
    this.of(exponent);
    if (!isUnit(unit)) return unit;
    const value = literalValue(exponent);
    if (value !== undefined) return power(unit, value);
    return isPureNumber(unit) ? pureNumber : undefined;
  }

  private ofRoot(degree: Expression, base: Expression): Inferred {
    const unit = this.of(base);
    if (!isUnit(unit)) return unit;
    const value = literalValue(degree);
    return value === undefined ? undefined : power(unit, 1 / value);
  }
}

function sumInWords(operator: Operator): string {
  return operator === "plus" || operator === "minus" ? "added" : "compared";
}

export function isUnit(unit: Inferred): unit is ReducedUnit {
  return unit !== undefined && unit !== "free";
}

function product(a: Inferred, b: Inferred): Inferred {
  if (a === undefined || b === undefined) return undefined;
  if (a === "free") return b;
  return b === "free" ? a : times(a, b);
}

function quotient(a: Inferred, b: Inferred): Inferred {
  if (a === undefined || b === undefined) return undefined;
  if (b === "free") return a;
  return divide(a === "free" ? pureNumber : a, b);
}

/** Value of an exponent made of numbers alone: 2, -1, 1/3. */
function literalValue(expression: Expression): number | undefined {
  if (expression.kind === "number") return expression.value;
  if (expression.kind !== "apply") return undefined;
  const values = expression.arguments.map(literalValue);
  const [a, b] = values;
  if (a === undefined) return undefined;
  if (expression.operator === "minus" && values.length === 1) return -a;
  return expression.operator === "divide" && b !== undefined ? a / b : undefined;
}
