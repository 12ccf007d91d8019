// Numbers with units as a protocol writes them: "2e10 particles", "40 mg", "12 weeks". A week has
// 7 days, a month 30.4375 and a year 365.25 (the mean Julian ones). Units that are not in the table
// are names: they equal themselves, singular or plural, and convert to nothing else.

export interface Quantity {
  readonly value: number;
  /** "" where the text gives none. */
  readonly unit: string;
}

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const pattern = new RegExp(String.raw`^\s*(${number}|[+-]?(?:nan|inf(?:inity)?))\s*(\D.*)?$`, "i");

/** The number and unit of a text; undefined where it is neither. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const word = match[1]!.toLowerCase();
  const value = word.includes("nan")
    ? Number.NaN
    : word.includes("inf")
      ? (word.startsWith("-") ? -1 : 1) * Number.POSITIVE_INFINITY
      : Number(word);
  return { value, unit: (match[2] ?? "").trim() };
}

interface Scale {
  readonly dimension: "time" | "mass" | "volume";
  /** Size in days, milligrams or millilitres. */
  readonly size: number;
}

const scales: Readonly<Record<string, Scale>> = {
  minute: { dimension: "time", size: 1 / 1440 },
  min: { dimension: "time", size: 1 / 1440 },
  hour: { dimension: "time", size: 1 / 24 },
  h: { dimension: "time", size: 1 / 24 },
  day: { dimension: "time", size: 1 },
  d: { dimension: "time", size: 1 },
  week: { dimension: "time", size: 7 },
  wk: { dimension: "time", size: 7 },
  month: { dimension: "time", size: 30.4375 },
  year: { dimension: "time", size: 365.25 },
  yr: { dimension: "time", size: 365.25 },
  y: { dimension: "time", size: 365.25 },
  g: { dimension: "mass", size: 1000 },
  mg: { dimension: "mass", size: 1 },
  ug: { dimension: "mass", size: 1e-3 },
  ng: { dimension: "mass", size: 1e-6 },
  L: { dimension: "volume", size: 1000 },
  mL: { dimension: "volume", size: 1 },
  ml: { dimension: "volume", size: 1 },
  uL: { dimension: "volume", size: 1e-3 },
};

function normalise(unit: string): string {
  const plain = unit.replace(/[µμ]/g, "u").replace(/²/g, "2").replace(/\s+/g, " ").replace("^", "");
  if (plain in scales) return plain;
  const singular = plain.replace(/s$/, "");
  return singular === "" ? plain : singular;
}

/** `value` of unit `from` in unit `to`; undefined where the two do not convert. */
export function convertUnit(value: number, from: string, to: string): number | undefined {
  const source = normalise(from);
  const target = normalise(to);
  if (source === target) return value;
  const a = scales[source];
  const b = scales[target];
  if (!a || !b || a.dimension !== b.dimension) return undefined;
  return (value * a.size) / b.size;
}

/** Days of a time quantity; undefined where the unit is not one of time. */
export function toDays(quantity: Quantity): number | undefined {
  return convertUnit(quantity.value, quantity.unit, "day");
}
