// What a browser loads of the package must load there: from its two entries on, through our packages,
// nothing leads to a module of Node.

import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = dirname(fileURLToPath(import.meta.url));
const packages = join(source, "..", "..");
/** Import and export statements as the formatter writes them; type-only ones vanish. */
const statement = /^(?:import|export)\s+(?!type\b)(?:[\w$*{},\s]*\bfrom\s+)?"([^"]+)";/gm;
const dynamic = /\bimport\("([^"]+)"\)/g;

/** Specifiers that are no files of ours, reachable from a file, each with who imports it. */
function foreign(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const open = [entry];
  const seen = new Set(open);
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const specifier of specifiers(file)) {
      const next = resolve(specifier, file);
      if (next === undefined) found.set(specifier, relative(packages, file));
      else if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return found;
}

function specifiers(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [statement, dynamic].flatMap((form) =>
    [...text.matchAll(form)].map(([, specifier]) => specifier!),
  );
}

function resolve(specifier: string, from: string): string | undefined {
  if (specifier.startsWith(".")) return join(dirname(from), specifier).replace(/\.js$/, ".ts");
  const [, name] = /^@chondron\/(\w+)$/.exec(specifier) ?? [];
  return name === undefined ? undefined : join(packages, name, "src", "index.ts");
}

test.each(["browser.ts", "host/browser/worker.ts"])("%s", (entry) => {
  const found = foreign(join(source, entry));
  // Browser-safe by their own description: docs/dependencies.md says what each is.
  expect([...found.keys()].filter((name) => !/^(saxes|@noble\/hashes\/.*)$/.test(name))).toEqual(
    [],
  );
  expect(found.has("saxes")).toBe(true);
});

test("the same walk finds Node's modules where they are", () => {
  expect(foreign(join(source, "index.ts")).get("node:worker_threads")).toMatch(/node.pool\.ts$/);
});
