// The BDF on lanes against its reference implementation on whole models: the knee with its doses, and
// BIOMD0000000255 (Chen et al., Mol. Syst. Biol. 5, 239 (2009)), whose 500 states are factorised by
// lists. BIOMD0000000255 is in the pack of BioModels: see tests/biomodels.

import { type CompiledModel, loadJs } from "@chondron/compiler";
import { integrate, openEngine, type Problem, ResultCode, type Solution } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { compileModel, readPack } from "../biomodels/biomodels.js";
import { compileKnee, parameters, scenarios } from "../knee/reference-runs.js";

function onLanes(compiled: CompiledModel, problems: readonly Problem[]): Solution[] {
  const { tolerance, observe, saveAt } = problems[0]!;
  const engine = openEngine({
    compiled,
    method: "bdf",
    relativeTolerance: tolerance.relative,
    observe: observe!,
    rows: saveAt.length,
  });
  const solutions: Solution[] = [];
  const tasks = problems.map((problem, i) => ({
    problem,
    done: (solution: Solution): void => {
      solutions[i] = solution;
    },
  }));
  engine.runAll(tasks.values());
  return solutions;
}

/** Largest difference in units of the tolerance. */
function distance(a: Solution, b: Solution, { tolerance }: Problem): number {
  const floor = tolerance.absolute[0]! / tolerance.relative;
  return a.values.reduce((worst, value, i) => {
    const scale = Math.max(Math.abs(value), Math.abs(b.values[i]!), floor);
    return Math.max(worst, Math.abs(value - b.values[i]!) / (tolerance.relative * scale));
  }, 0);
}

function compare(compiled: CompiledModel, problems: readonly Problem[]): Solution[] {
  const system = loadJs(compiled);
  const lanes = onLanes(compiled, problems);
  lanes.forEach((lane, i) => {
    const reference = integrate(system, problems[i]!, "bdf");
    expect(lane.method).toBe("bdf");
    expect(lane.code).toBe(ResultCode.success);
    expect(reference.code).toBe(ResultCode.success);
    expect(distance(lane, reference, problems[i]!)).toBeLessThan(50);
    const { steps } = reference.counters;
    expect(Math.abs(lane.counters.steps / steps - 1)).toBeLessThan(0.08);
  });
  return lanes;
}

it("the knee under treatment, five scenarios of doses", () => {
  const knee = compileKnee();
  const { compiled } = knee;
  const problems = scenarios("treatment")
    .slice(0, 5)
    .map((scenario): Problem => {
      const schedule = scenario.doses.map(({ day, therapy, route, amount, context }) => ({
        time: day,
        action: compiled.actions.findIndex((a) => a.id === `${therapy}.${route}`),
        arguments: [amount, context],
      }));
      return {
        start: -365,
        end: 180,
        parameters: parameters(knee, scenario.covariates),
        initialState: Float64Array.from(
          compiled.states,
          (s) => scenario.initial[s.id] ?? Number.NaN,
        ),
        schedule: schedule.filter((s) => s.time < 180).sort((a, b) => a.time - b.time),
        saveAt: Float64Array.of(-100, 0, 1, 7, 30, 90, 180),
        observe: Int32Array.from(compiled.states, (s) => compiled.observables.indexOf(s.id)),
        tolerance: {
          relative: 1e-6,
          absolute: new Float64Array(compiled.states.length).fill(1e-6),
        },
      };
    });
  compare(compiled, problems);
});

const bytes = readPack()?.get("BIOMD0000000255");

describe.skipIf(!bytes)("BIOMD0000000255", () => {
  it("two patients beside each other, to the reference's solutions", () => {
    const compiled = compileModel(bytes!, "BIOMD0000000255.xml");
    const states = compiled.states.map(({ id }) => compiled.observables.indexOf(`amount(${id})`));
    const problems = [0, 0.2].map(
      (spread): Problem => ({
        start: 0,
        end: 1000,
        parameters: Float64Array.from(compiled.parameters, ({ value }, i) => {
          return value * (1 + spread * Math.sin(i));
        }),
        saveAt: Float64Array.of(10, 100, 1000),
        observe: Int32Array.from(states.filter((o) => o >= 0)),
        tolerance: { relative: 1e-5, absolute: new Float64Array(states.length).fill(1e-7) },
      }),
    );
    const [first, second] = compare(compiled, problems);
    expect(first!.counters.steps).not.toBe(second!.counters.steps);
    expect(first!.values.length).toBeGreaterThan(1000);
  });
});
