// `chondron claims` from outside: one claim quickly, as a table, JSON and page; what is refused.

import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEvidence } from "@chondron/knee";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { ClaimsResults } from "../claims/claims-results.js";
import { runProgram } from "../program.js";
import { collectingTerminal } from "./collecting-terminal.test.data.js";

async function claims(...typed: string[]) {
  const terminal = collectingTerminal(["claims", ...typed]);
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

describe("one claim, quickly", () => {
  test("is asked, shown and written as JSON and page", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "chondron-claims-")), "out");
    const quick = ["--quick", "--workers", "1", "--parameters", "prior"];
    const { code, out, notes } = await claims("--claim", "c17", ...quick, "--out", folder);
    expect(code).toBe(0);
    expect(notes).not.toMatch(/CH\d/);
    expect(out).toContain("acute-response");
    expect(out).toContain("not medical advice");

    const text = readFileSync(join(folder, "results.json"), "utf8");
    const { manifest, experiments } = JSON.parse(text) as ClaimsResults;
    expect(manifest).toMatchObject({ format: "chondron-claims", simulated: true, seed: 1 });
    const [only] = experiments;
    expect(only).toMatchObject({ id: "acute-response", claims: ["C17"], level: 90 });
    expect(only!.quantities.length).toBeGreaterThanOrEqual(2);
    expect(only!.low).toBeLessThanOrEqual(only!.high!);

    const { document } = parseHTML(readFileSync(join(folder, "claims.html"), "utf8"));
    const all = loadEvidence().claims;
    expect(document.querySelectorAll("details.claim")).toHaveLength(all.length);
    const card = document.querySelector("#C17")!;
    expect(card.textContent).toContain(only!.says);
    expect(card.querySelectorAll("a[href^='https://']").length).toBeGreaterThan(0);
    for (const picture of document.querySelectorAll("svg"))
      expect(picture.getAttribute("aria-label")).not.toBe("");
    expect(document.querySelectorAll("script, link, img, iframe")).toHaveLength(0);
    const ids = [...document.querySelectorAll("[id]")].map((item) => item.getAttribute("id"));
    expect(new Set(ids).size).toBe(ids.length);

    const again = await claims("--claim", "C17", ...quick, "--json");
    expect(again.out).toBe(text);
  }, 60_000);
});

describe("what cannot be asked", () => {
  test("a claim that the model has nothing for says why", async () => {
    const { code, notes } = await claims("--claim", "C01");
    expect(code).toBe(1);
    expect(notes).toContain("CH6073");
    expect(notes).toContain(loadEvidence().claims[0]!.whyNot);
  });

  test("a claim that does not exist", async () => {
    const { code, notes } = await claims("--claim", "C099");
    expect(code).toBe(2);
    expect(notes).toContain("CH6071");
  });
});
