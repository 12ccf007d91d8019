// Source cells in the words of a report.

import { loadEvidence } from "@chondron/knee";
import { expect, test } from "vitest";
import { citationWriter } from "./citation.js";

const citation = citationWriter(loadEvidence());

test.each([
  ["assumed", "assumed"],
  ["EV036", "owen-1994"],
  ["KIN012; KIN013", "kim-2019, PMC6956244"],
  [
    "EV112 (-13.4 of 100); TKR001",
    "previtali-2020, 10.1177/1947603520906597; skou-2015, 10.1056/NEJMoa1505467",
  ],
  ["", ""],
])("%j reads %j", (cell, words) => {
  expect(citation(cell)).toBe(words);
});
