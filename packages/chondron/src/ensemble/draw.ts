// Values drawn for each patient: --draw id=distribution. Draws are keyed by seed, number of the
// patient and id, so that neither the order of work nor another draw changes them.

import type { CompiledModel } from "@chondron/compiler";
import { type Diagnostic, diagnose, freeSymbols } from "@chondron/model";
import {
  collidingPurposes,
  type DistributionText,
  type Draws,
  drawValue,
  parseDistribution,
} from "@chondron/trial";
import { findTarget, isTarget, type Target } from "../command/target.js";

export interface PlannedDraw {
  readonly target: Target;
  readonly text: string;
  readonly distribution: DistributionText;
  readonly purpose: string;
}

/**
 * Read the draws in order. A distribution's arguments may use the columns of the table, what is
 * drawn before it, and the values that parameters have in the model, its own included.
 */
export function planDraws(
  texts: readonly string[],
  compiled: CompiledModel,
  columns: readonly string[],
): { readonly draws: readonly PlannedDraw[]; readonly diagnostics: readonly Diagnostic[] } {
  const draws: PlannedDraw[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const text of texts) {
    const known = [...columns, ...draws.map((draw) => draw.target.id)];
    const draw = planDraw(text, compiled, known);
    if ("purpose" in draw) draws.push(draw);
    else diagnostics.push(draw);
  }
  const [pair] = collidingPurposes(draws.map((draw) => draw.purpose));
  if (pair)
    diagnostics.push(wrong(pair[1], `its values would follow those of ${pair[0]}: rename one`));
  return { draws, diagnostics };
}

function planDraw(
  text: string,
  compiled: CompiledModel,
  known: readonly string[],
): PlannedDraw | Diagnostic {
  const [, id = "", right = ""] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
  if (id === "") return wrong(text, "it is not of the form id=distribution");
  if (known.includes(id)) return wrong(text, `"${id}" has its values already`);
  const target = findTarget(compiled, id);
  if (!isTarget(target)) return target;
  const { distribution, cause } = parseDistribution(right);
  if (!distribution) return wrong(text, cause ?? "it is no distribution");
  const symbols = distribution.arguments.flatMap((part) => [...freeSymbols(part)]);
  const unknown = symbols.find((name) => !known.includes(name) && !hasValue(compiled, name));
  if (unknown !== undefined) return wrong(text, `"${unknown}" has no value here`);
  return { target, text, distribution, purpose: `draw ${id}` };
}

function wrong(text: string, cause: string): Diagnostic {
  return diagnose("CH6036", { value: text, cause });
}

function hasValue(compiled: CompiledModel, id: string): boolean {
  return Number.isFinite(modelValues(compiled).get(id) ?? Number.NaN);
}

/** The values that the model's text gives its parameters. */
export function modelValues(compiled: CompiledModel): ReadonlyMap<string, number> {
  return new Map(compiled.parameters.map(({ id, value }) => [id, value]));
}

/**
 * One patient's drawn values, in order.
 * `values`: what the patient's row gives, by id; what is drawn is added.
 */
export function drawPatient(
  planned: readonly PlannedDraw[],
  draws: Draws,
  values: Map<string, number>,
  model: ReadonlyMap<string, number>,
): Float64Array {
  const lookup = (id: string): number => values.get(id) ?? model.get(id) ?? Number.NaN;
  return Float64Array.from(planned, ({ target, distribution, purpose }) => {
    const value = drawValue(distribution, lookup, Number.NaN, Number.NaN, draws.uniform(purpose));
    values.set(target.id, value);
    return value;
  });
}
