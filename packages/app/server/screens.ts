// `npm run screens`: pictures of every page at three widths into docs/screens/, and the icons as PNG
// from the drawing. Words after the command choose pages: `npm run screens -- evidence`.

import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumCommand, findChromium } from "./find-chromium.js";
import { addressOf, serveFolder } from "./static-server.js";

const app = new URL("../../", import.meta.url);
const site = fileURLToPath(new URL("site/", app));
const screens = fileURLToPath(new URL("../../docs/screens/", app));
const publicFolder = new URL("public/", app);

const widths = [
  [1440, 1000],
  [1024, 900],
  [390, 844],
] as const;

/** Name of the picture, address, and the element that says that the page stands. */
const pages = [
  ["home", "#/", "main h1"],
  ["patient", "#/patient", ".patient-results[aria-busy=false]"],
  ["trial", "#/trial", ".trial .rows"],
  ["model", "#/model?scenario=vesicles&module=vesicles", ".joint-player svg"],
  ["model-graph", "#/model?scenario=vesicles&module=vesicles", ".joint-player svg"],
  ["evidence", "#/evidence", "main .claims"],
  ["evidence-claim", "#/evidence/C64", "main article h1"],
  ["evidence-parameter", "#/evidence/parameter/k_ev_p", "main article h1"],
] as const;

/** Longest wait for a page to stand (ms). */
const patience = 60_000;

const executablePath = findChromium();
if (executablePath === undefined) {
  process.stderr.write(
    `No "${chromiumCommand}" on the path. Install Chromium or name it in CHONDRON_CHROMIUM.\n`,
  );
  process.exit(1);
}
const chosen = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  // Its sandbox does not start for root, as in containers.
  chromiumSandbox: process.getuid?.() !== 0,
});
mkdirSync(screens, { recursive: true });
if (chosen.length === 0 || chosen.includes("icons")) await drawIcons(browser);
await takeScreens(browser);
await browser.close();

async function takeScreens(browser: Browser): Promise<void> {
  const server = await serveFolder(site, 0);
  for (const [name, hash, standing] of pages) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    for (const [width, height] of widths) {
      const page = await browser.newPage({
        viewport: { width, height },
        colorScheme: "light",
        reducedMotion: "reduce",
      });
      await page.goto(addressOf(server) + hash);
      await page.locator(standing).first().waitFor({ timeout: patience });
      await prepare(page, name);
      await page.screenshot({ path: `${screens}${name}-${width}.png` });
      await page.close();
      process.stdout.write(`docs/screens/${name}-${width}.png\n`);
    }
  }
  server.closeAllConnections();
  server.close();
}

/** What a person does before the picture is of use; no clock is in it. */
async function prepare(page: Page, name: string): Promise<void> {
  if (name === "trial") await runTrial(page);
  if (name === "model-graph") await page.locator(".knee-graph").scrollIntoViewIfNeeded();
}

/** A trial of one replicate to its end, its effects in sight. */
async function runTrial(page: Page): Promise<void> {
  const replicates = page.getByLabel("Simulated trials (replicates)");
  await replicates.fill("1");
  await replicates.press("Enter");
  // There is something to undo once the text has changed.
  await page.locator("button:enabled", { hasText: "Undo" }).waitFor({ timeout: patience });
  await page.locator("button:enabled", { hasText: "Run the trial" }).click({ timeout: patience });
  await page.locator("#trial-people").waitFor({ timeout: patience });
  await page.locator("#trial-effects").scrollIntoViewIfNeeded();
}

async function drawIcons(browser: Browser): Promise<void> {
  const drawing = readFileSync(new URL("icon.svg", publicFolder), "utf8");
  for (const size of [192, 512]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${drawing}`);
    const path = fileURLToPath(new URL(`icon-${size}.png`, publicFolder));
    await page.screenshot({ path });
    await page.close();
  }
}
