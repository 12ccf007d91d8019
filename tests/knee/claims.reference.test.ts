// The experiments that ask the knee about claims: they hold together, cover what they are to cover, and the
// results that ship are of these experiments.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  experimentsFile,
  kneeFolder,
  loadEvidence,
  loadExperimentsText,
  loadKnee,
  loadResults,
} from "@chondron/knee";
import { compileDisease, readExperiments } from "@chondron/trial";
import { describe, expect, test } from "vitest";

const disease = loadKnee();
const compiled = compileDisease(disease);
const { claims } = loadEvidence();
const text = loadExperimentsText();

describe("the experiments of the knee", () => {
  const { book, diagnostics } = readExperiments(text, experimentsFile, disease, compiled, claims);

  test("are read without a complaint", () => {
    expect(diagnostics).toEqual([]);
  });

  test("ask about at least fifty claims, all of them testable", () => {
    const asked = claims.filter(({ experiment }) => experiment !== "");
    expect(asked.length).toBeGreaterThanOrEqual(50);
    for (const { id, testable } of asked) expect(testable, id).toBe(true);
    for (const { claims: named } of book!.experiments) expect(named.length).toBeGreaterThan(0);
  });

  test("have results, of this text and no other", () => {
    const results = loadResults();
    expect(results.map(({ id }) => id)).toEqual(book!.experiments.map(({ id }) => id));
    const file = readFileSync(new URL("evidence/results.json", kneeFolder), "utf8");
    const { manifest } = JSON.parse(file) as { manifest: { experimentsHash: string } };
    expect(manifest.experimentsHash).toBe(createHash("sha256").update(text).digest("hex"));
  });

  test("are refused where a claim names one that does not exist", () => {
    const changed = claims.map((claim) =>
      claim.id === "C76" ? { ...claim, experiment: "ev-pane" } : claim,
    );
    const found = readExperiments(text, experimentsFile, disease, compiled, changed).diagnostics;
    expect(found.map(({ code }) => code).sort()).toEqual(["CH4204", "CH4206"]);
  });
});
