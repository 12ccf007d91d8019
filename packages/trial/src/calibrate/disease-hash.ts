// Fingerprints that tell whether a posterior belongs to a disease: of all that changes what is
// simulated (model, numbers, distributions, therapies, instruments), and of the targets it was fitted
// to. Labels, sources and notes do not count, so that better documentation costs no calibration.

import { type CalibrationTarget, type Disease, sha256Hex } from "@chondron/model";

/** Keys of prose and places, wherever they stand. */
const silent = new Set([
  ...["range", "name", "label", "source", "note", "grade", "status", "paramcd"],
  ...["notes", "annotation", "annotations", "metaId", "importantDifference"],
]);

/** SHA-256 of what a disease does, in hexadecimal. */
export function diseaseHash(disease: Disease): string {
  // All but what names it: a part that diseases gain later counts from its first day.
  const { version: _version, files: _files, ...parts } = disease;
  return hashOf(parts);
}

/** SHA-256 of the numbers of targets, in hexadecimal. */
export function targetsHash(targets: readonly CalibrationTarget[]): string {
  return hashOf(targets);
}

function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (silent.has(key)) return undefined;
    return typeof part === "number" && !Number.isFinite(part) ? `${part}` : part;
  });
  return sha256Hex(text);
}
