// Where the time of a step goes: microseconds per call of each kernel of a model, at the start of
// its run. Kernels are what a target exports; a target that exports none is named.

import { modelMakers } from "./engine/models.mjs";
import { kernelsOf } from "./engine/ours.mjs";
import { processorSeconds } from "./engine/processor-seconds.mjs";
import { median } from "./statistics.mjs";

const batchSeconds = 0.05;
const batches = 7;

export function engineProfile([id, target = "js"]) {
  const make = modelMakers.get(id);
  if (!make) {
    console.error(
      `usage: npm run bench -- engine-profile MODEL [TARGET]; models: ${[...modelMakers.keys()].join(", ")}`,
    );
    process.exitCode = 2;
    return;
  }
  const theCase = make();
  if (!theCase) return console.error(`${id} left out: its text is absent.`);
  const kernels = kernelsOf(theCase, target);
  if (!kernels) return console.error(`the target ${target} exports no kernels in this build`);
  console.log(`${id}, ${theCase.compiled.states.length} states, target ${target}`);
  console.log("| kernel | µs per call |\n|---|---:|");
  for (const [name, call] of Object.entries(kernels))
    console.log(`| ${name} | ${microseconds(call).toFixed(3)} |`);
}

/** Median over batches of the processor time of one call. */
function microseconds(call) {
  let calls = 1;
  while (secondsOf(call, calls) < batchSeconds) calls *= 2;
  const each = Array.from({ length: batches }, () => secondsOf(call, calls) / calls);
  return median(each) * 1e6;
}

function secondsOf(call, calls) {
  const begin = processorSeconds();
  for (let k = 0; k < calls; k++) call();
  return processorSeconds() - begin;
}
