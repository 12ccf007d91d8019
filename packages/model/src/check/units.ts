// Unit consistency of formulas, where units are declared: rules, initial values, rates, events.
// Findings are warnings, because units never change what a model computes.

import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.js";
import type { Model } from "../model.js";
import { divide, equalUnits, isPureNumber, type ReducedUnit, times } from "../units.js";
import type { ModelIndex, PlacedFormula } from "./model-index.js";
import { isUnit, type Report, type UnitBudget, UnitInference } from "./unit-inference.js";
import { type UnitScope, unitScope } from "./unit-scope.js";

export function checkUnits(index: ModelIndex): Diagnostic[] {
  const scope = unitScope(index.model);
  const budget: UnitBudget = { calls: 1_000_000 };
  return index.formulas.flatMap((formula) => {
    // A function's arguments have units only where it is called.
    if (formula.target === undefined) return [];
    return checkFormula(formula, scope, index, budget);
  });
}

function checkFormula(
  formula: PlacedFormula,
  scope: UnitScope,
  index: ModelIndex,
  budget: UnitBudget,
): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const { where } = formula;
  const report: Report = (code, values, range) => {
    const diagnostic = diagnose(code, { where, ...values }, range ?? formula.range);
    found.set(`${code} ${diagnostic.message}`, diagnostic);
  };
  const local = new Map([...formula.local].map((name) => [name, undefined]));
  const inference = new UnitInference(scope, index.functions, report, budget, local);
  const unit = inference.of(formula.expression);
  const expected = expectedUnit(formula, scope);
  if (isUnit(unit) && expected && !fits(unit, expected)) {
    const hint = hintFor(formula, unit, expected, scope, index.model);
    const values = { found: scope.name(unit), expected: scope.name(expected), hint };
    report("CH1302", values, formula.range);
  }
  return [...found.values()];
}

/** Pure numbers pass as each other: a percentage may stand for a fraction. */
function fits(unit: ReducedUnit, expected: ReducedUnit): boolean {
  return equalUnits(unit, expected) || (isPureNumber(unit) && isPureNumber(expected));
}

function expectedUnit({ target }: PlacedFormula, scope: UnitScope): ReducedUnit | undefined {
  switch (target?.quantity) {
    case "value":
      return scope.ofSymbol(target.id);
    case "rate": {
      const unit = scope.ofSymbol(target.id);
      return unit && scope.time && divide(unit, scope.time);
    }
    case "extent":
      return scope.rate;
    case "time":
      return scope.time;
    default:
      return undefined;
  }
}

function hintFor(
  formula: PlacedFormula,
  unit: ReducedUnit,
  expected: ReducedUnit,
  scope: UnitScope,
  model: Model,
): string {
  const missing =
    formula.target?.quantity === "extent" && compartmentFor(unit, expected, scope, model);
  if (missing) return `Multiply by the size of "${missing}".`;
  return "Check the formula and the units that are declared.";
}

/** A rate written per volume lacks the size of a compartment. */
function compartmentFor(
  unit: ReducedUnit,
  expected: ReducedUnit,
  scope: UnitScope,
  model: Model,
): string | undefined {
  return model.compartments.find(({ id }) => {
    const size = scope.ofSymbol(id);
    return size !== undefined && equalUnits(times(unit, size), expected);
  })?.id;
}
