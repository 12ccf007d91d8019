// Long runs of the SBML fuzzer: node tests/fuzz/sbml.mjs FOLDER [COUNT] [SEED]
//
// Takes every .xml file below FOLDER that has at most 200 kB, damages them at random, and reads,
// checks and writes each result. A throw, more than 5 s, or more than 1 GiB of heap ends the run
// with exit code 1 and leaves the input in fuzz-sbml-SEED.xml. Needs a build (npm run build).

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { checkModel, readSbml, writeSbml } from "../../packages/model/dist/index.js";
import {
  damaged,
  randomNumbers,
} from "../../packages/model/dist/sbml/read/mutation.test.support.js";

const secondsAllowed = 5;
const largestFile = 200_000;

function corpusBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".xml"))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).size <= largestFile)
    .sort()
    .map((file) => readFileSync(file, "utf8"));
}

/** External models come from the corpus too, any of them under any name. */
function externalOf(corpus, shift) {
  return (source) => {
    const hash = [...source].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 65521, 7);
    return { file: source, text: corpus[(hash + shift) % corpus.length] };
  };
}

/** In the worker: one input after the other, its seed told before, so that the watch can name it. */
function work({ folder, count, seed }) {
  const corpus = corpusBelow(folder);
  const outcome = { read: 0, refused: 0, slowest: 0 };
  for (let i = 0; i < count; i += 1) {
    const text = damaged(corpus, randomNumbers(seed + i));
    parentPort.postMessage({ begun: seed + i });
    const start = performance.now();
    const { model } = readSbml(text, { file: "fuzz.xml", resolve: externalOf(corpus, i) });
    if (model) {
      checkModel(model);
      const again = readSbml(writeSbml(model), { file: "again.xml" });
      if (!again.model) throw new Error("what was written cannot be read");
    }
    outcome[model ? "read" : "refused"] += 1;
    outcome.slowest = Math.max(outcome.slowest, performance.now() - start);
  }
  parentPort.postMessage({ outcome });
}

function watch(folder, count, seed) {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { folder, count, seed },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  let current = seed;
  let since = Date.now();
  const fail = (reason) => {
    const file = `fuzz-sbml-${current}.xml`;
    writeFileSync(file, damaged(corpusBelow(folder), randomNumbers(current)));
    console.error(`seed ${current}: ${reason}; the input is in ${file}`);
    process.exit(1);
  };
  const clock = setInterval(() => {
    if (Date.now() - since > secondsAllowed * 1000) fail(`more than ${secondsAllowed} s`);
  }, 500);
  worker.on("message", (message) => {
    since = Date.now();
    if ("begun" in message) current = message.begun;
    else {
      clearInterval(clock);
      const { read, refused, slowest } = message.outcome;
      console.log(`${read} read, ${refused} refused, slowest ${slowest.toFixed(0)} ms`);
    }
  });
  worker.on("error", (error) => fail(error.stack ?? error.message));
}

if (isMainThread) {
  const [folder, count = "10000", seed = "1"] = process.argv.slice(2);
  if (folder === undefined) {
    console.error("usage: node tests/fuzz/sbml.mjs FOLDER [COUNT] [SEED]");
    process.exit(2);
  }
  watch(folder, Number(count), Number(seed));
} else {
  work(workerData);
}
