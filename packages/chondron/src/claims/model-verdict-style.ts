// How the model's verdicts look. A word always stands with them.

import type { ModelVerdict } from "@chondron/model";
import type { BarStyle } from "../charts/stacked-bars.js";

export const askedVerdicts = ["holds", "cannot tell", "does not hold", "not asked"] as const;
/** A verdict, or that the model was not asked. */
export type AskedVerdict = (typeof askedVerdicts)[number];

export const modelVerdictStyles: Readonly<Record<AskedVerdict, BarStyle>> = {
  holds: { color: "var(--ev)", opacity: 1, ink: "var(--paper)" },
  "cannot tell": { color: "var(--rule-strong)", opacity: 1, ink: "var(--ink)" },
  "does not hold": { color: "var(--steroid)", opacity: 1, ink: "var(--paper)" },
  "not asked": { color: "var(--ink-faint)", opacity: 0, ink: "var(--ink)" },
};

export const modelVerdictWords: Readonly<Record<ModelVerdict, string>> = {
  holds: "holds in the model",
  "cannot tell": "the model cannot tell",
  "does not hold": "does not hold in the model",
};
