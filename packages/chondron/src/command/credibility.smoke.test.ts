// chondron credibility from the command line, small: a whole page that anyone can read, figures for machines
// that come again to the byte on any number of workers, and complaints with their place.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCredibility } from "@chondron/knee";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CredibilityAssessment } from "../credibility/assessment.js";
import { factorResults, outcomeOf } from "../credibility/factor-results.js";
import { verificationRows } from "../credibility/verification.js";
import { runProgram } from "../program.js";
import { collectingTerminal } from "./collecting-terminal.test.data.js";

let folder: string;
let json: string;
let html: string;
let out: string;

async function run(name: string, ...more: string[]) {
  const typed = ["credibility", "--out", join(folder, name), "--quick", "--draws", "2", ...more];
  const terminal = collectingTerminal(typed);
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "credibility-"));
  const first = await run("first", "--workers", "1", "--parameters", "prior");
  expect(first.notes).not.toContain("error");
  expect(first.code).toBe(0);
  out = first.out;
  json = await readFile(join(folder, "first", "credibility.json"), "utf8");
  html = await readFile(join(folder, "first", "report.html"), "utf8");
}, 300_000);
afterAll(() => rm(folder, { recursive: true }));

describe("credibility.json", () => {
  test("has a figure and an outcome for every factor, and says where there is none", () => {
    const assessment = JSON.parse(json) as CredibilityAssessment;
    const { factors, outcome, selfCheck, manifest } = assessment;
    expect(factors.map(({ id }) => id)).toEqual(loadCredibility().factors.map(({ id }) => id));
    expect(outcome).toEqual(outcomeOf(factors));
    for (const { id, value, low, high, outcome: found } of factors) {
      const inside = value !== null && value >= (low ?? -Infinity) && value <= (high ?? Infinity);
      expect(found, id).toBe(value === null ? "not shown" : inside ? "met" : "not met");
    }
    const checked = selfCheck.map(({ id }) => factors.find(({ figure }) => figure === id)?.outcome);
    expect(checked).toEqual(["met", "met", "met", "met"]);
    expect(manifest).toMatchObject({ parameters: "prior", draws: 2, patients: 30, seed: 1 });
    expect(out).toContain(`${outcome.met} of ${factors.length} criteria are met`);
  });

  test("keeps a reason where a therapy is not in the model, and predicts the others", () => {
    const { comparators } = JSON.parse(json) as CredibilityAssessment;
    for (const { id, predicted, reason } of comparators)
      if (predicted) expect(Number.isFinite(predicted.mean), id).toBe(true);
      else expect(reason, id).toContain("there is no therapy");
    const therapies = new Set(comparators.map(({ therapy }) => therapy));
    expect(therapies.size).toBeGreaterThanOrEqual(11);
  });

  test("explores amounts up to 3e12 and says what effect would be needed", () => {
    const { exploration } = JSON.parse(json) as CredibilityAssessment;
    expect(exploration.amounts.at(-1)!.amount).toBe(3e12);
    expect(exploration.amounts.every(({ trial }) => trial !== null)).toBe(true);
    expect(exploration.schedules.every(({ trial }) => trial !== null)).toBe(true);
    const { usual, needed } = exploration;
    expect(usual.trial!.low90).toBeLessThan(usual.study!.low90);
    // Moving the mean by so much would bring the upper end to zero.
    expect(needed!.inTrial).toBeCloseTo(usual.trial!.mean - usual.trial!.high90, 9);
    expect(Math.abs(needed!.inStudy)).toBeLessThan(Math.abs(needed!.inTrial));
  });

  test("is the same to the byte on two workers", async () => {
    await run("second", "--workers", "2", "--parameters", "prior");
    expect(await readFile(join(folder, "second", "credibility.json"), "utf8")).toBe(json);
  }, 300_000);
});

describe("report.html", () => {
  test("has language, title, one first heading, and headings without gaps", () => {
    const { document } = parseHTML(html);
    expect(document.documentElement.getAttribute("lang")).toBe("en");
    expect(document.querySelector("title")!.textContent).toContain("Credibility");
    const levels = [...document.querySelectorAll("h1,h2,h3,h4")].map((h) => Number(h.tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const ids = [...document.querySelectorAll("section")].map((section) => section.id);
    const sections = ["context", "criteria", "verification", "calibration", "validation"];
    expect(ids).toEqual(expect.arrayContaining([...sections, "comparators", "exploration"]));
    expect(ids).toEqual(expect.arrayContaining(["cohorts", "uncertainty", "limits", "provenance"]));
    for (const link of document.querySelectorAll("nav a"))
      expect(document.querySelector(link.getAttribute("href")!), link.textContent!).not.toBeNull();
  });

  test("says every picture in words and names every table", () => {
    const { document } = parseHTML(html);
    const pictures = [...document.querySelectorAll("svg")];
    expect(pictures.length).toBeGreaterThanOrEqual(4);
    for (const picture of pictures) {
      expect(picture.getAttribute("role")).toBe("img");
      expect(picture.getAttribute("aria-label")!.length).toBeGreaterThan(80);
    }
    for (const table of document.querySelectorAll("table")) {
      const caption = table.querySelector("caption")!.textContent!;
      expect(caption).not.toBe("");
      const [heads, ...rows] = [...table.querySelectorAll("tr")].map((tr) => tr.children.length);
      expect(new Set(rows), caption).toEqual(new Set([heads]));
    }
  });

  test("stands by itself and shows no broken number", () => {
    expect(html).not.toMatch(/<script|<link|src=|url\(|href="http/);
    expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(html).toContain("Not medical advice");
    expect(html).toMatch(/No posterior ships|A posterior ships/);
  });
});

describe("refusals", () => {
  test("a factor whose figure there is not is said with its place", () => {
    const [factor] = loadCredibility().factors;
    const broken = { ...factor!, figure: "sbml-suite-faild" };
    const { diagnostics } = factorResults([broken], new Map([["sbml-suite-failed", 0]]));
    expect(diagnostics[0]).toMatchObject({
      code: "CH5031",
      help: 'Did you mean "sbml-suite-failed"?',
      range: { file: "credibility.yaml" },
    });
  });

  test("every figure that a factor names is in the documentation or in verification.tsv", async () => {
    const place = new URL("../../../../docs/credibility.md", import.meta.url);
    const documented = await readFile(place, "utf8");
    const shown = verificationRows().map(({ id }) => id);
    for (const { id, figure } of loadCredibility().factors)
      expect(shown.includes(figure) || documented.includes(`\`${figure}\``), id).toBe(true);
  });

  test("a folder that cannot be made, an option that is no number", async () => {
    await writeFile(join(folder, "file"), "");
    const nowhere = await run(join("file", "inside"));
    expect([nowhere.code, nowhere.notes.includes("CH6002")]).toEqual([1, true]);
    const typed = await run("fourth", "--patients", "few");
    expect([typed.code, typed.notes.includes("CH6004")]).toEqual([2, true]);
  });
});
