// What outputs are compared with: CVODE at a tight tolerance, and how far our Rodas5P, as tight, is from
// it on some of the patients. Where there is no CVODE, ours alone.

import { openOurs } from "./ours.mjs";
import { processorSeconds } from "./processor-seconds.mjs";
import { populationError } from "./work-precision.mjs";

const tight = 1e-10;
/** Errors are measured on at most so many patients; speed may be on more. */
const mostPatients = 64;
/** Agreement worse than this puts an error of 1e-5 in doubt. */
const doubtful = 1e-6;

/**
 * { count, outputs [patient][output][state], agreement: largest error of ours, checked: patients }.
 * The check goes on until it has taken `seconds` of the processor.
 */
export async function referenceOf(theCase, cvode, group, seconds) {
  const count = Math.min(group.count, mostPatients);
  const own = await openOurs(theCase, { target: "js", method: "rodas5p" });
  const alone = (k) => {
    const width = theCase.compiled.parameters.length;
    return own.run(group.parameters.subarray(k * width, (k + 1) * width), 1, tight);
  };
  const [way] = cvode.slice(-1);
  if (!way) return { count, ...(await own.run(group.parameters, count, tight)), checked: 0 };
  const { outputs } = way.measure(tight, { job: group.job, count });
  const width = outputs.length / count;
  const found = [];
  const begin = processorSeconds();
  for (let k = 0; k < count && (k === 0 || processorSeconds() - begin < seconds); k++) {
    const wanted = outputs.subarray(k * width, (k + 1) * width);
    found.push(populationError((await alone(k)).outputs, wanted, theCase.sizes, 1));
  }
  const agreement = Math.max(...found.filter(Number.isFinite));
  if (!(agreement < doubtful)) warn(theCase.id, agreement);
  return { count, outputs, agreement, checked: found.length };
}

function warn(id, agreement) {
  console.error(`${id}: CVODE and Rodas5P at ${tight} differ by ${agreement.toExponential(1)}.`);
}
