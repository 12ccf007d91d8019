// Figures of a cohort against values worked out by hand, on people made up for it.

import { type CohortFigureRow, loadKnee } from "@chondron/knee";
import type { FollowedPeople } from "@chondron/trial";
import { describe, expect, it } from "vitest";
import { cohortFigure, rateRatio } from "./cohort-figures.js";
import { groupedError } from "./cohorts.js";

const disease = loadKnee();
const range = { file: "", line: 1, column: 1, endLine: 1, endColumn: 1 };

function row(changes: Partial<CohortFigureRow>): CohortFigureRow {
  return {
    ...{ id: "x", label: "x", statistic: "spread", outcome: "", other: "", event: "", years: 2 },
    ...{ unit: "", low: 0, high: 1, source: "", range },
    ...changes,
  };
}

/** Values [visit][patient] by outcome; hazards [patient] at the last visit. */
function people(
  values: Readonly<Record<string, readonly (readonly number[])[]>>,
  hazards: readonly number[] = [],
): FollowedPeople {
  const patients = Math.max(
    hazards.length,
    ...Object.values(values).map(([first]) => first!.length),
  );
  return {
    patients,
    value: (patient, visit, outcome) => values[disease.outcomes[outcome]!.id]![visit]![patient]!,
    hazard: (patient, visit) => (visit === 0 ? 0 : hazards[patient]!),
  };
}

const figure = (changes: Partial<CohortFigureRow>, of: FollowedPeople): number =>
  cohortFigure(row(changes), of, 1, disease);

describe("figures of a cohort", () => {
  const jsw = people({
    jsw: [
      [5, 5, 5, 5],
      [4.8, 4.8, 4.8, 3],
    ],
  });

  it("losses are counted per year and towards the worse side", () => {
    expect(figure({ statistic: "mean-loss", outcome: "jsw" }, jsw)).toBeCloseTo(0.325, 12);
    expect(figure({ statistic: "mean-change", outcome: "jsw" }, jsw)).toBeCloseTo(-0.65, 12);
  });

  it("skewness of three alike and one far out: m3 = 6 d³, variance 4 d² (n - 1)", () => {
    // Losses 0.1, 0.1, 0.1, 1 about 0.325: d = 0.225, third moment (-3 + 27) d³ / 4 = 6 d³, SD 2 d.
    expect(figure({ statistic: "skewness-of-loss", outcome: "jsw" }, jsw)).toBeCloseTo(6 / 8, 10);
  });

  it("a grade counts as it is recorded, and who has the worst cannot gain one", () => {
    const grades = people({
      kl_grade: [
        [2.4, 2.4, 3.4, 4],
        [2.6, 2.45, 3.4, 4],
      ],
    });
    const share = figure({ statistic: "worsened-share", outcome: "kl_grade" }, grades);
    expect(share).toBeCloseTo(100 * (1 - Math.sqrt(2 / 3)), 10);
  });

  it("events are probabilities from hazards", () => {
    const share = figure(
      { statistic: "event-share", event: "knee_replacement" },
      people({}, [Math.log(2), 0]),
    );
    expect(share).toBeCloseTo(25, 10);
  });

  it("correlates an outcome with another as recorded", () => {
    const of = people({ womac_pain_100: [[10, 20, 30]], kl_grade: [[1.2, 2.1, 2.9]] });
    const asked = {
      statistic: "correlation",
      outcome: "womac_pain_100",
      other: "kl_grade",
    } as const;
    expect(cohortFigure(row({ ...asked, years: 0 }), of, 0, disease)).toBeCloseTo(1, 12);
  });

  it("spread is the SD of a sample", () => {
    const of = people({ jsw: [[1, 2, 3, 4]] });
    const asked = row({ outcome: "jsw", years: 0 });
    expect(cohortFigure(asked, of, 0, disease)).toBeCloseTo(Math.sqrt(5 / 3), 12);
  });
});

describe("rate ratio", () => {
  it("is that of the hazards where these are log-linear in x", () => {
    const x = [0, 0, 1, 2, 3, 3];
    const hazards = x.map((value) => 0.03 * 2.1 ** value);
    expect(rateRatio(x, hazards, 6)).toBeCloseTo(2.1, 8);
  });

  it("is not to be had without events or with one grade alone", () => {
    expect(rateRatio([1, 2], [0, 0], 6)).toBeNaN();
    expect(rateRatio([2, 2], [0.1, 0.2], 6)).toBeNaN();
  });
});

describe("standard error by leaving out tenths", () => {
  it("is SD / sqrt(n) for a mean of ten people", () => {
    const values = [1, 4, 2, 8, 5, 7, 3, 9, 6, 0];
    const of = people({ jsw: [values.map(() => 10), values.map((value) => 10 - 2 * value)] });
    const variance = values.reduce((sum, value) => sum + (value - 4.5) ** 2, 0) / 9;
    const asked = row({ statistic: "mean-loss", outcome: "jsw" });
    expect(groupedError(asked, of, 1, disease)).toBeCloseTo(Math.sqrt(variance / 10), 12);
  });
});
