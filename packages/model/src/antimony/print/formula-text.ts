// Formulas as Antimony text.

import type { Expression } from "../../expression.js";
import { printFormula } from "../../formula/print.js";
import { drawPrefix } from "../../formula/random-draws.js";

/**
 * Random draws bear their plain names. libAntimony would take a minus sign before a name o for the
 * arrow of an interaction, so a space stands between them.
 */
export function formula(expression: Expression): string {
  return printFormula(expression)
    .replaceAll(drawPrefix, "")
    .replaceAll(/-o(?=[ ;]|$)/g, "- o");
}
