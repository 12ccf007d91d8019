// How a quick target computes powers, as powln and powratio allow it: what tests evaluate beside the
// library's pow, to see that the hints are right and the exceptions hold.

import { operationValue } from "../operation-value.js";
import type { OperationMeaning } from "./evaluate.js";

const smallestNormal = 2 ** -1022;

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
