// All that is measured on one model: curves of its population and of one patient at a time, against a
// reference that two programs agree on.

import { rmSync } from "node:fs";
import { population } from "./case.mjs";
import { measureCurves } from "./measure.mjs";
import { cvodeWays, groupOf, ourWays } from "./programs.mjs";
import { referenceOf } from "./reference.mjs";
import { bestAt } from "./work-precision.mjs";

/** The cross-check of the reference may take so many times the seconds of one measurement, about. */
const crossCheck = 5;

export const errors = [1e-3, 1e-4, 1e-5];

/**
 * `openPeers(case)` yields further ways, to be closed. Returns { model, title, states, ...,
 * population: curves, single: curves, peers: versions }.
 */
export async function benchCase(theCase, settings) {
  const { targets, openPeers, folder, seconds, rounds } = settings;
  const cvode = theCase.hasCvode ? cvodeWays(theCase, folder) : [];
  const ours = await ourWays(theCase, targets);
  const peers = await openPeers(theCase);
  const ways = [...ours, ...cvode, ...peers];
  try {
    const pilot = cvode.at(-1) ?? ours[0];
    const count = await patientsWithin(theCase, pilot, settings);
    await warmUp(ours, theCase, seconds);
    const group = groupOf(theCase, count, folder);
    const reference = await referenceOf(theCase, cvode, group, crossCheck * seconds);
    const common = { ways, sizes: theCase.sizes, smallest: errors.at(-1), rounds };
    const populationCurves = await measureCurves({ ...common, group, reference });
    rmSync(group.job);
    const one = groupOf(theCase, 1, folder, nominal(theCase));
    const oneReference = await referenceOf(theCase, cvode, one, crossCheck * seconds);
    const single = await measureCurves({ ...common, group: one, reference: oneReference });
    const cold = {};
    for (const { program, first, mebibytes } of peers)
      cold[program] = { first, mebibytes: await mebibytes().catch(() => undefined) };
    const described = describe(theCase, reference, count);
    return { ...described, population: populationCurves, single, peersCold: cold };
  } finally {
    for (const way of ways) way.close();
  }
}

function describe({ id, title, compiled, schedule, end, varied }, reference, patients) {
  return {
    model: id,
    title,
    states: compiled.states.length,
    nonzeros: compiled.jacobian.rows.length,
    doses: schedule.length,
    end,
    varied: varied.length,
    patients,
    reference: { agreement: reference.agreement, checked: reference.checked },
  };
}

function nominal({ compiled }) {
  return Float64Array.from(compiled.parameters, (p) => p.value);
}

/** Warm ours up; a way far slower than the pilot is measured on fewer patients. */
async function warmUp(ours, theCase, seconds) {
  const group = { parameters: population(theCase, 2), count: 2 };
  for (const way of ours) {
    let taken = 0;
    let last = 0;
    while (taken < seconds) {
      last = (await way.measure(1e-4, group)).seconds;
      taken += last;
    }
    way.most = Math.max(4, Math.round((8 * seconds) / last));
  }
}

/** As many patients as `pilot` runs in about the seconds given at 1e-4, within limits. */
async function patientsWithin(theCase, pilot, { patients, seconds, folder }) {
  const few = groupOf(theCase, 4, folder);
  const { seconds: taken } = await pilot.measure(1e-4, few);
  return Math.round(Math.min(patients, Math.max(8, (seconds * 4) / taken)));
}

/** Rows { metric, model, peer, error, ratio, ours, theirs, way, peerWay } of one metric's curves. */
export function ratiosOf(model, metric, curves) {
  const ours = curves.filter((c) => c.role === "ours");
  const peers = [...new Set(curves.filter((c) => c.role === "peer").map((c) => c.program))];
  return peers.flatMap((peer) =>
    errors.flatMap((error) => {
      const mine = bestAt(ours, error);
      const best = bestAt(
        curves.filter((c) => c.program === peer),
        error,
      );
      if (!mine || !best) return [];
      const rates = { ours: mine.rate, theirs: best.rate };
      const ratio = mine.rate / best.rate;
      return [{ metric, model, peer, error, ratio, ...rates, way: mine.way, peerWay: best.way }];
    }),
  );
}
