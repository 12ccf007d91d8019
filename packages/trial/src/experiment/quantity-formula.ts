// Numbers of an experiment as formulas. Inside, one value per patient: `value(PAIN, ev, 12)` is a symbol of
// the model in an arm after weeks, `recorded(...)` an outcome as a visit records it, `chance(...)` the
// probability of a hazard event since entry in per cent, `peak` and `trough` extremes between two
// weeks, and the name of a covariate its value. Outside, what is made of the patients: mean, sd, share (in per cent),
// quantile, correlation, slope, each with an optional condition as its last argument.

import { type Call, type Expression, freeSymbols, hasErrors, parseFormula } from "@chondron/model";
import { evaluate, unknownOperators } from "../population/evaluate.js";

export const columnKinds = ["value", "recorded", "chance", "peak", "trough"] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** One value per patient. A covariate has no arm of its own: it is read in that of its aggregate. */
export interface PatientColumn {
  readonly kind: ColumnKind | "covariate";
  /** Symbol of the model, outcome, hazard event or covariate. */
  readonly symbol: string;
  readonly arm: string;
  /** From and to, in days; equal but for extremes. */
  readonly days: readonly [number, number];
}

/** Arguments before the optional condition. */
export const aggregateArguments = {
  mean: 1,
  sd: 1,
  share: 1,
  quantile: 2,
  correlation: 2,
  slope: 2,
} as const;
export type AggregateKind = keyof typeof aggregateArguments;

export interface Aggregate {
  readonly kind: AggregateKind;
  /** Over symbols `$0`, `$1`, ... that stand for the columns of the formula. */
  readonly arguments: readonly Expression[];
  readonly condition?: Expression;
  /** The arm whose patients are counted. */
  readonly arm: string;
}

export interface QuantityFormula {
  readonly id: string;
  readonly text: string;
  readonly columns: readonly PatientColumn[];
  readonly aggregates: readonly Aggregate[];
  /** Over symbols `#0`, `#1`, ... that stand for the aggregates, and earlier quantities. */
  readonly expression: Expression;
}

export interface FormulaContext {
  readonly covariates: readonly string[];
  /** Quantities above this one. */
  readonly earlier: readonly string[];
}

/** A cause with what to do about it. */
export class FormulaFault {
  constructor(
    readonly cause: string,
    readonly suggestion: string,
  ) {}
}

const daysPerWeek = 7;

/** The formula, or why the text is none. Whether its names exist is not asked here, but for covariates. */
export function parseQuantity(
  id: string,
  text: string,
  context: FormulaContext,
): QuantityFormula | FormulaFault {
  const { expression, diagnostics } = parseFormula(text);
  if (!expression || hasErrors(diagnostics)) {
    const cause = diagnostics[0]?.message.replace(/\.$/, "") ?? "it is no formula";
    return new FormulaFault(cause, "Write it as in mean(value(PAIN, drug, 12)).");
  }
  const collector = new Collector(context);
  const outer = collector.outer(expression);
  if (outer instanceof FormulaFault) return outer;
  const { columns, aggregates } = collector;
  return { id, text, columns, aggregates, expression: outer };
}

type Found = Expression | FormulaFault;

class Collector {
  readonly columns: PatientColumn[] = [];
  readonly aggregates: Aggregate[] = [];

  constructor(readonly context: FormulaContext) {}

  /** An expression over aggregates. */
  outer(expression: Expression): Found {
    if (expression.kind === "call") return this.#aggregate(expression);
    if (expression.kind === "symbol" && !this.context.earlier.includes(expression.id))
      return new FormulaFault(
        `"${expression.id}" is no quantity above this one`,
        `There are ${this.context.earlier.join(", ") || "none"}; values of patients belong into mean(...) or another summary.`,
      );
    return mapParts(expression, (part) => this.outer(part));
  }

