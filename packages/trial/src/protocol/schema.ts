// The shape of a protocol as JSON Schema, draft 2020-12. schema/protocol.schema.json is this object
// as a file (a test keeps them equal). What needs the disease or arithmetic (known ids, units,
// order in time) is checked after it, in read.ts.

const id = {
  type: "string",
  title: "Id",
  pattern: "^[A-Za-z][A-Za-z0-9_-]*$",
  maxLength: 40,
  description: "Letters, digits, - and _, starting with a letter.",
} as const;

const text = { type: "string", minLength: 1, maxLength: 2000 } as const;

const definitions = {
  id,
  text,
  duration: {
    title: "Time",
    type: "string",
    description:
      "A number and a unit: hours, days, weeks (7 d), months (30.4375 d), years (365.25 d).",
    examples: ["12 weeks", "2 years", "0 days"],
  },
  amount: {
    title: "Amount",
    type: "string",
    description:
      "A number and the unit of the therapy, or one that converts to it. Leave it out for therapies without a unit.",
    examples: ["2e10 particles", "40 mg"],
  },
  level: {
    title: "Level",
    type: ["number", "string"],
    description:
      'In the unit of the covariate or outcome: a number, or a number with that unit such as "45 years".',
    examples: [8, "45 years"],
  },
  distribution: {
    title: "Distribution",
    type: "string",
    description:
      "normal(m, s), lognormal(m, cv), uniform(a, b), bernoulli(p), constant(v) or derived(formula); arguments are formulas over covariates that stand above it.",
    examples: ["normal(29, 4)", "constant(1)"],
  },
} as const;

const ref = (name: keyof typeof definitions) => ({ $ref: `#/$defs/${name}` }) as const;

const eligibilityRule = {
  title: "Eligibility rule",
  type: "object",
  additionalProperties: false,
  description:
    "Includes candidates with from <= value <= to. Outcomes are measured with their measurement error, as at a real screening; the same measurement is the entry value.",
  properties: {
    covariate: ref("id"),
    outcome: ref("id"),
    from: ref("level"),
    to: ref("level"),
  },
  examples: [{ covariate: "age", from: "45 years", to: "80 years" }],
} as const;

const population = {
  title: "Population",
  type: "object",
  additionalProperties: false,
  properties: {
    size: {
      type: "integer",
      minimum: 2,
      maximum: 1_000_000,
      description: "Subjects to randomise in each replicate, all arms together.",
    },
    sizePerArm: {
      type: "integer",
      minimum: 1,
      maximum: 1_000_000,
      description: "Subjects per unit of allocation, in place of size.",
    },
    from: {
      ...ref("id"),
      description: "Population of the disease to draw from; default its first.",
      examples: ["community"],
    },
    side: {
      title: "Side",
      enum: ["index", "other"],
      description:
        "Which side of the body is studied: what belongs to the person is the same on both, the rest is drawn apart. Default index.",
    },
    covariates: {
      type: "object",
      description: "Distributions in place of the disease's own, by covariate.",
      propertyNames: ref("id"),
      additionalProperties: {
        title: "Covariate",
        type: ["string", "object"],
        additionalProperties: false,
        required: ["distribution"],
        properties: {
          distribution: ref("distribution"),
          low: ref("level"),
          high: ref("level"),
        },
      },
      examples: [{ bmi: "normal(29, 4)", female: "constant(1)" }],
    },
    eligibility: { type: "array", items: eligibilityRule },
    maximumScreened: {
      type: "integer",
      minimum: 1,
      maximum: 10_000_000,
      description: "Candidates assessed in one replicate before giving up; default 50 per subject.",
    },
  },
} as const;

const regimenItem = {
  title: "Regimen item",
  type: "object",
  additionalProperties: false,
  required: ["therapy", "route"],
  properties: {
    therapy: ref("id"),
    route: ref("id"),
    amount: { ...definitions.amount, type: ["string", "number"] },
    start: { ...definitions.duration, description: "First administration; default 0 days." },
    every: { ...definitions.duration, description: "Time between two administrations." },
    count: { type: "integer", minimum: 1, description: "Number of administrations." },
    until: {
      ...definitions.duration,
      description: "Last possible administration, or the end of a therapy that lasts.",
    },
  },
  examples: [
    {
      therapy: "ev",
      route: "intra-articular",
      amount: "2e10 particles",
      every: "1 week",
      count: 3,
    },
  ],
} as const;

