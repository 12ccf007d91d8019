// Unit algebra: a unit as a number times powers of the SI base units, so that units of different
// spelling can be compared. Source: SBML L3V2 Core, table 2; factors are those of the SI (exact)
// and of avogadro (2019 SI, exact).

import type { BaseUnit } from "./base-units.js";
import type { UnitDefinition, UnitFactor } from "./model.js";

/** `item` counts things and is no SI unit; it stays apart from dimensionless, as SBML wants it. */
const dimensions = [
  "metre",
  "kilogram",
  "second",
  "ampere",
  "kelvin",
  "mole",
  "candela",
  "item",
] as const;

/** A unit reduced to base: 1 of it is `factor` times the product of the dimensions' powers. */
export interface ReducedUnit {
  readonly factor: number;
  /** One exponent for each of the dimensions, in their order. */
  readonly exponents: readonly number[];
}

export const pureNumber: ReducedUnit = { factor: 1, exponents: dimensions.map(() => 0) };

type Powers = Partial<Record<(typeof dimensions)[number], number>>;

function reduced(factor: number, powers: Powers): ReducedUnit {
  return { factor, exponents: dimensions.map((dimension) => powers[dimension] ?? 0) };
}

const energy: Powers = { kilogram: 1, metre: 2, second: -2 };
const perSecond: Powers = { second: -1 };
const perArea: Powers = { metre: -2 };

/** Every base unit of SBML. */
const baseTable: Readonly<Record<BaseUnit, ReducedUnit>> = {
  ampere: reduced(1, { ampere: 1 }),
  avogadro: reduced(6.02214076e23, {}),
  becquerel: reduced(1, perSecond),
  candela: reduced(1, { candela: 1 }),
  coulomb: reduced(1, { ampere: 1, second: 1 }),
  dimensionless: pureNumber,
  farad: reduced(1, { kilogram: -1, metre: -2, second: 4, ampere: 2 }),
  gram: reduced(1e-3, { kilogram: 1 }),
  gray: reduced(1, { metre: 2, second: -2 }),
  henry: reduced(1, { ...energy, ampere: -2 }),
  hertz: reduced(1, perSecond),
  item: reduced(1, { item: 1 }),
  joule: reduced(1, energy),
  katal: reduced(1, { mole: 1, second: -1 }),
  kelvin: reduced(1, { kelvin: 1 }),
  kilogram: reduced(1, { kilogram: 1 }),
  litre: reduced(1e-3, { metre: 3 }),
  lumen: reduced(1, { candela: 1 }),
  lux: reduced(1, { candela: 1, ...perArea }),
  metre: reduced(1, { metre: 1 }),
  mole: reduced(1, { mole: 1 }),
  newton: reduced(1, { kilogram: 1, metre: 1, second: -2 }),
  ohm: reduced(1, { ...energy, second: -3, ampere: -2 }),
  pascal: reduced(1, { kilogram: 1, metre: -1, second: -2 }),
  radian: pureNumber,
  second: reduced(1, { second: 1 }),
  siemens: reduced(1, { kilogram: -1, metre: -2, second: 3, ampere: 2 }),
  sievert: reduced(1, { metre: 2, second: -2 }),
  steradian: pureNumber,
  tesla: reduced(1, { kilogram: 1, second: -2, ampere: -1 }),
  volt: reduced(1, { ...energy, second: -3, ampere: -1 }),
  watt: reduced(1, { ...energy, second: -3 }),
  weber: reduced(1, { ...energy, ampere: -1 }),
};

export function times(a: ReducedUnit, b: ReducedUnit): ReducedUnit {
  const exponents = a.exponents.map((exponent, i) => exponent + b.exponents[i]!);
  return { factor: a.factor * b.factor, exponents };
}

export function power(unit: ReducedUnit, exponent: number): ReducedUnit {
  const exponents = unit.exponents.map((one) => one * exponent);
  return { factor: unit.factor ** exponent, exponents };
}

export function divide(a: ReducedUnit, b: ReducedUnit): ReducedUnit {
  return times(a, power(b, -1));
}

/** Equal up to rounding of factors: 1e-9 relative, exponents 1e-9 absolute. */
export function equalUnits(a: ReducedUnit, b: ReducedUnit): boolean {
  const near = a.exponents.every((exponent, i) => Math.abs(exponent - b.exponents[i]!) < 1e-9);
  return near && Math.abs(a.factor / b.factor - 1) < 1e-9;
}

/** Does nothing but a pure number carry this unit? Percent is one too: the factor does not matter. */
export function isPureNumber(unit: ReducedUnit): boolean {
  return unit.exponents.every((exponent) => Math.abs(exponent) < 1e-9);
}

/** Reduce a definition; undefined where it has no factors, so that nothing is known of it. */
export function reduceUnit(definition: UnitDefinition): ReducedUnit | undefined {
  if (definition.units.length === 0) return undefined;
  return definition.units.reduce<ReducedUnit | undefined>((product, factor) => {
    const next = reduceFactor(factor);
    return product && next ? times(product, next) : undefined;
  }, pureNumber);
}

function reduceFactor({ kind, exponent, scale, multiplier }: UnitFactor): ReducedUnit | undefined {
  const base = reduceBase(kind);
  if (!base) return undefined;
  return power({ ...base, factor: base.factor * multiplier * 10 ** scale }, exponent);
}

export function reduceBase(kind: string): ReducedUnit | undefined {
  return Object.hasOwn(baseTable, kind) ? baseTable[kind as BaseUnit] : undefined;
}

/** A reduced unit in words: `0.001 mole/metre^3`, `1/second`, `dimensionless`. */
export function unitInWords(unit: ReducedUnit): string {
  const part = (sign: number): string[] =>
    unit.exponents.flatMap((exponent, i) => {
      const size = Math.round(exponent * sign * 1e9) / 1e9;
      if (size <= 0) return [];
      return [size === 1 ? dimensions[i]! : `${dimensions[i]}^${size}`];
    });
  const [above, below] = [part(1), part(-1)];
  const number = Math.abs(unit.factor - 1) < 1e-9 ? "" : String(Number(unit.factor.toPrecision(6)));
  if (above.length === 0 && below.length === 0) return number || "dimensionless";
  const top =
    above.length > 0 ? [number, above.join("*")].filter(Boolean).join(" ") : number || "1";
  return [top, ...below].join("/");
}
