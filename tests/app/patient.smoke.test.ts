// Page Patient in a real browser, as a person would use it.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations, noBrowser, type OpenedSite, openPage, openSite } from "./chromium.js";

const slow = 120_000;

describe.skipIf(noBrowser())("page Patient", () => {
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

  test("by keyboard alone: a person, a plan, the expert view, and back", {
    timeout: slow,
  }, async () => {
    const { page, context, complaints } = await openPage(site, "#/patient", {
      colorScheme: "dark",
    });
    const ready = page.locator(".patient-results[aria-busy=false]");
    await ready.waitFor({ timeout: slow });
    const answer = () => page.locator("h1").innerText();
    const before = await answer();
    await page.locator("#field-age").focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Tab");
    await expect.poll(answer, { timeout: 15_000 }).not.toBe(before);
    await page.locator("#plan1-0-therapy").focus();
    await page.keyboard.type("corticosteroid");
    await expect.poll(answer, { timeout: 15_000 }).toMatch(/corticosteroid/i);
    await page.getByRole("radio", { name: "In plain words" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.locator("#patient-effect").waitFor({ timeout: 15_000 });
    await ready.waitFor({ timeout: slow });
    expect(await axeViolations(page)).toEqual([]);
    for (let i = 0; i < 3; i++) await page.keyboard.press("Control+Z");
    await expect.poll(answer, { timeout: 15_000 }).toBe(before);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
