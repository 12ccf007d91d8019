// All that the knee is fitted to and tested against: targets.tsv and the datasets under data/.

import { type CalibrationTarget, type Diagnostic, readTargets } from "@chondron/model";
import { type ReadText, readHyaluronate, readOralAnalgesics } from "./datasets.js";

/** Targets of every use, with what is wrong with their tables. */
export function readAllTargets(readText: ReadText): {
  readonly targets: readonly CalibrationTarget[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const file = "targets.tsv";
  const targets = [
    ...readTargets(readText(file), file, diagnostics),
    ...readOralAnalgesics(readText, diagnostics),
    ...readHyaluronate(readText, diagnostics),
  ];
  return { targets, diagnostics };
}
