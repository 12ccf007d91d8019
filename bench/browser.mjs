// Chromium beside Node: patients per second of the knee's population on one thread, the same job in the
// same built packages, in rounds that alternate between the two. What is measured and how is in
// bench/README.md.

import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { openPool } from "@chondron/solver";
import { openBenchServer } from "./browser/bench-server.mjs";
import { chromiumVersion, openChromium } from "./browser/chromium.mjs";
import { timeRuns, warmUp } from "./browser/job-runs.mjs";
import { fromText, toText } from "./browser/plain-data.mjs";
import { population } from "./engine/case.mjs";
import { modelMakers } from "./engine/models.mjs";

const model = "knee";
const patients = 100;
const relative = 1e-4;
const rounds = 60;
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

/** { node, chromium: { seconds, checksums } } of every timed run. */
async function compare(job) {
  const pool = await openPool({ workers: 0 });
  const server = await openBenchServer(toText(job));
  const page = openChromium(server.address);
  const heard = (report) => Promise.race([report, page.ended, silence()]);
  try {
    const { checksums } = await heard(server.orders.report);
    const chromium = { checksums, seconds: [] };
    const node = { checksums: await warmUp(pool, job), seconds: [] };
    for (let round = 0; round < rounds; round++) {
      node.seconds.push(...(await timeRuns(pool, job, runsPerRound)));
      chromium.seconds.push(...(await heard(server.orders.order(runsPerRound))).seconds);
    }
    return { node, chromium };
  } finally {
    await page.close();
    server.close();
    await pool.close();
  }
}

function silence() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the page is silent")), longestSilence).unref();
  });
}

function reportOf({ node, chromium }, version) {
  const rates = { node: bestRate(node), chromium: bestRate(chromium) };
  const identical = node.checksums.filter((sum, k) => sum === chromium.checksums[k]).length;
  return {
    machine: `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}, ${version}`,
    metric: "browser",
    model,
    ratio: rates.chromium / rates.node,
    patients,
    relative,
    rates,
    identical,
    seconds: { node: node.seconds, chromium: chromium.seconds },
  };
}

function bestRate({ seconds }) {
  return patients / Math.min(...seconds);
}

function tableOf({ machine, rates, ratio, identical }) {
  return `${machine}

| model | patients/s, Node | patients/s, Chromium | ratio | patients with the same bits |
|---|---:|---:|---:|---:|
| ${model} | ${rates.node.toFixed(0)} | ${rates.chromium.toFixed(0)} | ${ratio.toFixed(3)} | ${identical} of ${patients} |`;
}
