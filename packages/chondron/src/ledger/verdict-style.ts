// How verdicts look: a fill each from the report's tokens, and the ink that reads on it. A word or a
// count always stands with them.

import type { Verdict } from "@chondron/knee";
import type { Attributes } from "../charts/markup.js";

interface VerdictStyle {
  readonly color: string;
  readonly opacity: number;
  /** Colour of a count on the fill. */
  readonly ink: string;
}

export const verdictStyles: Readonly<Record<Verdict, VerdictStyle>> = {
  supported: { color: "var(--ev)", opacity: 1, ink: "var(--paper)" },
  "partly supported": { color: "var(--ev)", opacity: 0.35, ink: "var(--ink)" },
  unsupported: { color: "var(--rule-strong)", opacity: 1, ink: "var(--ink)" },
  contradicted: { color: "var(--steroid)", opacity: 1, ink: "var(--paper)" },
  "not testable": { color: "var(--ink-faint)", opacity: 0, ink: "var(--ink)" },
};

/** Attributes of a filled box; one that is empty keeps its edge. */
export function verdictBox(verdict: Verdict): Attributes {
  const { color, opacity } = verdictStyles[verdict];
  return { fill: color, "fill-opacity": opacity, stroke: opacity === 0 ? color : undefined };
}
