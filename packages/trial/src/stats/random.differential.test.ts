// The generator against a second implementation in exact (BigInt) arithmetic, and its layout
// pinned: a change of these numbers changes every trial ever run with a seed.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, philox4x32 } from "./philox.js";
import { createDraws, purposeHash } from "./random.js";

const MASK = 0xffffffffn;

function exactPhilox(counter: readonly number[], key: readonly number[]): number[] {
  let [c0, c1, c2, c3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const a = 0xd2511f53n * c0;
    const b = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(b >> 32n) ^ c1 ^ k0, b & MASK, (a >> 32n) ^ c3 ^ k1, a & MASK];
    k0 = (k0 + 0x9e3779b9n) & MASK;
    k1 = (k1 + 0xbb67ae85n) & MASK;
  }
  return [c0, c1, c2, c3].map(Number);
}

const word = fc.integer({ min: 0, max: 0xffffffff });

test("philox4x32 equals the exact version", () => {
  const counters = fc.tuple(word, word, word, word);
  const property = fc.property(counters, fc.tuple(word, word), (counter, key) => {
    expect([...philox4x32(counter as Block, key)]).toEqual(exactPhilox(counter, key));
  });
  fc.assert(property, { seed: 11, numRuns: 300 });
});

test("uniform takes 53 bits of the block keyed by seed, index, purpose, patient, replicate", () => {
  const seeds = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const property = fc.property(seeds, word, word, word, (seed, replicate, patient, index) => {
    const counter = [index, purposeHash("k1"), patient, replicate];
    const [low, high] = exactPhilox(counter, [Number(seed & MASK), Number(seed >> 32n)]);
    const bits = (BigInt(high! >>> 5) << 26n) | BigInt(low! >>> 6);
    const uniform = createDraws(seed, replicate, patient).uniform("k1", index);
    expect(BigInt(uniform * 2 ** 53)).toBe(bits);
  });
  fc.assert(property, { seed: 12, numRuns: 300 });
});

test("purposes are hashed by FNV-1a (test vectors of its authors)", () => {
  expect(purposeHash("")).toBe(0x811c9dc5);
  expect(purposeHash("a")).toBe(0xe40c292c);
  expect(purposeHash("foobar")).toBe(0xbf9cf968);
});

test("draws are pinned to the last bit", () => {
  const draws = createDraws(20261123, 3, 17);
  expect([
    draws.uniform("age"),
    draws.normal("age"),
    draws.normal("age", 1),
    draws.integer("block", 6),
  ]).toMatchInlineSnapshot(`
    [
      0.6325780355830903,
      0.33868913182399024,
      1.2422615159955561,
      4,
    ]
  `);
});
