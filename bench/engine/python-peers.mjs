// Peers that Python brings: one process per peer and model, asked line by line in JSON, so that starting
// Python and importing are never timed. CHONDRON_PEER_PYTHON names the Pythons that have
// them, separated by colons: sbmlsim wants older packages than the others.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { population, sbmlOf, starts } from "./case.mjs";
import { readDoubles } from "./cvode.mjs";

export const peerScripts = {
  libRoadRunner: "roadrunner_peer.py",
  COPASI: "copasi_peer.py",
  sbmlsim: "sbmlsim_peer.py",
  LSODA: "scipy_peer.py",
};
/** These are slow enough that few patients tell their speed. */
const mostPatients = 16;
const patienceSeconds = 45;

/** A process that answers requests in order; a late answer ends it. */
export class PeerProcess {
  #child;
  #answers;
  #broken;

  constructor(name, python) {
    const script = fileURLToPath(new URL(peerScripts[name], import.meta.url));
    this.#child = spawn(python, [script], {
      stdio: ["pipe", "pipe", process.env.CHONDRON_PEER_MESSAGES ? "inherit" : "ignore"],
    });
    this.#child.on("error", (error) => {
      this.#broken = error;
    });
    this.#child.stdin.on("error", () => {});
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async ask(request) {
    if (this.#broken) throw this.#broken;
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve("late"), patienceSeconds * 1000);
    });
    const answer = await Promise.race([this.#answers.next(), late]);
    clearTimeout(timer);
    if (answer === "late") return this.#fail(`no answer in ${patienceSeconds} seconds`);
    if (answer.done) return this.#fail("the process ended");
    const reply = JSON.parse(answer.value);
    if (reply.error) throw new Error(reply.error);
    return reply;
  }

  #fail(message) {
    this.#broken = Object.assign(new Error(message), { fatal: true });
    this.close();
    throw this.#broken;
  }

  close() {
    this.#child.kill("SIGKILL");
  }
}

/** { python, version } of the peers that are there, by name; says which are not. */
export async function findPeers(names) {
  const pythons = (process.env.CHONDRON_PEER_PYTHON ?? "").split(":").filter(Boolean);
  const found = new Map();
  for (const name of names) {
    const tried = [];
    for (const python of pythons) {
      const answer = await versionOf(name, python);
      if (answer.version) found.set(name, { python, version: answer.version });
      if (answer.version) break;
      tried.push(answer.problem);
    }
    if (found.has(name)) continue;
    const reason = tried.at(-1) ?? "CHONDRON_PEER_PYTHON names no Python";
    console.error(`${name} left out: ${reason}.`);
  }
  return found;
}

async function versionOf(name, python) {
  const peer = new PeerProcess(name, python);
  try {
    return await peer.ask({ op: "version" });
  } catch (problem) {
    return { problem: problem.message };
  } finally {
    peer.close();
  }
}

/** What a peer must know of a case; the absolute tolerances are those per unit of relative tolerance. */
export function openRequest(benchCase, sbmlFile, header) {
  const { compiled, model, saveAt, end, varied, sizes, schedule, evenOutputs } = benchCase;
  return {
    op: "open",
    sbml: sbmlFile,
    header,
    end,
    times: [...saveAt],
    evenOutputs,
    columns: compiled.states.map((s) => ({ id: s.id, kind: kindOf(model, s) })),
    sizes: [...sizes],
    absolute: [...benchCase.tolerance(1).absolute],
    given: [
      ...varied.map((v) => v.id),
      ...computedParameters(benchCase).map((p) => p.id),
      ...computedStates(benchCase).map((s) => s.id),
    ],
    schedule: schedule.map((s) => ({ time: s.time, action: s.action })),
  };
}

function kindOf(model, { id, concentrationIn }) {
  if (!model.species.some((s) => s.id === id)) return "value";
  return concentrationIn ? "concentration" : "amount";
}

// Programs differ in whether a changed parameter reaches what initial assignments computed from it, so
// they are given the results.
function computedParameters({ compiled }) {
  return compiled.parameters.filter((p) => p.computed);
}

function computedStates({ compiled }) {
  return compiled.states.filter((s) => s.computed);
}

/**
 * Write the SBML, open every peer (from `findPeers`) on it and run one patient; peers that cannot are named and left out.
 * `budget`: processor seconds that one measurement may take, about.
 */
export async function pythonWays(benchCase, { peers, folder, header, budget }) {
  const sbml = join(folder, `${benchCase.id}.xml`);
  writeFileSync(sbml, sbmlOf(benchCase));
  const ways = [];
  for (const [program, { python }] of peers) {
    const peer = new PeerProcess(program, python);
    try {
      const opened = await peer.ask(openRequest(benchCase, sbml, header));
      const way = wayOf(program, peer, benchCase, folder, opened);
      const parameters = population(benchCase, 1);
      const { seconds } = await way.measure(1e-4, { parameters, count: 1 });
      // SciPy reads no SBML: there is no load to compare.
      const first = program === "LSODA" ? undefined : opened.seconds + seconds;
      const most = Math.max(2, Math.min(mostPatients, Math.floor(budget / seconds)));
      ways.push({ ...way, first, most });
    } catch (problem) {
      console.error(`${program} left out on ${benchCase.id}: ${problem.message}`);
      peer.close();
    }
  }
  return ways;
}

function wayOf(program, peer, benchCase, folder, { method }) {
  const stem = join(folder, `${program}.${benchCase.id}`);
  const measure = async (relative, { parameters, count, repeats = 1 }) => {
    writeFileSync(`${stem}.in`, new Uint8Array(peerInput(benchCase, parameters, count).buffer));
    const files = { patients: `${stem}.in`, out: `${stem}.out` };
    const reply = await peer.ask({ op: "run", relative, count, repeats, ...files });
    return { ...reply, outputs: readDoubles(`${stem}.out`) };
  };
  return {
    program,
    role: "peer",
    way: method ?? "default",
    measure,
    mebibytes: async () => (await peer.ask({ op: "memory" })).kib / 1024,
    close: () => peer.close(),
  };
}

/** [patient][what varies, computed parameters and states as symbols mean them, all parameters, states]. */
function peerInput(benchCase, parameters, count) {
  const { compiled, varied } = benchCase;
  const start = starts(benchCase, parameters, count);
  const [np, n] = [compiled.parameters.length, compiled.states.length];
  const computed = computedStates(benchCase);
  const fromOthers = computedParameters(benchCase).map((p) => compiled.parameters.indexOf(p));
  const width = varied.length + fromOthers.length + computed.length + np + n;
  const input = new Float64Array(count * width);
  const sizeOf = new Map(compiled.parameters.map((p, i) => [p.id, i]));
  for (let k = 0; k < count; k++) {
    const p = start.parameters.subarray(k * np, (k + 1) * np);
    const y = start.states.subarray(k * n, (k + 1) * n);
    const meaning = (s) => y[compiled.states.indexOf(s)] / (p[sizeOf.get(s.concentrationIn)] ?? 1);
    const direct = [...varied.map((v) => v.index), ...fromOthers].map((index) => p[index]);
    const head = [...direct, ...computed.map(meaning)];
    input.set([...head, ...p, ...y], k * width);
  }
  return input;
}
