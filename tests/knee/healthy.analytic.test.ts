// The healthy knee is a steady state by construction: mediators are folds of healthy and mixing
// weights sum to 1. Without ageing nothing may move, whatever the turnover constants.

import { describe, expect, it } from "vitest";
import { compileKnee, parameters, runScenario, type Scenario } from "./reference-runs.js";

const knee = compileKnee();
const { compiled, disease } = knee;
const { healthyParameters } = disease.naturalHistory;
const hundredYears = 100 * 365.25;

function healthy(changes: Readonly<Record<string, number>> = {}): Scenario {
  const covariates = { ...healthyParameters, ...changes };
  return { id: "healthy", label: "healthy", covariates, initial: {}, doses: [] };
}

/** Largest change of a state over a century, as a fraction of its value (absolute where that is 0). */
function drift(scenario: Scenario): { state: string; change: number } {
  const { values } = runScenario(knee, scenario, {
    start: 0,
    days: [0, hundredYears],
    relative: 1e-8,
    absolute: () => 1e-10,
  });
  const n = compiled.states.length;
  const changes = compiled.states.map((state, j) => {
    const first = values[j]!;
    const change = Math.abs(values[n + j]! - first) / (Math.abs(first) || 1);
    return { state: state.id, change };
  });
  return changes.reduce((worst, next) => (next.change > worst.change ? next : worst));
}

describe("healthy knee with ageing off", () => {
  it("keeps every state to 1e-6 over 100 years", () => {
    expect(drift(healthy()).change).toBeLessThan(1e-6);
  });

  it("does so under other parameters of every patient", () => {
    const rows = disease.parameters.filter((row) => row.variability > 0);
    const ends = [0.85, 1.18].map((factor) =>
      Object.fromEntries(
        rows.map((row) => [row.id, Math.min(row.high, Math.max(row.low, row.value * factor))]),
      ),
    );
    for (const changes of ends) expect(drift(healthy(changes)).change).toBeLessThan(1e-6);
  });

  it("does so whatever one synovial weight is, for the weights are normalised", () => {
    expect(drift(healthy({ w_il1: 0.3, w_bg: 0.1 })).change).toBeLessThan(1e-6);
  });

  it("moves once ageing is on", () => {
    expect(drift(healthy({ ageing: 1 })).change).toBeGreaterThan(0.1);
  });
});

describe("parameters of a scenario", () => {
  it("reach the model through the covariate table", () => {
    const index = compiled.parameters.findIndex((p) => p.id === "susceptibility");
    expect(parameters(knee, { gene: 1.5 })[index]).toBe(1.5);
  });
});
