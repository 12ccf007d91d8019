// What tests of this project have shown of its numerics, as figures that travel with the package
// (verification.tsv). Each names the committed file in which it stands, its words there and the test that
// shows it; a test holds the table to those files.

import { readFileSync } from "node:fs";

export const verificationKinds = ["measured", "bound"] as const;

export interface VerificationRow {
  readonly id: string;
  readonly label: string;
  /** Measured by the test, or the bound beyond which it fails. */
  readonly kind: (typeof verificationKinds)[number];
  readonly value: number;
  readonly unit: string;
  /** Path in the repository, and words in it that hold the value. */
  readonly file: string;
  readonly quote: string;
  /** Path of the test that shows it. */
  readonly test: string;
}

export const verificationFile = new URL("../../verification.tsv", import.meta.url);

export function verificationRows(
  text: string = readFileSync(verificationFile, "utf8"),
): VerificationRow[] {
  const [, ...lines] = text.trim().split("\n");
  return lines.map((line) => {
    const [id, label, kind, value, unit, file, quote, test] = line.split("\t") as [
      ...[string, string, VerificationRow["kind"], string, string, string, string, string],
    ];
    return { id, label, kind, value: Number(value), unit, file, quote, test };
  });
}
