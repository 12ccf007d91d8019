// Protocol text as a YAML tree that remembers where everything stands. It knows YAML and places,
// nothing of trials. At most 1 MB is read: a protocol has kilobytes.

import { type Diagnostic, diagnose, type SourceRange } from "@chondron/model";
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseAllDocuments,
  type YAMLError,
} from "yaml";

/** Keys and indices from the root, e.g. `["arms", 0, "regimen"]`. */
export type Path = readonly (string | number)[];

export interface ProtocolDocument {
  /** What to call the whole. */
  readonly name: string;
  /** The text as plain data. */
  readonly value: unknown;
  /** Place of the value at a path; of its nearest parent where it does not exist. */
  rangeOf(path: Path): SourceRange;
  /** Place of a key in the map at a path. */
  rangeOfKey(path: Path, key: string): SourceRange;
}

export interface DocumentReading {
  readonly document?: ProtocolDocument;
  readonly diagnostics: readonly Diagnostic[];
}

const sizeLimit = 1_000_000;

/** Parse YAML text. Diagnostics are errors; with any of them there is no document. */
export function readDocument(text: string, file: string, name = "the protocol"): DocumentReading {
  const refused = refuseUnreadable(text, file);
  if (refused) return { diagnostics: [refused] };
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  const place = (start: number, end: number) => rangeBetween(lines, file, start, end);
  const errors = firstErrors(documents.flatMap((d) => d.errors));
  if (errors.length > 0) {
    return { diagnostics: errors.map((error) => syntaxError(error, text, place)) };
  }
  return readFirst(documents, file, name, place);
}

function readFirst(
  documents: Document[],
  file: string,
  name: string,
  place: Place,
): DocumentReading {
  const [first, second] = documents;
  const contents = first?.contents;
  if (!first || !contents || (isScalar(contents) && contents.value === null)) {
    return { diagnostics: [diagnose("CH4002", {}, startOf(file))] };
  }
  if (second) {
    const at = second.range?.[0] ?? 0;
    const range = place(at, at + 1);
    return { diagnostics: [diagnose("CH4007", { kind: "sequence of several documents" }, range)] };
  }
  if (!isMap(contents)) {
    const kind = isScalar(contents) ? "single value" : "list";
    return { diagnostics: [diagnose("CH4007", { kind }, startOf(file))] };
  }
  try {
    const value: unknown = first.toJS({ maxAliasCount: 100 });
    return { document: locate(first, value, name, place), diagnostics: [] };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { diagnostics: [diagnose("CH4005", { cause: trimmed(cause) }, startOf(file))] };
  }
}

type Place = (start: number, end: number) => SourceRange;

function refuseUnreadable(text: string, file: string): Diagnostic | undefined {
  const at = startOf(file);
  if (text.length > sizeLimit) {
    const size = (text.length / 1e6).toFixed(1);
    return diagnose("CH4003", { size, limit: sizeLimit / 1e6 }, at);
  }
  if (text.trim() === "") return diagnose("CH4002", {}, at);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/.exec(text);
  if (!control) return undefined;
  const character = control[0].charCodeAt(0).toString(16).padStart(4, "0").toUpperCase();
  return diagnose("CH4004", { character }, placeIn(text, control.index, file));
}

/** All duplicate keys, or the first error of any other kind: what follows one is its echo. */
function firstErrors(errors: readonly YAMLError[]): readonly YAMLError[] {
  const other = errors.find((error) => error.code !== "DUPLICATE_KEY");
  return other ? [other] : errors;
}

function syntaxError(error: YAMLError, text: string, place: Place): Diagnostic {
  const [start, end] = error.pos;
  if (error.code === "DUPLICATE_KEY") {
    const key = /^["']?([^"':\n]*)/.exec(text.slice(start))?.[1]?.trim() ?? "";
    return diagnose("CH4006", { key }, place(start, start + key.length));
  }
  return diagnose("CH4005", { cause: trimmed(error.message) }, place(start, end));
}

function trimmed(message: string): string {
  const line = message.split("\n")[0]!.trim().replace(/[.:]$/, "");
  return line.slice(0, 200);
}

function locate(document: Document, value: unknown, name: string, place: Place): ProtocolDocument {
  const of = (node: Node | null | undefined): SourceRange => {
    const [start, end] = node?.range ?? [0, 1];
    return place(start, Math.max(end, start + 1));
  };
  const nodeAt = (path: Path): Node | undefined => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node)) return node;
    }
    return undefined;
  };
  return {
    name,
    value,
    rangeOf: (path) => of(nodeAt(path)),
    rangeOfKey: (path, key) => {
      const map = nodeAt(path);
      const pair = isMap(map)
        ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
        : undefined;
      return of(isNode(pair?.key) ? pair.key : map);
    },
  };
}

function rangeBetween(lines: LineCounter, file: string, start: number, end: number): SourceRange {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(end, start));
  return {
    file,
    line: Math.max(1, from.line),
    column: Math.max(1, from.col),
    endLine: Math.max(1, to.line),
    endColumn: Math.max(1, to.col),
  };
}

function startOf(file: string): SourceRange {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

function placeIn(text: string, offset: number, file: string): SourceRange {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  return { file, line, column, endLine: line, endColumn: column + 1 };
}
