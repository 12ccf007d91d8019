// Scans of experiments: along what to walk, from where to where.

import type { Path } from "../protocol/document.js";
import { exp, log } from "../stats/elementary.js";
import type { Scan } from "./experiment.js";
import { ledgerParameters } from "./read-arms.js";
import { type ExperimentReading, refuse, requireName } from "./reading.js";
import type { ExperimentText, ScanText } from "./schema.js";

const usualSteps = 9;

export function readScans(reading: ExperimentReading, text: ExperimentText, path: Path): Scan[] {
  return (text.scans ?? []).flatMap((scan, i) =>
    readScan(reading, text.id, scan, [...path, "scans", i]),
  );
}

function readScan(reading: ExperimentReading, id: string, scan: ScanText, path: Path): Scan[] {
  const { parameter, dose, since = "entry", from, to, steps = usualSteps } = scan;
  const { logarithmic = false, with: others = {} } = scan;
  const where = `experiment "${id}"`;
  const name = parameter ?? dose;
  if (name === undefined || (parameter !== undefined && dose !== undefined)) {
    const cause = "it walks along no parameter or dose, or along two";
    refuse(reading, id, "scans", cause, 'Give "parameter" or "dose".', path);
    return [];
  }
  if (!(from < to) || (logarithmic && !(from > 0))) {
    const cause = `it goes from ${from} to ${to}`;
    refuse(reading, id, name, cause, "Let it ascend, from above 0 where it is logarithmic.", path);
    return [];
  }
  const known = parameter === undefined ? reading.symbols.therapies : ledgerParameters(reading);
  requireName(reading, where, parameter === undefined ? "therapy" : "parameter", name, known, path);
  for (const other of Object.keys(others))
    requireName(reading, where, "parameter", other, ledgerParameters(reading), path);
  const values = Array.from({ length: steps }, (_, k) => {
    const share = k / (steps - 1);
    return logarithmic ? from * exp(share * log(to / from)) : from + (to - from) * share;
  });
  const of = parameter === undefined ? ("dose" as const) : ("parameter" as const);
  return [{ of, id: name, since, values, logarithmic, with: others }];
}
