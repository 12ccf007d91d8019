// Option values from text, with the refusal in words. Commander hands over strings; these turn them
// into numbers or name the option that is wrong.

import type { DiagnosticCode } from "@chondron/model";
import type { Target } from "@chondron/solver";
import type { ParameterSource } from "@chondron/trial";
import { usageError } from "./cli-error.js";
import { type EmittedForm, emittedForms } from "./emitted-form.js";

/** Spelled out, for the list of the solver would be loaded with it before every refusal. */
const targets = Object.keys({
  js: true,
  wasm: true,
  "wasm-simd": true,
} satisfies Record<Target, true>) as Target[];

/** Spelled out, as the targets are. */
const sources = Object.keys({
  nominal: true,
  prior: true,
  posterior: true,
} satisfies Record<ParameterSource, true>) as ParameterSource[];

interface NumberRule {
  readonly expected: string;
  readonly example: string;
  accept(value: number): boolean;
}

const rules = {
  number: { expected: "a number", example: "0.5", accept: () => true },
  positive: { expected: "a number above 0", example: "1e-6", accept: (value) => value > 0 },
  count: {
    expected: "a whole number from 1",
    example: "100",
    accept: (value) => Number.isSafeInteger(value) && value >= 1,
  },
  patients: {
    // Parquet numbers them in 32 bits.
    expected: "a whole number from 1 to 2147483647",
    example: "1000",
    accept: (value) => Number.isInteger(value) && value >= 1 && value <= 0x7f_ff_ff_ff,
  },
  seed: {
    expected: "a whole number from 0 to 4294967295",
    example: "1",
    accept: (value) => Number.isInteger(value) && value >= 0 && value <= 0xff_ff_ff_ff,
  },
} as const satisfies Record<string, NumberRule>;

/** A reader of one option's number; throws CliError (usage) for anything else. */
export function numberOption(option: string, kind: keyof typeof rules): (text: string) => number {
  const rule = rules[kind];
  return (text) => {
    const value = parseNumber(text);
    if (!Number.isFinite(value) || !rule.accept(value))
      throw usageError("CH6004", {
        option,
        value: text,
        expected: rule.expected,
        example: rule.example,
      });
    return value;
  };
}

/** A decimal number; NaN for everything else, empty text and hexadecimal included. */
export function parseNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
}

export interface Setting {
  readonly id: string;
  readonly value: number;
}

/** `id=number`, collected over repeated --set. */
export function collectSetting(text: string, earlier: readonly Setting[]): Setting[] {
  const found = /^([^=]+)=(.+)$/.exec(text);
  const value = found ? parseNumber(found[2]!) : Number.NaN;
  if (!found || !Number.isFinite(value)) throw usageError("CH6005", { value: text });
  return [...earlier, { id: found[1]!.trim(), value }];
}

/** A text, collected over a repeated option. */
export function collectText(text: string, earlier: readonly string[]): string[] {
  return [...earlier, text];
}

/** What the equations are to become; throws CliError (usage) for a name that is no target. */
export function targetName(text: string): Target {
  return oneOf(targets, text, "CH6018", "target");
}

/** A target that has a module. */
export function moduleTargetName(text: string): Exclude<Target, "js"> {
  return oneOf(["wasm", "wasm-simd"] as const, text, "CH6018", "target");
}

/** Where uncertain parameters come from; throws CliError (usage) for anything else. */
export function parameterSource(text: string): ParameterSource {
  return oneOf(sources, text, "CH6050", "source");
}

/** What `compile` is to print; throws CliError (usage) for anything else. */
export function emittedForm(text: string): EmittedForm {
  return oneOf(emittedForms, text, "CH6019", "form");
}

function oneOf<Name extends string>(
  names: readonly Name[],
  text: string,
  code: DiagnosticCode,
  kind: string,
): Name {
  const found = names.find((name) => name === text);
  if (found === undefined) throw usageError(code, { [kind]: text, [`${kind}s`]: names.join(", ") });
  return found;
}

/** "20" as a number of patients, "5%" as a share of all. */
export function failureLimit(text: string): { count: number } | { share: number } {
  const percent = /^(.*)%$/.exec(text.trim());
  const value = parseNumber(percent?.[1] ?? text);
  const right = percent ? value >= 0 && value <= 100 : Number.isInteger(value) && value >= 0;
  if (!right)
    throw usageError("CH6004", {
      option: "--max-failed",
      value: text,
      expected: "a number of patients or a share of them",
      example: "20 or 5%",
    });
  return percent ? { share: value / 100 } : { count: value };
}

/** "a, b,c" as ids; empty parts are left out. */
export function idList(text: string): string[] {
  return text
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
}
