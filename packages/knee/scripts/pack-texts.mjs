// Packs the files of the knee that a browser needs into one JSON file of texts by path:
//   node packages/knee/scripts/pack-texts.mjs OUT.json

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const folder = new URL("../", import.meta.url);
const single = [
  "package.json",
  "parameters.tsv",
  "covariates.tsv",
  "populations.yaml",
  "therapies.yaml",
  "outcomes.tsv",
  "natural-history.yaml",
  "targets.tsv",
  "comparators.tsv",
  "posterior/manifest.json",
  "posterior/draws.tsv",
  "evidence/sources.tsv",
  "evidence/facts.tsv",
  "evidence/claims.tsv",
  "evidence/experiments.yaml",
  "evidence/results.json",
];
const whole = ["model", "protocols"];

/** { path: text }, paths in a fixed order. */
export function packTexts() {
  const inFolders = whole.flatMap((name) =>
    readdirSync(new URL(name, folder))
      .sort()
      .map((file) => `${name}/${file}`),
  );
  const present = [...single, ...inFolders].filter((path) => existsSync(new URL(path, folder)));
  const read = (path) => [path, readFileSync(new URL(path, folder), "utf8")];
  return Object.fromEntries(present.map(read));
}

/** Writes the pack; a file that holds it already is left alone. */
export function writePack(file) {
  const text = JSON.stringify(packTexts());
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writePack(process.argv[2]);
