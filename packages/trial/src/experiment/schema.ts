// JSON Schema of experiments as text, and the shape that it leaves.

const id = { type: "string", pattern: "^[A-Za-z][A-Za-z0-9_-]*$" } as const;
const symbol = "^[A-Za-z_][A-Za-z0-9_]*$";

const values = {
  type: "object",
  propertyNames: { pattern: symbol },
  additionalProperties: { type: "number", description: "Give the value as a number." },
} as const;

const covariates = {
  type: "object",
  propertyNames: { pattern: symbol },
  additionalProperties: {
    type: ["number", "string"],
    description: 'Give a number, or a distribution such as "normal(60, 8)".',
  },
} as const;

const text = { type: "string", minLength: 1 } as const;

const cohort = {
  type: "object",
  additionalProperties: false,
  required: ["label"],
  properties: {
    label: text,
    from: text,
    population: { type: "string" },
    covariates,
    always: values,
  },
} as const;

const arm = {
  type: ["string", "object"],
  description: 'Give a regimen such as "saline days 0,7", or a map with "give".',
  additionalProperties: false,
  properties: {
    give: text,
    cohort: text,
    set: values,
    scale: values,
    start: values,
  },
} as const;

const scan = {
  type: "object",
  additionalProperties: false,
  required: ["from", "to"],
  properties: {
    parameter: text,
    dose: text,
    since: { enum: ["entry", "health"] },
    from: { type: "number" },
    to: { type: "number" },
    steps: { type: "integer", minimum: 2, maximum: 50 },
    logarithmic: { type: "boolean" },
    with: values,
  },
} as const;

const experiment = {
  type: "object",
  additionalProperties: false,
  required: ["id", "claims", "kind", "question", "arms", "quantities", "answer", "holds"],
  properties: {
    id,
    claims: { type: "array", minItems: 1, items: text },
    kind: { enum: ["trial", "switch", "covariate", "pharmacology", "natural history"] },
    question: text,
    cohort: text,
    arms: {
      type: "object",
      minProperties: 1,
      propertyNames: { pattern: symbol },
      additionalProperties: arm,
    },
    quantities: {
      type: "object",
      minProperties: 1,
      propertyNames: { pattern: symbol },
      additionalProperties: text,
    },
    answer: {
      type: "object",
      additionalProperties: false,
      required: ["quantity", "label", "unit"],
      properties: { quantity: text, label: text, unit: { type: "string" } },
    },
    holds: { type: "array", minItems: 1, items: text },
    scans: { type: "array", items: scan },
    note: { type: "string" },
  },
} as const;

export const experimentSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Chondron experiments",
  type: "object",
  additionalProperties: false,
  required: ["cohorts", "experiments"],
  properties: {
    cohorts: {
      type: "object",
      minProperties: 1,
      propertyNames: { pattern: symbol },
      additionalProperties: cohort,
    },
    experiments: { type: "array", minItems: 1, items: experiment },
  },
} as const;

export type NumberMap = Readonly<Record<string, number>>;

export interface CohortText {
  readonly label: string;
  /** Id of a population of the disease; its first where there is none. */
  readonly from?: string;
  readonly population?: string;
  readonly covariates?: Readonly<Record<string, number | string>>;
  readonly always?: NumberMap;
}

export interface ArmText {
  readonly give?: string;
  readonly cohort?: string;
  readonly set?: NumberMap;
  readonly scale?: NumberMap;
  readonly start?: NumberMap;
}

export interface ScanText {
  readonly parameter?: string;
  readonly dose?: string;
  readonly since?: "entry" | "health";
  readonly from: number;
  readonly to: number;
  readonly steps?: number;
  readonly logarithmic?: boolean;
  readonly with?: NumberMap;
}

export interface ExperimentText {
  readonly id: string;
  readonly claims: readonly string[];
  readonly kind: "trial" | "switch" | "covariate" | "pharmacology" | "natural history";
  readonly question: string;
  readonly cohort?: string;
  readonly arms: Readonly<Record<string, string | ArmText>>;
  readonly quantities: Readonly<Record<string, string>>;
  readonly answer: { readonly quantity: string; readonly label: string; readonly unit: string };
  readonly holds: readonly string[];
  readonly scans?: readonly ScanText[];
  readonly note?: string;
}

export interface BookText {
  readonly cohorts: Readonly<Record<string, CohortText>>;
  readonly experiments: readonly ExperimentText[];
}
