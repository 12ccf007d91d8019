import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { appPage } from "./index.js";

const html = readFileSync(appPage, "utf8");

test("the page loads nothing from elsewhere and says that it is not built", () => {
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/https?:|<script|@import|url\(/);
  expect(html).toContain("not built yet");
  expect(html).toContain("not medical advice");
});

test("every link leads to a file", () => {
  const links = [...html.matchAll(/href="([^"]+)"/g)].map((found) => found[1]!);
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(existsSync(new URL(link, appPage)), link).toBe(true);
});
