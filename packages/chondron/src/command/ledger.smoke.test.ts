// `chondron ledger` from outside: overview, a claim, a parameter, what is refused, the page.

import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEvidence, loadKnee } from "@chondron/knee";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { runProgram } from "../program.js";
import { collectingTerminal } from "./collecting-terminal.test.data.js";

async function ledger(...typed: string[]) {
  const terminal = collectingTerminal(["ledger", ...typed]);
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

const evidence = loadEvidence();
const knee = loadKnee();

describe("the overview", () => {
  test("counts every claim, parameter, fact and source once", async () => {
    const { code, out } = await ledger();
    expect(code).toBe(0);
    const heads = [
      `${evidence.claims.length} claims`,
      `${knee.parameters.length} parameters`,
      `${evidence.facts.length} facts`,
      `${evidence.sources.length} sources`,
    ];
    for (const head of heads) expect(out).toContain(head);
  });

  test("as JSON holds all rows, and counts that add up", async () => {
    const { out } = await ledger("--json");
    const whole = JSON.parse(out) as {
      overview: Record<"claims" | "parameters", Record<string, Record<string, number>>>;
      claims: unknown[];
      facts: unknown[];
      parameters: unknown[];
    };
    const sum = (counts: Record<string, number>) =>
      Object.values(counts).reduce((total, n) => total + n, 0);
    expect(sum(whole.overview.claims.byVerdict!)).toBe(whole.claims.length);
    expect(sum(whole.overview.claims.byKind!)).toBe(whole.claims.length);
    for (const counts of ["byGrade", "byStatus", "byBasis"])
      expect(sum(whole.overview.parameters[counts]!)).toBe(whole.parameters.length);
    expect(whole.facts).toHaveLength(evidence.facts.length);
  });
});

describe("one claim", () => {
  test("shows verdict, reasoning, facts, sources and what the model says", async () => {
    const { out } = await ledger("claim", "C64");
    const claim = evidence.claims.find(({ id }) => id === "C64")!;
    const flat = out.replace(/\s+/g, " ");
    expect(flat).toContain(`C64 ${claim.claim} ${claim.verdict}`);
    expect(flat).toContain(claim.reasoning);
    for (const id of [...claim.facts, ...claim.sources]) expect(out).toContain(id);
    expect(out).toContain("The model says:");
    for (const line of out.split("\n")) expect(line.length).toBeLessThan(100);
  });

  test("is found in either case and without zeros", async () => {
    const [full, short] = [await ledger("claim", "C07"), await ledger("claim", "c7")];
    expect(short).toEqual(full);
  });

  test("says why it cannot be asked", async () => {
    expect((await ledger("claim", "C93")).out).toContain("Not asked: An opinion");
  });

  test("as JSON carries its facts and sources", async () => {
    const entry = JSON.parse((await ledger("claim", "C62", "--json")).out) as {
      claim: { verdict: string };
      facts: { id: string }[];
    };
    expect(entry.claim.verdict).toBe("supported");
    expect(entry.facts.map(({ id }) => id)).toContain("EV155");
  });
});

describe("one parameter", () => {
  test("shows value, evidence and every place where it is used", async () => {
    const { out } = await ledger("parameter", "k_ev_lym");
    const row = knee.parameters.find(({ id }) => id === "k_ev_lym")!;
    expect(out).toContain(`range ${row.low} to ${row.high}`);
    expect(out).toContain("owen-1994");
    expect(out).toMatch(/model\/vesicles\.ant:\d+ the rate of reaction "ev_lymph"/);
  });

  test("is found in the formulas of therapies too", async () => {
    const { out } = await ledger("parameter", "PLmax");
    expect(out).toMatch(/therapies\.yaml saline, into the knee: PLe/);
  });

  test("lists all of them without an id", async () => {
    const { out } = await ledger("parameter");
    for (const { id } of knee.parameters) expect(out).toContain(`\n${id} `);
  });
});

test.each([
  [
    ["parameter", "k_ev_lyn"],
    'CH6071 error: there is no parameter "k_ev_lyn". Did you mean "k_ev_lym"?',
  ],
  [["claim", "C950"], 'CH6071 error: there is no claim "C950"'],
  [["claims"], 'CH6070 error: the ledger has claims and parameters, not "claims"'],
  [["--html", "--json"], "CH6072 error: --html writes the whole ledger"],
  [
    ["claim", "C17", "--html"],
    'CH6072 error: --html writes the whole ledger as one page and does not go with "claim"',
  ],
])("%j is refused", async (typed, message) => {
  const { code, out, notes } = await ledger(...typed);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(notes).toContain(message);
});

describe("the page", () => {
  const file = join(mkdtempSync(join(tmpdir(), "chondron-ledger-")), "ledger.html");
  const page = async (): Promise<string> => {
    expect(await ledger("--html", "--out", file)).toEqual({ code: 0, out: "", notes: "" });
    return readFileSync(file, "utf8");
  };

  test("has every claim and parameter, reads nothing from outside, links only to what is there", async () => {
    const html = await page();
    const { document } = parseHTML(html);
    const ids = [...document.querySelectorAll("[id]")].map((item) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of evidence.claims) expect(ids).toContain(id);
    for (const { id } of knee.parameters) expect(ids).toContain(`parameter-${id}`);
    for (const link of document.querySelectorAll('a[href^="#"]'))
      expect(ids).toContain(link.getAttribute("href")!.slice(1));
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|src=|@import|url\(|NaN|undefined|\[object/);
  });

  test("shows no fact from memory", async () => {
    const html = await page();
    for (const { id } of evidence.facts.filter(({ seen }) => !seen))
      expect(html).not.toContain(`<span class="entry-id">${id}</span>`);
  });

  test("speaks its figure and names its sections", async () => {
    const { document } = parseHTML(await page());
    const label = document.querySelector("svg")!.getAttribute("aria-label")!;
    expect(label).toMatch(/efficacy: \d+ partly supported/);
    for (const section of document.querySelectorAll("section"))
      expect(document.getElementById(section.getAttribute("aria-labelledby")!)).not.toBeNull();
  });
});
