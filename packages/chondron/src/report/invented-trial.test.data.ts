// An invented trial for tests of the report: plausible shapes from simple formulas, no model run.
// Every number in it is made up. `inventTrial` takes the few things that tests vary.

import type {
  ArmSummary,
  CourseRow,
  Distribution,
  EffectRow,
  EndpointSummary,
  MeasureRow,
  OutcomeSummary,
  Protocol,
  ReplicateSpread,
  SurvivalRow,
  TrialResult,
  TrialSummary,
} from "@chondron/trial";

export interface Invention {
  readonly arms: number;
  readonly replicates: number;
  /** Effect of the first arm on pain, points; the interval is ± `uncertainty`. */
  readonly effect: number;
  readonly uncertainty: number;
  readonly events: boolean;
  readonly endpoints: boolean;
}

const usual: Invention = {
  arms: 3,
  replicates: 40,
  effect: -0.42,
  uncertainty: 1.5,
  events: true,
  endpoints: true,
};

const visitWeeks = [0, 4, 12, 26, 52, 78, 104];
const visits = visitWeeks.map((week) => ({
  id: `w${week}`,
  label: week === 0 ? "Entry" : `Week ${week}`,
  day: week * 7,
}));

const allArms: readonly ArmSummary[] = [
  {
    id: "ev",
    label: "EV",
    control: false,
    allocation: 1,
    size: 200,
    therapies: ["ev"],
    regimen: ["EV, intra-articular, 2e10 particles on days 0, 7 and 14"],
    givenDays: [0, 7, 14],
  },
  {
    id: "msc",
    label: "MSC",
    control: false,
    allocation: 1,
    size: 200,
    therapies: ["msc"],
    regimen: ["MSC, intra-articular, 5e7 cells on day 0"],
    givenDays: [0],
  },
  {
    id: "saline",
    label: "saline",
    control: true,
    allocation: 1,
    size: 200,
    therapies: ["saline"],
    regimen: ["saline, intra-articular, 4 mL on days 0, 7 and 14"],
    givenDays: [0, 7, 14],
  },
];

const outcomes: readonly OutcomeSummary[] = [
  outcome("womac-pain", "WOMAC pain", "points", "lower", 0, 20, 1.8, 2.2),
  outcome("jsw", "Joint-space width", "mm", "higher", 0, 8, null, 0.2),
];

function outcome(
  id: string,
  label: string,
  unit: string,
  better: "lower" | "higher",
  low: number,
  high: number,
  importantDifference: number | null,
  measurementSd: number,
): OutcomeSummary {
  return {
    ...{ id, label, unit, better, low, high, importantDifference, measurementSd },
    ...{ paramcd: id.toUpperCase().slice(0, 8), scoredFrom: "", resolution: 0 },
  };
}

const allEndpoints: readonly EndpointSummary[] = [
  endpoint(
    "pain-26",
    "WOMAC pain at week 26",
    "change",
    "womac-pain",
    "points",
    "w26",
    true,
    "lower",
    1.8,
  ),
  endpoint(
    "jsw-104",
    "Joint-space width at week 104",
    "change",
    "jsw",
    "mm",
    "w104",
    false,
    "higher",
    null,
  ),
  endpoint(
    "omeract",
    "OMERACT-OARSI responders",
    "responder",
    "",
    "percentage points",
    "w26",
    false,
    "higher",
    null,
  ),
  endpoint(
    "knee-replacement",
    "Time to knee replacement",
    "time-to-event",
    "",
    "percentage points",
    "",
    false,
    "higher",
    null,
  ),
];

function endpoint(
  id: string,
  label: string,
  kind: EndpointSummary["kind"],
  outcomeId: string,
  unit: string,
  visit: string,
  primary: boolean,
  better: "lower" | "higher",
  importantDifference: number | null,
): EndpointSummary {
  const definition = `Invented definition of ${label}.`;
  return {
    id,
    label,
    kind,
    outcome: outcomeId,
    unit,
    visit,
    primary,
    better,
    importantDifference,
    definition,
  };
}

function spread(middle: number, half: number, count: number): ReplicateSpread {
  if (count === 0)
    return { count, mean: null, q05: null, q25: null, q50: null, q75: null, q95: null };
  return {
    count,
    mean: middle,
    q05: middle - half,
    q25: middle - 0.41 * half,
    q50: middle,
    q75: middle + 0.41 * half,
    q95: middle + half,
  };
}

