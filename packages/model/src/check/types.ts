// Numbers and truth values. SBML L3V2 lets one stand for the other (section 3.4.9), so a mismatch
// is a warning: in a model written by hand it is nearly always a slip.

import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.js";
import type { Application, Expression } from "../expression.js";
import { operatorTable, type ValueKind } from "../formula/operators.js";
import type { ModelIndex, PlacedFormula } from "./model-index.js";

export function checkTypes(index: ModelIndex): Diagnostic[] {
  return index.formulas.flatMap((formula) => new TypeCheck(formula).run());
}

class TypeCheck {
  private readonly found: Diagnostic[] = [];

  constructor(private readonly formula: PlacedFormula) {}

  run(): Diagnostic[] {
    const { expression, yields, where } = this.formula;
    this.expect(expression, yields, where);
    return this.found;
  }

  private expect(expression: Expression, wanted: ValueKind, where: string): void {
    const kind = this.kindOf(expression);
    if (wanted === "either" || kind === "either" || kind === wanted) return;
    const code = wanted === "number" ? "CH1223" : "CH1224";
    this.found.push(diagnose(code, { where }, expression.range ?? this.formula.range));
  }

  /** What an expression yields; its arguments are checked on the way. */
  private kindOf(expression: Expression): ValueKind {
    switch (expression.kind) {
      case "number":
        return "number";
      case "symbol":
        return this.formula.local.has(expression.id) ? "either" : "number";
      case "constant":
        return expression.name === "true" || expression.name === "false" ? "boolean" : "number";
      case "call":
        for (const argument of expression.arguments) this.kindOf(argument);
        return "either";
      case "apply":
        return this.kindOfApplication(expression);
    }
  }

  private kindOfApplication(expression: Application): ValueKind {
    const { operator, arguments: parts } = expression;
    if (operator === "piecewise") return this.kindOfPiecewise(parts);
    const { takes, yields } = operatorTable[operator];
    for (const part of parts) this.expect(part, takes, `"${operator}"`);
    return yields;
  }

  private kindOfPiecewise(parts: readonly Expression[]): ValueKind {
    let kind: ValueKind = "either";
    parts.forEach((part, i) => {
      if (i % 2 === 1) this.expect(part, "boolean", "a condition of piecewise");
      else if (kind === "either") kind = this.kindOf(part);
      else this.expect(part, kind, "piecewise");
    });
    return kind;
  }
}
