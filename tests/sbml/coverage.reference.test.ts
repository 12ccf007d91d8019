// The SBML Test Suite, and docs/coverage.md made from it. Where the pack is there, every case of the
// newest level runs on every target on every test run and the document may not drift; of the older
// levels a fixed sample runs on one, all with CHONDRON_LEVELS=all. Regenerate the document:
//   CHONDRON_LEVELS=all npx vitest run tests/sbml --update

import { readFileSync } from "node:fs";
import {
  type CaseReport,
  countReports,
  coverageByLevel,
  coverageByTag,
  coverageByTarget,
  findCases,
  runCases,
  targets,
} from "chondron";
import { expect, test } from "vitest";
import { openPack } from "./case-pack.js";
import { explainedFailures } from "./explained-failures.js";

const document = new URL("../../docs/coverage.md", import.meta.url);
const olderLevels = ["l3v1", "l2v5", "l2v4", "l2v3", "l2v2", "l2v1", "l1v2"];
const levelHeading = "## Older levels";
const withAllLevels = process.env.CHONDRON_LEVELS === "all";
/** The sample of an older level: every ninth case. */
const sampleStep = 9;

const cases = openPack("sbml-semantic");
const older = openPack("sbml-semantic-otherlevels");

const introduction = `# Coverage of SBML

Made by \`tests/sbml/coverage.reference.test.ts\` from runs of \`chondron conformance sbml\`; do not
edit. Cases: the semantic cases of the SBML Test Suite 3.4.0, each in the newest level and version it
has. A case passes when every value lies within the case's own tolerances; integration is tighter
(relative 1e-9). Skipped cases are flux balance problems (package fbc), which have objectives in place
of rates and are refused by name.

## What is refused

| what | how it is named |
| --- | --- |
| a required package other than comp and distrib (qual, spatial, multi, dyn, ...) | CH1503: package and place |
| elements of drafts of package distrib | CH1520: the element |
| random draws (package distrib), when the model is to run; reading and conversion keep them | CH2008: formula, distribution and place |
| flux balance problems (package fbc), when they are checked or are to run; reading and conversion keep the objective | CH1505: the objective |
| an algebraic rule that determines no variable | CH2006: the rule |
| \`rateOf\` of a variable that an algebraic rule determines, or of a delayed value | CH2001: the element |

A package that the model does not require is ignored with a notice (CH1504; CH1522 for fbc).
Uncertainty (package distrib) is kept as data, and never changes the dynamics. Reactions marked fast
(SBML up to L3V1) are kept in equilibrium, with a warning (CH2007).

## By tag
`;

function existingLevels(): string {
  const text = readFileSync(document, "utf8");
  return text.slice(text.indexOf(levelHeading));
}

function allLevels(): string {
  const reports = new Map(olderLevels.map((level) => [level, runLevel(level, 1)]));
  return [levelHeading, "", coverageByLevel(reports, explainedFailures), ""].join("\n");
}

function runLevel(level: string, step: number): CaseReport[] {
  const all = findCases(cases!, { level, models: older! });
  return runCases(all.filter((_, i) => i % step === 0));
}

test.skipIf(!cases || (withAllLevels && !older))(
  "docs/coverage.md says what the newest level of every case gives",
  { timeout: 600_000 },
  async () => {
    const all = findCases(cases!);
    const reports = new Map(targets.map((target) => [target, runCases(all, target)]));
    const newest = [
      coverageByTag(reports.get("js")!),
      "## By target\n\nWhat the equations become: see `chondron simulate --help`. The tables above and below are of `js`.",
      coverageByTarget(reports),
    ].join("\n\n");
    const levels = withAllLevels ? allLevels() : existingLevels();
    const text = `${introduction}\n${newest}\n\n${levels}`;
    await expect(text).toMatchFileSnapshot(document.pathname);
  },
);

test.skipIf(!cases || !older || withAllLevels)(
  "older levels pass but for the cases explained",
  { timeout: 600_000 },
  () => {
    const reports = olderLevels.flatMap((level) => runLevel(level, sampleStep));
    const failed = reports.filter((r) => r.status === "failed");
    const unexplained = failed.filter((r) => !explainedFailures.has(`${r.id} ${r.level}`));
    expect(unexplained.map(({ id, level, reason }) => `${id} ${level}: ${reason}`)).toEqual([]);
    expect(countReports(reports).passed).toBeGreaterThan(600);
  },
);