function distribution(mean: number, sd: number, n: number): Distribution {
  const q = (z: number): number => mean + z * sd;
  return { n, mean, sd, q05: q(-1.64), q25: q(-0.67), q50: mean, q75: q(0.67), q95: q(1.64) };
}

/** Mean of an outcome on a day in an arm: a fall that wanes, on a slow worsening. */
function invented(outcomeId: string, arm: string, day: number, effect: number): number {
  const placebo = (1 - Math.exp(-day / 14)) * Math.exp(-day / 900);
  const gain = arm === "saline" ? 0 : arm === "msc" ? 0.6 * effect : effect;
  const added = gain * (1 - Math.exp(-day / 40)) * Math.exp(-day / 700);
  if (outcomeId === "jsw") return 4.05 - 0.00021 * day - 0.02 * added * (day / 730);
  return 10.6 - 3.1 * placebo + added + 0.0006 * day;
}

function courses(arms: readonly ArmSummary[], made: Invention): CourseRow[] {
  const days = Array.from({ length: 105 }, (_, week) => week * 7);
  return arms.flatMap((arm) =>
    outcomes.map((item): CourseRow => {
      const mean = days.map((day) => invented(item.id, arm.id, day, made.effect));
      const wide = item.id === "jsw" ? 0.03 : 0.55;
      const half = days.map((day) =>
        arm.control ? wide * 0.5 : wide * (0.4 + (1 - Math.exp(-day / 60))),
      );
      const person = item.id === "jsw" ? 0.7 : 3.2;
      const shifted = (sizes: readonly number[], sign: number, by: number): number[] =>
        mean.map((value, i) => value + sign * by * sizes[i]!);
      const people = days.map(() => person);
      return {
        arm: arm.id,
        outcome: item.id,
        days,
        mean,
        meanOverReplicates: {
          q05: shifted(half, -1, 1),
          q25: shifted(half, -1, 0.41),
          q75: shifted(half, 1, 0.41),
          q95: shifted(half, 1, 1),
        },
        subjects: {
          q05: shifted(people, -1, 1.64),
          q25: shifted(people, -1, 0.67),
          q50: mean,
          q75: shifted(people, 1, 0.67),
          q95: shifted(people, 1, 1.64),
        },
      };
    }),
  );
}

function measures(arms: readonly ArmSummary[], made: Invention): MeasureRow[] {
  return arms.flatMap((arm) =>
    outcomes.flatMap((item) =>
      visits.map((visit, i): MeasureRow => {
        const mean = invented(item.id, arm.id, visit.day, made.effect);
        const change = mean - invented(item.id, arm.id, 0, made.effect);
        const sd = item.id === "jsw" ? 0.75 : 3.9;
        return {
          arm: arm.id,
          outcome: item.id,
          visit: visit.id,
          day: visit.day,
          value: distribution(mean + 0.07, sd, 200 - 6 * i),
          change: distribution(change + 0.05, sd * 0.8, 200 - 6 * i),
          meanOverReplicates: spread(mean, sd * 0.12, made.replicates),
          meanChangeOverReplicates: spread(change, sd * 0.12, made.replicates),
        };
      }),
    ),
  );
}

function effects(
  arms: readonly ArmSummary[],
  endpoints: readonly EndpointSummary[],
  made: Invention,
): EffectRow[] {
  const control = arms.find((arm) => arm.control);
  if (!control) return [];
  return endpoints.flatMap((item) =>
    arms.filter((arm) => !arm.control).map((arm) => effect(item, arm.id, control.id, made)),
  );
}

function effect(item: EndpointSummary, arm: string, control: string, made: Invention): EffectRow {
  const size = arm === "msc" ? 0.6 * made.effect : made.effect;
  const scale =
    { "pain-26": 1, "jsw-104": -0.03, omeract: -6, "knee-replacement": -1.1 }[item.id] ?? 1;
  const estimate = size * scale;
  const half = made.uncertainty * Math.abs(scale);
  const kinds = {
    change: "mean difference",
    responder: "risk difference",
    "time-to-event": "event-free difference",
  } as const;
  return {
    endpoint: item.id,
    kind: kinds[item.kind],
    outcome: item.outcome,
    visit: item.visit,
    day: visits.find((visit) => visit.id === item.visit)?.day ?? 728,
    atEndpointVisit: true,
    primary: item.primary,
    arm,
    control,
    unit: item.unit,
    better: item.better,
    n: 182,
    nControl: 184,
    estimate: estimate * 1.1,
    standardError: half / 1.64,
    low: estimate * 1.1 - half * 1.2,
    high: estimate * 1.1 + half * 1.2,
    p: 0.31,
    method: `Invented method of a ${kinds[item.kind]}.`,
    overReplicates: {
      ...spread(estimate, half, made.replicates),
      significantShare: 0.12,
      favourableShare: 0.68,
    },
    uncertainty: { parameter: 0.6 * half, patient: 0.3 * half, sampling: 0.2 * half },
  };
}

