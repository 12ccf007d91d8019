// How a quick target computes powers, as powln and powratio allow it, told in numbers: for comparing
// such a target, and for seeing that the hints of a program are right and the exceptions hold.

import { operationValue } from "../operation-value.js";
import type { OperationMeaning } from "./evaluate.js";

const smallestNormal = 2 ** -1022;

/** operation-value.ts but for the two powers. */
export const quickPowers: OperationMeaning = (operation, values) => {
  if (operation === "powln") {
    const [a, b, logarithm] = values as [number, number, number];
    if (a > 0 && a < Number.POSITIVE_INFINITY) return Math.exp(b * logarithm);
  }
  if (operation === "powratio") {
    const [power, reciprocal, a] = values as [number, number, number];
    const ratio = power * reciprocal;
    if (a > 0 && power >= smallestNormal && ratio < Number.POSITIVE_INFINITY) return ratio;
  }
  return operationValue(operation, values);
};
