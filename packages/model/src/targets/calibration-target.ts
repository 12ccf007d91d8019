// What has been observed, or is to be predicted: one number of one arm (or contrast of two arms) of
// one study. Datasets, calibration targets and the tables that people bring have this shape.

import type { SourceRange } from "../source-range.js";

/**
 * Used to fit; the same beside an excess that biased rows of a set share and the model need not explain
 * (small trials, other products); kept to test the fit; left out (suspect, or nothing the model knows).
 */
export const targetUses = ["calibrate", "biased", "validate", "exclude"] as const;
export type TargetUse = (typeof targetUses)[number];

export interface CalibrationTarget {
  /** Unique within its table. */
  readonly id: string;
  /** Studies alike enough to share the size of their heterogeneity, e.g. one dataset; "": none. */
  readonly set: string;
  /** Rows of one study share its patients' unexplained response; "": a study of its own. */
  readonly study: string;
  /** Label of the arm within its study. */
  readonly arm: string;
  /** What is given, e.g. `corticosteroid 40 mg`; `none` for nothing. */
  readonly regimen: string;
  /** Regimen of the arm that is subtracted; "": the arm by itself. */
  readonly versus: string;
  /** Who is seen, e.g. `kl_grade 2..3 & womac_pain 8..18`; "": everybody that the disease draws. */
  readonly population: string;
  /** Id of an outcome, or of a hazard event. */
  readonly endpoint: string;
  /** What is made of the endpoint over the arm's patients: `change`, `mean`, `sd`, `sd-change`, … */
  readonly measure: string;
  /** Weeks since entry. */
  readonly week: number;
  /** Mean of the endpoint at entry to which the virtual patients are weighted; NaN: as they are. */
  readonly baseline: number;
  /** Observed; NaN where nothing was. In the outcome's unit, shares in per cent. */
  readonly value: number;
  /** Standard error of `value`; NaN where unknown. */
  readonly se: number;
  /** Patients of the arm; NaN where unknown. */
  readonly n: number;
  readonly use: TargetUse;
  readonly source: string;
  readonly note: string;
  /** Where the row was read. */
  readonly range?: SourceRange;
}
