import { describe, expect, test } from "vitest";
import { parseAntimony } from "../antimony/parse-antimony.js";
import { checkModel } from "../check.js";
import { formatDiagnostic } from "../diagnostics/diagnostic.js";

const preamble = `
unit time_unit = 3600 second; unit substance = 1e-9 mole; unit volume = litre
unit nM = 1e-9 mole/litre; unit per_h = 1/3600 second; unit nmol_per_h = 1e-9 mole / 3600 second
unit mg = 1e-3 gram; unit kg = 1e3 gram
compartment c = 2 litre; species S in c = 3 nM; k = 0.1 per_h; m = 2 mg; n = 3
`;

function warnings(text: string): string[] {
  const { model, diagnostics } = parseAntimony(preamble + text, { file: "m.ant" });
  if (!model) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return checkModel(model).map(formatDiagnostic);
}

describe("units that agree", () => {
  test.each([
    "J0: S -> ; c*k*S",
    "x = 1 mg; x' = -k*x",
    "x := m + 2",
    "x := 3*m + 1000*m",
    "x = 1 nM; x := piecewise(S, time > 3, 2*S)",
    "x := exp(-k*time)",
    "x := S^n/(S^n + Km^n); Km = 2 nM",
    "x := (S/Km)^n; Km = 2 nM",
    "x := sqrt(m^2) + m",
    "x := m/n + m",
    "at time > 3: m = 2*m; var m",
    "at 2 after S > 3 nM: m = 1; var m",
    "x = 5 per_h; x = 2*k",
  ])("%s", (text) => {
    expect(warnings(text).filter((found) => found.includes(" CH13"))).toEqual([]);
  });
});

describe("units that do not agree", () => {
  test.each([
    [
      "J0: S -> ; k*S",
      'm.ant:6:12 CH1302 warning: the rate of reaction "J0" is in 2.77778e-10 mole/metre^3/second, expected "nmol_per_h". Multiply by the size of "c".',
    ],
    [
      "x := m + S",
      'm.ant:6:6 CH1301 warning: in the rule for "x" values in "mg" and in "nM" are added. Bring both to the same unit.',
    ],
    [
      "x := m + w; w = 3 kg",
      'm.ant:6:6 CH1301 warning: in the rule for "x" values in "mg" and in "kg" are added. Bring both to the same unit.',
    ],
    [
      "x = 1 mg; x' = -x",
      'm.ant:6:16 CH1302 warning: the rate rule of "x" is in "mg", expected 2.77778e-10 kilogram/second. Check the formula and the units that are declared.',
    ],
    [
      "x := exp(m)",
      'm.ant:6:6 CH1303 warning: in the rule for "x" "exp" is taken of a value in "mg". Divide by a reference value first: it needs a pure number.',
    ],
    [
      "x := piecewise(m, time > 3, S)",
      'm.ant:6:6 CH1301 warning: in the rule for "x" values in "mg" and in "nM" are alternatives. Bring both to the same unit.',
    ],
    [
      "x := f(m)\nfunction f(a)\n a + 3 litre\nend",
      'm.ant:6:6 CH1301 warning: in the rule for "x" values in "mg" and in "volume" are added. Bring both to the same unit.',
    ],
    [
      "at m > S: y = 3; y = 1",
      'm.ant:6:4 CH1301 warning: in the trigger of event "_E0" values in "mg" and in "nM" are compared. Bring both to the same unit.',
    ],
    [
      "at m after time > 3: y = 3; y = 1",
      'm.ant:6:4 CH1302 warning: the delay of event "_E0" is in "mg", expected "time_unit". Check the formula and the units that are declared.',
    ],
    [
      "at time > 3: y = S; y = 1 mg",
      'm.ant:6:18 CH1302 warning: the assignment of "y" in event "_E0" is in "nM", expected "mg". Check the formula and the units that are declared.',
    ],
    [
      "y = 2*S; y has mg",
      'm.ant:6:5 CH1302 warning: the initial value of "y" is in "nM", expected "mg". Check the formula and the units that are declared.',
    ],
  ])("%s", (text, message) => {
    expect(warnings(text)).toEqual([message]);
  });
});
