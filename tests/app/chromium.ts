// The installed Chromium and the built page, for tests that act as a person would. Where there is no
// browser or the page is not built, tests skip and say so in one line.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { chromiumCommand, findChromium } from "../../packages/app/server/find-chromium.js";
import { addressOf, serveFolder } from "../../packages/app/server/static-server.js";

export const site = fileURLToPath(new URL("../../packages/app/site/", import.meta.url));
const executablePath = findChromium();

/** Whether pages cannot be tested here; says why in one line. */
export function noBrowser(): boolean {
  const missing =
    executablePath === undefined
      ? `no "${chromiumCommand}" on the path (CHONDRON_CHROMIUM names one)`
      : existsSync(`${site}index.html`)
        ? ""
        : 'the page is not built ("npm run site" builds it)';
  if (missing !== "") console.log(`Tests of the page are skipped: ${missing}.`);
  return missing !== "";
}

export interface OpenedSite {
  readonly address: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The built page behind the local server, and a browser. */
export async function openSite(): Promise<OpenedSite> {
  const server = await serveFolder(site, 0);
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    // Its sandbox does not start for root, as in containers.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const close = async (): Promise<void> => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  return { address: addressOf(server), browser, close };
}

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained of and what it asked of others than its own server. */
  readonly complaints: readonly string[];
}

export interface PageOptions {
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: "reduce";
  readonly userAgent?: string;
}

/** A fresh window on an address of the page, e.g. `#/evidence`, waiting until its main part stands. */
export async function openPage(
  { address, browser }: OpenedSite,
  hash: string,
  { width = 1280, height = 900, ...options }: PageOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(blob|data):/.test(url)) complaints.push(`asked for ${url}`);
  });
  await page.goto(address + hash);
  await page.locator("main h1").waitFor();
  return { page, context, complaints };
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly {
      readonly target: readonly unknown[];
      readonly failureSummary?: string;
    }[];
  }[];
}

const axeSource = createRequire(import.meta.url)("axe-core") as { readonly source: string };

/** What axe-core finds against WCAG 2.2 A and AA, a line each; empty where nothing. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource.source);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
  const results = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({ runOnly: { type: "tag", values: tags } })})`,
  )) as AxeResults;
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = "" }) => {
      const why = failureSummary.replace(/\s+/g, " ").slice(0, 240);
      return `${id}: ${help}: ${JSON.stringify(target)}: ${why}`;
    }),
  );
}
