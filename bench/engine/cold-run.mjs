// One fresh process of ours: read SBML, check, compile, run once; with --population also run all
// patients, with --as-command as the command line does, which has V8 optimise later. Prints processor seconds to the first result and the peak memory, as JSON.

import { readFileSync } from "node:fs";
import { compile, loadJs } from "@chondron/compiler";
import { checkModel, hasErrors, readSbml } from "@chondron/model";
import { Integrator } from "@chondron/solver";
import { optimiseLate } from "../../packages/chondron/dist/command/late-optimisation.js";
import { readDoubles } from "./cvode.mjs";
import { processorSeconds } from "./processor-seconds.mjs";

const request = JSON.parse(readFileSync(process.argv[2], "utf8"));
if (process.argv[3] === "--as-command") optimiseLate();
const begin = processorSeconds();
const wallBegin = performance.now();
const { model, diagnostics } = readSbml(readFileSync(request.sbml), { file: "model" });
const found = [...diagnostics, ...checkModel(model)];
if (hasErrors(found)) throw new Error(found[0].message);
const { compiled } = compile(model);
const integrator = new Integrator(loadJs(compiled));
const parameters = Float64Array.from(compiled.parameters, (p) => p.value);
const first = run(parameters);
const result = {
  code: first.code,
  first: processorSeconds() - begin,
  wall: (performance.now() - wallBegin) / 1000,
};
if (process.argv[3] === "--population") keepPopulation();
result.mebibytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify(result));

function run(values) {
  const ids = compiled.observables;
  return integrator.run({
    start: 0,
    end: request.end,
    parameters: values,
    saveAt: Float64Array.from(request.saveAt),
    observe: Int32Array.from(request.observe, (id) => ids.indexOf(id)),
    tolerance: {
      relative: request.relative,
      absolute: Float64Array.from(compiled.states, (s) => request.absolute[s.id] ?? 1),
    },
    maxSteps: 1_000_000,
  });
}

/** All outputs of all patients are held at once, as a caller that asks for them would. */
function keepPopulation() {
  const drawn = readDoubles(request.parameters);
  const places = request.ids.map((id) => compiled.parameters.findIndex((p) => p.id === id));
  const width = request.saveAt.length * request.observe.length;
  const outputs = new Float64Array(request.count * width);
  for (let k = 0; k < request.count; k++) {
    const values = parameters.slice();
    places.forEach((place, i) => {
      if (place >= 0) values[place] = drawn[k * request.ids.length + i];
    });
    outputs.set(run(values).values, k * width);
  }
}
