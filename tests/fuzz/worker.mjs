// One damaged input after the other, in a worker thread. What it is at and what came out stand in
// shared memory, so that the watch can name an input that never ends.

import { parentPort, workerData } from "node:worker_threads";
import { randomNumbers } from "../../packages/model/dist/mutation.test.support.js";
import { languageNamed } from "./language.mjs";
import { cpuSeconds, megabytesAllowed, peakMegabytes, secondsAllowed } from "./limits.mjs";
import { Tally } from "./tally.mjs";

const { name, folder, count, seed, shared } = workerData;
const { corpusOf, exercise } = await languageNamed(name);
const corpus = corpusOf(folder);
const tally = new Tally(shared);

/** An input that ends sooner by the wall clock can cost neither the time nor the memory forbidden. */
const secondsUnsuspicious = 0.02;

/** Throws where an input costs too much. */
function prove(current) {
  tally.begin(current);
  const text = corpus.damaged(randomNumbers(current));
  const begun = performance.now();
  const read = exercise(text, corpus, current);
  const seconds = (performance.now() - begun) / 1000;
  tally.end(read, seconds);
  if (seconds > secondsUnsuspicious && peakMegabytes() > megabytesAllowed)
    throw new Error(`${peakMegabytes().toFixed(0)} MB`);
  // The wall clock is cheaper to read in every input; only where it is late does the processor's count.
  if (seconds > secondsAllowed) proveSoon(text, current);
}

function proveSoon(text, current) {
  const begun = process.cpuUsage();
  exercise(text, corpus, current);
  const seconds = cpuSeconds(begun);
  if (seconds > secondsAllowed) throw new Error(`${seconds.toFixed(1)} s`);
}

try {
  for (let i = 0; i < count; i += 1) prove(seed + i);
} catch (failure) {
  parentPort.postMessage(failure.stack ?? String(failure));
}
