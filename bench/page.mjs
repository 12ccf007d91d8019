// The built page in Chromium as a person has it: how long from opening it to the first projection, and
// from a change of the person or of a plan to new bands on the screen; and frames a second while a figure of
// a thousand curves is scrolled past and read curve by curve. What is measured and how is in
// bench/README.md.

import { existsSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findChromium } from "../packages/app/dist/server/find-chromium.js";
import { addressOf, serveFolder } from "../packages/app/dist/server/static-server.js";
import { median } from "./statistics.mjs";

const site = fileURLToPath(new URL("../packages/app/site/", import.meta.url));
const figure = "#patient-womac_pain_100";
/** Changes of each kind; the first ones find cold code and are counted like the others. */
const changes = 24;
const coldOpens = 5;
const longestWait = 60_000;

export async function page(options) {
  const { values } = parseArgs({ args: options, options: { json: { type: "string" } } });
  const executablePath = findChromium();
  if (!executablePath || !existsSync(`${site}index.html`)) {
    console.error("Left out: needs Chromium on the path and the built page (npm run site).");
    return;
  }
  const { chromium } = await import("playwright-core");
  const server = await serveFolder(site, 0);
  const chromiumSandbox = process.getuid?.() !== 0;
  const browser = await chromium.launch({ executablePath, chromiumSandbox });
  try {
    const address = addressOf(server);
    const report = {
      metric: "page",
      machine: `${cpus().length} x ${cpus()[0].model}`,
      chromium: browser.version(),
      load: loadavg()[0],
      milliseconds: {
        ...(await coldTimes(browser, address)),
        ...(await changeTimes(browser, address)),
      },
      framesPerSecond: await frameRates(browser, address),
    };
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, undefined, 1)}\n`);
    console.log(tableOf(report));
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** From navigation on, in a fresh profile each time. */
async function coldTimes(browser, address) {
  const interactive = [];
  const projected = [];
  for (let i = 0; i < coldOpens; i++) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.goto(`${address}#/patient`);
    await tab.locator(".patient-inputs input").first().waitFor({ timeout: longestWait });
    interactive.push(await tab.evaluate(() => performance.now()));
    await tab
      .locator(`${figure} svg path`)
      .first()
      .waitFor({ state: "attached", timeout: longestWait });
    projected.push(await tab.evaluate(() => performance.now()));
    await context.close();
  }
  return { "opening to form": interactive, "opening to first projection": projected };
}

async function changeTimes(browser, address) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`${address}#/patient?p1=ev,intra-articular,400000000000,3,7`);
  await upToDate(tab);
  const person = [];
  const plan = [];
  for (let i = 0; i < changes; i++) {
    person.push(await changed(tab, "#field-age", String(50 + i)));
    plan.push(await changed(tab, "#plan1-0-amount", String((i + 2) * 1e11)));
  }
  await context.close();
  return { "change of the person to new bands": person, "change of a plan to new bands": plan };
}

/** From the event of a changed value to the frame that shows other bands of pain. */
async function changed(tab, input, value) {
  const milliseconds = await tab.evaluate(timeChange, { input, figure, value });
  await upToDate(tab);
  return milliseconds;
}

function timeChange({ input, figure: id, value }) {
  return new Promise((resolve, reject) => {
    const bands = () =>
      [...document.querySelectorAll(`${id} svg path`)].map((p) => p.getAttribute("d")).join();
    const before = bands();
    const field = document.querySelector(input);
    if (!field) return reject(new Error(`no field ${input}`));
    const started = performance.now();
    const look = () => {
      if (bands() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - started));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.querySelector(id), {
      subtree: true,
      attributes: true,
      childList: true,
    });
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    setTimeout(() => reject(new Error(`nothing changed after ${input} = ${value}`)), 30_000);
  });
}

/** A trial of a thousand patients an arm: its curves scrolled past, and one after the other chosen. */
async function frameRates(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const tab = await context.newPage();
  await tab.goto(`${address}#/trial`);
  await tab.getByLabel("Text (YAML)").check({ timeout: longestWait });
  const field = tab.getByLabel("Protocol as YAML");
  const text = (await field.inputValue())
    .replace(/sizePerArm: \d+/, "sizePerArm: 1000")
    .replace(/replicates: \d+/, "replicates: 1");
  await field.fill(text);
  const run = tab.getByRole("button", { name: "Run the trial" });
  await tab.locator("button:enabled", { hasText: "Run the trial" }).waitFor();
  await run.click();
  await tab.getByText(/^Done in /).waitFor({ timeout: 4 * longestWait });
  const figure = tab.locator("#trial-people");
  await figure.scrollIntoViewIfNeeded();
  await figure.hover();
  const scrolling = await whileRecording(tab, async () => {
    for (let i = 0; i < 120; i++) await tab.mouse.wheel(0, i % 40 < 20 ? 30 : -30);
  });
  await tab.getByLabel("Patient shown").focus();
  const choosing = await whileRecording(tab, async () => {
    for (let i = 0; i < 120; i++) await tab.keyboard.press("ArrowRight");
  });
  await context.close();
  return { "scrolling past 1000 curves": scrolling, "choosing among 1000 curves": choosing };
}

/** Mean rate and longest frame (ms) of the page while `act` goes on. */
async function whileRecording(tab, act) {
  await tab.evaluate(() => {
    window.frames60 = [];
    const note = (time) => {
      window.frames60.push(time);
      window.frameRequest = requestAnimationFrame(note);
    };
    window.frameRequest = requestAnimationFrame(note);
  });
  await act();
  const times = await tab.evaluate(() => {
    cancelAnimationFrame(window.frameRequest);
    return window.frames60;
  });
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  return {
    mean: (1000 * gaps.length) / (times.at(-1) - times[0]),
    longestFrame: Math.max(...gaps),
    frames: gaps.length,
  };
}

const upToDate = (tab) =>
  tab.locator(".patient-results[aria-busy=false]").waitFor({ timeout: longestWait });

function tableOf({ milliseconds, framesPerSecond, machine, chromium, load }) {
  const rows = Object.entries(milliseconds).map(([what, all]) => {
    const show = (value) => value.toFixed(0).padStart(7);
    return `${what.padEnd(36)}${show(median(all))}${show(Math.max(...all))}${String(all.length).padStart(7)}`;
  });
  const head = `${"ms".padEnd(36)} median  worst  times`;
  const rates = Object.entries(framesPerSecond).map(
    ([what, { mean, longestFrame, frames }]) =>
      `${what}: ${mean.toFixed(1)} frames a second, longest ${longestFrame.toFixed(0)} ms, ${frames} frames`,
  );
  return [
    head,
    ...rows,
    ...rates,
    `${machine}, Chromium ${chromium}, load ${load.toFixed(1)}`,
  ].join("\n");
}
