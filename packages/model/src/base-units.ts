// The base units of SBML L3V2 (Core, table 2) and the spellings that Antimony adds: American
// "liter" and "meter", and an s for the plural.

export const baseUnits = [
  "ampere",
  "avogadro",
  "becquerel",
  "candela",
  "coulomb",
  "dimensionless",
  "farad",
  "gram",
  "gray",
  "henry",
  "hertz",
  "item",
  "joule",
  "katal",
  "kelvin",
  "kilogram",
  "litre",
  "lumen",
  "lux",
  "metre",
  "mole",
  "newton",
  "ohm",
  "pascal",
  "radian",
  "second",
  "siemens",
  "sievert",
  "steradian",
  "tesla",
  "volt",
  "watt",
  "weber",
] as const;

export type BaseUnit = (typeof baseUnits)[number];

const known: ReadonlySet<string> = new Set(baseUnits);

export function isBaseUnit(word: string): word is BaseUnit {
  return known.has(word);
}

/** Base unit of any accepted spelling, or undefined: "liters" is "litre". */
export function baseUnitNamed(word: string): BaseUnit | undefined {
  if (isBaseUnit(word)) return word;
  if (word === "meter" || word === "meters") return "metre";
  if (word === "liter" || word === "liters") return "litre";
  if (word === "henries") return "henry";
  const singular = word.endsWith("s") ? word.slice(0, -1) : word;
  return isBaseUnit(singular) ? singular : undefined;
}
