// Long runs of the fuzzers:
//
//   npm run fuzz -- sbml|antimony FOLDER [COUNT] [SEED]
//
// Damages the texts below FOLDER at random, input after input, and puts each to the proof of its
// language. A throw, more than 5 s, or more than 1 GiB ends the run with exit code 1 and leaves the
// input in fuzz-LANGUAGE-SEED. Seconds are of the processor, so that a busy machine fails no input.
// A suspect is run again alone in a new process, since memory that others left behind is not its
// own; what passes there passes, and a new process goes on with the rest.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { randomNumbers } from "../../packages/model/dist/mutation.test.support.js";
import { languageNamed, languageNames } from "./language.mjs";
import { cpuSeconds, megabytesAllowed, peakMegabytes, secondsAllowed } from "./limits.mjs";
import { Tally } from "./tally.mjs";

const glanceMilliseconds = 250;
/** As Node gives its main thread; a worker has four by itself. */
const mainStackMegabytes = 1;

/** Runs inputs in a worker: undefined when all are done, else why the current one is suspect. */
function runWorker(name, folder, count, seed, tally) {
  const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
    workerData: { name, folder, count, seed, shared: tally.shared },
    resourceLimits: { maxOldGenerationSizeMb: megabytesAllowed, stackSizeMb: mainStackMegabytes },
  });
  let clock;
  const ended = new Promise((resolve) => {
    worker.on("message", resolve);
    worker.on("error", (error) => resolve(error.stack ?? error.message));
    worker.on("exit", (code) => resolve(code === 0 ? undefined : `exit code ${code}`));
    clock = watchClock(tally, resolve);
  });
  return ended.finally(() => {
    clearInterval(clock);
    return worker.terminate();
  });
}

/** Tells when the input at work has used more processor time than allowed. */
function watchClock(tally, tell) {
  let current = -1;
  let begun = process.cpuUsage();
  return setInterval(() => {
    if (tally.current !== current) {
      current = tally.current;
      begun = process.cpuUsage();
    } else if (current >= 0 && cpuSeconds(begun) > secondsAllowed)
      tell(`more than ${secondsAllowed} s`);
  }, glanceMilliseconds);
}

/** The same program on other inputs in a new process; its exit code. */
function runElsewhere(name, folder, count, seed) {
  const program = fileURLToPath(import.meta.url);
  const given = [name, folder, String(count), String(seed)];
  return spawnSync(process.execPath, [program, ...given], { stdio: "inherit" }).status ?? 1;
}

async function leaveInput(name, folder, seed, reason) {
  const { corpusOf, extension } = await languageNamed(name);
  const file = `fuzz-${name}-${seed}.${extension}`;
  writeFileSync(file, corpusOf(folder).damaged(randomNumbers(seed)));
  console.error(`seed ${seed}: ${reason}; the input is in ${file}`);
}

/** The exit code of a run. */
async function run(name, folder, count, seed) {
  const tally = new Tally();
  const reason = await runWorker(name, folder, count, seed, tally);
  console.log(`${tally.words()}, peak ${peakMegabytes().toFixed(0)} MB`);
  if (reason === undefined) return 0;
  const suspect = Math.max(tally.current, seed);
  if (count === 1) {
    await leaveInput(name, folder, suspect, reason);
    return 1;
  }
  console.log(`seed ${suspect}: ${reason}; again by itself:`);
  const failed = runElsewhere(name, folder, 1, suspect);
  const left = seed + count - suspect - 1;
  return failed || left === 0 ? failed : runElsewhere(name, folder, left, suspect + 1);
}

const [name, folder, count = "10000", seed = "1"] = process.argv.slice(2);
if (!languageNames.includes(name) || folder === undefined) {
  console.error(`usage: npm run fuzz -- ${languageNames.join("|")} FOLDER [COUNT] [SEED]`);
  process.exitCode = 2;
} else process.exitCode = await run(name, folder, Number(count), Number(seed));
