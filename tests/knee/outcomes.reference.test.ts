// Outcome maps at a healthy knee and, under the prototype's values, at its patient after 19 years. The
// figures of that patient are those its report prints (joint space 3.94 mm, KL 2.4, pain 54.2,
// function 52.9, 11.9 % replaced).

import { integrate } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { compileKnee, parameters, prototypeValues } from "./reference-runs.js";

const knee = compileKnee();
const { compiled, disease } = knee;

function observe(covariates: Record<string, number>, years: number): Record<string, number> {
  const { values } = integrate(knee.system, {
    start: 0,
    end: years * 365.25,
    parameters: parameters(knee, covariates),
    saveAt: Float64Array.of(years * 365.25),
    tolerance: {
      relative: 1e-7,
      absolute: new Float64Array(compiled.states.length).fill(1e-8),
    },
  });
  return Object.fromEntries(compiled.observables.map((id, i) => [id, values[i]!]));
}

describe("outcomes of a healthy knee", () => {
  const healthy = observe(disease.naturalHistory.healthyParameters, 1);

  it("are free of complaints and of radiographic change", () => {
    expect(healthy.JSW).toBeCloseTo(5, 9);
    expect(healthy.cartilage_thickness).toBeCloseTo(1.9, 9);
    expect(healthy.KL_grade).toBe(0);
    for (const id of ["WOMAC_pain", "WOMAC_function", "WOMAC_stiffness", "PGA", "p_KR"]) {
      expect(healthy[id], id).toBeCloseTo(0, 6);
    }
    for (const id of ["KOOS_pain", "KOOS_ADL", "KOOS_QoL", "KOOS_sport"]) {
      expect(healthy[id], id).toBeCloseTo(100, 6);
    }
    expect(healthy.VAS_pain).toBeCloseTo(2, 6);
  });
});

describe("outcomes after 19 years of primary osteoarthritis", () => {
  const ill = observe({ ...prototypeValues, age0: 45, bmi: 31, gene: 1.5, female: 1 }, 19);

  it("are those of the prototype", () => {
    expect(ill.JSW).toBeCloseTo(3.94, 2);
    expect(ill.KL).toBeCloseTo(2.4, 1);
    expect(ill.PAIN).toBeCloseTo(54.2, 1);
    expect(ill.FUN).toBeCloseTo(52.9, 1);
    expect(ill.p_KR).toBeCloseTo(0.119, 3);
  });

  it("agree among the forms of one scale", () => {
    expect(ill.WOMAC_pain).toBeCloseTo(ill.PAIN! / 5, 12);
    expect(ill.WOMAC_function).toBeCloseTo(0.68 * ill.FUN!, 12);
    expect(ill.VAS_pain).toBeCloseTo(2 + 1.05 * ill.PAIN!, 12);
    expect(ill.KOOS_ADL).toBeCloseTo(100 - ill.FUN!, 12);
    expect(ill.KL_grade).toBe(Math.round(ill.KL!));
    const { WOMAC_pain, WOMAC_function, WOMAC_stiffness } = ill;
    expect(ill.WOMAC_total).toBeCloseTo(WOMAC_pain! + WOMAC_function! + WOMAC_stiffness!, 12);
  });

  it("lie within the bounds that the table states", () => {
    for (const outcome of disease.outcomes) {
      const value = ill[outcome.observable]!;
      expect(value, outcome.id).toBeGreaterThan(outcome.low);
      expect(value, outcome.id).toBeLessThan(outcome.high);
    }
  });
});
