import { describe, expect, test } from "vitest";
import { chiSquare } from "./distribution.js";
import { collidingPurposes, createDraws } from "./random.js";
import { mean, variance } from "./summary.js";

const N = 40_000;

// Each way of stepping through the key must give independent uniforms.
const streams: Record<string, (i: number) => number> = {
  index: (i) => createDraws(7, 0, 0).uniform("x", i),
  patient: (i) => createDraws(7, 0, i).uniform("x"),
  replicate: (i) => createDraws(7, i, 0).uniform("x"),
  seed: (i) => createDraws(i, 0, 0).uniform("x"),
  "high half of the seed": (i) => createDraws(BigInt(i) << 32n, 0, 0).uniform("x"),
  purpose: (i) => createDraws(7, 0, 0).uniform(`x${i}`),
};

describe.each(Object.keys(streams))("uniforms over %s", (name) => {
  const values = Array.from({ length: N }, (_, i) => streams[name]!(i));

  test("fill 64 cells evenly and are uncorrelated with the next (6 standard errors)", () => {
    const cells = new Float64Array(64);
    for (const u of values) cells[Math.floor(u * 64)]!++;
    const statistic = cells.reduce((total, c) => total + (c - N / 64) ** 2 / (N / 64), 0);
    expect(chiSquare(63).upperTail(statistic)).toBeGreaterThan(1e-6);
    const products = values.slice(1).map((u, i) => 12 * (u - 0.5) * (values[i]! - 0.5));
    expect(Math.abs(mean(products))).toBeLessThan(6 / Math.sqrt(N));
  });

  test("lie strictly between 0 and 1", () => {
    expect(Math.min(...values.slice(0, 10_000))).toBeGreaterThan(0);
    expect(Math.max(...values.slice(0, 10_000))).toBeLessThan(1);
  });
});

test("normals have mean 0, variance 1, skewness 0, kurtosis 3 (5 standard errors)", () => {
  const draws = createDraws(8, 1, 2);
  const z = Array.from({ length: N }, (_, i) => draws.normal("z", i));
  expect(Math.abs(mean(z))).toBeLessThan(5 / Math.sqrt(N));
  expect(Math.abs(variance(z) - 1)).toBeLessThan(5 * Math.sqrt(2 / N));
  expect(Math.abs(mean(z.map((v) => v ** 3)))).toBeLessThan(5 * Math.sqrt(15 / N));
  expect(Math.abs(mean(z.map((v) => v ** 4)) - 3)).toBeLessThan(5 * Math.sqrt(96 / N));
});

test("no draw depends on which others were made, nor on their order", () => {
  const alone = createDraws(9, 4, 5).normal("k_pain");
  const busy = createDraws(9, 4, 5);
  for (let i = 0; i < 10; i++) busy.uniform(`other ${i}`, i);
  expect(busy.normal("k_pain")).toBe(alone);
  expect(createDraws(9, 4, 6).normal("k_pain")).not.toBe(alone);
  expect(createDraws(9, 5, 5).normal("k_pain")).not.toBe(alone);
  expect(createDraws(10, 4, 5).normal("k_pain")).not.toBe(alone);
});

test("purposes that share a hash are found", () => {
  expect(collidingPurposes(["age", "bmi", "k1", "age"])).toEqual([]);
  expect(collidingPurposes(["age", "costarring", "bmi", "liquid"])).toEqual([
    ["costarring", "liquid"],
  ]);
});

test("shuffle reaches every order of 4 items equally often, and leaves its input", () => {
  const items = ["a", "b", "c", "d"] as const;
  const counts = new Map<string, number>();
  for (let i = 0; i < 12_000; i++) {
    const order = createDraws(10, 0, i).shuffle("block", items).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  const statistic = [...counts.values()].reduce((total, c) => total + (c - 500) ** 2 / 500, 0);
  expect(chiSquare(23).upperTail(statistic)).toBeGreaterThan(1e-6);
  expect(items.join("")).toBe("abcd");
});

test("bernoulli keeps its probability (5 standard errors); 0 and 1 are certain", () => {
  const draws = createDraws(11, 0, 0);
  const share = (p: number): number =>
    mean(Array.from({ length: N }, (_, i) => Number(draws.bernoulli("event", p, i))));
  expect(Math.abs(share(0.03) - 0.03)).toBeLessThan(5 * Math.sqrt((0.03 * 0.97) / N));
  expect([share(0), share(1)]).toEqual([0, 1]);
});

test("indices, patients and replicates outside 32 bits are bugs", () => {
  expect(() => createDraws(1, -1, 0)).toThrow("replicate");
  expect(() => createDraws(1, 0, 2 ** 32)).toThrow("patient");
  expect(() => createDraws(1, 0, 0).uniform("x", 0.5)).toThrow("index");
});
