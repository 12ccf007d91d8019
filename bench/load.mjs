// How long a model takes from SBML text to a system that can run, stage by stage: read, check,
// compile, load the code. Generated models of doubling size show how the cost grows; real models come
// from the conformance pack where it is present. Where CHONDRON_ROADRUNNER_PYTHON names a Python with
// libRoadRunner, its load of the same files is timed beside, in the same run.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { compile, loadJs } from "@chondron/compiler";
import { checkModel, hasErrors, readSbml } from "@chondron/model";
import { chainModel } from "./chain-model.mjs";

const sizes = [1000, 2000, 5000, 10_000, 20_000];
const realModel = "BIOMD0000000255";
const repeats = 3;
/** libRoadRunner compiles each model through LLVM; beyond this size that takes many minutes. */
const mostReactionsForPeer = 5000;
const targets = { [realModel]: 2, chain_20000: 20 };

export function load(options) {
  const { values } = parseArgs({ args: options, options: { json: { type: "string" } } });
  const folder = mkdtempSync(join(tmpdir(), "chondron-bench-"));
  try {
    const files = [
      ...realFiles(folder),
      ...sizes.map((n) => writeModel(folder, `chain_${n}`, chainModel(n))),
    ];
    const rows = files.map(measure);
    const compared = files.filter((_, i) => rows[i].reactions <= mostReactionsForPeer);
    const peers = roadrunnerLoads(compared);
    const report = describe(rows, peers);
    print(report);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeModel(folder, id, text) {
  const file = join(folder, `${id}.xml`);
  writeFileSync(file, text);
  return { id, file };
}

function realFiles(folder) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const cases = resolve(root, process.env.CHONDRON_CASES ?? "../shared/conformance");
  const pack = join(cases, "biomodels.tar.gz");
  if (!existsSync(pack)) {
    console.log(`${realModel} left out: there is no ${pack}; set CHONDRON_CASES to its folder.`);
    return [];
  }
  return [writeModel(folder, realModel, entry(gunzipSync(readFileSync(pack)), `${realModel}.xml`))];
}

/** POSIX.1-1988 ustar: a 512-byte header with name at 0, size in octal at 124, then padded data. */
function entry(tar, name) {
  for (let at = 0; at + 512 <= tar.length; ) {
    const path = tar.toString("latin1", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8) || 0;
    if (path.endsWith(name)) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`the pack has no ${name}`);
}

/** Median seconds of each stage; the first run of a model pays for what the engine compiles. */
function measure({ id, file }) {
  const bytes = readFileSync(file);
  const runs = Array.from({ length: repeats }, () => once(id, bytes));
  const stage = (name) => median(runs.map((r) => r[name]));
  return {
    model: id,
    bytes: bytes.length,
    reactions: runs[0].reactions,
    states: runs[0].states,
    read: stage("read"),
    check: stage("check"),
    compile: stage("compile"),
    load: stage("load"),
    total: stage("total"),
    first: runs[0].total,
  };
}

function once(id, bytes) {
  const times = [performance.now()];
  const lap = (value) => {
    times.push(performance.now());
    return value;
  };
  const { model, diagnostics } = lap(readSbml(bytes, { file: id }));
  const found = lap([...diagnostics, ...checkModel(model)]);
  if (hasErrors(found)) throw new Error(`${id} has errors: ${found[0].message}`);
  const { compiled } = lap(compile(model));
  lap(loadJs(compiled));
  const [read, check, compileTime, load] = times.slice(1).map((t, i) => (t - times[i]) / 1000);
  return {
    reactions: model.reactions.length,
    states: compiled.states.length,
    read,
    check,
    compile: compileTime,
    load,
    total: (times.at(-1) - times[0]) / 1000,
  };
}

/** Seconds libRoadRunner takes to load each file, once each, by model; none where it is absent. */
function roadrunnerLoads(files) {
  const python = process.env.CHONDRON_ROADRUNNER_PYTHON;
  if (!python) {
    console.log("libRoadRunner left out: set CHONDRON_ROADRUNNER_PYTHON to a Python that has it.");
    return { seconds: new Map() };
  }
  const script = fileURLToPath(new URL("roadrunner_load.py", import.meta.url));
  const text = execFileSync(python, [script, ...files.map((f) => f.file)], { encoding: "utf8" });
  const { version, seconds } = JSON.parse(text.slice(text.indexOf("{")));
  return { version, seconds: new Map(files.map(({ id }, i) => [id, seconds[i]])) };
}

function describe(rows, peers) {
  const measured = rows.map((row) => {
    const roadrunner = peers.seconds.get(row.model);
    const target = targets[row.model];
    return {
      ...row,
      ...(target === undefined ? {} : { target }),
      ...(roadrunner === undefined ? {} : { roadrunner, ratio: roadrunner / row.first }),
    };
  });
  const chain = measured.filter((r) => r.model.startsWith("chain_"));
  return {
    machine: `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`,
    repeats,
    ...(peers.version ? { roadrunner: peers.version } : {}),
    exponents: Object.fromEntries(
      ["read", "check", "compile", "load", "total"].map((s) => [s, exponent(chain, s)]),
    ),
    rows: measured,
  };
}

/** Slope of log seconds over log reactions, by least squares: 1 is linear. */
function exponent(rows, stage) {
  const points = rows.map((r) => [Math.log(r.reactions), Math.log(r[stage])]);
  const mean = (k) => points.reduce((sum, p) => sum + p[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0);
  return covariance / points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
}

function print({ machine, exponents, rows, roadrunner }) {
  console.log(machine + (roadrunner ? `, libRoadRunner ${roadrunner}` : ""));
  const columns = [
    "model",
    "reactions",
    "states",
    "read",
    "check",
    "compile",
    "load",
    "total",
    "first",
    "target",
    "roadrunner",
    "ratio",
  ];
  const cell = (value) =>
    typeof value === "number" && !Number.isInteger(value) ? value.toFixed(2) : String(value ?? "");
  console.log(`| ${columns.join(" | ")} |\n|${columns.map(() => "---").join("|")}|`);
  for (const row of rows) console.log(`| ${columns.map((c) => cell(row[c])).join(" | ")} |`);
  const slopes = Object.entries(exponents).map(([stage, e]) => `${stage} ${e.toFixed(2)}`);
  console.log(`growth with reactions, exponent: ${slopes.join(", ")}`);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
