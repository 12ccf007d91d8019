// Short SBML documents for tests, and formulas as MathML.

import type { Model } from "../../model.js";
import { type ReadSbml, readSbml } from "./read-sbml.js";

const base = "http://www.sbml.org/sbml/level";

const namespaces: Readonly<Record<string, string>> = {
  l1v1: `${base}1`,
  l1v2: `${base}1`,
  l2v1: `${base}2`,
  l2v2: `${base}2/version2`,
  l2v3: `${base}2/version3`,
  l2v4: `${base}2/version4`,
  l2v5: `${base}2/version5`,
  l3v1: `${base}3/version1/core`,
  l3v2: `${base}3/version2/core`,
};

/** A document around the content of a model, written as for instance "l2v4". */
export function document(edition: string, content: string, attributes = ""): string {
  const [, level, version] = /^l(\d)v(\d)$/.exec(edition)!;
  return `<sbml xmlns="${namespaces[edition]}" level="${level}" version="${version}" ${attributes}>
<model ${level === "1" ? "name" : "id"}="m">${content}</model></sbml>`;
}

export function math(content: string): string {
  return `<math xmlns="http://www.w3.org/1998/Math/MathML">${content}</math>`;
}

export function read(text: string): ReadSbml {
  return readSbml(text, { file: "m.xml" });
}

/** The model of a text that must be read without a word. */
export function readClean(text: string): Model {
  const { model, diagnostics } = read(text);
  if (!model || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return model;
}

/** A copy without the places in the text. */
export function withoutRanges<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutRanges) as T;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "range");
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutRanges(part)])) as T;
}

/** Are two values the same, places in the text apart? */
export function equalWithoutRanges(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return Object.is(a, b);
  const keys = keysOf(a);
  const alike = Array.isArray(a) === Array.isArray(b) && keys.length === keysOf(b).length;
  const [left, right] = [a, b] as Record<string, unknown>[];
  return alike && keys.every((key) => key in b && equalWithoutRanges(left![key], right![key]));
}

function keysOf(value: object): string[] {
  return Object.keys(value).filter((key) => key !== "range");
}
