// The solution between two steps, from the stages of the step: see RosenbrockTableau.dense.

/** A method's dense output: [row][stage]. */
interface WithDense {
  readonly dense: readonly (readonly number[])[];
}

/**
 * Interpolate at θ in [0, 1] of the step from `y` to `proposed`.
 *
 * @param out [state] overwritten; may not be `y` or `proposed`.
 * @param only indices of the states wanted; the others of `out` are left as they are.
 * @param scale what stages are to be multiplied with: 1 for increments, the step size for slopes.
 */
export function interpolate(
  tableau: WithDense,
  stages: readonly Float64Array[],
  y: Float64Array,
  proposed: Float64Array,
  theta: number,
  out: Float64Array,
  only?: Int32Array,
  scale = 1,
): void {
  const rest = 1 - theta;
  const count = only ? only.length : out.length;
  for (let i = 0; i < count; i++) {
    const s = only ? only[i]! : i;
    let sum = 0;
    for (let r = tableau.dense.length - 1; r >= 0; r--) {
      const row = tableau.dense[r]!;
      sum *= theta;
      for (let j = 0; j < row.length; j++) sum += row[j]! * stages[j]![s]!;
    }
    out[s] = rest * y[s]! + theta * (proposed[s]! + rest * (scale * sum));
  }
}

/** Derivative of `interpolate` by θ. */
export function interpolateRate(
  tableau: WithDense,
  stages: readonly Float64Array[],
  y: Float64Array,
  proposed: Float64Array,
  theta: number,
  out: Float64Array,
): void {
  for (let s = 0; s < out.length; s++) {
    let sum = 0;
    let slope = 0;
    for (let r = tableau.dense.length - 1; r >= 0; r--) {
      const row = tableau.dense[r]!;
      slope = slope * theta + sum;
      sum *= theta;
      for (let j = 0; j < row.length; j++) sum += row[j]! * stages[j]![s]!;
    }
    const change = proposed[s]! - y[s]!;
    out[s] = change + (1 - 2 * theta) * sum + theta * (1 - theta) * slope;
  }
}

/** Weight of stage j in `interpolate`: θ·(1-θ)·Σ_r θ^r·dense[r][j]. */
export function stageWeights(
  tableau: WithDense & { readonly stages: number },
  theta: number,
): Float64Array {
  return Float64Array.from({ length: tableau.stages }, (_, j) => {
    let sum = 0;
    for (let r = tableau.dense.length - 1; r >= 0; r--)
      sum = sum * theta + (tableau.dense[r]![j] ?? 0);
    return theta * (1 - theta) * sum;
  });
}

/** D_r of a step: all that its dense output needs beside its ends. */
export function denseRows(
  tableau: WithDense,
  stages: readonly Float64Array[],
  scale = 1,
): Float64Array[] {
  return tableau.dense.map((row) => {
    const sum = new Float64Array(stages[0]!.length);
    row.forEach((weight, j) => {
      for (let s = 0; s < sum.length; s++) sum[s]! += scale * weight * stages[j]![s]!;
    });
    return sum;
  });
}

/** Interpolate from kept rows, as `interpolate` does from stages. */
export function interpolateRows(
  rows: readonly Float64Array[],
  y: Float64Array,
  proposed: Float64Array,
  theta: number,
  out: Float64Array,
): void {
  const rest = 1 - theta;
  for (let s = 0; s < out.length; s++) {
    let sum = 0;
    for (let r = rows.length - 1; r >= 0; r--) sum = sum * theta + rows[r]![s]!;
    out[s] = rest * y[s]! + theta * (proposed[s]! + rest * sum);
  }
}
