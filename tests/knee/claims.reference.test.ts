// The experiments that ask the knee about claims: they hold together, cover what they are to cover, and the
// results that ship are of these experiments.

import { createHash } from "node:crypto";
import {
  experimentsFile,
  loadEvidence,
  loadExperimentsText,
  loadKnee,
  loadResults,
  loadResultsOrigin,
} from "@chondron/knee";
import { compileDisease, diseaseHash, readExperiments } from "@chondron/trial";
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
    const { experimentsHash } = loadResultsOrigin()!;
    expect(experimentsHash).toBe(createHash("sha256").update(text).digest("hex"));
  });

  test("have results of this disease: after a change of it, run npm run claims", () => {
    expect(loadResultsOrigin()!.diseaseHash).toBe(diseaseHash(disease));
  });

  test("are refused where a claim names one that does not exist", () => {
    const changed = claims.map((claim) =>
      claim.id === "C76" ? { ...claim, experiment: "ev-pane" } : claim,
    );
    const found = readExperiments(text, experimentsFile, disease, compiled, changed).diagnostics;
    expect(found.map(({ code }) => code).sort()).toEqual(["CH4204", "CH4206"]);
  });
});
