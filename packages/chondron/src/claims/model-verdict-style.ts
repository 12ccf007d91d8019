// How the model's verdicts look. A word always stands with them.

import type { ModelVerdict } from "@chondron/model";

export const askedVerdicts = ["holds", "cannot tell", "does not hold", "not asked"] as const;
/** A verdict, or that the model was not asked. */
export type AskedVerdict = (typeof askedVerdicts)[number];

interface Style {
  readonly color: string;
  readonly opacity: number;
  /** Colour of a count on the fill. */
  readonly ink: string;
}

export const modelVerdictStyles: Readonly<Record<AskedVerdict, Style>> = {
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
