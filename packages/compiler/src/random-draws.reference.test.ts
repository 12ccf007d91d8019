import { checkModel, formatDiagnostic, parseAntimony } from "@chondron/model";
import { expect, test } from "vitest";
import { compile } from "./compile.js";

function said(text: string): string[] {
  const { model } = parseAntimony(text);
  expect(checkModel(model!).filter(({ severity }) => severity === "error")).toEqual([]);
  return compile(model!)
    .diagnostics.map(formatDiagnostic)
    .map((line) => line.split(" Simulation")[0]!);
}

test.each([
  [
    "x = uniform(1, 2)",
    'model:1:5 CH2008 error: the initial value of "x" draws from the distribution "uniform": it has no one value.',
  ],
  [
    "x := 2*normal(0, 1)",
    'model:1:8 CH2008 error: the rule for "x" draws from the distribution "normal": it has no one value.',
  ],
  [
    "J0: S1 -> ; poisson(3)*S1; S1 = 1",
    'model:1:13 CH2008 error: the rate of reaction "J0" draws from the distribution "poisson": it has no one value.',
  ],
  [
    "x = 0; E: at time > exponential(2): x = 1",
    'model:1:21 CH2008 error: the trigger of event "E" draws from the distribution "exponential": it has no one value.',
  ],
  [
    "function f(a)\n  a + gamma(1, a)\nend\nfunction g(a)\n  f(a)\nend\nx = g(1)",
    'model:7:5 CH2008 error: the initial value of "x" draws from the distribution "gamma": it has no one value.',
  ],
])("%s is refused by name and place", (text, message) => {
  expect(said(text)).toEqual([message]);
});

test("draws that nothing calls for do no harm", () => {
  expect(
    said("function f(a)\n  a + normal(1, a)\nend\nx = 1; x.distribution = normal(0, 1)"),
  ).toEqual([]);
});
