// Chromium beside Node: patients per second of the knee's population on one thread, the same job in the
// same built packages, in rounds that alternate between the two. What is measured and how is in
// bench/README.md.

import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { openPool } from "@chondron/solver";
import { openBenchServer } from "./browser/bench-server.mjs";
import { chromiumVersion, openChromium } from "./browser/chromium.mjs";
import { timeRuns, warmUp } from "./browser/job-runs.mjs";
import { fromText, toText } from "./browser/plain-data.mjs";
import { firstThreadSeconds } from "./browser/thread-seconds.mjs";
import { population } from "./engine/case.mjs";
import { modelMakers } from "./engine/models.mjs";
import { median } from "./statistics.mjs";

const model = "knee";
const patients = 100;
const relative = 1e-4;
const rounds = 40;
const runsPerRound = 4;
/** The page loads, compiles and warms up in seconds; a page that is silent this long never answers. */
const longestSilence = 120_000;

export async function browser(options) {
  const { values } = parseArgs({ args: options, options: { json: { type: "string" } } });
  const chromium = chromiumVersion();
  if (!chromium) {
    console.error("Chromium left out: not on the path (CHONDRON_CHROMIUM names it).");
    return;
  }
  const measured = await compare(jobOf(modelMakers.get(model)()));
  const report = reportOf(measured, chromium);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, undefined, 1)}\n`);
  console.log(tableOf(report));
}

/** The case's population as a job of the pool; what it observes is every state. */
function jobOf(theCase) {
  const { compiled, end, saveAt, schedule, tolerance } = theCase;
  const job = {
    compiled,
    observe: compiled.states.map((s) => s.id),
    lanes: patients,
    start: 0,
    end,
    saveAt,
    parameters: population(theCase, patients),
    schedules: new Array(patients).fill(schedule),
    tolerance: tolerance(relative),
    target: "wasm-simd",
  };
  if (!isDeepStrictEqual(fromText(toText(job)), job)) throw new Error("the job is no plain data");
  return job;
}

/** { node, chromium: { checksums, rounds: [{ seconds: of each run, processorSeconds: of all }] } } */
async function compare(job) {
  const pool = await openPool({ workers: 0 });
  const server = await openBenchServer(toText(job));
  const page = openChromium(server.address);
  const heard = (report) => Promise.race([report, page.ended, silence()]);
  const inPage = async () => (await heard(server.orders.order(runsPerRound))).seconds;
  const here = () => timeRuns(pool, job, runsPerRound);
  try {
    const { checksums } = await heard(server.orders.report);
    const chromium = { checksums, rounds: [] };
    const node = { checksums: await warmUp(pool, job), rounds: [] };
    for (let k = 0; k < rounds; k++) {
      node.rounds.push(await timedRound(here, () => firstThreadSeconds([process.pid])));
      chromium.rounds.push(await timedRound(inPage, page.processorSeconds));
    }
    return { node, chromium };
  } finally {
    await page.close();
    server.close();
    await pool.close();
  }
}

async function timedRound(run, processorSeconds) {
  const begin = processorSeconds();
  const seconds = await run();
  return { seconds, processorSeconds: processorSeconds() - begin };
}

function silence() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the page is silent")), longestSilence).unref();
  });
}

function reportOf({ node, chromium }, version) {
  const rates = { node: bestRate(node), chromium: bestRate(chromium) };
  const processorRates = { node: processorRate(node), chromium: processorRate(chromium) };
  const identical = node.checksums.filter((sum, k) => sum === chromium.checksums[k]).length;
  return {
    machine: `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}, ${version}`,
    load: loadavg()[0],
    metric: "browser",
    model,
    ratio: rates.chromium / rates.node,
    processorRatio: processorRates.chromium / processorRates.node,
    patients,
    relative,
    rates,
    processorRates,
    identical,
    rounds: { node: node.rounds, chromium: chromium.rounds },
  };
}

/** Patients per second of the best run by the clock on the wall. */
function bestRate({ rounds: timed }) {
  return patients / Math.min(...timed.flatMap((round) => round.seconds));
}

/** Patients per processor second, the median of the rounds. */
function processorRate({ rounds: timed }) {
  return (patients * runsPerRound) / median(timed.map((round) => round.processorSeconds));
}

function tableOf({ machine, load, identical, ...report }) {
  const cell = (value, digits) => (Number.isNaN(value) ? "unknown" : value.toFixed(digits));
  const row = (by, { node, chromium }, ratio) =>
    `| ${by} | ${cell(node, 0)} | ${cell(chromium, 0)} | ${cell(ratio, 3)} |`;
  return `${machine}, load average ${load.toFixed(1)}

| ${model}: patients per second of | Node | Chromium | ratio |
|---|---:|---:|---:|
${row("the wall's clock, best run", report.rates, report.ratio)}
${row("the processor, median round", report.processorRates, report.processorRatio)}

The same bits: ${identical} of ${patients} patients.`;
}
