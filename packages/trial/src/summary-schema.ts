// The shape of summary.json as JSON Schema, draft 2020-12. schema/summary.schema.json is this object
// as a file (a test keeps them equal, and validates a run against it). The meaning of every field is
// told in result.ts and, for readers of the file, here.

type Schema = { readonly [keyword: string]: unknown };

const string: Schema = { type: "string" };
const number: Schema = { type: "number" };
const boolean: Schema = { type: "boolean" };
const count: Schema = { type: "integer", minimum: 0 };
const share: Schema = { type: ["number", "null"], minimum: 0, maximum: 1 };
const nullable: Schema = { type: ["number", "null"] };

const list = (items: Schema): Schema => ({ type: "array", items });
const choice = (...values: string[]): Schema => ({ enum: values });
const said = (schema: Schema, description: string): Schema => ({ ...schema, description });
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** A closed object: all of `properties` are required. */
function object(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  return {
    type: "object",
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
    ...(description === undefined ? {} : { description }),
  };
}

const quantiles = { q05: nullable, q25: nullable, q50: nullable, q75: nullable, q95: nullable };
const better = said(choice("lower", "higher"), "Direction of a benefit.");
const spread = { count, mean: nullable, ...quantiles };

const definitions: Readonly<Record<string, Schema>> = {
  distribution: object(
    { n: count, mean: nullable, sd: nullable, ...quantiles },
    "Values of one group of subjects of the shown replicate. Quantiles of type 7 (Hyndman and Fan 1996).",
  ),
  spread: object(
    spread,
    "A statistic over replicates: q05 to q95 holds 90 % of them, q25 to q75 half.",
  ),
  reasonCount: object({ reason: string, count }),
  flow: object({
    replicate: said(count, "0 where it sums over replicates."),
    assessed: count,
    excluded: list(ref("reasonCount")),
    randomised: count,
    arms: list(
      object({
        arm: string,
        allocated: count,
        received: count,
        discontinued: list(ref("reasonCount")),
        events: list(object({ event: string, label: string, count })),
        failed: count,
        analysed: said(count, "In the analysis of the primary endpoint."),
      }),
    ),
  }),
};

const design = object({
  seed: count,
  replicates: count,
  shownReplicate: count,
  durationDays: number,
  size: said(count, "Subjects to randomise in each replicate."),
  arms: list(
    object({
      id: string,
      label: string,
      control: boolean,
      allocation: count,
      size: count,
      therapies: list(string),
      regimen: list(string),
      givenDays: list(number),
    }),
  ),
  visits: list(object({ id: string, label: string, day: number })),
  endpoints: list(
    object({
      id: string,
      label: string,
      kind: choice("change", "responder", "time-to-event"),
      outcome: string,
      unit: string,
      visit: string,
      primary: boolean,
      better,
      importantDifference: nullable,
      definition: string,
    }),
  ),
  outcomes: list(
    object({
      id: string,
      paramcd: said(string, "PARAMCD of its rows in ADQS."),
      label: string,
      unit: string,
      better,
      low: number,
      high: number,
      importantDifference: nullable,
      scoredFrom: said(
        string,
        "Formula over outcomes of the same visit; empty: measured by itself.",
      ),
      measurementSd: said(number, "SD of the error of a visit; without effect where scored."),
      resolution: number,
    }),
  ),
  covariates: list(object({ id: string, label: string, unit: string })),
  eligibility: list(string),
  randomisation: object({ blockSizes: list(count), strata: list(string) }),
  dropout: string,
  measurementError: string,
  missingData: string,
  intercurrentEvents: string,
  betweenPatientVariability: string,
  priors: string,
  parameters: choice("nominal", "prior", "posterior"),
  analysis: object({
    confidenceLevel: number,
    alpha: number,
    covariates: list(string),
    continuityCorrection: boolean,
  }),
});

const baselineRow = object({
  id: string,
  label: string,
  unit: string,
  source: choice("covariate", "outcome"),
  kind: said(choice("continuous", "count"), "count: yes/no, read count and share."),
  groups: list(
    object({
      arm: said(string, "Empty for all subjects."),
      n: count,
      mean: nullable,
      sd: nullable,
      median: nullable,
      count,
      share,
    }),
  ),
});

