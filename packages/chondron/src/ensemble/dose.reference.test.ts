// Doses as text: times, formulas, and what is said of the rest.

import { formatDiagnostic } from "@chondron/model";
import { describe, expect, test } from "vitest";
import { type Dose, readDose, scheduleDoses } from "./dose.js";
import { smallCompiled, smallModel } from "./small-model.test.support.js";

const model = smallModel();

function dose(text: string, number = 1): Dose {
  const read = readDose(text, number, model);
  if ("code" in read) throw new Error(formatDiagnostic(read));
  return read;
}

describe("a dose", () => {
  test("is given once, at 0, when nothing more is said", () => {
    expect(dose("x = 2*k")).toEqual({
      action: {
        id: "dose 1",
        arguments: [],
        assignments: [{ variable: "x", formula: "x + (2*k)" }],
      },
      times: [0],
    });
  });

  test("is repeated", () => {
    expect(dose("x=1; time=2; interval=0.5; additional=3").times).toEqual([2, 2.5, 3, 3.5]);
  });

  test("raises a concentration by amount over size", () => {
    expect(dose("S=4").action.assignments[0]!.formula).toBe("S + (4) / cell");
  });

  test("takes its place among others by time, then by order", () => {
    const doses = [dose("x=1; time=1; interval=1; additional=1"), dose("S=1; time=1", 2)];
    const schedule = scheduleDoses(doses, smallCompiled(doses));
    expect(schedule.map(({ time, action }) => [time, action])).toEqual([
      [1, 0],
      [1, 1],
      [2, 0],
    ]);
  });
});

test.each<[string, string]>([
  ["x", "it is not a list of word=value"],
  ["", "it is not a list of word=value"],
  ["x=1; soon", "it is not a list of word=value"],
  ["x=(1", "its amount is no formula"],
  ["x=1; tiem=3", 'it has no word "tiem"'],
  ["x=1; time=3; time=4", "a word is there twice"],
  ["x=1; time=noon", "its time is no number"],
  ["x=1; interval=3", "it says every when, not how often"],
  ["x=1; interval=0; additional=3", "its interval is no number above 0"],
  ["x=1; additional=3", "its interval is no number above 0"],
  ["x=1; interval=1; additional=1.5", "its additional doses are no whole number from 0 to 99999"],
])("%j is refused", (text, cause) => {
  const read = readDose(text, 1, model);
  expect("code" in read && formatDiagnostic(read)).toBe(
    `CH6037 error: option --dose is "${text}": ${cause}. Write what is given and when, e.g. --dose "A=100; time=0; interval=24; additional=6".`,
  );
});
