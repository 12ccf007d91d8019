// The engine against CVODE, libRoadRunner, COPASI, sbmlsim and SciPy's LSODA: patients per second of one
// core at equal achieved error, single runs, load to first result, memory, and how the cost grows.
// What each number means is in bench/README.md; the parts are in engine/.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchCase, ratiosOf } from "./engine/case-bench.mjs";
import { coldRatios } from "./engine/cold.mjs";
import { buildCvode, cvodeBuilds, cvodeHeader } from "./engine/cvode.mjs";
import { modelMakers } from "./engine/models.mjs";
import { missingTargets } from "./engine/ours.mjs";
import { writePlots } from "./engine/plots.mjs";
import { findPeers, peerScripts, pythonWays } from "./engine/python-peers.mjs";
import { scaling } from "./engine/scaling.mjs";
import { writeTables } from "./engine/tables.mjs";

const usual = { patients: 1000, seconds: 0.3, rounds: 3 };
const quickModels = ["knee", "synth50", "BIOMD512", "robertson"];
const quick = { patients: 200, seconds: 0.05, rounds: 1 };

/** `peers`: names, CVODE among them; `from`: a report of `--json` to publish again. */
const optionTypes = {
  json: { type: "string" },
  models: { type: "string" },
  peers: { type: "string" },
  targets: { type: "string" },
  from: { type: "string" },
  quick: { type: "boolean" },
  "skip-growth": { type: "boolean" },
};

export async function engine(options) {
  const { values } = parseArgs({ args: options, options: optionTypes });
  if (values.from) return publish(JSON.parse(readFileSync(values.from, "utf8")));
  const ids = values.models?.split(",") ?? (values.quick ? quickModels : [...modelMakers.keys()]);
  const unknown = ids.filter((id) => !modelMakers.has(id));
  if (unknown.length > 0) {
    console.error(
      `no model ${unknown.join(", ")}; there are ${[...modelMakers.keys()].join(", ")}`,
    );
    process.exitCode = 2;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "chondron-bench-"));
  try {
    const report = await measureAll(ids, values, folder);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, undefined, 1)}\n`);
    // Part of the models, or a quick look, is no replacement for the published tables.
    if (!values.models && !values.quick) publish(report);
    else writeTables(report, (text) => console.log(text));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function publish(report) {
  writePlots(report, new URL("plots/", import.meta.url));
  const readme = new URL("README.md", import.meta.url);
  writeTables(report, (text) => {
    const [before, rest] = readFileSync(readme, "utf8").split("<!-- engine tables -->\n");
    const [, after] = rest.split("<!-- end of engine tables -->\n");
    const marked = `<!-- engine tables -->\n${text}\n<!-- end of engine tables -->\n`;
    writeFileSync(readme, `${before}${marked}${after}`);
  });
}

async function measureAll(ids, values, folder) {
  const pinned = pinToOneCore();
  const names = values.peers?.split(",") ?? ["CVODE", ...Object.keys(peerScripts)];
  const builds = names.includes("CVODE") ? cvodeBuilds() : [];
  const sundials = builds.length > 0;
  if (!sundials && names.includes("CVODE"))
    console.error("CVODE left out: gcc finds no SUNDIALS (Debian: libsundials-dev).");
  const peers = await findPeers(Object.keys(peerScripts).filter((name) => names.includes(name)));
  const targets = values.targets?.split(",") ?? ["js", "wasm", "wasm-simd"];
  const lacking = missingTargets(targets);
  if (lacking.length > 0) console.error(`Not in this build: targets ${lacking.join(", ")}.`);
  const settings = { ...(values.quick ? quick : usual), targets, folder };
  const cases = [];
  const ratios = [];
  for (const id of ids) {
    const done = await measureModel(id, { sundials, peers, settings });
    if (!done) continue;
    cases.push(done.result);
    ratios.push(...done.ratios);
  }
  if (pinned) unpin();
  const exponents =
    values.quick || values["skip-growth"] ? {} : await scaling({ ids, sundials, folder, targets });
  const versions = [...peers].map(([name, { version }]) => [name, version]);
  return {
    machine: `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`,
    pinned,
    quick: values.quick === true,
    peers: Object.fromEntries([...builds.map((b) => [b.program, b.version]), ...versions]),
    ratios,
    exponents,
    curves: cases,
  };
}

async function measureModel(id, { sundials, peers, settings }) {
  const begin = performance.now();
  const made = modelMakers.get(id)();
  if (!made) {
    console.error(`${id} left out: its text is absent.`);
    return undefined;
  }
  const theCase = { ...made, hasCvode: sundials && hasProgram(made) };
  const { folder } = settings;
  const header = theCase.hasCvode ? cvodeHeader(theCase) : undefined;
  const budget = 2 * settings.seconds;
  const openPeers = (one) => pythonWays(one, { peers, folder, header, budget });
  const { peersCold, ...result } = await benchCase(theCase, { ...settings, openPeers });
  const { patients } = result;
  const cold = coldRatios(theCase, { peers: peersCold, folder, patients });
  const ratios = [
    ...ratiosOf(id, "population", result.population),
    ...ratiosOf(id, "single", result.single),
    ...cold.ratios,
  ];
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  const best = ratios.find((r) => r.peer === "CVODE" && r.error === 1e-4);
  console.error(`${id}: ${best ? `${best.ratio.toFixed(2)} of CVODE, ` : ""}${seconds} s`);
  return { result: { ...result, cold: cold.measured }, ratios };
}

function hasProgram(theCase) {
  try {
    buildCvode(theCase);
    return true;
  } catch (problem) {
    console.error(`CVODE left out on ${theCase.id}: ${problem.message.split("\n")[0]}`);
    return false;
  }
}

/** Keep this process and those it starts on the last core; false where there is no taskset. */
function pinToOneCore() {
  return setCores(String(cpus().length - 1));
}

function unpin() {
  setCores(`0-${cpus().length - 1}`);
}

function setCores(cores) {
  try {
    execFileSync("taskset", ["-a", "-c", "-p", cores, String(process.pid)], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