  #aggregate({ function: name, arguments: parts }: Call): Found {
    if (!isAggregate(name)) {
      const known = Object.keys(aggregateArguments).join(", ");
      return new FormulaFault(`"${name}" is no summary of patients`, `Use one of ${known}.`);
    }
    const count = aggregateArguments[name];
    if (parts.length !== count && parts.length !== count + 1)
      return new FormulaFault(
        `${name} takes ${count} arguments and an optional condition, not ${parts.length}`,
        "Correct it.",
      );
    const from = this.columns.length;
    const inner: Expression[] = [];
    for (const part of parts) {
      const found = this.#inner(part);
      if (found instanceof FormulaFault) return found;
      inner.push(found);
    }
    const arm = this.columns.slice(from).find((column) => column.arm !== "")?.arm;
    if (arm === undefined)
      return new FormulaFault(`${name}(...) names no arm`, "Use value(symbol, arm, week) in it.");
    for (let i = from; i < this.columns.length; i++) {
      const column = this.columns[i]!;
      if (column.kind === "covariate") this.columns[i] = { ...column, arm };
    }
    const condition = inner[count];
    const aggregate = { kind: name, arguments: inner.slice(0, count), arm };
    const index = this.aggregates.push(condition ? { ...aggregate, condition } : aggregate) - 1;
    return { kind: "symbol", id: `#${index}` };
  }

  /** An expression over the values of one patient. */
  #inner(expression: Expression): Found {
    if (expression.kind === "call") return this.#column(expression);
    if (expression.kind === "symbol") {
      if (!this.context.covariates.includes(expression.id))
        return new FormulaFault(
          `"${expression.id}" is no covariate`,
          "Symbols of the model need an arm and a week: value(symbol, arm, week).",
        );
      return this.#add({ kind: "covariate", symbol: expression.id, arm: "", days: [0, 0] });
    }
    const [unknown] = expression.kind === "apply" ? unknownOperators(withoutParts(expression)) : [];
    if (unknown !== undefined)
      return new FormulaFault(`"${unknown}" cannot be used here`, "Leave it out.");
    return mapParts(expression, (part) => this.#inner(part));
  }

  #column({ function: name, arguments: parts }: Call): Found {
    const kind = columnKinds.find((known) => known === name);
    if (!kind)
      return new FormulaFault(
        `"${name}" is no value of a patient`,
        `Use one of ${columnKinds.join(", ")}.`,
      );
    const [symbol, arm, ...weeks] = parts;
    const needed = kind === "peak" || kind === "trough" ? 2 : 1;
    const days = weeks.map(dayOf);
    if (symbol?.kind !== "symbol" || arm?.kind !== "symbol" || days.length !== needed)
      return new FormulaFault(
        `${name} takes a symbol, an arm and ${needed === 1 ? "a week" : "two weeks"}`,
        `Write ${name}(symbol, arm, ${needed === 1 ? "week" : "from, to"}).`,
      );
    if (!days.every((day, i) => day >= 0 && day <= 36525 && (i === 0 || day > days[0]!)))
      return new FormulaFault(
        "its weeks do not ascend from 0",
        "Weeks are numbers; a seventh is a day.",
      );
    return this.#add({
      kind,
      symbol: symbol.id,
      arm: arm.id,
      days: [days[0]!, days.at(-1)!],
    });
  }

  #add(column: PatientColumn): Expression {
    return { kind: "symbol", id: `$${this.columns.push(column) - 1}` };
  }
}

/** Visits are keyed by whole days. */
function dayOf(week: Expression): number {
  if (freeSymbols(week).size > 0 || unknownOperators(week).length > 0) return Number.NaN;
  return Math.round(daysPerWeek * evaluate(week, () => Number.NaN));
}

function isAggregate(name: string): name is AggregateKind {
  return name in aggregateArguments;
}

function withoutParts(expression: Expression & { kind: "apply" }): Expression {
  return { ...expression, arguments: [] };
}

function mapParts(expression: Expression, change: (part: Expression) => Found): Found {
  if (expression.kind !== "apply") return expression;
  const parts: Expression[] = [];
  for (const part of expression.arguments) {
    const changed = change(part);
    if (changed instanceof FormulaFault) return changed;
    parts.push(changed);
  }
  return { ...expression, arguments: parts };
}
