// Diagnostics for people at a terminal: the message, the line it speaks of, and a caret under the
// place. Plain text where colour is off; the message line is that of formatDiagnostic either way.

import type { SourceRange } from "../source-range.js";
import { type Diagnostic, formatDiagnostic, formatRange } from "./diagnostic.js";

export interface RenderOptions {
  /** ANSI colours; off unless asked for. */
  readonly color?: boolean;
}

const colors = { error: 31, warning: 33, notice: 36 } as const;

/** Longest piece of a source line shown; longer lines are cut around the place. */
const lineWidth = 100;

/**
 * All diagnostics as text, one block each with an empty line between. `sources` holds the texts by
 * file name; a place in a file that is not there is named but not shown.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string> = new Map(),
  options: RenderOptions = {},
): string {
  const lines = new Map([...sources].map(([file, text]) => [file, text.split(/\r\n|\r|\n/)]));
  return diagnostics.map((found) => renderOne(found, lines, options.color ?? false)).join("\n\n");
}

function renderOne(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, readonly string[]>,
  color: boolean,
): string {
  const [head = "", ...notes] = formatDiagnostic({ ...diagnostic, notes: [] }).split("\n");
  const tint = color ? colors[diagnostic.severity] : undefined;
  const lines = [color ? coloredHead(head, diagnostic) : head, ...notes];
  lines.push(...excerpt(diagnostic.range, sources, tint));
  for (const note of diagnostic.notes) {
    const place = note.range ? `${formatRange(note.range)} ` : "";
    lines.push(
      `  note: ${place}${note.message}`,
      ...excerpt(note.range, sources, color ? 36 : undefined),
    );
  }
  return lines.join("\n");
}

function coloredHead(head: string, diagnostic: Diagnostic): string {
  const mark = `${diagnostic.code} ${diagnostic.severity}:`;
  return head.replace(mark, () => paint(mark, colors[diagnostic.severity]));
}

function paint(text: string, tint: number | undefined): string {
  return tint === undefined ? text : `\u001b[1;${tint}m${text}\u001b[0m`;
}

/** The source line and a line of carets under the range; nothing where the text is not at hand. */
function excerpt(
  range: SourceRange | undefined,
  sources: ReadonlyMap<string, readonly string[]>,
  tint: number | undefined,
): string[] {
  const line = range ? sources.get(range.file)?.[range.line - 1] : undefined;
  if (!range || line === undefined) return [];
  const start = Math.max(0, range.column - 1 - lineWidth / 2);
  const shown = printable(line.slice(start, start + lineWidth));
  const from = range.column - 1 - start;
  const stop = range.endLine > range.line ? shown.length : range.endColumn - 1 - start;
  const carets = "^".repeat(Math.max(1, Math.min(stop, shown.length) - from));
  const gutter = String(range.line);
  return [
    `  ${gutter} | ${shown}`,
    `  ${" ".repeat(gutter.length)} | ${" ".repeat(from)}${paint(carets, tint)}`,
  ];
}

/** Tabs and control characters as one space each, so that columns stay in step. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, " ");
}
