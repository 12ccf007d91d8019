// The report on invented trials: complete, self-contained, saying what the numbers say, and the
// same bytes every time.

import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { effectTable } from "./effect-section.js";
import { type Invention, inventTrial } from "./invented-trial.test.data.js";
import { renderReport } from "./page.js";
import { answerSentences } from "./reading.js";
import { reportContext } from "./report-context.js";

const origin = { created: "2026-01-31T12:00:00Z", version: "0.1.0" };
const report = (changes: Partial<Invention> = {}): string =>
  renderReport(inventTrial(changes), origin);
const answer = (changes: Partial<Invention>): string =>
  answerSentences(reportContext(inventTrial(changes))).join(" ");

const html = report();
const { document } = parseHTML(html);

const allSections = [
  "design",
  "flow",
  "split",
  "people",
  "responders",
  "structure",
  "survival",
  "effects",
  "baseline",
  "limits",
  "assumptions",
  "failures",
  "method",
  "manifest",
];

test("every section is there, in order, and in the contents", () => {
  const found = [...document.querySelectorAll("section")].map((section) => section.id);
  expect(found).toEqual(allSections);
  const links = [...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href"));
  expect(links).toEqual(allSections.map((id) => `#${id}`));
});

test("question, answer with interval, and frame come before any figure", () => {
  const words = document.querySelector("header")!.textContent!.replaceAll("\u00a0", " ");
  expect(words).toContain("Do three weekly injections");
  expect(words).toContain("40 simulated trials of 600 virtual patients each");
  expect(words).toContain("−0.4 points compared with saline (90 % interval −1.9 to +1.1)");
  expect(words).toContain("Not medical advice");
  expect(html.indexOf("<header")).toBeLessThan(html.indexOf("<figure"));
});

test("the page reads nothing from outside and runs no script", () => {
  expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  const addresses = html
    .replaceAll('xmlns="http://www.w3.org/2000/svg"', "")
    .match(/https?:|url\(|src=|@import/g);
  expect(addresses).toBeNull();
  expect(html).not.toMatch(/<script|\son\w+=|javascript:/i);
});

test("markup is sound: no double ids, every tag closed, every reference met", () => {
  const ids = [...document.querySelectorAll("[id]")].map((item) => item.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const item of document.querySelectorAll("[aria-labelledby]"))
    expect(ids).toContain(item.getAttribute("aria-labelledby"));
  expect(unclosedTags(html)).toEqual([]);
  expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
});

test("every picture speaks, every figure has title, reading and caption", () => {
  for (const svg of document.querySelectorAll("svg")) {
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.getAttribute("aria-label")!.length).toBeGreaterThan(10);
  }
  for (const figure of document.querySelectorAll("main figure"))
    for (const part of ["h3", ".reading", "figcaption"])
      expect(figure.querySelector(part)?.textContent, `${figure.id} ${part}`).not.toBe("");
});

test("tables hold the numbers of the summary", () => {
  const { summary } = inventTrial();
  const cells = (caption: string): string[][] => tableCells(document, caption);
  const measured = summary.measures.filter((row) => row.outcome === "womac-pain");
  const rows = cells("WOMAC pain as recorded at visits");
  expect(rows).toHaveLength(measured.length);
  expect(rows[3]!.slice(2, 5)).toEqual([
    String(measured[3]!.value.n),
    measured[3]!.value.mean!.toFixed(1),
    measured[3]!.value.sd!.toFixed(1),
  ]);
  const risk = cells("Time to knee replacement: numbers at risk");
  expect(risk.map((row) => row[2])).toEqual(
    summary.survival.flatMap((row) => row.atRisk.n.map(String)),
  );
  const effects = effectTable(reportContext(inventTrial())).rows;
  expect(cells("Effects against the control")).toEqual(effects);
  expect(effects).toHaveLength(summary.effects.length);
});

test("text of the protocol and the tables is escaped", () => {
  expect(html).toContain("what &lt;it&gt; means &amp; &quot;why&quot;");
});

test("equal results give equal bytes, whatever was drawn before", () => {
  report({ arms: 2 });
  expect(report()).toBe(html);
});

describe("the answer is chosen by the numbers", () => {
  test("an interval over zero is not told from zero", () => {
    expect(answer({})).toContain("cannot tell it from zero");
  });
  test("a clear benefit below what patients notice", () => {
    const words = answer({ effect: -1, uncertainty: 0.3 });
    expect(words).toContain("a benefit in this model, smaller than the difference patients notice");
  });
  test("a clear benefit above what patients notice", () => {
    expect(answer({ effect: -5, uncertainty: 1 })).toContain("larger than the difference");
  });
  test("a benefit that may or may not be noticed", () => {
    expect(answer({ effect: -1.8, uncertainty: 0.5 })).toContain("may or may not reach");
  });
  test("a harm", () => {
    const words = answer({ effect: 1, uncertainty: 0.3 });
    expect(words).toContain("+1.0 points");
    expect(words).toContain("a harm in this model");
  });
  test("too few trials give the confidence interval of one", () => {
    const words = answer({ replicates: 1 });
    expect(words).toContain("1 simulated trial of 600 virtual patients,");
    expect(words).toContain("95 % confidence interval of one simulated trial");
  });
});

describe("what is missing is left out or said", () => {
  test("one arm: nothing is compared", () => {
    const page = report({ arms: 1 });
    expect(page).toContain("nothing was compared");
    expect(page).not.toContain('id="effects"');
    expect(page).not.toMatch(/NaN|undefined/);
  });
  test("no endpoints", () => {
    const page = report({ endpoints: false });
    expect(page).toContain("The protocol names no endpoint");
    expect(page).not.toContain('id="survival"');
    expect(unclosedTags(page)).toEqual([]);
  });
  test("no events", () => {
    expect(report({ events: false })).toContain("no event in the shown trial");
  });
  test("one replicate: bands come from the patients, no column over trials", () => {
    const page = report({ replicates: 1 });
    expect(page).toContain("confidence intervals of the mean among the patients");
    expect(page).not.toContain("Effect (90 % interval over trials)");
    expect(page).not.toMatch(/NaN|undefined/);
  });
});

type Page = ReturnType<typeof parseHTML>["document"];

function tableCells(page: Page, caption: string): string[][] {
  const found = [...page.querySelectorAll("table")].find((item) =>
    item.querySelector("caption")!.textContent!.startsWith(caption),
  );
  return [...found!.querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent!),
  );
}

/** Names of tags that are opened and not closed, or closed in the wrong order. */
function unclosedTags(page: string): string[] {
  const open: string[] = [];
  for (const [, closing, name] of page.matchAll(/<(\/?)([a-zA-Z][\w-]*)(?:[^>]*[^>/])?>/g)) {
    if (["meta", "br", "hr", "img", "link"].includes(name!)) continue;
    if (closing === "") open.push(name!);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

test("claims are there where the trial gives their therapies, and only those", () => {
  const claim = { claim: "It works.", evidence: "unsupported", model: "cannot tell", says: "No." };
  const claims = [
    { id: "C1", therapies: ["ev"], ...claim },
    { id: "C2", therapies: ["nsaid"], ...claim },
  ];
  const { document: page } = parseHTML(renderReport(inventTrial(), { ...origin, claims }));
  const rows = [...page.querySelectorAll("#claims tbody tr")].map((row) => row.textContent);
  expect(rows).toEqual(["C1 It works.unsupportedcannot tellNo."]);
});
