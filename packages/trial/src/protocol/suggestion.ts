// Help for an unknown name: the nearest known one, or all that there are.

import { nearestName } from "@chondron/model";

const shown = 12;

/** "Did you mean …?", or a choice of `candidates`; `kind` names them where there are none. */
export function suggest(word: string, candidates: readonly string[], kind: string): string {
  const near = nearestName(word, candidates);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (candidates.length === 0) return `There is no ${kind} to choose from.`;
  const more = candidates.length > shown ? ", ..." : "";
  return `Choose one of ${candidates.slice(0, shown).join(", ")}${more}.`;
}
