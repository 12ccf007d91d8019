// Rules over a finished Model, whatever it was read from. Checks never stop at the first finding
// and never throw: each takes the same index and gives diagnostics.

import { checkFunctions } from "./check/functions.js";
import { indexModel } from "./check/model-index.js";
import { checkNames } from "./check/names.js";
import { checkReferences } from "./check/references.js";
import { checkRules } from "./check/rules.js";
import { checkTypes } from "./check/types.js";
import { checkUnits } from "./check/units.js";
import { checkValues } from "./check/values.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import type { Model } from "./model.js";

/** Everything wrong or doubtful about a model, in the order of the checks. */
export function checkModel(model: Model): Diagnostic[] {
  const index = indexModel(model);
  return [
    ...checkNames(index),
    ...checkReferences(index),
    ...checkFunctions(index),
    ...checkRules(index),
    ...checkValues(index),
    ...checkTypes(index),
    ...checkUnits(index),
  ];
}
