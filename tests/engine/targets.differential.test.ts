// The WebAssembly targets against the JavaScript target on every reference model: same method, same
// tolerances. Rounding differs (passes reorder sums and powers), so now and then a step more or less is
// taken; what is recorded may differ by the tolerance, or by the method's own error where that is larger
// (BIOMD0000000474, 534 and 628: pulses and stiff starts).

import { ResultCode } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { compileModel, readEnds, readPack } from "../biomodels/biomodels.js";
import { compileKnee, parameters, type Scenario, scenarios } from "../knee/reference-runs.js";
import { compileProblem } from "../passes/reference-programs.js";
import { expectAgreement, problemOf } from "./targets.js";

/** Largest distance of recorded values, in units of the tolerance at a curve's scale. */
const bound = 1;

function even(start: number, end: number, count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, i) => start + ((end - start) * i) / count);
}

describe.each(["rodas5p", "rodas4"])("%s", (method) => {
  it.each([
    ["hires", 321.8122, 1e-12],
    ["linear", 3, 1e-9],
    ["robertson", 1e6, 1e-12],
    ["synth50", 30, 1e-9],
    ["synth50p", 30, 1e-9],
  ] as const)("%s to %d", (name, end, absolute) => {
    const compiled = compileProblem(name);
    const problem = problemOf(compiled, {
      end,
      saveAt: even(0, end, 24),
      tolerance: {
        relative: 1e-6,
        absolute: new Float64Array(compiled.states.length).fill(absolute),
      },
    });
    const { js } = expectAgreement(compiled, problem, bound, { method });
    expect(js.code).toBe(ResultCode.success);
  });
});

const knee = compileKnee();
const daysOfYear = 365.25;

function kneeProblem(scenario: Scenario, start: number, end: number) {
  const { compiled } = knee;
  const { absoluteTolerances, defaultAbsoluteTolerance } = knee.disease.naturalHistory;
  const schedule = scenario.doses.map((dose) => ({
    time: dose.day,
    action: compiled.actions.findIndex((a) => a.id === `${dose.therapy}.${dose.route}`),
    arguments: [dose.amount, dose.context],
  }));
  return problemOf(compiled, {
    start,
    end,
    parameters: parameters(knee, scenario.covariates),
    initialState: Float64Array.from(compiled.states, (s) => scenario.initial[s.id] ?? Number.NaN),
    schedule: schedule.sort((a, b) => a.time - b.time),
    saveAt: even(start, end, 40),
    tolerance: {
      relative: 1e-5,
      absolute: Float64Array.from(
        compiled.states,
        ({ id }) => absoluteTolerances[id] ?? defaultAbsoluteTolerance,
      ),
    },
  });
}

describe.each(["healthy", "onset", "treatment"] as const)("knee, %s", (group) => {
  it.each(scenarios(group).map((s) => [s.id, s] as const))("%s", (_, scenario) => {
    const start = group === "treatment" ? -daysOfYear : 0;
    const problem = kneeProblem(scenario, start, group === "treatment" ? 1096 : 4 * daysOfYear);
    const { js } = expectAgreement(knee.compiled, problem, bound);
    expect(js.code).toBe(ResultCode.success);
  });
});

const pack = readPack();

describe.runIf(pack)("BioModels", () => {
  it.each([...readEnds()])("%s to %d", (id, end) => {
    const compiled = compileModel(pack!.get(id)!, `${id}.xml`, { ignoreFast: true });
    const problem = problemOf(compiled, {
      end,
      saveAt: even(0, end, 20),
      maxSteps: 20_000,
      // What is compared is the targets, not accuracy: large models at few steps.
      ...(compiled.states.length > 50
        ? {
            tolerance: {
              relative: 1e-4,
              absolute: new Float64Array(compiled.states.length).fill(1e-7),
            },
          }
        : {}),
    });
    const { js } = expectAgreement(compiled, problem, bound);
    expect(js.code).toBe(ResultCode.success);
  });
});
