// What the form asks of a person. Each field stands in the address under its id; a field that is left
// out is unknown, and the engine takes the middle of its distribution (covariates) or does not
// condition on it (what was measured). Limits are those of covariates.tsv and outcomes.tsv.

export interface NumberField {
  readonly kind: "number";
  readonly id: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly usual: number;
  /** True where "unknown" is a possible answer. */
  readonly optional: boolean;
}

export interface ChoiceField {
  readonly kind: "choice";
  readonly id: string;
  /** Values as they stand in the address; the first is what is taken unless chosen. */
  readonly values: readonly string[];
}

export type PatientField = NumberField | ChoiceField;

const number = (
  id: string,
  [low, high]: readonly [number, number],
  step: number,
  usual: number,
  optional = false,
): NumberField => ({ kind: "number", id, low, high, step, usual, optional });

const choice = (id: string, ...values: string[]): ChoiceField => ({ kind: "choice", id, values });

export const patientFields = {
  age: number("age", [45, 80], 1, 62),
  sex: choice("sex", "female", "male"),
  height: number("height", [140, 210], 1, 168),
  weight: number("weight", [45, 160], 1, 83),
  kl: choice("kl", "2", "unknown", "0", "1", "3", "4"),
  alignment: number("alignment", [-10, 12], 1, 1, true),
  injury: choice("injury", "none", "mild", "moderate", "severe", "unknown"),
  injuryAge: number("injuryAge", [16, 60], 1, 30),
  painScale: choice("painScale", "womac_pain", "vas_pain", "koos_pain", "unknown"),
  pain: number("pain", [0, 100], 1, 10),
  functionScale: choice("functionScale", "unknown", "womac_function", "koos_adl"),
  function: number("function", [0, 100], 1, 34),
  heredity: choice("heredity", "unknown", "-1", "0", "1", "2"),
  occupation: choice("occupation", "unknown", "no", "yes"),
  iron: choice("iron", "no", "yes", "unknown"),
  hormones: choice("hormones", "no", "yes", "unknown"),
  diabetes: choice("diabetes", "no", "yes", "unknown"),
} as const;

export type FieldId = keyof typeof patientFields;

/** Ends of the scales that pain and function may be given on. */
export const scaleEnds: Readonly<Record<string, readonly [number, number]>> = {
  womac_pain: [0, 20],
  vas_pain: [0, 100],
  koos_pain: [0, 100],
  womac_function: [0, 68],
  koos_adl: [0, 100],
};