function survival(arms: readonly ArmSummary[], made: Invention): SurvivalRow[] {
  return arms.map((arm, index) => {
    const day = made.events ? [0, 160 + 30 * index, 390 - 20 * index, 566, 700] : [0];
    const levels = day.map((_, i) => 1 - i * (0.011 + 0.002 * index));
    return {
      endpoint: "knee-replacement",
      event: "knee-replacement",
      arm: arm.id,
      n: arm.size,
      events: day.length - 1,
      steps: {
        day,
        survival: levels,
        low: levels.map((level, i) => (i === 0 ? null : level - 0.012 * i)),
        high: levels.map((level, i) => (i === 0 ? null : Math.min(1, level + 0.008 * i))),
      },
      atRisk: {
        day: visits.map((visit) => visit.day),
        n: visits.map((_, i) => arm.size - 7 * i),
      },
      survivalAtEndOverReplicates: spread(levels.at(-1)!, 0.01, made.replicates),
    };
  });
}

export function inventSummary(made: Invention): TrialSummary {
  const arms = allArms.slice(3 - made.arms);
  const endpoints = made.endpoints ? allEndpoints : [];
  const size = arms.length * 200;
  const flow = {
    replicate: 1,
    assessed: 1412,
    excluded: [
      { reason: "WOMAC pain outside 8 to 18", count: 590 },
      { reason: "KL grade outside 2 to 3", count: 1412 - size - 590 },
    ],
    randomised: size,
    arms: arms.map((arm, i) => ({
      arm: arm.id,
      allocated: 200,
      received: 200,
      discontinued: [{ reason: "dropped out", count: 15 + i }],
      events: [{ event: "knee-replacement", label: "knee replacement", count: 4 }],
      failed: 1,
      analysed: 184 - i,
    })),
  };
  return {
    format: "chondron-summary",
    formatVersion: 1,
    simulated: true,
    id: "invented",
    title: "EV and MSC against saline",
    question:
      "Do three weekly injections of exosomes relieve knee osteoarthritis pain more than saline does?",
    contextOfUse: "Shows what the model and its evidence imply; not for decisions about patients.",
    disease: { id: "knee", name: "Knee osteoarthritis", version: "0.1.0" },
    design: {
      seed: 20_261_123,
      replicates: made.replicates,
      shownReplicate: 1,
      durationDays: 728,
      size,
      arms,
      visits,
      endpoints,
      outcomes,
      covariates: [{ id: "age", label: "Age", unit: "years" }],
      eligibility: ["age 45 to 80 years", "WOMAC pain 8 to 18", "KL grade 2 to 3"],
      randomisation: { blockSizes: [6, 9], strata: ["KL grade"] },
      dropout: "8 % a year in every arm.",
      measurementError: "SD 2.2 points of WOMAC pain, 0.2 mm of joint space.",
      missingData: "Available cases.",
      intercurrentEvents: "Knee replacement: treatment policy.",
      betweenPatientVariability: "as in the parameter table",
      priors: "one draw per simulated trial",
      parameters: "prior",
      analysis: {
        confidenceLevel: 0.95,
        alpha: 0.05,
        covariates: ["age"],
        continuityCorrection: false,
      },
    },
    flow,
    flowAllReplicates: { ...flow, replicate: 0 },
    baseline: baseline(arms),
    measures: measures(arms, made),
    courses: courses(arms, made),
    effects: effects(arms, endpoints, made),
    responders: arms.map((arm, i) => ({
      endpoint: "omeract",
      visit: "w26",
      day: 182,
      arm: arm.id,
      n: 180,
      responders: 92 - 7 * i,
      share: (92 - 7 * i) / 180,
      low: (92 - 7 * i) / 180 - 0.07,
      high: (92 - 7 * i) / 180 + 0.07,
      shareOverReplicates: spread(0.5 - 0.035 * i, 0.08, made.replicates),
    })),
    survival: survival(arms, made),
    solver: {
      method: "rodas5p",
      relativeTolerance: 1e-6,
      integrations: 62_400,
      failed: 3,
      failureShare: 3 / 62_400,
      failureLimit: 0.01,
      counters: { steps: 8_123_456, rhsCalls: 65_000_111 },
    },
    failures: [
      {
        replicate: 2,
        candidate: 881,
        phase: "follow-up",
        arm: arms[0]!.id,
        reason: "stepSizeTooSmall",
        state: "NFs",
        day: 14.02,
        whatToTry: "Loosen the tolerance.",
      },
    ],
    assumptions: assumptions(made.replicates),
  };
}