const measureRow = object(
  {
    arm: string,
    outcome: string,
    visit: string,
    day: number,
    value: ref("distribution"),
    change: said(ref("distribution"), "From the entry visit."),
    meanOverReplicates: ref("spread"),
    meanChangeOverReplicates: ref("spread"),
  },
  "Recorded values of one arm, outcome and visit; available cases.",
);

const columns = list(nullable);

const courseRow = object(
  {
    arm: string,
    outcome: string,
    days: list(number),
    mean: columns,
    meanOverReplicates: object({ q05: columns, q25: columns, q75: columns, q95: columns }),
    subjects: object({ q05: columns, q25: columns, q50: columns, q75: columns, q95: columns }),
  },
  "Model values without measurement error or dropout: mean over replicates of the arm's mean, its spread over replicates, and the spread over subjects of the shown replicate.",
);

const effectRow = object(
  {
    endpoint: string,
    kind: choice("mean difference", "risk difference", "event-free difference"),
    outcome: string,
    visit: string,
    day: number,
    atEndpointVisit: boolean,
    primary: boolean,
    arm: string,
    control: string,
    unit: string,
    better,
    n: count,
    nControl: count,
    estimate: nullable,
    standardError: nullable,
    low: nullable,
    high: nullable,
    p: share,
    method: string,
    overReplicates: object({
      ...spread,
      significantShare: said(share, "Replicates with p below alpha in the direction of a benefit."),
      favourableShare: said(share, "Replicates with an estimate in the direction of a benefit."),
    }),
    uncertainty: said(
      object({ parameter: nullable, patient: nullable, sampling: nullable }),
      "SDs of the estimate by source: parameters, which patients, what visits record of them.",
    ),
  },
  "One arm against the control: estimate, interval and p of the shown replicate, and its spread over replicates.",
);

const responderRow = object({
  endpoint: string,
  visit: string,
  day: number,
  arm: string,
  n: count,
  responders: count,
  share,
  low: share,
  high: share,
  shareOverReplicates: ref("spread"),
});

const survivalRow = object(
  {
    endpoint: string,
    event: string,
    arm: string,
    n: count,
    events: count,
    steps: object({ day: list(number), survival: list(number), low: columns, high: columns }),
    atRisk: object({ day: list(number), n: list(count) }),
    survivalAtEndOverReplicates: ref("spread"),
  },
  "Kaplan-Meier curve of one arm of the shown replicate.",
);

const solver = object({
  method: string,
  relativeTolerance: number,
  integrations: count,
  failed: count,
  failureShare: share,
  failureLimit: share,
  counters: { type: "object", additionalProperties: count },
});

const failureRow = object({
  replicate: count,
  candidate: count,
  phase: choice("history", "follow-up"),
  arm: string,
  reason: string,
  state: string,
  day: nullable,
  whatToTry: string,
});

const assumptionRow = object({
  id: string,
  label: said(string, "Name of the parameter in the model text."),
  value: number,
  unit: string,
  low: nullable,
  high: nullable,
  grade: said(choice("A", "B", "C", "D"), "A human, B animal, C cells, D assumed."),
  status: choice("measured", "fitted", "assumed"),
  source: string,
  note: string,
  variability: said(number, "Coefficient of variation between patients; 0: none."),
  prior: said(string, "Empty: none."),
  priorDraws: said(list(number), "One per replicate where a prior was used."),
});

export const summarySchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:chondron:schema:summary:1",
  title: "Chondron trial summary",
  ...object(
    {
      format: { const: "chondron-summary" },
      formatVersion: { const: 1 },
      simulated: said({ const: true }, "No person took part."),
      id: string,
      title: string,
      question: string,
      contextOfUse: string,
      disease: object({ id: string, name: string, version: string }),
      design,
      flow: said(ref("flow"), "Of the shown replicate."),
      flowAllReplicates: ref("flow"),
      baseline: list(baselineRow),
      measures: list(measureRow),
      courses: list(courseRow),
      effects: list(effectRow),
      responders: list(responderRow),
      survival: list(survivalRow),
      solver,
      failures: list(failureRow),
      assumptions: list(assumptionRow),
    },
    "Results of a randomised trial on virtual patients. A value that does not exist is null. Days count from randomisation.",
  ),
  $defs: definitions,
} as const;
