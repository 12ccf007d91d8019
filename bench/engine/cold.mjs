// From SBML text to the first result in a fresh process, and the peak memory of a population: ours by
// cold-run.mjs, CVODE by gcc and its program; what Python's peers took is handed in.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../statistics.mjs";
import { population, sbmlOf } from "./case.mjs";
import { buildCvode, runCvode } from "./cvode.mjs";
import { groupOf } from "./programs.mjs";

const relative = 1e-4;
const repeats = 3;

/** Ratios of the metrics "load" and "memory", theirs over ours, and what was measured. */
export function coldRatios(theCase, { peers, folder, patients }) {
  const ours = ourCold(theCase, folder, patients);
  const theirs = {
    ...(theCase.hasCvode ? cvodeCold(theCase, folder, patients) : {}),
    ...peers,
  };
  const ratios = Object.entries(theirs).flatMap(([peer, cold]) => [
    ...ratioOf("load", theCase.id, peer, ours.first, cold.first),
    ...ratioOf("memory", theCase.id, peer, ours.mebibytes, cold.mebibytes),
  ]);
  return { ratios, measured: { patients, ours, ...theirs } };
}

function ratioOf(metric, model, peer, ours, theirs) {
  return ours && theirs ? [{ metric, model, peer, ratio: theirs / ours, ours, theirs }] : [];
}

function ourCold(theCase, folder, count) {
  const stem = join(folder, `cold-${theCase.id}`);
  writeFileSync(`${stem}.xml`, sbmlOf(theCase));
  writeFileSync(`${stem}.bin`, new Uint8Array(population(theCase, count).buffer));
  const { compiled, saveAt, end } = theCase;
  const request = {
    sbml: `${stem}.xml`,
    parameters: `${stem}.bin`,
    ids: compiled.parameters.map((p) => p.id),
    observe: compiled.states.map((s) => s.id),
    count,
    end,
    saveAt: [...saveAt],
    relative,
    absolute: Object.fromEntries(
      compiled.states.map((s, i) => [s.id, theCase.tolerance(relative).absolute[i]]),
    ),
  };
  writeFileSync(`${stem}.json`, JSON.stringify(request));
  const script = fileURLToPath(new URL("cold-run.mjs", import.meta.url));
  const ask = (...more) =>
    JSON.parse(
      execFileSync(process.execPath, [script, `${stem}.json`, ...more], { encoding: "utf8" }),
    );
  const firstOf = (...more) => median(Array.from({ length: repeats }, () => ask(...more).first));
  const { mebibytes } = ask("--population");
  return { first: firstOf("--as-command"), inLibrary: firstOf(), mebibytes };
}

// What gcc needs counts: it is how a model gets into CVODE.
function cvodeCold(theCase, folder, count) {
  const { job } = groupOf(theCase, count, folder);
  const out = join(folder, "cold.out");
  const measured = buildCvode(theCase).map(({ name, program, seconds }) => {
    const one = runCvode(program, { solver: "amd", relative, job, count: 1 });
    const all = runCvode(program, { solver: "amd", relative, job, count, out });
    return [name, { first: seconds + one.seconds, mebibytes: all.kib / 1024 }];
  });
  return Object.fromEntries(measured);
}