const arm = {
  title: "Arm",
  type: "object",
  additionalProperties: false,
  required: ["id", "label"],
  properties: {
    id: ref("id"),
    label: ref("text"),
    control: { type: "boolean", description: "The arm that the others are compared with." },
    allocation: {
      type: "integer",
      minimum: 1,
      maximum: 100,
      description: "Share of the subjects relative to the other arms; default 1.",
    },
    regimen: {
      title: "Regimen",
      type: ["array", "string"],
      minItems: 1,
      items: regimenItem,
      description: 'What is given; "none" for an arm without treatment.',
    },
  },
} as const;

const stratum = {
  title: "Stratum",
  type: "object",
  additionalProperties: false,
  required: ["cuts"],
  properties: {
    covariate: ref("id"),
    outcome: ref("id"),
    cuts: {
      type: "array",
      minItems: 1,
      maxItems: 10,
      items: ref("level"),
      description: "Cut points, ascending: below the first, from the first on, ...",
    },
  },
  examples: [{ outcome: "womac_pain", cuts: [12] }],
} as const;

const endpointBase = {
  id: ref("id"),
  label: ref("text"),
  primary: { type: "boolean", description: "Exactly one endpoint is primary." },
} as const;

const changeEndpoint = {
  title: "Change from entry",
  type: "object",
  additionalProperties: false,
  required: ["id", "label", "type", "outcome", "visit"],
  properties: {
    ...endpointBase,
    type: { const: "change" },
    outcome: ref("id"),
    visit: ref("id"),
  },
} as const;

