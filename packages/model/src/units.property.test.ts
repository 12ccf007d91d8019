import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseUnits } from "./base-units.js";
import {
  divide,
  equalUnits,
  isPureNumber,
  power,
  pureNumber,
  reduceBase,
  reduceUnit,
  times,
  unitInWords,
} from "./units.js";

const unit = fc.constantFrom(...baseUnits).map((kind) => reduceBase(kind)!);

describe("unit algebra", () => {
  test("division undoes multiplication; powers add", () => {
    fc.assert(
      fc.property(unit, unit, fc.integer({ min: -3, max: 3 }), (a, b, n) => {
        expect(equalUnits(divide(times(a, b), b), a)).toBe(true);
        expect(equalUnits(times(power(a, n), power(a, 1)), power(a, n + 1))).toBe(true);
        expect(isPureNumber(divide(a, a))).toBe(true);
      }),
    );
  });

  // SI brochure, 9th edition, table 4.
  test.each([
    ["newton", "metre", "joule"],
    ["watt", "second", "joule"],
    ["volt", "ampere", "watt"],
    ["ohm", "ampere", "volt"],
    ["volt", "second", "weber"],
    ["farad", "volt", "coulomb"],
    ["ohm", "siemens", "dimensionless"],
    ["katal", "second", "mole"],
    ["henry", "ampere", "weber"],
    ["gray", "kilogram", "joule"],
    ["hertz", "second", "dimensionless"],
  ])("%s times %s is %s", (a, b, c) => {
    expect(equalUnits(times(reduceBase(a)!, reduceBase(b)!), reduceBase(c)!)).toBe(true);
  });

  test("a definition is the product of its factors", () => {
    const units = [
      { kind: "gram", exponent: 1, scale: -3, multiplier: 2 },
      { kind: "litre", exponent: -1, scale: 0, multiplier: 1 },
    ];
    expect(unitInWords(reduceUnit({ id: "u", units })!)).toBe("0.002 kilogram/metre^3");
    expect(unitInWords(pureNumber)).toBe("dimensionless");
    expect(reduceUnit({ id: "u", units: [] })).toBeUndefined();
  });
});
