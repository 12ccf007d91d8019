// Products of units with a number in front, as unit definitions are written.

import type { UnitFactor } from "../model.js";

export interface UnitProduct {
  /** A number not yet attached to any unit. */
  readonly coefficient: number;
  readonly factors: readonly UnitFactor[];
}

/** A base unit as it is. */
export function oneOf(kind: string): UnitProduct {
  return { coefficient: 1, factors: [plainFactor(kind)] };
}

function plainFactor(kind: string): UnitFactor {
  return { kind, exponent: 1, scale: 0, multiplier: 1 };
}

/** One factor a kind; kinds that cancel leave their number on the first that stays. */
export function mergeKinds(factors: readonly UnitFactor[]): UnitFactor[] {
  const exponents = new Map<string, number>();
  let coefficient = 1;
  for (const { kind, exponent, scale, multiplier } of factors) {
    coefficient *= (multiplier * 10 ** scale) ** exponent;
    if (kind !== "dimensionless") exponents.set(kind, (exponents.get(kind) ?? 0) + exponent);
  }
  const left = [...exponents].filter(([, exponent]) => exponent !== 0);
  const plain = left.map(([kind, exponent]) => ({ kind, exponent, scale: 0, multiplier: 1 }));
  return scaleUnit(coefficient, plain.length > 0 ? plain : oneOf("dimensionless").factors);
}

export function multiplyUnits(a: UnitProduct, b: UnitProduct): UnitProduct {
  return { coefficient: a.coefficient * b.coefficient, factors: [...a.factors, ...b.factors] };
}

export function powerOfUnit(product: UnitProduct, exponent: number): UnitProduct {
  const factors = product.factors.map((factor) => ({
    ...factor,
    exponent: factor.exponent * exponent,
  }));
  return { coefficient: product.coefficient ** exponent, factors };
}

/**
 * Attach a number to the first unit that can take it: 60/second is (second/60)^-1. A power of zero
 * takes none, and an even power no number below zero; where no unit can, it is of one without dimension.
 */
export function scaleUnit(coefficient: number, factors: readonly UnitFactor[]): UnitFactor[] {
  if (factors.length === 0 || coefficient === 1) return [...factors];
  const numberIn = ({ exponent }: UnitFactor): number =>
    exponent === 0 || !Number.isFinite(coefficient) ? Number.NaN : coefficient ** (1 / exponent);
  const taker = factors.find((factor) => Number.isFinite(numberIn(factor)));
  if (!taker) return [...factors, { ...plainFactor("dimensionless"), multiplier: coefficient }];
  const multiplier = taker.multiplier * numberIn(taker);
  return factors.map((factor) => (factor === taker ? { ...taker, multiplier } : factor));
}

/** Are all its numbers finite? Division by zero and large powers make others. */
export function isFiniteUnit(factors: readonly UnitFactor[]): boolean {
  return factors.every(
    ({ exponent, scale, multiplier }) =>
      Number.isFinite(exponent) && Number.isFinite(multiplier * 10 ** scale),
  );
}

/** The multiplier as a digit before the point and a power of ten: 86400 is 8.64e4. */
export function normaliseFactor(factor: UnitFactor): UnitFactor {
  const { multiplier } = factor;
  if (!Number.isFinite(multiplier) || multiplier <= 0) return factor;
  const [digits, power] = multiplier.toExponential(14).split("e");
  return { ...factor, multiplier: Number(digits), scale: factor.scale + Number(power) };
}
