// What every part of the reader needs: the disease, the places in the text, and where to put what
// is wrong. Parts report and go on with a stand-in, so that one reading shows every mistake.

import {
  type Diagnostic,
  type DiagnosticCode,
  type Disease,
  diagnose,
  type SourceRange,
} from "@chondron/model";
import type { Path, ProtocolDocument } from "./document.js";
import { convertUnit, parseQuantity, toDays } from "./quantity.js";
import { printPath } from "./shape.js";
import { suggest } from "./suggestion.js";

export type Values = Readonly<Record<string, string | number>>;

export interface Reading {
  readonly disease: Disease;
  readonly document: ProtocolDocument;
  readonly diagnostics: Diagnostic[];
}

export function report(reading: Reading, code: DiagnosticCode, values: Values, path: Path): void {
  reportAt(reading, code, values, reading.document.rangeOf(path));
}

export function reportAt(
  reading: Reading,
  code: DiagnosticCode,
  values: Values,
  range: SourceRange,
): void {
  reading.diagnostics.push(diagnose(code, values, range));
}

/** Days of a time such as "12 weeks"; NaN, and a report, where it is none or negative. */
export function readTime(reading: Reading, text: string, path: Path, signed = false): number {
  const at = printPath(path);
  const quantity = parseQuantity(text);
  if (!quantity) {
    report(reading, "CH4021", { path: at, found: text, example: "12 weeks" }, path);
    return Number.NaN;
  }
  const days = toDays(quantity);
  if (!Number.isFinite(quantity.value)) {
    report(reading, "CH4023", { path: at, found: text }, path);
  } else if (quantity.unit === "") {
    const example = `${quantity.value} days`;
    report(reading, "CH4020", { path: at, found: `"${text}"`, example }, path);
  } else if (days === undefined) {
    const values = { path: at, found: quantity.unit, unit: "days", example: "12 weeks" };
    report(reading, "CH4022", values, path);
  } else if (days < 0 && !signed) {
    report(reading, "CH4024", { path: at, found: text, limit: "0 or later" }, path);
  } else {
    return days;
  }
  return Number.NaN;
}

/** Value of a level in `unit`: numbers stand for themselves, texts are converted. */
export function readLevel(
  reading: Reading,
  level: number | string,
  unit: string,
  path: Path,
): number {
  if (typeof level === "number") return level;
  const at = printPath(path);
  const example = unit === "" ? "10" : `10 ${unit}`;
  const quantity = parseQuantity(level);
  if (!quantity) {
    report(reading, "CH4021", { path: at, found: level, example }, path);
    return Number.NaN;
  }
  if (!Number.isFinite(quantity.value)) {
    report(reading, "CH4023", { path: at, found: level }, path);
    return Number.NaN;
  }
  const value =
    quantity.unit === "" ? quantity.value : convertUnit(quantity.value, quantity.unit, unit);
  if (value === undefined) {
    report(reading, "CH4022", { path: at, found: quantity.unit, unit, example }, path);
    return Number.NaN;
  }
  return value;
}

/** True where the disease has the covariate or outcome; reports it otherwise. */
export function knows(
  reading: Reading,
  kind: "covariate" | "outcome",
  id: string,
  path: Path,
): boolean {
  const { covariates, outcomes } = reading.disease;
  const ids = (kind === "covariate" ? covariates : outcomes).map((row) => row.id);
  if (ids.includes(id)) return true;
  const code = kind === "covariate" ? "CH4030" : "CH4031";
  report(reading, code, { id, suggestion: suggest(id, ids, kind) }, path);
  return false;
}

/** Unit and label of a covariate or outcome that is known. */
export function describeRow(
  { covariates, outcomes }: Disease,
  kind: "covariate" | "outcome",
  id: string,
): { readonly unit: string; readonly label: string } {
  const rows: readonly { id: string; unit: string; label: string }[] =
    kind === "covariate" ? covariates : outcomes;
  return rows.find((row) => row.id === id) ?? { unit: "", label: id };
}

/** Reports every id that stands twice. */
export function checkUnique(
  reading: Reading,
  rows: readonly { readonly id: string }[],
  kind: string,
  path: Path,
): void {
  const seen = new Set<string>();
  rows.forEach(({ id }, i) => {
    if (seen.has(id)) report(reading, "CH4015", { id, kind }, [...path, i, "id"]);
    seen.add(id);
  });
}
