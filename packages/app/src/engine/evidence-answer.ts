// What is known, as the Evidence page gets it. Data only.

import type { Evidence, ExperimentResult } from "@chondron/knee/texts";
import type { ParameterRow } from "@chondron/model";

export interface EvidenceAnswer extends Evidence {
  /** What the model said when asked, by claim. */
  readonly results: readonly ExperimentResult[];
  /** The experiments as text (YAML). */
  readonly experimentsText: string;
  readonly parameters: readonly ParameterRow[];
  /** Source cells of the disease's tables that lead to sources or facts: cell to ids. */
  readonly references: Readonly<Record<string, readonly string[]>>;
}
