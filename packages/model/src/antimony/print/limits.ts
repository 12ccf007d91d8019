// What the printer says about models that Antimony has no words for: one notice for each kind of
// thing, naming the first of them.

import type { DiagnosticSink } from "../../diagnostics/sink.js";

interface Told {
  readonly what: string;
  readonly ids: string[];
}

export class Limits {
  private readonly otherwise = new Map<string, Told>();
  private readonly leftOut = new Map<string, Told>();

  /** Something is written in another form that means the same. */
  sayOtherwise(what: string, id: string): void {
    note(this.otherwise, what, id);
  }

  /** Something is not written at all. */
  leaveOut(what: string, id: string): void {
    note(this.leftOut, what, id);
  }

  /** Nothing was left out and nothing written otherwise. */
  get none(): boolean {
    return this.otherwise.size === 0 && this.leftOut.size === 0;
  }

  report(sink: DiagnosticSink): void {
    for (const { what, ids } of this.otherwise.values())
      sink.add("CH1701", { what, ids: inWords(ids) });
    for (const { what, ids } of this.leftOut.values())
      sink.add("CH1702", { what, ids: inWords(ids) });
  }
}

function note(told: Map<string, Told>, what: string, id: string): void {
  const known = told.get(what);
  if (known) known.ids.push(id);
  else told.set(what, { what, ids: [id] });
}

function inWords(ids: readonly string[]): string {
  const first = ids.slice(0, 3).join(", ");
  return ids.length > 3 ? `${first} and ${ids.length - 3} more` : first;
}
