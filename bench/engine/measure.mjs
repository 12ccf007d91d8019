// Work-precision curves of several ways on the same patients: every way at every tolerance, in rounds
// that alternate between ways, so that a machine that slows down slows all. Tolerances go tighter
// until the error asked for is reached. The rate of a point is the median over the rounds.

import { median } from "../statistics.mjs";
import { populationError } from "./work-precision.mjs";

/** Relative tolerances from loose to tight. The loosest is for us alone: it makes CVODE crawl or fail. */
const ladder = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];
/** A way slower than this part of the best of its program at a tolerance is not measured again. */
const hopeless = 0.75;
/** A way this many times slower than another of its program cannot be the best. */
const farBehind = 3;
/** A measurement of less than this, in processor seconds, is repeated within its round. */
const shortest = 0.03;
const mostRepeats = 200;
/** A point that takes longer than this is not measured again. */
const longest = 1;

/**
 * Curves [{ program, role, way, points: [{ relative, error, rate, patients, rounds, failed, steps }] }].
 * `group` has the patients, `reference` the outputs [patient][output][state] of the first of them,
 * `sizes` the states' sizes; curves go on until an error below `smallest`.
 */
export async function measureCurves({ ways, group, reference, sizes, smallest, rounds }) {
  const measured = [];
  // The last way of a program tends to be its best, and spares the time of those that cannot beat it.
  for (const way of [...ways].reverse()) {
    const subset = { ...group, count: Math.min(group.count, way.most ?? group.count) };
    const points = await climb(way, subset, { reference, sizes, smallest }, measured);
    measured.unshift({ way, subset, points });
  }
  for (let round = 1; round < rounds; round++)
    for (const entry of measured)
      for (const point of entry.points) {
        if (point.seconds[0] * point.repeats > longest || isHopeless(entry, point, measured))
          continue;
        const again = { ...entry.subset, repeats: point.repeats };
        point.seconds.push((await entry.way.measure(point.relative, again)).seconds);
      }
  return measured.map(({ way: { program, role, way }, points }) => ({
    program,
    role,
    way,
    points: points.map(({ seconds, repeats, ...point }) => ({
      ...point,
      rate: point.patients / median(seconds),
      rounds: seconds.length,
    })),
  }));
}

/** The first round of a way. A tolerance at which a way breaks is no point, and is named. */
async function climb(way, subset, { reference, sizes, smallest }, measured) {
  const points = [];
  const relatives = way.role === "ours" ? ladder : ladder.slice(1);
  for (const relative of relatives) {
    try {
      const once = await way.measure(relative, subset);
      const known = Math.min(subset.count, reference.count);
      const width = reference.outputs.length / reference.count;
      const [got, wanted] = [once.outputs, reference.outputs].map((o) =>
        o.subarray(0, known * width),
      );
      const error = populationError(got, wanted, sizes, known);
      const repeats = Math.min(mostRepeats, Math.ceil(shortest / Math.max(once.seconds, 1e-6)));
      const timed = repeats > 1 ? await way.measure(relative, { ...subset, repeats }) : once;
      const { failed, steps } = once;
      const patients = subset.count;
      points.push({ relative, error, patients, failed, steps, repeats, seconds: [timed.seconds] });
      if (error < 0.7 * smallest || isFarBehind(way, points.at(-1), measured)) break;
    } catch (problem) {
      console.error(`${way.program} ${way.way} at ${relative}: ${problem.message}`);
      if (problem.fatal) break;
    }
  }
  return points;
}

/** So slow beside another way of its program, at the same tolerance, that tighter ones need no look. */
function isFarBehind(way, point, measured) {
  const rate = (p) => p.patients / p.seconds[0];
  return measured.some(
    (m) =>
      m.way.program === way.program &&
      m.points.some((p) => p.relative === point.relative && rate(p) > farBehind * rate(point)),
  );
}

function isHopeless({ way }, point, measured) {
  const rate = (p) => p.patients / p.seconds[0];
  const rivals = measured
    .filter((m) => m.way.program === way.program && m.way.role === "peer")
    .flatMap((m) => m.points.filter((p) => p.relative === point.relative));
  return way.role === "peer" && rivals.some((r) => rate(point) < hopeless * rate(r));
}
