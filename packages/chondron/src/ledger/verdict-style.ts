// How verdicts look: a fill each from the report's tokens, and the ink that reads on it. A word or a
// count always stands with them.

import type { Verdict } from "@chondron/knee";
import type { BarStyle } from "../charts/stacked-bars.js";

export const verdictStyles: Readonly<Record<Verdict, BarStyle>> = {
  supported: { color: "var(--ev)", opacity: 1, ink: "var(--paper)" },
  "partly supported": { color: "var(--ev)", opacity: 0.35, ink: "var(--ink)" },
  unsupported: { color: "var(--rule-strong)", opacity: 1, ink: "var(--ink)" },
  contradicted: { color: "var(--steroid)", opacity: 1, ink: "var(--paper)" },
  "not testable": { color: "var(--ink-faint)", opacity: 0, ink: "var(--ink)" },
};
