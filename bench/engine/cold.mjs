// From SBML text to the first result in a fresh process, and the peak memory of a population: ours by
// cold-run.mjs, Python's peers by their processes, CVODE by gcc and its program.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { population, sbmlOf } from "./case.mjs";
import { buildCvode, runCvode } from "./cvode.mjs";
import { groupOf } from "./programs.mjs";
import { pythonWays } from "./python-peers.mjs";

const relative = 1e-4;
const repeats = 3;

/** Ratios of the metrics "load" (theirs in seconds / ours) and "memory", and what was measured. */
export async function coldRatios(theCase, { peers, folder, patients }) {
  const count = Math.min(patients, 1000);
  const ours = ourCold(theCase, folder, count);
  const measured = { patients: count, ours };
  if (theCase.hasCvode) measured.CVODE = cvodeCold(theCase, folder, count);
  for (const peer of peers) {
    const cold = await peerCold(peer, theCase, folder).catch(() => undefined);
    if (cold) measured[peer] = cold;
  }
  const ratios = Object.entries(measured).flatMap(([peer, cold]) => {
    if (peer === "ours" || peer === "patients") return [];
    const row = (metric, mine, theirs) =>
      mine && theirs
        ? [{ metric, model: theCase.id, peer, ratio: theirs / mine, ours: mine, theirs }]
        : [];
    return [
      ...row("load", ours.first, cold.first),
      ...row("memory", ours.mebibytes, cold.mebibytes),
    ];
  });
  return { ratios, measured };
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
  const firsts = Array.from({ length: repeats }, () => ask().first);
  const { mebibytes } = ask("--population");
  return { first: firsts.sort((a, b) => a - b)[Math.floor(repeats / 2)], mebibytes };
}

// What gcc needs counts: it is how a model gets into CVODE.
function cvodeCold(theCase, folder, count) {
  const { program, seconds } = buildCvode(theCase);
  const { job } = groupOf(theCase, count, folder);
  const out = join(folder, "cold.out");
  const one = runCvode(program, { solver: "amd", relative, job, count: 1 });
  const all = runCvode(program, { solver: "amd", relative, job, count, out });
  return { first: seconds + one.seconds, mebibytes: all.kib / 1024 };
}

async function peerCold(name, theCase, folder) {
  const [way] = await pythonWays(theCase, {
    peers: [name],
    folder,
    header: theCase.hasCvode ? `${buildCvode(theCase).program}.h` : undefined,
  });
  if (!way) return undefined;
  try {
    const group = { parameters: population(theCase, 1), count: 1 };
    const { seconds } = await way.measure(relative, group);
    return { first: way.loadSeconds + seconds, mebibytes: (await way.memory()) / 1024 };
  } finally {
    way.close();
  }
}
