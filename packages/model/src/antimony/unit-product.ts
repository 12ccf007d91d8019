// Products of units with a number in front, as unit definitions are written.

import type { UnitFactor } from "../model.js";

export interface UnitProduct {
  /** A number not yet attached to any unit. */
  readonly coefficient: number;
  readonly factors: readonly UnitFactor[];
}

/** A base unit as it is. */
export function oneOf(kind: string): UnitProduct {
  return { coefficient: 1, factors: [{ kind, exponent: 1, scale: 0, multiplier: 1 }] };
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

/** Attach a number to the first unit: 60/second is (second/60)^-1. */
export function scaleUnit(coefficient: number, factors: readonly UnitFactor[]): UnitFactor[] {
  const [first, ...rest] = factors;
  if (!first || coefficient === 1) return [...factors];
  const multiplier = first.multiplier * coefficient ** (1 / first.exponent);
  return [{ ...first, multiplier }, ...rest];
}

/** The multiplier as a digit before the point and a power of ten: 86400 is 8.64e4. */
export function normaliseFactor(factor: UnitFactor): UnitFactor {
  const { multiplier } = factor;
  if (!Number.isFinite(multiplier) || multiplier <= 0) return factor;
  const [digits, power] = multiplier.toExponential(14).split("e");
  return { ...factor, multiplier: Number(digits), scale: factor.scale + Number(power) };
}
