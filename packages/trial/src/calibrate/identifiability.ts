// What the data taught of each parameter: its spread before and after (shrinkage), whether sampling can be
// trusted, and which rows it moves. Shrinkage 0: the data say nothing, 1: they say all. Moments are over
// whole chains: the few hundred draws that ship would know a shrinkage to a tenth only.

import { sorted, sortedQuantile } from "../stats/quantile.js";
import { mean, standardDeviation } from "../stats/summary.js";
import { spaced } from "./calibrate.js";
import type { DiseaseCalibration } from "./calibrate-disease.js";

export interface IdentifiabilityRow {
  readonly id: string;
  readonly unit: string;
  readonly prior: string;
  readonly priorMean: number;
  readonly priorSd: number;
  readonly mean: number;
  readonly sd: number;
  /** 5, 50 and 95 % quantiles. */
  readonly q05: number;
  readonly q50: number;
  readonly q95: number;
  /** 1 - variance of the posterior over that of the prior; below 0: wider. */
  readonly shrinkage: number;
  readonly splitRHat: number;
  readonly effectiveSize: number;
  readonly beforeEntry: boolean;
  /** Row that it moves most over the posterior, and by how much from -1 to +1 prior SD, per cent of the range. */
  readonly mostMoved: string;
  readonly moves: number;
}

/** Points of the prior at which its moments are taken. */
const priorPoints = 2000;

export function identifiability(result: DiseaseCalibration): IdentifiabilityRow[] {
  const { calibration, parameters, before } = result;
  const { sample } = calibration;
  return parameters.map((parameter, i) => {
    const prior = Array.from({ length: priorPoints }, (_, k) =>
      parameter.quantile((k + 0.5) / priorPoints),
    );
    const values = Float64Array.from(sample.draws, (draw) => parameter.at(draw[i]!));
    const sd = standardDeviation(values);
    const ascending = sorted(values);
    const at = (p: number): number => sortedQuantile(ascending, p);
    const priorSd = standardDeviation(prior);
    const { splitRHat, effectiveSize } = sample.diagnostics[i]!;
    return {
      ...{ id: parameter.id, unit: parameter.unit, prior: parameter.prior },
      ...{ priorMean: mean(prior), priorSd, mean: mean(values), sd },
      ...{ q05: at(0.05), q50: at(0.5), q95: at(0.95) },
      shrinkage: 1 - (sd / priorSd) ** 2,
      ...{ splitRHat, effectiveSize, beforeEntry: before.has(parameter.id) },
      ...strongestRow(result, i),
    };
  });
}

/** Mean over posterior draws of the emulator's answer at z + 1 less that at z - 1. */
function strongestRow({ calibration, rows }: DiseaseCalibration, parameter: number) {
  const { emulator, draws } = calibration;
  const moved = new Float64Array(emulator.responses);
  const [up, down] = [new Float64Array(moved.length), new Float64Array(moved.length)];
  const points = spaced(draws, 40).map((draw) => draw.slice(0, emulator.dimensions));
  for (const point of points) {
    const shifted = (by: number): Float64Array =>
      point.map((value, i) => (i === parameter ? value + by : value));
    emulator.evaluate(shifted(1), up);
    emulator.evaluate(shifted(-1), down);
    for (let r = 0; r < moved.length; r++) moved[r]! += (up[r]! - down[r]!) / points.length;
  }
  const most = moved.reduce(
    (best, value, r) => (Math.abs(value) > Math.abs(moved[best]!) ? r : best),
    0,
  );
  return { mostMoved: rows[most]?.target.id ?? "", moves: moved[most]! };
}
