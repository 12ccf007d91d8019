// Permuted blocks within strata (Pocock and Simon 1975 name the design; ICH E9, section 2.3.2). The
// list of a stratum depends on the seed, the replicate and the stratum alone: it exists before the
// first subject does, as a sealed list would.

import type { Arm, RandomisationPlan, Stratum } from "./protocol.js";
import { createDraws, type Draws } from "./stats/random.js";

export interface Randomiser {
  /** Index of the arm of the next subject of a stratum. */
  next(stratum: number): number;
}

/** Lists for one replicate. Strata are numbered from 0. */
export function createRandomiser(
  arms: readonly Pick<Arm, "allocation">[],
  { blockSizes }: Pick<RandomisationPlan, "blockSizes">,
  seed: number,
  replicate: number,
): Randomiser {
  // Patient 0 is nobody: its draws belong to the trial.
  const draws = createDraws(seed, replicate, 0);
  const sum = arms.reduce((total, arm) => total + arm.allocation, 0);
  const lists = new Map<number, { blocks: number; open: number[] }>();
  return {
    next(stratum) {
      const list = lists.get(stratum) ?? { blocks: 0, open: [] };
      lists.set(stratum, list);
      if (list.open.length === 0) {
        list.open = drawBlock(arms, blockSizes, sum, draws, stratum, list.blocks);
        list.blocks += 1;
      }
      return list.open.shift()!;
    },
  };
}

function drawBlock(
  arms: readonly Pick<Arm, "allocation">[],
  blockSizes: readonly number[],
  sum: number,
  draws: Draws,
  stratum: number,
  block: number,
): number[] {
  const size = blockSizes[draws.integer(`block size ${stratum}`, blockSizes.length, block)]!;
  const slots = arms.flatMap((arm, i) => new Array<number>((arm.allocation * size) / sum).fill(i));
  return draws.shuffle(`block ${stratum} ${block}`, slots);
}

/** Number of the stratum of a subject with these values, one per factor in order. */
export function stratumOf(strata: readonly Stratum[], values: readonly number[]): number {
  return strata.reduce((number, { cuts }, i) => {
    const level = cuts.filter((cut) => values[i]! >= cut).length;
    return number * (cuts.length + 1) + level;
  }, 0);
}

/** Levels of each factor of a stratum number: the inverse of `stratumOf`. */
export function levelsOf(strata: readonly Stratum[], stratum: number): number[] {
  const levels: number[] = [];
  let rest = stratum;
  for (const { cuts } of [...strata].reverse()) {
    levels.unshift(rest % (cuts.length + 1));
    rest = Math.floor(rest / (cuts.length + 1));
  }
  return levels;
}

/** Text of a level between cut points, e.g. "8 to below 12". */
export function levelText({ cuts }: Stratum, level: number): string {
  if (level === 0) return `below ${cuts[0]}`;
  if (level === cuts.length) return `${cuts[level - 1]} or more`;
  return `${cuts[level - 1]} to below ${cuts[level]}`;
}

/** Number of strata: the product of the numbers of levels. */
export function stratumCount(strata: readonly Stratum[]): number {
  return strata.reduce((product, { cuts }) => product * (cuts.length + 1), 1);
}
