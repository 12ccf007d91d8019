// What the experiments on the model said, as the run of experiments leaves it in
// evidence/results.json: { "experiments": [ { "id", "says", "verdict", ... } ] }. The file is optional.

import { type Diagnostic, diagnose, modelVerdicts } from "@chondron/model";
import type { ExperimentResult, ResultsOrigin } from "./evidence.js";

export const resultsFile = "evidence/results.json";

/** Results in their order; a text that holds none goes to `found`. */
export function readResults(text: string, file: string, found: Diagnostic[]): ExperimentResult[] {
  const cause = (words: string): ExperimentResult[] => {
    found.push(diagnose("CH5028", { file, cause: words }));
    return [];
  };
  const parsed = parseJson(text);
  if (!isRecord(parsed) || !Array.isArray(parsed.experiments))
    return cause('it is no JSON object with a list "experiments"');
  const results: unknown[] = parsed.experiments;
  const wrong = results.findIndex((item) => !isResult(item));
  if (wrong >= 0)
    return cause(
      `experiments[${wrong}] lacks "id", "says" or a verdict, or has a word for a number`,
    );
  return results.filter(isResult);
}

/** What results were run with, from the manifest of a text that `readResults` has accepted. */
export function readResultsOrigin(text: string): ResultsOrigin {
  const part = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);
  const word = (value: unknown): string => (typeof value === "string" ? value : "");
  const manifest = part(parseJson(text), "manifest");
  return {
    diseaseHash: word(part(part(manifest, "disease"), "hash")),
    experimentsHash: word(part(manifest, "experimentsHash")),
    posteriorHash: word(part(manifest, "posteriorHash")),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isResult(value: unknown): value is ExperimentResult {
  if (!isRecord(value)) return false;
  const words = [value.id, value.says];
  const optionalWords = [value.quantity, value.unit, value.needed];
  const numbers = [value.value, value.low, value.high, value.level, value.probability];
  return (
    words.every((word) => typeof word === "string" && word !== "") &&
    modelVerdicts.some((verdict) => verdict === value.verdict) &&
    optionalWords.every((word) => word === undefined || typeof word === "string") &&
    numbers.every((number) => number === undefined || typeof number === "number")
  );
}
