// What the first screen costs: everything that is fetched before a person asks for more, compressed as
// servers do, and what the page may not hold.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { site } from "./chromium.js";

const built = existsSync(`${site}index.html`);
if (!built)
  console.log('The built page is not there ("npm run site" builds it): tests are skipped.');

/** Most bytes of the first load, compressed: the promise of the project. */
const budget = 500_000;

describe.skipIf(!built)("the built page", () => {
  const html = (): string => readFileSync(join(site, "index.html"), "utf8");

  test("the first load stays under 500 KB compressed", () => {
    const files = firstFiles(html());
    expect(files.length).toBeGreaterThan(3);
    const sizes = files.map((path) => gzipSync(readFileSync(join(site, path))).length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`First load: ${(total / 1000).toFixed(1)} KB compressed in ${files.length} files.`);
    expect(total).toBeLessThan(budget);
  });

  test("it has no inline script or style and names no remote origin", () => {
    const page = html();
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    for (const [tag] of page.matchAll(/<script[^>]*>/g)) expect(tag).toContain("src=");
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const path of allFiles().filter((name) => name.endsWith(".css")))
      expect(readFileSync(join(site, path), "utf8"), path).not.toMatch(/url\(|@import/);
  });

  test("every file is kept for use offline, and no other", () => {
    const worker = readFileSync(join(site, "service-worker.js"), "utf8");
    const literal = /JSON\.parse\("((?:[^"\\]|\\.)*)"\)/.exec(worker)![1]!;
    const { files } = JSON.parse(JSON.parse(`"${literal}"`) as string) as { files: string[] };
    expect(files).toEqual(allFiles().filter((path) => path !== "service-worker.js"));
  });

  test("the manifest's icons and addresses exist", () => {
    const manifest = JSON.parse(readFileSync(join(site, "manifest.webmanifest"), "utf8")) as {
      icons: { src: string }[];
      start_url: string;
    };
    for (const { src } of manifest.icons) expect(existsSync(join(site, src)), src).toBe(true);
    expect(manifest.start_url).toBe("./");
  });
});

/** The page, what it links and loads at once, and the modules that those import statically. */
function firstFiles(html: string): string[] {
  const linked = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map((found) => found[1]!);
  const files = new Set(["index.html"]);
  const visit = (path: string): void => {
    if (files.has(path)) return;
    files.add(path);
    if (!path.endsWith(".js")) return;
    const code = readFileSync(join(site, path), "utf8");
    for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      visit(`assets/${name}`);
  };
  for (const path of linked) visit(path);
  return [...files];
}

function allFiles(): string[] {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(site.length))
    .sort();
}
