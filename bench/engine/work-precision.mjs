// Achieved error and work-precision curves. The error of a patient is the root mean square, over
// output times and states, of |y - y_ref| / (|y_ref| + 1e-3 size), the size of a state being its
// largest value in a run of the text's own values; of a population, the median over its patients.

import { median } from "../statistics.mjs";

const floorFactor = 1e-3;

/** [patient] error of outputs [patient][output][state]; infinite where a patient failed. */
export function patientErrors(outputs, reference, sizes, count) {
  const width = reference.length / count;
  return Array.from({ length: count }, (_, patient) => {
    let sum = 0;
    for (let at = patient * width; at < (patient + 1) * width; at++) {
      const floor = floorFactor * sizes[at % sizes.length];
      const ratio = (outputs[at] - reference[at]) / (Math.abs(reference[at]) + floor);
      sum += ratio * ratio;
    }
    const error = Math.sqrt(sum / width);
    return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  });
}

/** Median error over the patients that the reference could run. */
export function populationError(outputs, reference, sizes, count) {
  const width = reference.length / count;
  const known = (k) => reference.subarray(k * width, (k + 1) * width).every(Number.isFinite);
  const errors = patientErrors(outputs, reference, sizes, count).filter((_, k) => known(k));
  return errors.length === 0 ? Number.POSITIVE_INFINITY : median(errors);
}

/**
 * Rate of a curve, points { error, rate } from loose to tight tolerance, at an achieved error: straight
 * between points in both logarithms, and at least that of any point that is more accurate; undefined
 * where the curve does not reach it.
 */
export function rateAt(points, error) {
  const usable = points.filter((p) => Number.isFinite(p.error) && p.error > 0);
  if (usable.length === 0) return undefined;
  const rates = usable.filter((p) => p.error <= error).map((p) => p.rate);
  for (let i = 1; i < usable.length; i++) {
    const [loose, tight] = [usable[i - 1], usable[i]];
    if (loose.error < error || tight.error > error) continue;
    const fraction = Math.log(error / loose.error) / Math.log(tight.error / loose.error);
    rates.push(loose.rate * (tight.rate / loose.rate) ** (fraction || 0));
  }
  return rates.length === 0 ? undefined : Math.max(...rates);
}

/** The best of several curves at an error: { rate, way }, or undefined. */
export function bestAt(curves, error) {
  const found = curves
    .map(({ way, points }) => ({ way, rate: rateAt(points, error) }))
    .filter((c) => c.rate !== undefined);
  return found.sort((a, b) => b.rate - a.rate)[0];
}
