// What must hold of therapies whatever the numbers: without carry-over an active injection is
// saline, harm mirrors benefit in sign, what is stopped is undone, surgery comes at its threshold.

import { integrate, ResultCode } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { compileKnee, parameters } from "./reference-runs.js";

const knee = compileKnee();
const { compiled, system, disease } = knee;
const patient = { age0: 64, bmi: 31, gene: 1.5, female: 1 };
const history = -19 * 365.25;
const days = [0, 28, 84, 365, 730];

type Given = readonly [day: number, action: string, amount: number, context?: number];

/** Values [day][observable] of the patient under the doses, from the healthy knee on. */
function course(changes: Record<string, number>, given: readonly Given[], observe: string[]) {
  const tolerances = disease.naturalHistory;
  const solution = integrate(system, {
    start: history,
    end: 730,
    parameters: parameters(knee, { ...patient, ...changes }),
    schedule: given.map(([time, id, amount, context = 1]) => ({
      time,
      action: compiled.actions.findIndex((action) => action.id === id),
      arguments: [amount, context],
    })),
    saveAt: Float64Array.from(days),
    observe: Int32Array.from(observe, (id) => compiled.observables.indexOf(id)),
    tolerance: {
      relative: 1e-8,
      absolute: Float64Array.from(
        compiled.states,
        (s) => tolerances.absoluteTolerances[s.id] ?? tolerances.defaultAbsoluteTolerance,
      ),
    },
  });
  expect(solution.code).toBe(ResultCode.success);
  const rows = days.map((_, i) =>
    Array.from(solution.values.subarray(i * observe.length, (i + 1) * observe.length)),
  );
  return { rows, fired: solution.fired };
}

function kneeValue(id: string): number {
  return disease.parameters.find((row) => row.id === id)!.value;
}

function painOf(changes: Record<string, number>, given: readonly Given[]): number[] {
  return course(changes, given, ["PAIN"]).rows.map((row) => row[0]!);
}

const saline: Given[] = [[0, "saline.intra-articular", 1]];

describe("vesicles and cells", () => {
  it.each<[string, Given]>([
    ["EV", [0, "ev.intra-articular", 2e10]],
    ["MSC", [0, "msc.intra-articular", 5e7]],
  ])("%s equal saline where nothing carries over", (_, dose) => {
    const none = painOf({ h_ev: 0, h_msc: 0 }, [dose]);
    painOf({}, saline).forEach((pain, i) => {
      expect(Math.abs(none[i]! - pain)).toBeLessThan(1e-5);
    });
  });

  it("help at a positive share and harm at a negative one", () => {
    const dose: Given = [0, "ev.intra-articular", 2e10];
    const [control, help, harm] = [
      painOf({}, saline),
      painOf({ h_ev: 0.2 }, [dose]),
      painOf({ h_ev: -0.2 }, [dose]),
    ].map((pain) => pain[1]!);
    expect(help).toBeLessThan(control! - 3);
    expect(harm).toBeGreaterThan(control! + 3);
  });

  it("run to the end at both limits of what may carry over", () => {
    const given: Given[] = [
      [0, "ev.intra-articular", 1e12],
      [0, "msc.intra-articular", 5e8],
      [0, "corticosteroid.intra-articular", 80],
    ];
    for (const [h_ev, h_msc] of [
      [-1.2, -0.6],
      [1.2, 1.6],
    ]) {
      for (const pain of painOf({ h_ev: h_ev!, h_msc: h_msc! }, given)) {
        expect(pain).toBeGreaterThanOrEqual(0);
        expect(pain).toBeLessThanOrEqual(100);
      }
    }
  });
});

describe("a therapy that ends", () => {
  it("takes weight over months and gives it back", () => {
    const given: Given[] = [
      [0, "weight_loss.programme", 10, 0.4],
      [365, "weight_loss.programme.stop", 10],
    ];
    const index = course({}, given, ["body_mass_index"]).rows.map((row) => row[0]!);
    const left = (day: number) => 2 ** (-day / (Math.LN2 / kneeValue("k_wl")));
    expect(index[1]).toBeCloseTo(31 * (1 - 0.1 * (1 - left(28))), 6);
    expect(index[3]).toBeCloseTo(31 * (1 - 0.1 * (1 - left(365))), 6);
    expect(index[4]).toBeCloseTo(31 * (1 - 0.1 * (1 - left(365)) * left(365)), 6);
  });

  it.each([
    ["nsaid.oral", "NS"],
    ["exercise.programme", "exercise"],
  ])("%s leaves nothing behind", (action, trace) => {
    const given: Given[] = [
      [0, action, 1, 0.4],
      [84, `${action}.stop`, 1],
    ];
    const traces = course({}, given, [trace]).rows.map((row) => row[0]!);
    expect(traces[1]).toBeGreaterThan(0.99);
    expect(Math.abs(traces[3]!)).toBeLessThan(1e-8);
  });

  it("never lowers an expectation that stands", () => {
    const given: Given[] = [...saline, [1, "oral_placebo.oral", 1, 0.75]];
    expect(painOf({}, given)[2]).toBeCloseTo(painOf({}, saline)[2]!, 6);
  });
});

describe("knee replacement", () => {
  it("comes when the cumulative hazard passes the threshold, once, and ends the hazard", () => {
    const observe = ["HKR", "kr", "PAIN"];
    const untouched = course({}, [], observe).rows;
    const threshold = (untouched[2]![0]! + untouched[3]![0]!) / 2;
    const { rows, fired } = course({ kr_threshold: threshold }, [], observe);
    expect(fired).toHaveLength(1);
    expect(fired[0]!.time).toBeGreaterThan(days[2]!);
    expect(fired[0]!.time).toBeLessThan(days[3]!);
    expect(rows.map((row) => row[1])).toEqual([0, 0, 0, 1, 1]);
    expect(rows[4]![0]).toBeCloseTo(threshold, 8);
    expect(rows[4]![2]).toBeLessThan(untouched[4]![2]! / 3);
  });
});
