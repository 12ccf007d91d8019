// Steady states of BioModels against where long runs end.

import { loadJs } from "@chondron/compiler";
import { integrate, ResultCode, SteadyCode, steadyState } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { compileModel, readPack } from "../biomodels/biomodels.js";
import { defaultParameters, uniformTolerance } from "../problems/problem.js";

const pack = readPack();

/** Models that come to rest, how long they take at most, and the unit of their amounts. */
const resting: readonly [id: string, time: number, unit?: number][] = [
  ["BIOMD0000000183", 1e5, 1e-22],
  ["BIOMD0000000278", 1e5],
  ["BIOMD0000000287", 1e9],
  ["BIOMD0000000498", 1e9],
  ["BIOMD0000000534", 1e7],
  ["BIOMD0000000550", 1e5],
  ["BIOMD0000000574", 1e7],
];

describe.runIf(pack)("BioModels at rest", () => {
  it.each(resting)("%s stands where a run to %d ends", (id, time, unit = 1) => {
    const compiled = compileModel(pack!.get(id)!, `${id}.xml`);
    const system = loadJs(compiled);
    const parameters = defaultParameters(system);
    const found = steadyState(system, {
      parameters,
      tolerance: uniformTolerance(system, 1e-6, 1e-9 * unit),
    });
    expect(found.code).toBe(SteadyCode.found);
    expect(found.stability).toBe("stable");
    expect(found.abscissa).toBeLessThan(0);
    const run = integrate(
      system,
      {
        start: 0,
        end: time,
        parameters,
        saveAt: new Float64Array(0),
        tolerance: uniformTolerance(system, 1e-9, 1e-13 * unit),
      },
      "rodas5p",
    );
    expect(run.code).toBe(ResultCode.success);
    const largest = Math.max(...run.finalState.map(Math.abs));
    run.finalState.forEach((value, s) => {
      const scale = Math.max(Math.abs(value), 1e-6 * largest);
      expect(Math.abs(found.state[s]! - value)).toBeLessThan(1e-5 * scale);
    });
  });

  it("those that grow or settle too slowly say so and name a state", () => {
    for (const id of ["BIOMD0000000151", "BIOMD0000000560", "BIOMD0000000474"]) {
      const system = loadJs(compileModel(pack!.get(id)!, `${id}.xml`));
      const found = steadyState(system, {
        parameters: defaultParameters(system),
        tolerance: uniformTolerance(system, 1e-6, 1e-9),
      });
      expect(found.code).not.toBe(SteadyCode.found);
      expect(found.worstState).toBeGreaterThanOrEqual(0);
    }
  });
});
