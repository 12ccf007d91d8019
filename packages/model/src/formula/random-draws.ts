// Random draws in formulas: calls of distributions (SBML package distrib). They have no one value,
// so only what does not simulate can carry them; compiling refuses them (random-draws of compiler).

import type { Call, Expression } from "../expression.js";
import type { FunctionDefinition } from "../model.js";
import { visit } from "./walk.js";

/**
 * A draw is a call of a function with this before its name, which no function definition can have:
 * `distrib:normal`.
 */
export const drawPrefix = "distrib:";

export interface Draw extends Call {
  readonly function: `${typeof drawPrefix}${string}`;
}

export function isDraw(node: Expression): node is Draw {
  return node.kind === "call" && node.function.startsWith(drawPrefix);
}

/** Name of the distribution that a draw is from, such as normal. */
export function distributionOf(draw: Draw): string {
  return draw.function.slice(drawPrefix.length);
}

/**
 * The first draw that working out a formula takes, in itself or in a function that it calls.
 * `drawing` holds what the functions draw (drawingFunctions).
 */
export function firstDraw(
  expression: Expression,
  drawing: ReadonlyMap<string, Draw>,
): { readonly draw: Draw; readonly at: Call } | undefined {
  let found: { draw: Draw; at: Call } | undefined;
  visit(expression, (node) => {
    if (found || node.kind !== "call") return;
    const draw = isDraw(node) ? node : drawing.get(node.function);
    if (draw) found = { draw, at: node };
  });
  return found;
}

/** Functions that draw, themselves or by others that they call, with a draw of each. */
export function drawingFunctions(functions: readonly FunctionDefinition[]): Map<string, Draw> {
  const found = new Map<string, Draw>();
  for (let before = -1; found.size > before; ) {
    before = found.size;
    for (const { id, body } of functions) {
      const first = found.has(id) ? undefined : firstDraw(body, found);
      if (first) found.set(id, first.draw);
    }
  }
  return found;
}
