// Lists of factors as sorted multisets: what two lists have in common and what is left without it.

import type { NodeId } from "../ir.js";
import type { Factors } from "./product.js";

/** The factors that every list has, each as often as every list has it. */
export function commonFactors(lists: readonly Factors[]): Factors {
  let common = lists[0] ?? [];
  for (let i = 1; i < lists.length && common.length > 0; i++) common = meet(common, lists[i]!);
  return common;
}

function meet(a: Factors, b: Factors): Factors {
  const met: NodeId[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      met.push(a[i]!);
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return met;
}

/** `factors` less `taken`, which are among them. */
export function withoutFactors(factors: Factors, taken: Factors): Factors {
  if (taken.length === 0) return factors;
  let next = 0;
  return factors.filter((id) => {
    if (id !== taken[next]) return true;
    next++;
    return false;
  });
}

export function withFactor(factors: Factors, id: NodeId): Factors {
  return sortFactors([...factors, id]);
}

/** In place. */
export function sortFactors(factors: NodeId[]): NodeId[] {
  return factors.length > 1 ? factors.sort((a, b) => a - b) : factors;
}
