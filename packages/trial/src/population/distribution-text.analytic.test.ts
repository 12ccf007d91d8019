import { parseFormula } from "@chondron/model";
import { describe, expect, test } from "vitest";
import { createDraws } from "../stats/random.js";
import { mean, standardDeviation } from "../stats/summary.js";
import { drawValue, parseDistribution } from "./distribution-text.js";
import { evaluate, unknownOperators } from "./evaluate.js";

const symbols: Readonly<Record<string, number>> = { age: 60, female: 1, zero: 0 };
const lookup = (id: string): number => symbols[id] ?? Number.NaN;

function draw(text: string, u: number, low = Number.NaN, high = Number.NaN): number {
  const { distribution, cause } = parseDistribution(text);
  if (!distribution) throw new Error(cause);
  return drawValue(distribution, lookup, low, high, u);
}

describe("a distribution as text", () => {
  test.each([
    ["normal(10, 2)", 0.5, 10],
    ["normal(10 + age/6, 2)", 0.5, 20],
    // 0.975 quantile of the standard normal distribution.
    ["normal(0, 1)", 0.975, 1.959963984540054],
    ["normal(5, zero)", 0.9, 5],
    ["lognormal(29.5, 0.16)", 0.5, 29.5],
    ["uniform(2, 4)", 0.25, 2.5],
    ["bernoulli(0.6)", 0.59, 1],
    ["bernoulli(0.6)", 0.61, 0],
    ["bernoulli(0.1*female)", 0.05, 1],
    ["constant(3)", 0.1, 3],
    ["derived(age^2)", 0.1, 3600],
  ])("%s at %d is %d", (text, u, expected) => {
    expect(draw(text, u)).toBeCloseTo(expected, 12);
  });

  test("is conditional on its limits, not piled up at them", () => {
    const values = Array.from({ length: 4000 }, (_, i) =>
      draw("normal(62, 8)", createDraws(1, 1, i).uniform("x"), 50, 70),
    );
    expect(values.every((value) => value > 50 && value < 70)).toBe(true);
    // Mean and SD of the truncated normal: m + s (phi(a) - phi(b)) / Z and its variance formula.
    expect(Math.abs(mean(values) - 60.8385)).toBeLessThan((4 * 5.158) / Math.sqrt(4000));
    expect(Math.abs(standardDeviation(values) - 5.158)).toBeLessThan(0.2);
  });

  test("far outside its limits it lies at the nearer one", () => {
    expect(draw("normal(1000, 1)", 0.5, 0, 10)).toBe(10);
    expect(draw("derived(age)", 0.5, 0, 10)).toBe(10);
    expect(draw("uniform(5, 6)", 0.5, 8, 9)).toBe(8);
  });

  test.each([
    ["gaussian(1, 2)", '"gaussian" is no distribution'],
    ["12", "it is no distribution"],
    ["normal(1)", "normal takes 2 arguments, not 1"],
    ["bernoulli(1, 2)", "bernoulli takes 1 argument, not 2"],
    ["constant(sin(1))", '"sin" cannot be used here'],
    ["constant(time)", '"time" cannot be used here'],
    ["constant(normal(0, 1))", '"normal" cannot be used here'],
  ])("%s is refused", (text, cause) => {
    expect(parseDistribution(text).cause).toBe(cause);
  });
});

describe("the value of a formula", () => {
  test.each([
    ["2^10", 1024],
    ["2^-2", 0.25],
    ["4^0.5", 2],
    ["sqrt(9)", 3],
    ["exp(1)", Math.E],
    ["ln(exp(2))", 2],
    ["-age + 1", -59],
    ["max(1, age, 3)", 60],
    ["min(4, 2)", 2],
    ["abs(-3)", 3],
    ["floor(2.7) + ceil(2.1)", 5],
    ["piecewise(1, age > 50, 2)", 1],
    ["piecewise(1, age > 70, 2)", 2],
    ["piecewise(1, age >= 60 && !(female == 0), 2)", 1],
    ["piecewise(1, age < 50 || female != 1, 2)", 2],
    ["pi", Math.PI],
  ])("%s is %d", (text, expected) => {
    const { expression } = parseFormula(text);
    expect(evaluate(expression!, lookup)).toBeCloseTo(expected, 13);
  });

  test("names what it does not know", () => {
    expect(unknownOperators(parseFormula("sin(f(x)) + time").expression!)).toEqual([
      "sin",
      "f",
      "time",
    ]);
  });
});
