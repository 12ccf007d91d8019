import { loadKnee } from "@chondron/knee";
import { expect, test } from "vitest";
import { jointParts, jointSymbols } from "../../joint/joint-parts.js";
import { groupedByUnit, moduleEquations, moduleParameters, symbolNames } from "./module-content.js";

const knee = loadKnee();

test("every part of the picture names a file of the knee with equations and parameters", () => {
  for (const { id, file } of Object.values(jointParts)) {
    expect(moduleEquations(knee.model, file).length, id).toBeGreaterThan(0);
    expect(moduleParameters(knee, file).length, id).toBeGreaterThan(0);
  }
});

test("every symbol that the picture shows is one of the model", () => {
  const names = symbolNames(knee.model);
  const shown = [...jointSymbols, ...Object.values(jointParts).flatMap(({ symbols }) => symbols)];
  for (const symbol of shown) expect(names.has(symbol), symbol).toBe(true);
});

test("symbols are grouped by unit", () => {
  const groups = groupedByUnit(knee, ["TH", "AGG", "JSW", "COL"]);
  expect(groups).toEqual([
    { unit: "mm", ids: ["TH", "JSW"] },
    { unit: "", ids: ["AGG", "COL"] },
  ]);
});
