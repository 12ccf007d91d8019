// The knee in this engine against an independent implementation of the same equations: a Python
// prototype integrated by SciPy at a relative tolerance of 1e-10 (packages/knee/reference).
//
// Agreement asked: 1e-4 of the larger of the reference value and the state's scale, where the scale
// is the size below which the state means nothing:
//   vesicles 1e6 (1/1000 of the smallest half-effect dose, 1e9), MSC 1e4 (1/1000 of theirs, 1e7),
//   macrophages 100 per mL (healthy: tens of thousands), pain and function 1 point of 100,
//   steroid in fluid 1e-4 ug/mL (half effect: 1.5e-3), depots 0.1 of 40 mg and 100 ug,
//   cumulative hazard 1e-4 (0.01 % replaced knees), expectation and relief 1e-3 of 0.27,
//   senescent cells and central sensitisation 1e-3, everything else 0.01 of its healthy value.

import { loadKnee } from "@chondron/knee";
import { describe, expect, it } from "vitest";
import {
  compileKnee,
  type Group,
  prototypeValues,
  referenceRows,
  runScenario,
  type Scenario,
  scenarios,
} from "./reference-runs.js";

const agreement = 1e-4;
const yearsBeforeTreatment = 19;

const scales: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ["EV_p", "EV_sf", "EV_syn", "EV_car", "CG_m", "CG_c"].map((id) => [id, 1e6]),
  ),
  ...Object.fromEntries(["MSC_lung", "MSC_sf", "MSC_syn"].map((id) => [id, 1e4])),
  ...Object.fromEntries(["M0", "M1", "M2"].map((id) => [id, 100])),
  ...{ PAIN: 1, FUN: 1, TA_dep: 0.1, AN: 0.1, TA_sf: 1e-4 },
  ...{ HKR: 1e-4, PLe: 1e-3, PL: 1e-3, SEN: 1e-3, SC: 1e-3 },
};
const scaleOf = (state: string): number => scales[state] ?? 0.01;

const knee = compileKnee();
const { absoluteTolerances, defaultAbsoluteTolerance } = loadKnee().naturalHistory;
const tolerances = [
  { name: "tight", relative: 1e-8, absolute: (state: string) => 1e-7 * scaleOf(state) },
  {
    name: "the trials' own",
    relative: 1e-5,
    absolute: (state: string) => absoluteTolerances[state] ?? defaultAbsoluteTolerance,
  },
];
const states = knee.compiled.states.map((state) => state.id);
const prototype = Object.keys(referenceRows("healthy")[0]!.states);

describe("the prototype's values", () => {
  it("are of parameters of the text, and none is the text's own", () => {
    for (const [id, value] of Object.entries(prototypeValues)) {
      const own = knee.compiled.parameters.find((parameter) => parameter.id === id);
      expect(own, id).toBeDefined();
      expect(own!.value, id).not.toBe(value);
    }
  });
});

describe.each<[Group, number]>([
  ["healthy", 5],
  ["onset", 7],
  ["treatment", 16],
])("%s scenarios", (group, count) => {
  const rows = referenceRows(group);
  const all = scenarios(group);

  it("are all there with all states", () => {
    expect(all).toHaveLength(count);
    expect(new Set(rows.map((row) => row.scenario)).size).toBe(count);
    expect(Object.keys(rows[0]!.states)).toEqual(prototype);
    expect(prototype).toHaveLength(60);
    expect(states).toEqual(expect.arrayContaining(prototype));
  });

  it.each(all.flatMap((s) => tolerances.map((t) => [s.label, t.name, s, t] as const)))(
    "%s, %s tolerances: every state to 1e-4",
    (_, __, scenario, { relative, absolute }) => {
      const expected = rows.filter((row) => row.scenario === scenario.id);
      const days = expected.map((row) => row.day);
      const start = group === "treatment" ? -yearsBeforeTreatment * 365.25 : 0;
      const { values } = runScenario(knee, asPrototype(scenario), {
        start,
        days,
        relative,
        absolute,
      });
      const wrong = expected.flatMap((row, i) =>
        prototype.flatMap((state) => {
          const got = values[i * states.length + states.indexOf(state)]!;
          const want = row.states[state]!;
          const error = Math.abs(got - want) / Math.max(Math.abs(want), scaleOf(state));
          return error <= agreement ? [] : [`${state} day ${row.day}: ${got}, reference ${want}`];
        }),
      );
      expect(wrong).toEqual([]);
    },
  );
});

function asPrototype(scenario: Scenario): Scenario {
  return { ...scenario, covariates: { ...prototypeValues, ...scenario.covariates } };
}
