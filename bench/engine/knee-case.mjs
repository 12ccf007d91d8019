// The knee as cases of the bench: a woman of 64 with a body-mass index of 31 and an osteoarthritic
// knee is given vesicles into the joint and followed for two years. Patients differ in the parameters
// that vary between people, as in the trials: log-normal, cut at the ledger's limits.

import { loadJs } from "@chondron/compiler";
import { integrate } from "@chondron/solver";
import { compiledOf, makeCase } from "./case.mjs";
import { startingAt } from "./prepare-model.mjs";

const person = new Map([
  ["age0", 64],
  ["bmi", 31],
  ["female", 1],
  ["susceptibility", 1.5],
]);

/** The knee given vesicles at `times` in days; every assignment of the therapy's route is done. */
export function kneeCase(disease, id, times) {
  const model = withPerson(disease.model);
  const start = historyOf(model, disease.naturalHistory);
  const { amount, context, routes } = disease.therapies.find((t) => t.id === "ev");
  const given = routes.find((r) => r.id === "intra-articular").give;
  const constants = { amount: amount.usual, context };
  const action = {
    id: "vesicles",
    arguments: [],
    assignments: given.map(({ variable, formula }) => ({
      variable,
      formula: formula.replace(/\b(amount|context)\b/g, (name) => `(${constants[name]})`),
    })),
  };
  const variation = new Map(
    disease.parameters.map(({ id: name, variability, low, high }) => [
      name,
      { cv: variability, low, high },
    ]),
  );
  const title = times.length > 1 ? `the knee, ${times.length} weekly doses` : "the knee, one dose";
  const schedule = times.map((time) => ({ time, action: 0 }));
  const prepared = startingAt(model, start);
  return makeCase({ id, title, model: prepared, end: 730, variation, actions: [action], schedule });
}

function withPerson(model) {
  return {
    ...model,
    parameters: model.parameters.map((p) =>
      person.has(p.id) ? { ...p, value: person.get(p.id) } : p,
    ),
  };
}

/** What the symbols of the states mean on the day of entry, by id, after the years from a healthy knee on. */
function historyOf(model, { healthyAge, daysPerYear }) {
  const compiled = compiledOf(model, []);
  const solution = integrate(loadJs(compiled), {
    start: (healthyAge - person.get("age0")) * daysPerYear,
    end: 0,
    parameters: Float64Array.from(compiled.parameters, (p) => p.value),
    saveAt: Float64Array.of(0),
    tolerance: { relative: 1e-8, absolute: new Float64Array(compiled.states.length).fill(1e-8) },
  });
  if (solution.code !== 0) throw new Error(`the knee's history ended with code ${solution.code}`);
  const meaning = (id) => solution.values[compiled.observables.indexOf(id)];
  return new Map(compiled.states.map(({ id }) => [id, meaning(id)]));
}
