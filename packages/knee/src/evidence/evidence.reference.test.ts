// The shipped evidence: it holds together, every number of the knee leads to it, and what is not known
// is not shown as known.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { examineEvidence, kneeFolder, loadKnee, loadResults, splitReferences } from "../index.js";

const read = (path: string) => readFileSync(new URL(path, kneeFolder), "utf8");
const { evidence, diagnostics } = examineEvidence(read);

describe("the shipped evidence", () => {
  it("passes its checks: every parameter, covariate, outcome, therapy, fact and claim", () => {
    expect(diagnostics).toEqual([]);
  });

  it("holds the 94 claims of the article in order", () => {
    const ids = evidence.claims.map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 94 }, (_, i) => `C${String(i + 1).padStart(2, "0")}`));
  });

  it("gives every claim a meaning, and at least 50 something to run", () => {
    expect(evidence.claims.filter(({ meaning }) => meaning === "")).toEqual([]);
    expect(evidence.claims.filter(({ testable }) => testable).length).toBeGreaterThanOrEqual(50);
  });

  it("calls no claim supported or contradicted on nothing but memory", () => {
    const read = new Set(evidence.sources.filter((s) => s.read !== "none").map((s) => s.id));
    for (const { id, verdict, sources } of evidence.claims)
      if (verdict !== "unsupported" && verdict !== "not testable")
        expect(
          sources.some((source) => read.has(source)),
          id,
        ).toBe(true);
  });

  it("gives a source to every parameter above grade D and a reason to every other", () => {
    for (const { id, grade, source, note } of loadKnee().parameters) {
      const cited = splitReferences(source).filter(
        ({ text }) => text !== "assumed" && text !== "definition",
      );
      expect(cited.length > 0, id).toBe(grade !== "D");
      expect(note.length, id).toBeGreaterThan(5);
    }
  });

  it("has results only of experiments that claims name", () => {
    const named = new Set(evidence.claims.map(({ experiment }) => experiment));
    for (const { id } of loadResults()) expect(named.has(id), id).toBe(true);
  });
});