const responderEndpoint = {
  title: "Responder",
  type: "object",
  additionalProperties: false,
  required: ["id", "label", "type", "rule", "visit"],
  properties: {
    ...endpointBase,
    type: { const: "responder" },
    visit: ref("id"),
    rule: {
      enum: ["omeract-oarsi", "improvement", "state"],
      description:
        "omeract-oarsi: Pham et al. 2004 on pain, function and global; improvement: better than at entry by `by`; state: at `value` or better.",
    },
    pain: ref("id"),
    function: ref("id"),
    global: ref("id"),
    outcome: ref("id"),
    by: { ...definitions.level, examples: ["20 %", 2] },
    value: ref("level"),
  },
  allOf: [
    {
      if: { required: ["rule"], properties: { rule: { const: "omeract-oarsi" } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ["pain", "function", "global"] },
    },
    {
      if: { required: ["rule"], properties: { rule: { const: "improvement" } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ["outcome", "by"] },
    },
    {
      if: { required: ["rule"], properties: { rule: { const: "state" } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ["outcome", "value"] },
    },
  ],
} as const;

const timeToEventEndpoint = {
  title: "Time to event",
  type: "object",
  additionalProperties: false,
  required: ["id", "label", "type", "event"],
  properties: { ...endpointBase, type: { const: "time-to-event" }, event: ref("id") },
} as const;

export const protocolSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:chondron:schema:protocol:1",
  title: "Chondron protocol",
  description:
    "A randomised trial on virtual patients. Quantities are strings with units; ids name rows of the disease's tables.",
  type: "object",
  additionalProperties: false,
  required: [
    "id",
    "title",
    "question",
    "seed",
    "duration",
    "population",
    "arms",
    "visits",
    "endpoints",
  ],
  properties: {
    id: ref("id"),
    title: ref("text"),
    question: { ...text, description: "The objective, as one question." },
    contextOfUse: {
      ...text,
      description: "What the result may be used for, and what not.",
    },
    disease: ref("id"),
    seed: {
      type: "integer",
      minimum: 0,
      maximum: 4_294_967_295,
      description: "Keys every random draw.",
    },
    replicates: {
      type: "integer",
      minimum: 1,
      maximum: 100_000,
      description:
        "Repetitions of the whole trial with new patients and, with priors, new parameters; default 1.",
    },
    duration: ref("duration"),
    population,
    variation: {
      title: "Variation",
      type: "object",
      additionalProperties: false,
      properties: {
        betweenPatients: {
          type: ["boolean", "number"],
          minimum: 0,
          maximum: 5,
          description:
            "Parameters differ between patients: true, false, or a factor on every coefficient of variation; default true.",
        },
        priors: {
          type: "boolean",
          description:
            "Draw what is not known of the parameters once per replicate from their priors; default true.",
        },
      },
    },
    arms: { type: "array", minItems: 2, maxItems: 20, items: arm },
    randomisation: {
      title: "Randomisation",
      type: "object",
      additionalProperties: false,
      properties: {
        blockSizes: {
          type: "array",
          minItems: 1,
          items: { type: "integer", minimum: 1, maximum: 1000 },
          description:
            "Sizes of the permuted blocks, drawn with equal chance; default twice the sum of the allocation.",
        },
        strata: { type: "array", maxItems: 5, items: stratum },
      },
    },
    visits: {
      type: "array",
      minItems: 2,
      maxItems: 200,
      items: {
        title: "Visit",
        type: "object",
        additionalProperties: false,
        required: ["id", "label", "at"],
        properties: { id: ref("id"), label: ref("text"), at: ref("duration") },
      },
      examples: [[{ id: "entry", label: "Entry", at: "0 days" }]],
    },
    endpoints: {
      type: "array",
      minItems: 1,
      maxItems: 50,
      items: {
        type: "object",
        required: ["type"],
        discriminator: { propertyName: "type" },
        oneOf: [changeEndpoint, responderEndpoint, timeToEventEndpoint],
      },
    },
    dropout: {
      title: "Dropout",
      type: "object",
      additionalProperties: false,
      required: ["annualHazard"],
      properties: {
        annualHazard: {
          type: "number",
          minimum: 0,
          maximum: 100,
          description: "Hazard of leaving the trial, per year, constant in time.",
        },
        multipliers: {
          type: "object",
          description: "Factor on the hazard by arm; default 1.",
          additionalProperties: { type: "number", minimum: 0, maximum: 100 },
        },
      },
    },
    measurement: {
      title: "Measurement",
      type: "object",
      additionalProperties: false,
      properties: {
        error: { type: "boolean", description: "Add measurement error at visits; default true." },
        sd: {
          type: "object",
          description: "SD of the error by outcome, in its unit, in place of the disease's own.",
          additionalProperties: { type: "number", minimum: 0 },
        },
      },
    },
    missingData: {
      enum: ["available-cases"],
      description:
        "available-cases: each analysis uses the subjects with a value at that visit; nothing is imputed.",
    },
    intercurrentEvents: {
      enum: ["treatment-policy"],
      description:
        "treatment-policy: values count whatever happened after randomisation, knee replacement included.",
    },
    analysis: {
      title: "Analysis",
      type: "object",
      additionalProperties: false,
      properties: {
        confidenceLevel: {
          type: "number",
          exclusiveMinimum: 0.5,
          exclusiveMaximum: 1,
          description: "Default 0.95; alpha is one minus it, two-sided.",
        },
        covariates: {
          type: "array",
          items: ref("id"),
          description: "Covariates of the regression beside the entry value and the strata.",
        },
        continuityCorrection: {
          type: "boolean",
          description: "For differences of proportions; default false.",
        },
      },
    },
    solver: {
      title: "Solver",
      type: "object",
      additionalProperties: false,
      properties: {
        relativeTolerance: {
          type: "number",
          minimum: 1e-12,
          maximum: 0.01,
          description: "Default 1e-5.",
        },
        method: {
          type: "string",
          description: "Integration method: rodas5p (default), rodas4, bdf, tsit5 or auto.",
        },
        failureLimit: {
          type: "number",
          minimum: 0,
          maximum: 1,
          description:
            "Share of patients whose integration may fail before the trial counts as failed; default 0.02.",
        },
      },
    },
  },
  $defs: definitions,
} as const;
