// How a source cell is cut into references, and by which names a source is found.

import { expect, it } from "vitest";
import { loadEvidence } from "../index.js";
import { ReferenceIndex, splitReferences } from "./references.js";

it.each([
  ["", []],
  ["assumed", [{ text: "assumed", remark: "" }]],
  [
    "EV112 (-13.4; of 100); C2",
    [
      { text: "EV112", remark: "-13.4; of 100" },
      { text: "C2", remark: "" },
    ],
  ],
  ["10.1016/S2665-9913(23)00163-7", [{ text: "10.1016/S2665-9913(23)00163-7", remark: "" }]],
  ["NH155 (mean (SD) 1.69 (0.09))", [{ text: "NH155", remark: "mean (SD) 1.69 (0.09)" }]],
])("%j", (cell, references) => {
  expect(splitReferences(cell)).toEqual(references);
});

it.each(["bolandnazar-2024", "10.1186/s12891-024-07979-W", "PMID 39465400", "pmid:39465400"])(
  "one source is found as %s",
  (name) => {
    const resolved = new ReferenceIndex(loadEvidence()).resolve(name);
    expect(resolved?.kind === "source" && resolved.source.id).toBe("bolandnazar-2024");
  },
);
