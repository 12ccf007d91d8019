// What a calibration leaves behind beside its draws, as tab-separated tables: parameters before and after,
// heterogeneity, studies left out with their summary, and the targets that were kept apart.

import type {
  DiseaseCalibration,
  IdentifiabilityRow,
  LeftOutRow,
  PredictionRow,
} from "@chondron/trial";
import { summariseLeftOut } from "@chondron/trial";

type Cell = string | number | boolean | null;

/** Tab-separated text; numbers to four digits. */
function tsv(heading: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell): string =>
    typeof value === "number" ? `${Number(value.toPrecision(4))}` : `${value ?? ""}`;
  return `${[heading, ...rows.map((row) => row.map(cell))].map((row) => row.join("\t")).join("\n")}\n`;
}

export function parameterTable(rows: readonly IdentifiabilityRow[]): string {
  const heading = [
    ...["id", "unit", "prior", "prior_mean", "prior_sd", "mean", "sd", "q05", "q50", "q95"],
    ...["shrinkage", "r_hat", "effective_size", "before_entry", "most_moved", "moves"],
  ];
  return tsv(
    heading,
    rows.map((row) => [
      ...[row.id, row.unit, row.prior, row.priorMean, row.priorSd, row.mean, row.sd],
      ...[row.q05, row.q50, row.q95, row.shrinkage, row.splitRHat, row.effectiveSize],
      ...[row.beforeEntry, row.mostMoved, row.moves],
    ]),
  );
}

/** Unknown SDs and excesses in per cent of the endpoint's range. */
export function heterogeneityTable({ posterior, calibration }: DiseaseCalibration): string {
  const { terms, sds, weights, parameters } = posterior;
  const { sample, studyRows, excesses } = calibration;
  const describe = (values: readonly number[], coordinate: number): Cell[] => {
    const mean = values.reduce((sum, value, d) => sum + weights[d]! * value, 0);
    const variance = values.reduce((sum, value, d) => sum + weights[d]! * (value - mean) ** 2, 0);
    const { splitRHat, effectiveSize } = sample.diagnostics[parameters.length + coordinate]!;
    return [mean, Math.sqrt(variance), splitRHat, effectiveSize];
  };
  const between = terms.map(({ set, kind }, i) => [
    ...[set, kind],
    ...describe(
      sds.map((draw) => draw[i]!),
      i,
    ),
  ]);
  const beyond = studyRows.excesses.map((set, i) => [
    ...[set, "excess"],
    ...describe(
      excesses.map((draw) => draw[i]!),
      terms.length + i,
    ),
  ]);
  return tsv(["set", "between", "mean", "sd", "r_hat", "effective_size"], [...between, ...beyond]);
}

export function leftOutTable(rows: readonly LeftOutRow[]): string {
  const heading = [
    ...["set", "study", "arm", "regimen", "week", "observed", "se", "mean", "sd"],
    ...["low50", "high50", "low90", "high90", "inside50", "inside90", "quantile"],
  ];
  return tsv(
    heading,
    rows.map((left) => [
      ...[left.set, left.study, left.row.target.arm, left.row.target.regimen, left.row.target.week],
      ...[left.observed, left.se, left.mean, left.sd, left.low50, left.high50, left.low90],
      ...[left.high90, left.inside50, left.inside90, left.quantile],
    ]),
  );
}

/** Coverage and errors of left-out rows: all, by set, and by regimen within a set. */
export function leftOutSummary(rows: readonly LeftOutRow[]): string {
  const groups = new Map<string, LeftOutRow[]>([["all\t", [...rows]]]);
  for (const row of rows) {
    for (const key of [`${row.set}\t`, `${row.set}\t${row.row.target.regimen}`])
      groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const heading = [
    ...["set", "regimen", "rows", "share50", "share90", "rmse", "rmse_of_others", "bias"],
    ...["arms", "rmse_of_arms"],
  ];
  return tsv(
    heading,
    [...groups].map(([key, own]) => {
      const found = summariseLeftOut(own);
      const { share50, share90, rmse, rmseOfOthers, bias, arms, rmseOfArms } = found;
      const errors = [rmse, rmseOfOthers, bias, arms, rmseOfArms];
      return [...key.split("\t"), found.rows, share50, share90, ...errors];
    }),
  );
}

/** Pooled figures as predicted; `published`: interval of the source at 95 %. */
export function validationTable(
  rows: readonly PredictionRow[],
  uses: ReadonlyMap<string, { readonly use: string; readonly se: number }>,
): string {
  const heading = [
    ...["id", "use", "regimen", "versus", "endpoint", "measure", "week", "unit", "observed"],
    ...["published_low", "published_high", "mean", "parameter_sd", "low90", "high90"],
    ...["inside90", "mean_inside_published"],
  ];
  return tsv(
    heading,
    rows.map((row) => {
      const { use, se } = uses.get(row.id)!;
      const observed = row.observed ?? Number.NaN;
      const [low, high] = [observed - 1.96 * se, observed + 1.96 * se];
      return [
        ...[row.id, use, row.regimen, row.versus, row.endpoint, row.measure, row.week, row.unit],
        ...[row.observed, low, high, row.mean, row.parameterSd, row.low90, row.high90],
        ...[row.inside90, row.mean >= low && row.mean <= high],
      ];
    }),
  );
}
