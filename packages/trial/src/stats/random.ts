// Random draws keyed by what they are for: (seed, replicate, patient, purpose, index). There is no
// stream to advance, so adding a draw, a patient or a worker changes no other draw. Uniforms are
// exact on every engine; normals too, since the quantile uses the logarithm of elementary.ts.
// Philox key: seed. Philox counter: index, hash of the purpose, patient, replicate (32 bits each).
// Two purposes with one hash would share their draws: check a list with `collidingPurposes`.

import { normalQuantile } from "./normal.js";
import { philox4x32 } from "./philox.js";

export interface Draws {
  /** Uniform on the open interval (0, 1), 53 bits. */
  uniform(purpose: string, index?: number): number;
  /** Standard normal, by inversion of `uniform` of the same purpose and index. */
  normal(purpose: string, index?: number): number;
  /** Integer in [0, bound), bound at most 2^32; bias below bound / 2^53. */
  integer(purpose: string, bound: number, index?: number): number;
  /** True with the given probability. */
  bernoulli(purpose: string, probability: number, index?: number): boolean;
  /** A new array with the items in random order (Fisher and Yates). */
  shuffle<T>(purpose: string, items: readonly T[]): T[];
}

/**
 * The draws of one patient of one replicate.
 * seed: 64 bits (a number must be a safe integer); replicate, patient: integers in [0, 2^32).
 * For draws of the trial rather than of a patient (e.g. the randomisation list), set aside a
 * purpose and use patient 0.
 */
export function createDraws(seed: bigint | number, replicate: number, patient: number): Draws {
  const wide = BigInt.asUintN(64, BigInt(seed));
  const key = [Number(wide & 0xffffffffn), Number(wide >> 32n)] as const;
  requireWord("replicate", replicate);
  requireWord("patient", patient);
  const uniform = (purpose: string, index = 0): number => {
    requireWord("index", index);
    const block = philox4x32([index, purposeHash(purpose), patient, replicate], key);
    return toUnitInterval(block[0], block[1]);
  };
  const integer = (purpose: string, bound: number, index = 0): number =>
    Math.floor(uniform(purpose, index) * bound);
  return {
    uniform,
    integer,
    normal: (purpose, index = 0) => normalQuantile(uniform(purpose, index)),
    bernoulli: (purpose, probability, index = 0) => uniform(purpose, index) < probability,
    shuffle: (purpose, items) => shuffled(items, (bound, index) => integer(purpose, bound, index)),
  };
}

const encoder = new TextEncoder();
const hashes = new Map<string, number>();

/** 32-bit FNV-1a of the purpose in UTF-8 (Fowler, Noll, Vo; RFC 9923). */
export function purposeHash(purpose: string): number {
  const known = hashes.get(purpose);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(purpose)) hash = Math.imul(hash ^ byte, 0x01000193);
  hashes.set(purpose, hash >>> 0);
  return hash >>> 0;
}

/** Pairs of different purposes that would share their draws; empty when the list is safe. */
export function collidingPurposes(purposes: readonly string[]): [string, string][] {
  const byHash = new Map<number, string>();
  const pairs: [string, string][] = [];
  for (const purpose of new Set(purposes)) {
    const other = byHash.get(purposeHash(purpose));
    if (other !== undefined) pairs.push([other, purpose]);
    else byHash.set(purposeHash(purpose), purpose);
  }
  return pairs;
}

/** 53 bits to (0, 1): multiples of 2^-53, and 2^-54 in place of 0. */
function toUnitInterval(low: number, high: number): number {
  const bits = (high >>> 5) * 0x4000000 + (low >>> 6);
  return bits === 0 ? 2 ** -54 : bits * 2 ** -53;
}

function shuffled<T>(items: readonly T[], pick: (bound: number, index: number) => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = pick(i + 1, i);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

function requireWord(name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 0 && value <= 0xffffffff)) {
    throw new Error(`${name} must be an integer in [0, 2^32), got ${value}`);
  }
}
