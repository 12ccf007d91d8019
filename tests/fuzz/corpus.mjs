// Texts to damage: what lies below a folder, shortest first.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const largestFile = 50_000;

/** Texts of all files below a folder whose name matches and which have at most 50 kB. */
export function textsBelow(folder, name) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => name.test(file))
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).size <= largestFile)
    .sort()
    .map((file) => readFileSync(file, "utf8"));
}

/** Sorted by length; texts of one length keep their order. */
export function shortestFirst(texts) {
  return texts.toSorted((a, b) => a.length - b.length);
}

/** A text that belongs to a name: the same one for the same name and shift. */
export function textNamed(name, texts, shift) {
  const hash = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 65521, 7);
  return texts[(hash + shift) % texts.length];
}
