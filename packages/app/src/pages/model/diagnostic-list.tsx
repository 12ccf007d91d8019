// What reading a model found, each with its place; a place leads to that line of the text.

import type { Diagnostic } from "@chondron/model";
import { words } from "../../texts/index.js";

export interface DiagnosticListProps {
  readonly diagnostics: readonly Diagnostic[];
  /** Shows a line and column (from 1) in the text. */
  readonly onPlace: (line: number, column: number) => void;
}

const most = 100;

export function DiagnosticList({ diagnostics, onPlace }: DiagnosticListProps) {
  const texts = words.model.own;
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  if (diagnostics.length === 0) return null;
  return (
    <div class="diagnostics">
      <p>{texts.diagnostics(errors, diagnostics.length - errors)}</p>
      <ul>
        {diagnostics.slice(0, most).map((one, i) => (
          <li key={i} class={`diagnostic-${one.severity}`}>
            <strong>{texts.severity[one.severity]}</strong>{" "}
            {one.range ? (
              <button
                type="button"
                class="place"
                onClick={() => one.range && onPlace(one.range.line, one.range.column)}
              >
                {texts.goTo(one.range.line, one.range.column)}
              </button>
            ) : null}{" "}
            {one.message} <span class="soft">{one.help}</span> <code>{one.code}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Offset of a line and column (both from 1) in a text. */
export function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return Math.min(text.length, at + column - 1);
}
