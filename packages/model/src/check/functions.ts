// Function definitions: no ring of calls, none left unused.

import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.js";
import { calledFunctions } from "../formula/walk.js";
import type { ModelIndex } from "./model-index.js";
import { findRings, ringInWords } from "./rings.js";

export function checkFunctions(index: ModelIndex): Diagnostic[] {
  return [...recursive(index), ...unused(index)];
}

function recursive({ functions }: ModelIndex): Diagnostic[] {
  const calls = (id: string): string[] => {
    const body = functions.get(id)?.body;
    return body ? [...calledFunctions(body)] : [];
  };
  return findRings(functions.keys(), calls).map((ring) =>
    diagnose("CH1208", { cycle: ringInWords(ring) }, functions.get(ring[0]!)?.range),
  );
}

function unused({ model, formulas }: ModelIndex): Diagnostic[] {
  const called = new Set(formulas.flatMap((formula) => [...calledFunctions(formula.expression)]));
  return model.functionDefinitions
    .filter(({ id }) => !called.has(id))
    .map(({ id, range }) => diagnose("CH1209", { id }, range));
}
