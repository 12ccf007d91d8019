// A straight map from data to pixels with round ticks, for the drawings that are not Plot's.

export interface LinearScale {
  (value: number): number;
  readonly ticks: readonly number[];
}

/** Map [d0, d1] to [r0, r1]; about `count` ticks at 1, 2, 2.5 or 5 times a power of ten. */
export function linearScale(
  [d0, d1]: readonly [number, number],
  [r0, r1]: readonly [number, number],
  count = 4,
): LinearScale {
  const slope = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  const scale = (value: number): number => r0 + (value - d0) * slope;
  return Object.assign(scale, { ticks: roundTicks(Math.min(d0, d1), Math.max(d0, d1), count) });
}

function roundTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const step = roundStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const tick = Number(((first + i) * step).toPrecision(12));
    return tick === 0 ? 0 : tick;
  });
}

function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 2.5, 5, 10].find((f) => f * power >= raw * (1 - 1e-9)) ?? 10;
  return factor * power;
}
