// What the build put into the first screen (server/evidence-asset.ts): a few numbers, so that they are
// there with the page.

import type { BookResult } from "chondron/ledger";
import text from "../../../generated/first-answer.json?raw";

export interface FirstAnswer {
  readonly claims: number;
  readonly byVerdict: Readonly<Record<string, number>>;
  readonly efficacy: number;
  readonly efficacySupported: number;
  readonly parameters: number;
  readonly assumed: number;
  readonly answered: number;
  /** Null where the experiments have not been run. */
  readonly main: BookResult | null;
}

export const firstAnswer = JSON.parse(text) as FirstAnswer;
