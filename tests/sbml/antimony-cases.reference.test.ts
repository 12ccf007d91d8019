// Cases of the SBML Test Suite that the Antimony pack has as texts of its own: other models with the
// same results.

import { join } from "node:path";
import { findCases, runCases } from "chondron";
import { expect, test } from "vitest";
import { openPack } from "./case-pack.js";

const texts = openPack("antimony");
const cases = openPack("sbml-semantic");

const ids = "00952 00954 00958 00959 00962 00964 00965 00967 00978 00979 00980 00988 01323".split(
  " ",
);

test.skipIf(!texts || !cases)("12 of 13 texts give the results of their cases", () => {
  const wanted = findCases(cases!)
    .filter(({ id }) => ids.includes(id))
    .map((one) => ({
      ...one,
      model: join(texts!, "pairs", "sts", one.id, `${one.id}-antimony.txt`),
    }));
  const reports = runCases(wanted);
  const failed = reports.filter(({ status }) => status !== "passed");
  expect(reports).toHaveLength(13);
  // The reaction "fast" of case 988 is in equilibrium, which its name alone says in Antimony.
  expect(failed.map(({ id }) => id)).toEqual(["00988"]);
});
