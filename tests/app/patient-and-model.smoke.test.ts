// Pages Patient and Model in a real browser, as a person would use them.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations, noBrowser, type OpenedSite, openPage, openSite } from "./chromium.js";

const slow = 120_000;

describe.skipIf(noBrowser())("pages Patient and Model", () => {
  let site: OpenedSite;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  test("a change of the person gives a new answer, undone by undo", { timeout: slow }, async () => {
    const { page, context, complaints } = await openPage(site, "#/patient");
    const figure = page.locator("#patient-womac_pain_100");
    await figure.waitFor({ timeout: slow });
    const before = await page.locator("h1").innerText();
    expect(before).toMatch(/90 % interval/);
    await page
      .getByLabel(/^Pain today/)
      .last()
      .fill("16");
    await page
      .getByLabel(/^Pain today/)
      .last()
      .press("Enter");
    await expect.poll(() => page.url()).toContain("pain=16");
    await expect
      .poll(() => page.locator("#patient-womac_pain_100 h3").innerText(), { timeout: slow })
      .not.toBe("");
    await page.getByText("Numbers and downloads").first().click();
    await expect.poll(() => figure.locator("tbody tr").count()).toBeGreaterThan(5);
    const saved = page.waitForEvent("download");
    await figure.getByRole("button", { name: "Download CSV" }).click();
    const csv = readFileSync(await (await saved).path(), "utf8");
    expect(csv.split("\r\n")[0]).toMatch(/^time from today \(months\),/);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.url()).not.toContain("pain=16");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("plans in the address stand side by side with a placebo", { timeout: slow }, async () => {
    const { page, context } = await openPage(
      site,
      "#/patient?p1=corticosteroid,intra-articular,40,1,7&view=expert",
    );
    await page.locator("#patient-effect").waitFor({ timeout: slow });
    const svg = page.locator("#patient-womac_pain_100 svg[role=slider]");
    await svg.focus();
    await page.keyboard.press("Home");
    expect(await svg.getAttribute("aria-valuetext")).toMatch(/corticosteroid.*saline/);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

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
});
