// Root of an increasing function with known slope: Newton's method inside a bracket that is widened
// first and halved whenever Newton leaves it. Made for quantiles, whose functions are smooth and
// nearly straight on a suitable scale.

export interface ValueAndSlope {
  readonly value: number;
  readonly slope: number;
}

/** The x with f(x).value = 0, to the last digits of double precision. Throws where there is none. */
export function monotoneRoot(f: (x: number) => ValueAndSlope, start: number): number {
  let { low, high } = bracket(f, start);
  let x = start >= low && start <= high ? start : 0.5 * (low + high);
  for (let i = 0; i < 200; i++) {
    const { value, slope } = f(x);
    if (value === 0) return x;
    if (value > 0) high = x;
    else low = x;
    const newton = x - value / slope;
    const next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (Math.abs(next - x) <= 1e-16 * Math.abs(x) || next === low || next === high) return next;
    x = next;
  }
  return x;
}

function bracket(f: (x: number) => ValueAndSlope, start: number): { low: number; high: number } {
  let low = start - 1;
  let high = start + 1;
  for (let width = 1; !(f(low).value <= 0); width *= 2) low = step(low, -width);
  for (let width = 1; !(f(high).value >= 0); width *= 2) high = step(high, width);
  return { low, high };
}

function step(from: number, by: number): number {
  const next = from + by;
  if (Math.abs(next) > 1e6) throw new Error("no root: the function keeps its sign");
  return next;
}
