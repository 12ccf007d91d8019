// Page Evidence in a real browser: from a claim to its sources, filters, permalinks, by keyboard alone.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { loadEvidence, loadKnee } from "@chondron/knee";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations, noBrowser, type OpenedSite, openPage, openSite } from "./chromium.js";

const { claims, sources } = loadEvidence();

describe.skipIf(noBrowser())("page Evidence", () => {
  let site: OpenedSite;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  test("lists every claim, number and source", async () => {
    const { page, context, complaints } = await openPage(site, "#/evidence");
    await page.locator(".claims").waitFor();
    expect(await page.locator(".claims > li").count()).toBe(claims.length);
    await page.getByRole("link", { name: "Sources", exact: true }).click();
    await countIs(page, ".claims > li", sources.length);
    await page.getByRole("link", { name: "Numbers of the model" }).click();
    await countIs(page, "tbody tr", loadKnee().parameters.length);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("filters and search stand in the address and are undone", async () => {
    const { page, context } = await openPage(site, "#/evidence");
    await page.getByLabel("Evidence says").selectOption("contradicted");
    await page.waitForURL(/verdict=contradicted/);
    const contradicted = claims.filter(({ verdict }) => verdict === "contradicted").length;
    await countIs(page, ".claims > li", contradicted);
    await page.getByLabel("Search").fill("hmgb1");
    const status = page.getByRole("status");
    const total = `of ${claims.length} claims`;
    await page.waitForFunction(
      (most) => document.querySelectorAll(".claims > li").length < most,
      contradicted,
    );
    expect(await status.textContent()).toContain(total);
    await page.reload();
    await page.locator(".claims").waitFor();
    expect(await page.getByLabel("Search").inputValue()).toBe("hmgb1");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await countIs(page, ".claims > li", claims.length);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(/q=hmgb1/);
    await page.getByLabel("Search").fill("zzzz");
    await page.getByText("Nothing fits these filters.").waitFor();
    await context.close();
  });

  test("by keyboard alone from the list to a claim, its source, and the address of the source", async () => {
    const { page, context, complaints } = await openPage(site, "#/evidence");
    await page.locator(".claims").waitFor();
    await tabTo(page, "Search");
    await page.keyboard.type("HMGB1 made");
    await page.waitForFunction(() => document.querySelectorAll(".claims > li").length === 1);
    await tabTo(page, "C64");
    await page.keyboard.press("Enter");
    await page.locator("article h1").waitFor();
    const claim = claims.find(({ id }) => id === "C64")!;
    expect(await page.locator("article").textContent()).toContain(claim.reasoning);
    await tabTo(page, claim.sources[0]!);
    await page.keyboard.press("Enter");
    await page.waitForURL(/evidence\/source\//);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    await page.keyboard.press("Tab");
    const address = await page.evaluate(() => document.activeElement?.getAttribute("href"));
    expect(address).toMatch(/^https:\/\//);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each([
    ["#/evidence/C64", claims.find(({ id }) => id === "C64")!.claim],
    ["#/evidence/c1", claims[0]!.claim],
    ["#/evidence/parameter/k_ev_p", "EV loss from plasma"],
    ["#/evidence/source/kim-2019", sources.find(({ id }) => id === "kim-2019")!.citation],
    ["#/evidence/C999", 'There is no claim "C999"'],
    ["#/evidence/parameter/zzz", 'There is no number of the model "zzz"'],
  ])("%s opens at its entry and is sound for WCAG 2.2 A and AA", async (hash, title) => {
    const { page, context, complaints } = await openPage(site, hash);
    expect(await page.locator("h1").textContent()).toBe(title);
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(["#/evidence/parameters", "#/evidence/sources", "#/evidence?q=zzzz"])(
    "%s is sound for WCAG 2.2 A and AA",
    async (hash) => {
      const { page, context } = await openPage(site, hash);
      expect(await axeViolations(page)).toEqual([]);
      await context.close();
    },
  );

  test("a claim asked here is answered as on the command line", { timeout: 180_000 }, async () => {
    const { page, context, complaints } = await openPage(site, "#/evidence/C64");
    const section = page.locator(".ask-again");
    await section.getByText("Ask the model here").click();
    await section.getByLabel("Draws of what is uncertain").fill("3");
    await section.getByLabel("Virtual people of each cohort").fill("30");
    await section.getByRole("button", { name: "Ask", exact: true }).click();
    await section.locator(".asked p").first().waitFor({ timeout: 120_000 });
    const said = await section.locator(".asked p").first().innerText();
    const cli = fileURLToPath(new URL("../../packages/chondron/dist/cli.js", import.meta.url));
    const asked = ["claims", "--claim", "C64", "--draws", "3", "--patients", "30", "--json"];
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...asked]);
    const { experiments } = JSON.parse(stdout) as { experiments: { says: string }[] };
    expect(said).toBe(experiments[0]!.says);
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function countIs(page: Page, selector: string, count: number): Promise<void> {
  await page.waitForFunction(
    ([css, wanted]) => document.querySelectorAll(String(css)).length === wanted,
    [selector, count] as const,
  );
}

/** Presses Tab until the focus is on an element whose label or text begins so. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
      return label?.textContent?.trim() ?? "";
    });
    if (name.startsWith(words)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach "${words}"`);
}
