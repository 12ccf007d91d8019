// How long a model takes from SBML text to a system that can run, stage by stage: read, check,
// compile, load the code. Generated models of doubling size show how the cost grows; real models come
// from the conformance pack where it is present. Where CHONDRON_ROADRUNNER_PYTHON names a Python with
// libRoadRunner, its load of the same files is timed beside, in the same run.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compile, loadJs } from "@chondron/compiler";
import { checkModel, hasErrors, readSbml } from "@chondron/model";
import { readBioModel } from "./bio-models.mjs";
import { chainModel } from "./chain-model.mjs";
import { exponent, median } from "./statistics.mjs";

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
  const text = readBioModel(realModel);
  return text ? [writeModel(folder, realModel, text)] : [];
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
      ["read", "check", "compile", "load", "total"].map((s) => [
        s,
        exponent(chain.map((r) => [r.reactions, r[s]])),
      ]),
    ),
    rows: measured,
  };
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
