// Sums of vectors, plain and over the states that have a derivative (mass 1, else 0).

/** target += factor·source */
export function addScaled(target: Float64Array, factor: number, source: Float64Array): void {
  if (factor === 0) return;
  for (let s = 0; s < target.length; s++) target[s]! += factor * source[s]!;
}

/** target += factor·mass·source, elementwise */
export function addMassScaled(
  target: Float64Array,
  factor: number,
  mass: Float64Array,
  source: Float64Array,
): void {
  if (factor === 0) return;
  for (let s = 0; s < target.length; s++) target[s]! += factor * mass[s]! * source[s]!;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let s = 0; s < a.length; s++) sum += a[s]! * b[s]!;
  return sum;
}

/** Σ mass·a·b */
export function massDot(mass: Float64Array, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let s = 0; s < a.length; s++) sum += mass[s]! * a[s]! * b[s]!;
  return sum;
}

/** 1 for each state, 0 for those without a derivative. */
export function massOf(states: number, algebraic: Int32Array): Float64Array {
  const mass = new Float64Array(states).fill(1);
  for (const s of algebraic) mass[s] = 0;
  return mass;
}
