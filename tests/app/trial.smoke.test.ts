// Page Trial in a real browser: faults in place, a run to its end with the files of the command line, cancel.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { strToU8, zipSync } from "fflate";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations, noBrowser, type OpenedSite, openPage, openSite } from "./chromium.js";

const folder = fileURLToPath(new URL("../../packages/", import.meta.url));
const shipped = readFileSync(`${folder}knee/protocols/ev-msc-saline.yaml`, "utf8");
/** The reference trial with 18 patients. */
const small = shipped
  .replace("sizePerArm: 200", "sizePerArm: 6")
  .replace("replicates: 12", "replicates: 2");
const patience = { timeout: 120_000 };

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel("Text (YAML)").check();
  await page.getByLabel("Protocol as YAML").fill(text);
}

/** Content of a file of an archive whose files are stored as they are. */
function stored(zip: Buffer, name: string): Buffer {
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [size, nameLength] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26)];
    const content = at + 30 + nameLength + zip.readUInt16LE(at + 28);
    const path = zip.toString("utf8", at + 30, at + 30 + nameLength);
    if (path.endsWith(`/${name}`)) return zip.subarray(content, content + size);
    at = content + size;
  }
  throw new Error(`the archive has no ${name}`);
}

describe.skipIf(noBrowser())("page Trial", () => {
  let site: OpenedSite;
  const work = mkdtempSync(join(tmpdir(), "chondron-trial-"));
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
    rmSync(work, { recursive: true });
  });

  test("a fault of the protocol is told in place, and the run waits", async () => {
    const { page, context, complaints } = await openPage(site, "#/trial");
    await write(page, small.replace("seed: 20261123", "seeds: 20261123"));
    const fault = page.locator(".faults li").filter({ hasText: "seeds" });
    await fault.first().waitFor(patience);
    expect(await fault.first().textContent()).toMatch(/line \d+, column 1/);
    expect(await page.getByRole("button", { name: "Run the trial" }).isDisabled()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 180_000);

  test("a field of the form changes its line of the text and no other", async () => {
    const { page, context } = await openPage(site, "#/trial");
    await page.getByLabel("Seed").waitFor(patience);
    await page.getByLabel("Seed").fill("7");
    await page.getByLabel("Seed").press("Enter");
    await page.getByLabel("Text (YAML)").check();
    const area = page.getByLabel("Protocol as YAML");
    await expect.poll(() => area.inputValue(), patience).toContain("seed: 7\n");
    expect((await area.inputValue()).split("\n")[0]).toBe(shipped.split("\n")[0]);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  }, 180_000);

  test("by keyboard alone: entry, visits and endpoints change through the form", async () => {
    const { page, context, complaints } = await openPage(site, "#/trial");
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const press = async (target: Locator, key: string): Promise<void> => {
      await target.waitFor(patience);
      await target.focus();
      await page.keyboard.press(key);
    };
    const status = page.getByText("The protocol is sound.");
    await status.waitFor(patience);
    await press(page.getByLabel("At most").first(), "Control+A");
    await page.keyboard.type("75 years");
    await page.keyboard.press("Enter");
    await press(button("Add a visit"), "Enter");
    await page.getByRole("button", { name: "Remove New visit" }).waitFor(patience);
    await press(button("Add an endpoint"), "Enter");
    await page.getByRole("button", { name: "Remove New endpoint" }).waitFor(patience);
    await page.getByLabel("Kind").last().selectOption("responder");
    await page.getByLabel("By at least").waitFor(patience);
    await page.getByRole("combobox", { name: "Visit", exact: true }).last().selectOption("w104");
    expect(await axeViolations(page)).toEqual([]);
    await press(page.getByLabel("When").last(), "Control+A");
    await page.keyboard.type("someday");
    await page.keyboard.press("Enter");
    await page.locator(".faults li").filter({ hasText: "someday" }).first().waitFor(patience);
    await press(page.getByRole("button", { name: "Remove New visit" }), "Enter");
    await page.getByRole("button", { name: "Remove New visit" }).waitFor({ state: "detached" });
    await status.waitFor(patience);
    await page.getByLabel("Text (YAML)").check();
    const text = await page.getByLabel("Protocol as YAML").inputValue();
    expect(text).toContain("to: 75 years");
    expect(text).toContain("rule: improvement");
    expect(text).toMatch(/omeract-oarsi/);
    expect(complaints).toEqual([]);
    await context.close();
  }, 180_000);

  test("a run ends with the summary of the command line, byte for byte", async () => {
    const { page, context, complaints } = await openPage(site, "#/trial");
    await write(page, small);
    const run = page.getByRole("button", { name: "Run the trial" });
    await expect.poll(() => run.isEnabled(), patience).toBe(true);
    await run.click();
    await page.getByText(/^Done in /).waitFor(patience);
    expect(await axeViolations(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as a zip file" }).click(),
    ]);
    const zip = readFileSync(await download.path());
    writeFileSync(join(work, "small.yaml"), small);
    const cli = `${folder}chondron/dist/cli.js`;
    const typed = ["trial", join(work, "small.yaml"), "--out", join(work, "run")];
    await promisify(execFile)(process.execPath, [cli, ...typed]);
    const written = readFileSync(join(work, "run", "summary.json"));
    expect(Buffer.compare(stored(zip, "summary.json"), written)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  }, 300_000);

  test("six hundred patients are followed to the end, the flow and the effects stand", async () => {
    const { page, context, complaints } = await openPage(site, "#/trial");
    await write(page, shipped.replace("replicates: 12", "replicates: 1"));
    const run = page.getByRole("button", { name: "Run the trial" });
    await expect.poll(() => run.isEnabled(), patience).toBe(true);
    await run.click();
    await page.getByRole("progressbar").waitFor(patience);
    await page.getByText(/^Done in /).waitFor(patience);
    const randomised = page.locator(".flow-box").filter({ hasText: "Randomised" });
    expect(await randomised.innerText()).toContain("600");
    await page.getByLabel("Arm shown").selectOption("1");
    await page.getByLabel("Patient shown").focus();
    await page.keyboard.press("End");
    await page
      .locator("#trial-people svg")
      .getByText(/^patient (19|20)\d$/)
      .waitFor(patience);
    for (const theme of ["light", "dark"]) {
      await page.getByLabel("Theme").selectOption(theme);
      expect(await axeViolations(page), theme).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  }, 300_000);

  test("a zip file of a run opens with its results, another one is refused", async () => {
    const { page, context } = await openPage(site, "#/trial");
    const field = page.locator('input[type="file"][accept*=".zip"]');
    const give = (name: string, files: Record<string, Uint8Array>) =>
      field.setInputFiles({ name, mimeType: "", buffer: Buffer.from(zipSync(files)) });
    await page.getByLabel("Seed").waitFor(patience);
    await give("nothing.zip", { "readme.txt": strToU8("nothing") });
    await page
      .getByRole("alert")
      .getByText(/no run of a trial/)
      .waitFor(patience);
    const summary = readFileSync(join(work, "run", "summary.json"));
    await give("run.zip", { "run/protocol.yaml": strToU8(small), "run/summary.json": summary });
    await page.getByText("As found in run.").waitFor(patience);
    await expect.poll(() => page.getByLabel("Patients per arm").inputValue(), patience).toBe("6");
    await give("new.zip", { "protocol.yaml": strToU8(small), "summary.json": strToU8("{}") });
    await page
      .getByRole("alert")
      .getByText(/no summary of the version/)
      .waitFor(patience);
    await context.close();
  }, 180_000);

  test("a run can be cancelled", async () => {
    const { page, context } = await openPage(site, "#/trial");
    const run = page.getByRole("button", { name: "Run the trial" });
    await expect.poll(() => run.isEnabled(), patience).toBe(true);
    await run.click();
    await page.getByText(/^Trial 1 of /).waitFor(patience);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("The run was cancelled.").waitFor(patience);
    await context.close();
  }, 180_000);
});
