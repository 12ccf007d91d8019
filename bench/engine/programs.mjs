// The programs of the bench behind one shape. Each way of a program (a method, a linear solver) has
//   program, way, role: "ours" | "peer"
//   measure(relative, group) → { seconds, failed, outputs }, once over the patients of the group
// where a group is { parameters, count, job } made by `groupOf`.

import { join } from "node:path";
import { median } from "../statistics.mjs";
import { population } from "./case.mjs";
import { buildCvode, cvodeSolvers, patience, runCvode, writeJob } from "./cvode.mjs";
import { engines, openOurs } from "./ours.mjs";
import { processorSeconds } from "./processor-seconds.mjs";

/** Runs below this relative tolerance are references, which take the time they need. */
const tightest = 1e-9;

/** Patients in the forms that programs take them. */
export function groupOf(benchCase, count, folder, parameters = population(benchCase, count)) {
  const job = writeJob(benchCase, parameters, count, folder);
  return { parameters, count, job };
}

/** Every target and method of ours. The caller closes the ways. */
export function ourWays(benchCase, targets) {
  return Promise.all(engines(targets).map((engine) => ourWay(benchCase, engine)));
}

async function ourWay(benchCase, engine) {
  const runner = await openOurs(benchCase, engine);
  const measure = async (relative, { parameters, count, repeats = 1 }) => {
    const begin = processorSeconds();
    let result;
    for (let k = 0; k < repeats; k++) result = await runner.run(parameters, count, relative);
    return { ...result, seconds: (processorSeconds() - begin) / repeats };
  };
  return { program: "ours", role: "ours", way: engine.name, measure, close: runner.close };
}

/** CVODE's builds with each linear solver; dense matrices of large systems are left out, being hopeless. */
export function cvodeWays(benchCase, folder) {
  const out = join(folder, "cvode.out");
  const solvers = cvodeSolvers.filter(
    (s) => s !== "dense" || benchCase.compiled.states.length < 150,
  );
  return buildCvode(benchCase).flatMap(({ name, program, seconds }) =>
    solvers.map((solver) => ({
      program: name,
      role: "peer",
      way: solver,
      compileSeconds: seconds,
      measure: (relative, { job, count, repeats = 1 }) => {
        const timeout = relative < tightest ? 0 : patience;
        const result = runCvode(program, { solver, relative, job, count, repeats, out, timeout });
        return { ...result, seconds: median(result.each) };
      },
      close: () => {},
    })),
  );
}
