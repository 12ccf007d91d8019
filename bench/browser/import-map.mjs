// The import map of a page that loads a package and what it depends on from their own files: what
// Node finds by looking into package.json, a browser must be told. Packages lie side by side in
// node_modules of the workspace, as npm puts them.

import { readFileSync, realpathSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = realpathSync(fileURLToPath(new URL("../../", import.meta.url)));
/** The conditions in "exports" that a browser's loader meets. */
const conditions = new Set(["browser", "import", "default"]);

/** { imports } for `name` and all its dependencies; paths from the root of the workspace. */
export function importMap(name) {
  const imports = {};
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const folder = realpathSync(`${root}/node_modules/${next}`);
    const description = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const at = `/${relative(root, folder)}/`;
    imports[next] = new URL(entryOf(description), `file://${at}`).pathname;
    imports[`${next}/`] = at;
    open.push(...Object.keys(description.dependencies ?? {}).filter((d) => !(d in imports)));
  }
  return { imports };
}

function entryOf({ exports, main = "index.js" }) {
  const entry = exports?.["."] ?? exports;
  return entry === undefined ? main : chosen(entry);
}

function chosen(entry) {
  if (typeof entry === "string") return entry;
  return chosen(entry[Object.keys(entry).find((condition) => conditions.has(condition))]);
}
