// Designs that fill a space: Latin hypercubes, of which the best of several by the smallest distance
// between two points is kept.
// Source: McKay, Beckman, Conover 1979, Technometrics 21, 239-245; maximin: Morris and Mitchell 1995.

import { normalQuantile } from "../stats/normal.js";
import type { RandomStream } from "./random-stream.js";

const candidates = 10;

/** Points in standard normal coordinates, each coordinate stratified: [point][dimension]. */
export function normalDesign(
  points: number,
  dimensions: number,
  stream: RandomStream,
): Float64Array[] {
  let best: Float64Array[] = [];
  let widest = -1;
  for (let i = 0; i < candidates; i++) {
    const cube = latinHypercube(points, dimensions, stream);
    const distance = smallestDistance(cube);
    if (distance > widest) [best, widest] = [cube, distance];
  }
  return best.map((point) => point.map(normalQuantile));
}

/** Points in the unit cube, one in each of `points` equal strata of every dimension. */
export function latinHypercube(
  points: number,
  dimensions: number,
  stream: RandomStream,
): Float64Array[] {
  const cube = Array.from({ length: points }, () => new Float64Array(dimensions));
  for (let d = 0; d < dimensions; d++) {
    const order = Array.from({ length: points }, (_, i) => i);
    for (let i = points - 1; i > 0; i--) {
      const j = stream.integer(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    cube.forEach((point, i) => {
      point[d] = (order[i]! + stream.uniform()) / points;
    });
  }
  return cube;
}

function smallestDistance(points: readonly Float64Array[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let d = 0; d < points[i]!.length; d++) sum += (points[i]![d]! - points[j]![d]!) ** 2;
      if (sum < smallest) smallest = sum;
    }
  }
  return smallest;
}
