// A table of rows as work to be done: who is seen (groups of patients), what they are given (arms of a
// group), when they are looked at, and where each row finds its patients. Rows alike share both.

import type { CalibrationTarget, Diagnostic, Disease, Population } from "@chondron/model";
import type { EligibilityRule, RegimenItem } from "../protocol.js";
import { type Measure, parseMeasure } from "./measure.js";
import { parsePopulation, type SeenPopulation } from "./population-text.js";
import { parseRegimen } from "./regimen-text.js";

export interface PlannedRow {
  readonly target: CalibrationTarget;
  readonly measure: Measure;
  readonly group: number;
  /** Indices into the group's arms; `versus` -1: no arm is subtracted. */
  readonly arm: number;
  readonly versus: number;
  readonly day: number;
}

export interface PlannedArm {
  readonly text: string;
  readonly regimen: readonly RegimenItem[];
  /** Ascending, with day 0. */
  readonly days: readonly number[];
}

export interface PlannedGroup {
  readonly text: string;
  /** Whom candidates are drawn from; undefined where the disease has no populations. */
  readonly from: Population | undefined;
  readonly eligibility: readonly EligibilityRule[];
  readonly arms: readonly PlannedArm[];
}

export interface PredictionPlan {
  readonly rows: readonly PlannedRow[];
  readonly groups: readonly PlannedGroup[];
}

/** The plan of the rows that can be predicted; what is wrong with others is in the diagnostics. */
export function planPredictions(
  targets: readonly CalibrationTarget[],
  disease: Disease,
): { readonly plan: PredictionPlan; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const register = new Register();
  const rows = targets.flatMap((target) => planRow(target, disease, register, diagnostics) ?? []);
  return { plan: { rows, groups: register.groups() }, diagnostics: once(diagnostics) };
}

/** The same complaint about the same place once: arms and contrasts share texts. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic): string => `${d.message} ${d.range?.file} ${d.range?.line}`;
  return [...new Map(diagnostics.map((d) => [key(d), d])).values()];
}

function planRow(
  target: CalibrationTarget,
  disease: Disease,
  register: Register,
  found: Diagnostic[],
): PlannedRow | undefined {
  const { range } = target;
  const seen = parsePopulation(target.population, disease, found, range);
  const measure = parseMeasure(target.measure, target.endpoint, disease, found, range);
  const regimen = parseRegimen(target.regimen, disease, found, range);
  const control = target.versus === "" ? [] : parseRegimen(target.versus, disease, found, range);
  if (!seen || !measure || !regimen || !control) return undefined;
  const day = 7 * target.week;
  const group = register.group(target.population, seen);
  const arm = register.arm(group, target.regimen, regimen, day);
  const versus = target.versus === "" ? -1 : register.arm(group, target.versus, control, day);
  return { target, measure, group, arm, versus, day };
}

/** Groups and arms as they come up, each once. */
class Register {
  readonly #groups: (SeenPopulation & { text: string; arms: OpenArm[] })[] = [];

  group(text: string, seen: SeenPopulation): number {
    const key = normalised(text);
    const known = this.#groups.findIndex((group) => group.text === key);
    if (known >= 0) return known;
    return this.#groups.push({ text: key, ...seen, arms: [] }) - 1;
  }

  arm(group: number, text: string, regimen: readonly RegimenItem[], day: number): number {
    const { arms } = this.#groups[group]!;
    const key = normalised(text);
    const known = arms.findIndex((arm) => arm.text === key);
    const at = known >= 0 ? known : arms.push({ text: key, regimen, days: new Set([0]) }) - 1;
    arms[at]!.days.add(day);
    return at;
  }

  groups(): PlannedGroup[] {
    return this.#groups.map(({ text, from, eligibility, arms }) => ({
      ...{ text, from, eligibility },
      arms: arms.map((arm) => ({ ...arm, days: [...arm.days].sort((a, b) => a - b) })),
    }));
  }
}

interface OpenArm {
  readonly text: string;
  readonly regimen: readonly RegimenItem[];
  readonly days: Set<number>;
}

function normalised(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
