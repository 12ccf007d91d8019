import { describe, expect, test } from "vitest";
import { instrumentsOf, measure, measureVisit } from "./measurement.js";
import { createDraws } from "./stats/random.js";
import { mean, standardDeviation } from "./stats/summary.js";
import { toyDisease } from "./toy-disease.test.support.js";

const [pain] = toyDisease().outcomes;
const draws = createDraws(1, 1, 1);
const instrument = (rest: object, plan = { error: true, sd: {} }) =>
  instrumentsOf([{ ...pain!, ...rest }], plan)[0]!;

describe("a measurement", () => {
  test("has the error of the instrument, around the value", () => {
    const values = Array.from({ length: 3000 }, (_, visit) =>
      measure(instrument({ resolution: 0 }), 50, draws, visit),
    );
    expect(Math.abs(mean(values) - 50)).toBeLessThan((4 * 5) / Math.sqrt(3000));
    expect(Math.abs(standardDeviation(values) - 5)).toBeLessThan((4 * 5) / Math.sqrt(6000));
  });

  test("is rounded to the resolution and stays within the bounds", () => {
    const read = (value: number, rest = {}) =>
      measure(instrument({ measurementSd: 0, ...rest }), value, draws, 0);
    expect(read(12.4)).toBe(12);
    expect(read(12.34, { resolution: 0.1 })).toBe(12.3);
    expect(read(51, { resolution: 25 / 9 })).toBeCloseTo(50, 12);
    expect(read(104)).toBe(100);
    expect(read(-3)).toBe(0);
    expect(read(Number.NaN)).toBeNaN();
  });

  test("has no error when the protocol switches it off, and the protocol's own SD", () => {
    expect(measure(instrument({}, { error: false, sd: {} }), 40, draws, 1)).toBe(40);
    expect(instrument({}, { error: true, sd: { pain: 9 } }).sd).toBe(9);
    expect(instrument({}, { error: false, sd: { pain: 9 } }).sd).toBe(0);
  });

  test("is the same again for the same visit, and another for another", () => {
    const at = (visit: number) => measure(instrument({ resolution: 0 }), 50, draws, visit);
    expect(at(3)).toBe(at(3));
    expect(at(3)).not.toBe(at(4));
  });
});

describe("outcomes of one questionnaire", () => {
  const scored = [
    { ...pain!, id: "pain", high: 20 },
    { ...pain!, id: "percent", scoredFrom: "5 * pain", resolution: 0 },
  ];
  const plan = { error: true, sd: {} };

  test("are scored from what was recorded, error included, whatever the model has", () => {
    const recorded = new Float64Array(2);
    for (let visit = 0; visit < 50; visit++) {
      measureVisit(instrumentsOf(scored, plan), Float64Array.of(9, 45), draws, visit, recorded);
      expect(recorded[1]).toBe(5 * recorded[0]!);
    }
    expect(recorded[0]).not.toBe(9);
  });

  test("stay missing where a part is missing", () => {
    const recorded = new Float64Array(2);
    measureVisit(instrumentsOf(scored, plan), Float64Array.of(NaN, 45), draws, 1, recorded);
    expect(recorded[1]).toBeNaN();
  });

  test("cannot be scored from each other", () => {
    const loop = [
      { ...pain!, id: "a", scoredFrom: "b" },
      { ...pain!, id: "b", scoredFrom: "a" },
    ];
    expect(() => instrumentsOf(loop, plan)).toThrow('the score of "a"');
  });
});
