// The frame of the page in a real browser: navigation, undo, files, theme, print, offline, policy.

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations, noBrowser, type OpenedSite, openPage, openSite } from "./chromium.js";

const pages = [
  ["#/", "home"],
  ["#/patient", "patient"],
  ["#/trial", "trial"],
  ["#/model", "model"],
  ["#/evidence", "evidence"],
  ["#/nowhere", "no page"],
] as const;

describe.skipIf(noBrowser())("the frame of the page", () => {
  let site: OpenedSite;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  test.each(pages)("%s is sound for WCAG 2.2 A and AA, light and dark", async (hash) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, context, complaints } = await openPage(site, hash, { colorScheme });
      expect(await axeViolations(page), `${hash} ${colorScheme}`).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test.each(pages)("%s fits a narrow window without scrolling sideways", async (hash) => {
    const { page, context } = await openPage(site, hash, { width: 390, height: 844 });
    const [content, view] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(content).toBeLessThanOrEqual(view!);
    await context.close();
  });

  test("the policy forbids inline and remote code, and is enforced", async () => {
    const { page, context } = await openPage(site, "#/");
    const response = await page.request.get(site.address);
    const header = response.headers()["content-security-policy"]!;
    for (const policy of [header, await metaPolicy(page)]) {
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
    }
    expect(header).toContain("frame-ancestors 'none'");
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.inlineRan = true";
      document.head.append(script);
      return "inlineRan" in window;
    });
    expect(ran).toBe(false);
    await context.close();
  });

  test("the keyboard alone goes through all pages", async () => {
    const { page, context, complaints } = await openPage(site, "#/");
    await page.keyboard.press("Tab");
    expect(await focusedText(page)).toBe("Skip to the content");
    for (const name of ["Patient", "Trial", "Model", "Evidence"]) {
      await page.locator("header a.mark").focus();
      await tabTo(page, name);
      await page.keyboard.press("Enter");
      await page.waitForFunction((title) => document.title.startsWith(title), name);
      await page.locator("main h1").waitFor();
      await page.waitForFunction(() => document.activeElement?.id === "main");
      const current = page.locator('header nav a[aria-current="page"]');
      expect(await current.textContent()).toBe(name);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("the skip link leads past the header", async () => {
    const { page, context } = await openPage(site, "#/");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    expect(new URL(page.url()).hash).toBe("#/");
    await context.close();
  });

  test("a chosen theme stays after a reload and is printed light", async () => {
    const { page, context } = await openPage(site, "#/", { colorScheme: "light" });
    const paper = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByLabel("Theme").selectOption("dark");
    await expect.poll(paper).not.toBe(light);
    const dark = await paper();
    await page.reload();
    await page.locator("main h1").waitFor();
    await expect.poll(paper).toBe(dark);
    await page.emulateMedia({ media: "print" });
    await expect.poll(paper).toBe(light);
    expect(await page.locator("header nav").isVisible()).toBe(false);
    await context.close();
  });

  test("an address that names no page says so and leads back", async () => {
    const { page, context } = await openPage(site, "#/nowhere/at/all");
    expect(await page.locator("main").textContent()).toContain("#/nowhere/at/all");
    await page.getByRole("link", { name: "To the first page" }).click();
    await page.waitForURL(`${site.address}#/`);
    await context.close();
  });

  test("saved work opens again; a file of another kind is refused with what, why, what next", async () => {
    const { page, context } = await openPage(site, "#/evidence?q=pain");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save" }).click(),
    ]);
    const saved = readFileSync(await download.path(), "utf8");
    expect(JSON.parse(saved)).toMatchObject({ queries: { evidence: { q: "pain" } } });
    await page.goto(`${site.address}#/evidence`);
    await page.waitForURL(/#\/evidence$/);
    const field = page.locator('input[type="file"]');
    await field.setInputFiles({ name: "x.json", mimeType: "", buffer: Buffer.from("{}") });
    const alert = page.getByRole("alert");
    expect(await alert.textContent()).toMatch(/holds no saved work.*x\.json.*Save has written/s);
    await field.setInputFiles({ name: "mine.json", mimeType: "", buffer: Buffer.from(saved) });
    await page.waitForURL(/#\/evidence\?q=pain$/);
    expect(await alert.count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(/#\/evidence$/);
    await context.close();
  });

  test("after one visit the page opens and moves on without a server", async () => {
    const own = await openSite();
    const { page, context, complaints } = await openPage(own, "#/");
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 20));
    });
    await context.setOffline(true);
    await page.goto(`${own.address}#/evidence/C64`);
    await page.reload();
    await page.locator("main h1").waitFor();
    for (const [hash, name] of pages.slice(1, 5)) {
      await page.goto(own.address + hash);
      await page.waitForFunction((word) => document.title.toLowerCase().startsWith(word), name);
      await page.locator("main h1").waitFor();
    }
    expect(complaints).toEqual([]);
    await own.close();
  });
});

async function metaPolicy(page: Page): Promise<string> {
  const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
  return (await meta.getAttribute("content"))!;
}

async function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

/** Presses Tab until an element with this text has the focus. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focusedText(page)) === text) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach "${text}"`);
}