function baseline(arms: readonly ArmSummary[]): TrialSummary["baseline"] {
  const groups = [...arms.map((arm) => arm.id), ""];
  const row = (id: string, label: string, unit: string, mean: number, sd: number) => ({
    id,
    label,
    unit,
    source: id === "age" ? ("covariate" as const) : ("outcome" as const),
    kind: "continuous" as const,
    groups: groups.map((arm, i) => ({
      arm,
      n: arm === "" ? 200 * arms.length : 200,
      mean: mean + 0.03 * i,
      sd,
      median: mean,
      count: 0,
      share: null,
    })),
  });
  return [
    row("age", "Age", "years", 62.3, 8.1),
    {
      id: "female",
      label: "Female",
      unit: "",
      source: "covariate",
      kind: "count",
      groups: groups.map((arm, i) => ({
        arm,
        n: 200,
        mean: null,
        sd: null,
        median: null,
        count: 120 + i,
        share: (120 + i) / 200,
      })),
    },
    row("womac-pain", "WOMAC pain", "points", 10.6, 2.4),
    row("jsw", "Joint-space width", "mm", 4.05, 0.7),
  ];
}

function assumptions(replicates: number): TrialSummary["assumptions"] {
  const grades = ["A", "B", "C", "D", "D"] as const;
  return grades.map((grade, i) => ({
    id: `parameter_${i}`,
    label: `turnover ${i}`,
    value: [0.6, 1e10, 0.07, 2.5, 0][i]!,
    unit: ["1/d", "particles", "1/d", "-", "-"][i]!,
    low: 0.1,
    high: 1e11,
    grade,
    status: grade === "D" ? "assumed" : "measured",
    source: "an invented source",
    note: 'what <it> means & "why"',
    variability: i === 0 ? 0.3 : 0,
    prior: i === 4 ? "normal(0, 0.6)" : "",
    priorDraws: i === 4 ? Array.from({ length: replicates }, (_, r) => Math.sin(r)) : [],
  }));
}

/** 20 people an arm whose courses wave around the arm's mean, each in their own way. */
function curves(arms: readonly ArmSummary[], made: Invention): TrialResult["curves"] {
  const days = Float64Array.from({ length: 53 }, (_, i) => i * 14);
  const subjects = arms.length * 20;
  const arm = Uint8Array.from({ length: subjects }, (_, i) => i % arms.length);
  const values = new Float64Array(subjects * days.length * outcomes.length);
  for (let subject = 0; subject < subjects; subject++)
    for (const [d, day] of days.entries())
      for (const [o, item] of outcomes.entries()) {
        const own = 3.2 * Math.sin(subject * 12.9898) + 0.5 * Math.sin(day / 60 + subject);
        const mean = invented(item.id, arms[arm[subject]!]!.id, day, made.effect);
        values[(subject * days.length + d) * outcomes.length + o] =
          mean + own * (o === 0 ? 1 : 0.2);
      }
  return { replicate: 1, days, outcomeIds: outcomes.map((item) => item.id), arm, values };
}

export function inventTrial(changes: Partial<Invention> = {}): TrialResult {
  const made = { ...usual, ...changes };
  const summary = inventSummary(made);
  return {
    protocol: {} as Protocol,
    summary,
    replicates: [],
    curves: curves(summary.design.arms, made),
    tooManyFailures: false,
    manifest: {
      protocolHash: "a".repeat(64),
      compiledHash: "b".repeat(64),
      diseaseId: "knee",
      diseaseVersion: "0.1.0",
      diseaseFiles: { "model/knee.ant": "c".repeat(64) },
      posteriorHash: "d".repeat(64),
      seed: summary.design.seed,
      replicates: made.replicates,
      patients: summary.design.size,
      method: "rodas5p",
      relativeTolerance: 1e-6,
      defaultAbsoluteTolerance: 1e-9,
    },
    timing: {
      totalSeconds: 61,
      screeningSeconds: 20,
      followUpSeconds: 35,
      analysisSeconds: 6,
      workers: 2,
    },
  };
}
