// YAML to typed data: a Field is a value with its path, and asking it for a type records what is
// missing or wrong under that path. A wrong value yields an empty one, so that all faults are found.

import { type Diagnostic, diagnose, type SourceRange } from "@chondron/model";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";

export interface Field {
  readonly path: string;
  readonly value: unknown;
  readonly source: DocumentSource;
}

interface DocumentSource {
  readonly range: (path: readonly (string | number)[]) => SourceRange;
  readonly found: Diagnostic[];
  readonly keys: readonly (string | number)[];
}

/** The root of a YAML text; its value is undefined where the text cannot be read. */
export function readDocument(text: string, file: string, found: Diagnostic[]): Field {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const at = (offset: number): SourceRange => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col, endLine: line, endColumn: col };
  };
  for (const error of document.errors) {
    const cause = error.message.split(" at line")[0]!;
    found.push(diagnose("CH5014", { cause }, at(error.pos[0])));
  }
  const range = (path: readonly (string | number)[]): SourceRange => {
    const node: unknown = document.getIn(path, true) ?? document.contents;
    return at(isMap(node) || isSeq(node) || hasRange(node) ? (node.range?.[0] ?? 0) : 0);
  };
  const value: unknown = document.errors.length === 0 ? document.toJS() : undefined;
  return { path: "document", value, source: { range, found, keys: [] } };
}

function hasRange(node: unknown): node is { range?: readonly number[] | null } {
  return typeof node === "object" && node !== null && "range" in node;
}

export function child(field: Field, key: string | number): Field {
  const { source } = field;
  const holder = field.value as Record<string | number, unknown> | null | undefined;
  const value = typeof holder === "object" && holder !== null ? holder[key] : undefined;
  const path = typeof key === "number" ? `${field.path}[${key}]` : `${field.path}.${key}`;
  return { path, value, source: { ...source, keys: [...source.keys, key] } };
}

export function items(field: Field): Field[] {
  if (Array.isArray(field.value)) return field.value.map((_, index) => child(field, index));
  wrong(field, "a list");
  return [];
}

/** Where the field stands; where it is missing, where its holder does. */
export function rangeOf({ source, value }: Field): SourceRange {
  return source.range(value === undefined ? source.keys.slice(0, -1) : source.keys);
}

export function textOf(field: Field): string {
  if (typeof field.value === "string") return field.value;
  wrong(field, "a text");
  return "";
}

export function numberOf(field: Field): number {
  if (typeof field.value === "number") return field.value;
  wrong(field, "a number");
  return Number.NaN;
}

export function truthOf(field: Field): boolean {
  if (typeof field.value === "boolean") return field.value;
  wrong(field, "true or false");
  return false;
}

/** A mapping of ids to numbers. */
export function numbersOf(field: Field): Record<string, number> {
  const { value } = field;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(Object.keys(value).map((key) => [key, numberOf(child(field, key))]));
  }
  wrong(field, "a list of ids with numbers");
  return {};
}

function wrong(field: Field, expected: string): void {
  const { found, range, keys } = field.source;
  found.push(diagnose("CH5015", { path: field.path, expected }, range(keys.slice(0, -1))));
}
