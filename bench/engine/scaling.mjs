// How the cost grows: processor seconds over patients, states (generated chains of reactions) and
// doses, each with its fitted exponent (1 is linear), and what a second worker adds.

import { readSbml } from "@chondron/model";
import { openPool } from "@chondron/solver";
import { chainModel } from "../chain-model.mjs";
import { exponent } from "../statistics.mjs";
import { makeCase, population } from "./case.mjs";
import { modelMakers } from "./models.mjs";
import { cvodeWays, groupOf, ourWays } from "./programs.mjs";

const relative = 1e-4;
const chainStates = [50, 100, 200, 400, 800];
const doseCounts = [13, 26, 52, 104];
const mostSecondsPerPoint = 8;
const shortest = 0.2;
/** Long enough that starting and ending of blocks do not count. */
const secondsOfOneWorker = 8;
const roundsOfWorkers = 3;

/** Exponents and the points they are fitted to, by what grows; `ids` are the models asked for. */
export async function scaling({ ids, sundials, folder, targets }) {
  const models = ["knee", "synth50", "robertson"].filter((id) => ids.includes(id));
  const theCase = models.length > 0 ? modelMakers.get(models[0])() : undefined;
  const result = { states: await growthWithStates({ sundials, folder, targets }) };
  if (theCase) {
    result.patients = await growthWithPatients(theCase, targets);
    result.workers = await gainOfWorkers(theCase);
  }
  if (ids.includes("knee-weekly"))
    result.doses = await growthWithDoses(modelMakers.get("knee-weekly")(), targets);
  return result;
}

async function growthWithPatients(theCase, targets) {
  const [way] = await ourWays(theCase, targets);
  const base = 64;
  const parameters = population(theCase, base * 64);
  for (let warm = 0; warm < 5; warm++) await way.measure(relative, { parameters, count: base });
  const once = (await way.measure(relative, { parameters, count: base })).seconds;
  const counts = [2, 4, 8, 16, 32, 64]
    .map((f) => f * base)
    .filter((n) => n * once < base * mostSecondsPerPoint);
  const points = [];
  for (const count of counts) points.push([count, await best(way, { parameters, count })]);
  way.close();
  return { model: theCase.id, way: way.way, points, exponent: exponent(points) };
}

async function growthWithDoses(theCase, targets) {
  const parameters = population(theCase, 4);
  const points = [];
  for (const doses of doseCounts) {
    const fewer = { ...theCase, schedule: theCase.schedule.slice(0, doses) };
    const [way] = await ourWays(fewer, targets);
    await way.measure(relative, { parameters, count: 1 });
    points.push([doses, (await best(way, { parameters, count: 4 })) / 4]);
    way.close();
  }
  return { model: theCase.id, points, exponent: exponent(points) };
}

async function growthWithStates({ sundials, folder, targets }) {
  const ours = [];
  const cvode = [];
  for (const states of chainStates) {
    const theCase = chainCase(states);
    const group = groupOf(theCase, 2, folder);
    const [way] = await ourWays(theCase, targets);
    await way.measure(relative, group);
    ours.push([states, (await best(way, group)) / 2]);
    way.close();
    if (!sundials) continue;
    const amd = cvodeWays(theCase, folder).at(-1);
    cvode.push([states, (await best(amd, group)) / 2]);
  }
  const fitted = (points) => ({ points, exponent: exponent(points) });
  return { model: "chain", ...fitted(ours), ...(sundials ? { CVODE: fitted(cvode) } : {}) };
}

function chainCase(states) {
  const { model } = readSbml(Buffer.from(chainModel(2 * states)), { file: "chain" });
  return makeCase({ id: `chain${states}`, title: "a chain of reactions", model, end: 10, cv: 0.2 });
}

/** Wall time of one worker over that of two, on the same job. */
async function gainOfWorkers(theCase) {
  const { compiled, end, saveAt, schedule, tolerance } = theCase;
  const [way] = await ourWays(theCase, ["wasm-simd"]);
  const sample = population(theCase, 8);
  await way.measure(relative, { parameters: sample, count: 8 });
  const once = (await way.measure(relative, { parameters: sample, count: 8 })).seconds / 8;
  const lanes = Math.max(64, Math.min(50_000, Math.round(secondsOfOneWorker / once)));
  const job = {
    compiled,
    observe: compiled.states.map((s) => s.id),
    lanes,
    start: 0,
    end,
    saveAt,
    parameters: population(theCase, lanes),
    schedules: Array.from({ length: lanes }, () => schedule),
    tolerance: tolerance(relative),
  };
  const rounds = [];
  for (let round = 0; round < roundsOfWorkers; round++)
    rounds.push([await wallSeconds(job, 1), await wallSeconds(job, 2)]);
  const [one, two] = [0, 1].map((w) => Math.min(...rounds.map((seconds) => seconds[w])));
  return { model: theCase.id, lanes, seconds: { 1: one, 2: two }, gain: one / two };
}

async function wallSeconds(job, workers) {
  const pool = await openPool({ workers });
  // The first job warms up the workers' engines.
  await pool.run({ ...job, lanes: 512, ...firstLanes(job, 512) });
  const begin = performance.now();
  await pool.run(job);
  const seconds = (performance.now() - begin) / 1000;
  await pool.close();
  return seconds;
}

function firstLanes({ parameters, lanes, schedules }, count) {
  return {
    parameters: parameters.slice(0, (count * parameters.length) / lanes),
    schedules: schedules.slice(0, count),
  };
}

/**
 * Processor seconds of a group: the smallest of three measurements, each repeated to be long enough,
 * because what growth is fitted to should not hold chance.
 */
async function best(way, group) {
  await way.measure(relative, group);
  const { seconds } = await way.measure(relative, group);
  const repeats = Math.max(1, Math.ceil(shortest / seconds));
  const found = [];
  for (let k = 0; k < 3; k++)
    found.push((await way.measure(relative, { ...group, repeats })).seconds);
  return Math.min(...found);
}
