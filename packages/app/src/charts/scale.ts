// Straight and logarithmic maps from data to pixels with round ticks.

export interface Scale {
  (value: number): number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** Data at a pixel. */
  invert(pixel: number): number;
}

type Pair = readonly [number, number];

/** Map [d0, d1] to [r0, r1]; about `count` ticks at 1, 2, 2.5 or 5 times a power of ten. */
export function linearScale(domain: Pair, [r0, r1]: Pair, count = 5): Scale {
  const [d0, d1] = domain;
  const slope = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  const map = (value: number): number => r0 + (value - d0) * slope;
  const invert = (pixel: number): number => (slope === 0 ? d0 : d0 + (pixel - r0) / slope);
  return Object.assign(map, { domain, invert, ticks: roundTicks(d0, d1, count) });
}

/** The same for positive data on a logarithmic axis; ticks at powers of ten. */
export function logScale(domain: Pair, range: Pair, count = 5): Scale {
  const [low, high] = domain.map(Math.log10) as [number, number];
  const straight = linearScale([low, high], range);
  const first = Math.ceil(low - 1e-9);
  const powers = Math.floor(high + 1e-9) - first + 1;
  const every = Math.max(1, Math.ceil(powers / count));
  const ticks = Array.from({ length: Math.max(0, Math.ceil(powers / every)) }, (_, i) =>
    Number(`1e${first + i * every}`),
  );
  return Object.assign((value: number): number => straight(Math.log10(value)), {
    domain,
    invert: (pixel: number): number => 10 ** straight.invert(pixel),
    ticks: ticks.length > 0 ? ticks : [...domain],
  });
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

/**
 * A domain that holds every finite value of the lists, widened to round ticks; `include` are values
 * that must be seen, such as zero. Data that does not vary gets a domain around it.
 */
export function niceDomain(
  lists: Iterable<ArrayLike<number>>,
  include: readonly number[] = [],
): [number, number] {
  const [low, high] = extent(lists, include);
  if (low > high) return [0, 1];
  if (low === high) {
    const reach = Math.abs(low) * 0.1 || 1;
    return [low - reach, high + reach];
  }
  const step = roundStep((high - low) / 5);
  const floor = (value: number): number => Number((Math.floor(value) * step).toPrecision(12));
  return [floor(low / step + 1e-9), floor(Math.ceil(high / step - 1e-9))];
}

/** The positive values' powers of ten that hold them. */
export function logDomain(lists: Iterable<ArrayLike<number>>): [number, number] {
  const positive = [...lists].map((list) => Array.from(list).filter((value) => value > 0));
  const [low, high] = extent(positive, []);
  if (low > high) return [1, 10];
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9));
  return [Number(`1e${first}`), Number(`1e${last}`)];
}

function extent(
  lists: Iterable<ArrayLike<number>>,
  include: readonly number[],
): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const list of [include, ...lists])
    for (let i = 0; i < list.length; i++) {
      const value = list[i]!;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return [low, high];
}
