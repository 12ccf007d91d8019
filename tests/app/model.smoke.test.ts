// Page Model in a real browser: the knee as picture, equations and graph; models of one's own from
// BioModels, as text and as archives; what is hostile or broken is answered with an error while the page
// goes on.

import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPack, readReference } from "../biomodels/biomodels.js";
import { axeViolations, noBrowser, type OpenedSite, openPage, openSite } from "./chromium.js";

const slow = 120_000;
const pack = readPack();

describe.skipIf(noBrowser())("page Model", () => {
  let site: OpenedSite;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  test("the joint picture leads to equations and parameters", { timeout: slow }, async () => {
    const { page, context, complaints } = await openPage(site, "#/model");
    await page.locator("svg.joint").waitFor({ timeout: slow });
    await page.locator("svg.joint a[aria-label^='joint lining']").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("part/synovium");
    await expect.poll(() => page.locator("#part-title").innerText()).toMatch(/lining/);
    await expect.poll(() => page.locator(".equations code").count()).toBeGreaterThan(10);
    expect(await page.locator(".parameters tbody tr").count()).toBeGreaterThan(10);
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a model of one's own is read, run, scanned and saved", { timeout: slow }, async () => {
    const { page, context, complaints } = await openPage(site, "#/model/own");
    await page.getByRole("button", { name: "Put in an example" }).click();
    await page.getByText(/Read without complaint/).waitFor({ timeout: slow });
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator("#own-simulation").waitFor({ timeout: slow });
    await page.getByRole("button", { name: "Scan a parameter" }).click();
    await page.locator("#own-scan").waitFor({ timeout: slow });
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download SBML" }).click();
    expect(readFileSync(await (await saved).path(), "utf8")).toContain("<sbml");
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a faulty text is answered with its place", { timeout: slow }, async () => {
    const { page, context } = await openPage(site, "#/model/own");
    await page.getByLabel("Antimony or SBML text").fill("model m\n  A' = -k * (A;\nend\n");
    await page.getByRole("button", { name: "Read the text" }).click();
    const place = page.getByRole("button", { name: /^line 2, column/ }).first();
    await place.waitFor({ timeout: slow });
    await place.click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("own-text");
    await context.close();
  });

  test("the graph leads from modules to quantities and back, in both themes", {
    timeout: slow,
  }, async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const address = "#/model?scenario=vesicles&module=vesicles";
      const { page, context, complaints } = await openPage(site, address, { colorScheme });
      const figure = page.locator("#knee-graph");
      await figure.getByRole("link", { name: /^EV_sf: / }).waitFor({ timeout: slow });
      await page.locator(".joint-flows path").first().waitFor({ state: "attached", timeout: slow });
      expect(await axeViolations(page)).toEqual([]);
      await figure.getByRole("link", { name: /^EV_sf: / }).focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => figure.locator("h3").innerText()).toContain("EV_sf");
      await figure.getByText("Numbers and downloads").click();
      await expect
        .poll(() => rowsOf(figure))
        .toContainEqual(expect.arrayContaining(["EV_sf", "is used up by", "ev_to_synovium"]));
      await page.getByLabel("Quantity or reaction").selectOption("IL1");
      await expect.poll(() => page.url()).toContain("focus=IL1");
      await page.getByRole("link", { name: "All modules" }).click();
      await figure.getByRole("link", { name: /^cartilage, module/ }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test.skipIf(!pack)(
    "a curated model of BioModels runs as its reference says",
    { timeout: slow },
    async () => {
      const id = "BIOMD0000000140";
      const { page, context, complaints } = await openPage(site, "#/model/own");
      await give(page, `${id}.xml`, Buffer.from(pack!.get(id)!));
      await page.getByText(/Read without complaint/).waitFor({ timeout: slow });
      await page.locator("#own-graph svg a").first().waitFor();
      const { end, courses } = readReference(id);
      await page.locator("#simulate-end").fill(String(end));
      await page.locator("#simulate-steps").fill("10");
      await page.getByRole("button", { name: "Run", exact: true }).click();
      const figure = page.locator("#own-simulation");
      await figure.waitFor({ timeout: slow });
      await figure.getByText("Numbers and downloads").click();
      const heads = await figure.locator("thead th").allInnerTexts();
      const last = (await rowsOf(figure)).at(-1)!;
      const name = heads[1]!.replace(/,.*$/s, "").trim();
      const reference = courses.get(name)!;
      const shown = Number(
        last[1]!.replace("−", "-").replace(/ × 10(.*)$/, (_, power) => `e${plain(power)}`),
      );
      const expected = reference.at(-1)!;
      expect(Math.abs(shown - expected)).toBeLessThan(0.01 * Math.max(...reference.map(Math.abs)));
      expect(await axeViolations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test("a COMBINE archive is opened, one that unpacks without end is not", {
    timeout: slow,
  }, async () => {
    const { page, context } = await openPage(site, "#/model/own");
    const ant = "model m\n  A = 1; k = 0.1\n  A' = -k * A\nend\n";
    await give(page, "model.omex", Buffer.from(zipSync({ "model/decay.ant": strToU8(ant) })));
    await page.getByText(/Read without complaint: 1 state, 1 parameter/).waitFor({ timeout: slow });
    const bomb = zipSync({ "bomb.xml": new Uint8Array(50e6) }, { level: 9 });
    await give(page, "bomb.omex", Buffer.from(bomb));
    await page
      .locator(".diagnostics")
      .getByText(/unpacks to more than/)
      .waitFor({ timeout: slow });
    await context.close();
  });

  test("hostile SBML ends in an error with a code, and the page answers meanwhile", {
    timeout: 2 * slow,
  }, async () => {
    const { page, context, complaints } = await openPage(site, "#/model/own");
    for (const [what, text] of Object.entries(hostile)) {
      await give(page, `${what}.xml`, Buffer.from(text));
      // A page that waited for its worker would not be drawn in another theme.
      const theme = what.length % 2 ? "dark" : "light";
      await page.getByLabel("Theme").selectOption(theme);
      await page.locator(`html[data-theme="${theme}"]`).waitFor();
      const said = page.locator(".diagnostics li, [role=alert]").first();
      await said.waitFor({ timeout: slow });
      expect(await said.innerText(), what).toMatch(/CH\d{4}|longer than 20 seconds/);
      await page.getByLabel("Antimony or SBML text").fill("");
      await page.reload();
      await page.locator("#own-file").waitFor();
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("by keyboard alone: a text is mended, run and cancelled", { timeout: slow }, async () => {
    const { page, context } = await openPage(site, "#/model/own");
    await focusOn(page, page.getByLabel("Antimony or SBML text"));
    await page.keyboard.insertText("model m\n  A = 1; k = 0.1\n  A' = -k * (A\nend\n");
    await focusOn(page, page.getByRole("button", { name: "Read the text" }));
    await page.keyboard.press("Enter");
    const place = page.getByRole("button", { name: /^line 3, column/ }).first();
    await place.waitFor({ timeout: slow });
    expect(await axeViolations(page)).toEqual([]);
    await focusOn(page, place);
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("own-text");
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("model m\n  A = 1; k = 0.1\n  A' = -k * A\nend\n");
    await focusOn(page, page.getByRole("button", { name: "Read the text" }));
    await page.keyboard.press("Enter");
    await page.getByText(/Read without complaint/).waitFor({ timeout: slow });
    await focusOn(page, page.getByRole("button", { name: "Run", exact: true }));
    await page.keyboard.press("Enter");
    await page.locator("#own-simulation").waitFor({ timeout: slow });
    await context.close();
  });
});

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const sbml = '<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2">';

/** Kinds of damage that fuzzing knows: entities without end, deep nesting, long names, a torn file. */
const hostile: Readonly<Record<string, string>> = {
  laughs: `${head}<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${entities()}]>${sbml}<model id="&j;"/></sbml>`,
  nested: `${head}${sbml}<model>${"<annotation>".repeat(200_000)}`,
  names: `${head}${sbml}<model id="${"x".repeat(3_000_000)}"><listOfParameters><parameter id="1"/></listOfParameters></model></sbml>`,
  torn: `${head}${sbml}<model id="m"><listOfSpecies><species id="A"`,
  binary: `<${String.fromCharCode(0, 1, 2).repeat(1000)}`,
};

function entities(): string {
  const letters = "abcdefghij";
  return [...letters.slice(1)]
    .map((letter, i) => `<!ENTITY ${letter} "${`&${letters[i]};`.repeat(10)}">`)
    .join("");
}

async function give(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator("#own-file").setInputFiles({ name, mimeType: "", buffer });
}

async function rowsOf(figure: Locator): Promise<string[][]> {
  const rows = await figure.locator("tbody tr").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
}

/** Superscript digits as a number. */
function plain(power: string): number {
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const text = [...power].map((c) => (c === "⁻" ? "-" : digits.indexOf(c))).join("");
  return Number(text);
}

/** Presses Tab until the element has the focus. */
async function focusOn(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ timeout: slow });
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not reach it");
}
