// The protocol as text with its lines numbered; lines with faults are marked. A fault below leads to its
// place.

import type { Diagnostic } from "@chondron/model";
import { useRef } from "preact/hooks";
import { words } from "../../texts/index.js";

export interface ProtocolTextProps {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  onText(text: string): void;
}

const texts = words.trial.protocol;

export function ProtocolText({ text, diagnostics, onText }: ProtocolTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = text.split("\n").length;
  const marked = new Set(diagnostics.map(({ range }) => range?.line));
  const numbers = Array.from({ length: lines }, (_, i) =>
    marked.has(i + 1) ? `● ${i + 1}` : `${i + 1}`,
  ).join("\n");
  const goTo = (diagnostic: Diagnostic): void => {
    const place = offsetOf(text, diagnostic.range?.line ?? 1, diagnostic.range?.column ?? 1);
    area.current?.focus();
    area.current?.setSelectionRange(place, place);
  };
  return (
    <>
      <div class="code">
        <pre aria-hidden="true">{numbers}</pre>
        <textarea
          ref={area}
          aria-label={texts.textLabel}
          aria-invalid={diagnostics.some(({ severity }) => severity === "error")}
          aria-describedby="protocol-faults"
          spellcheck={false}
          wrap="off"
          rows={lines + 1}
          value={text}
          onInput={({ currentTarget }) => onText(currentTarget.value)}
        />
      </div>
      <Faults diagnostics={diagnostics} goTo={goTo} />
    </>
  );
}

export interface FaultsProps {
  readonly diagnostics: readonly Diagnostic[];
  goTo?(diagnostic: Diagnostic): void;
}

/** What the check found, each with its place, cause and next step. */
export function Faults({ diagnostics, goTo }: FaultsProps) {
  return (
    <ol class="faults" id="protocol-faults">
      {diagnostics.map((diagnostic) => {
        const { code, message, help, range } = diagnostic;
        const place = range ? texts.place(range.line, range.column) : "";
        return (
          <li class="problem" key={`${code} ${place} ${message}`}>
            {goTo && range ? (
              <button type="button" onClick={() => goTo(diagnostic)}>
                {place}
              </button>
            ) : (
              <span class="problem-place">{place}</span>
            )}{" "}
            <span class="problem-what">{message}</span> {help} <span class="soft">{code}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** Index of a line and column, both from 1. */
function offsetOf(text: string, line: number, column: number): number {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, part) => sum + part.length + 1, 0) + column - 1;
}
