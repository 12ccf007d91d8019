// Refuses models that draw random numbers (SBML package distrib): each run would differ, and equations
// have no place for it. Draws that nothing calls for, in unused functions and constraints, do no harm.

import {
  type Diagnostic,
  diagnose,
  distributionOf,
  drawingFunctions,
  firstDraw,
  type Model,
  placedFormulas,
} from "@chondron/model";

/** An error for each formula that takes a draw, where it stands. */
export function refuseDraws(model: Model): Diagnostic[] {
  const drawing = drawingFunctions(model.functionDefinitions);
  return placedFormulas(model).flatMap(({ expression, idle, where, range }) => {
    const found = idle ? undefined : firstDraw(expression, drawing);
    if (!found) return [];
    const values = { where, distribution: distributionOf(found.draw) };
    return [diagnose("CH2008", values, found.at.range ?? range)];
  });
}
