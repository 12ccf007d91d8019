// The steps of a trace from the last to the first, each made again from its start: from a checkpoint
// where one lies there, else from the states between two checkpoints, computed once more.

import type { Checkpoints } from "./checkpoints.js";
import type { Replay } from "./replay.js";
import type { TracedStep } from "./trace.js";

interface Stand {
  readonly y: Float64Array;
  readonly p: Float64Array;
}

/** Calls `visit` for every step while `replay` has made it and not yet left. */
export function backwards(
  replay: Replay,
  steps: readonly TracedStep[],
  checkpoints: Checkpoints,
  visit: (step: TracedStep) => void,
): void {
  for (let last = steps.length - 1; last >= 0; ) {
    const { step: first, y, p } = checkpoints.before(last);
    const stands = standsBetween(replay, steps, first, last, { y, p });
    for (let i = last; i >= first; i--) {
      const stand = stands[i - first]!;
      replay.standAt(steps[i]!.start, stand.y, stand.p);
      replay.make(steps[i]!);
      visit(steps[i]!);
    }
    last = first - 1;
  }
}

/** States at the start of steps first … last. */
function standsBetween(
  replay: Replay,
  steps: readonly TracedStep[],
  first: number,
  last: number,
  start: Stand,
): Stand[] {
  const stands = [start];
  replay.standAt(steps[first]!.start, start.y, start.p);
  for (let i = first; i < last; i++) {
    replay.make(steps[i]!);
    replay.land(steps[i]!);
    for (const change of steps[i]!.changes) replay.apply(change);
    const p = replay.p.every((v, k) => Object.is(v, stands[i - first]!.p[k]));
    stands.push({ y: replay.y.slice(), p: p ? stands[i - first]!.p : replay.p.slice() });
  }
  return stands;
}
