// Words of page Patient. Plain words first, the term second.

const fields = {
  age: { label: "Age", unit: "years" },
  sex: { label: "Sex", choices: { female: "female", male: "male" } },
  height: { label: "Height", unit: "cm" },
  weight: { label: "Weight", unit: "kg" },
  kl: {
    label: "X-ray grade (Kellgren-Lawrence, KL)",
    choices: {
      unknown: "not known",
      0: "0: none",
      1: "1: doubtful",
      2: "2: mild",
      3: "3: moderate",
      4: "4: severe",
    },
  },
  alignment: { label: "Bow-legged (varus alignment; negative: knock-kneed)", unit: "degrees" },
  injury: {
    label: "Earlier injury of this knee",
    choices: {
      none: "none",
      mild: "mild",
      moderate: "moderate",
      severe: "severe",
      unknown: "not known",
    },
  },
  injuryAge: { label: "Age at the injury", unit: "years" },
  painScale: {
    label: "Pain was asked as",
    choices: {
      womac_pain: "WOMAC pain, 0 to 20 (20 is worst)",
      vas_pain: "0 to 100 mm line (VAS; 100 is worst)",
      koos_pain: "KOOS pain, 0 to 100 (100 is best)",
      unknown: "not asked",
    },
  },
  pain: { label: "Pain today", unit: "points" },
  functionScale: {
    label: "Daily activities were asked as",
    choices: {
      unknown: "not asked",
      womac_function: "WOMAC function, 0 to 68 (68 is worst)",
      koos_adl: "KOOS daily living, 0 to 100 (100 is best)",
    },
  },
  function: { label: "Function today", unit: "points" },
  heredity: {
    label: "Inherited susceptibility (z-score; 0 is the mean of all people)",
    choices: {
      unknown: "not known",
      "-1": "low (−1)",
      0: "mean (0)",
      1: "high (+1)",
      2: "very high (+2)",
    },
  },
  occupation: {
    label: "Kneeling or squatting at work",
    choices: { unknown: "not known", no: "no", yes: "yes" },
  },
  iron: {
    label: "Iron overload",
    choices: { no: "no", yes: "yes", unknown: "not known" },
  },
  hormones: {
    label: "Hormone replacement",
    choices: { no: "no", yes: "yes", unknown: "not known" },
  },
  diabetes: {
    label: "Type 2 diabetes (no effect in this model)",
    choices: { no: "no", yes: "yes", unknown: "not known" },
  },
} as const;

export const patient = {
  title: "Patient",
  question: (plan: string, reference: string): string =>
    `What would ${plan} do for one knee, beside ${reference}?`,
  waiting: "The first projection is being computed …",
  updating: "computing …",
  upToDate: "up to date",
  frame:
    "Not medical advice. These are simulated people with answers like yours, not you: nobody has tested these projections on single patients. Decide with someone who knows your knee.",
  failed: "The projection could not be computed.",
  failedNext: "Change the answers, or undo the last change. The last figures stay as they were.",
  tooFew: (kept: number, lived: number): string =>
    `Only ${kept} of ${lived} simulated lives came close to what was measured today: such a combination is rare in this model, and the bands below say little.`,

  answer: {
    none: (plan: string): string => `${plan}: no pain projection.`,
    pain: (plan: string, when: string, effect: string, low: string, high: string): string =>
      `${plan} changes pain by ${effect} of 100 points beside placebo at ${when} (90 % interval ${low} to ${high})`,
    zero: ": this model and today's evidence cannot tell it from zero.",
    better: ": less pain than with placebo.",
    worse: ": more pain than with placebo.",
    small: " The middle is below what people notice",
    large: " The middle is what people would notice",
    important: (value: string): string => ` (${value} points).`,
    change: (plan: string, when: string, change: string, share: string): string =>
      `Of the whole mean change with ${plan} by ${when} (${change} points), ${share} would come with placebo too.`,
    noChange: "Pain hardly changes with or without it.",
    week: (weeks: number): string => `week ${weeks}`,
    same: "The plans chosen hold no active therapy; what follows is what comes with being treated.",
  },

  form: {
    title: "The person",
    body: "Body",
    knee: "Knee",
    complaints: "Complaints today",
    history: "History",
    notKnown: "not known",
    slider: (label: string): string => `${label}, slider`,
    bmi: (value: string): string => `Body mass index ${value} kg/m²`,
    fields,
  },

  plans: {
    title: "What could be done",
    plan: (number: number): string => `Plan ${number}`,
    therapy: "Therapy",
    none: "no treatment",
    route: "How it is given",
    amount: (unit: string): string => (unit === "" ? "Amount" : `Amount (${unit})`),
    count: "How many times",
    every: "Every (days)",
    weeks: "For how long (weeks)",
    add: "Add a plan beside",
    addItem: "Add a therapy to this plan",
    removeItem: (therapy: string): string => `Remove ${therapy}`,
    remove: (number: number): string => `Remove plan ${number}`,
    horizon: "Look ahead (years)",
    times: (label: string, count: number): string => `${label}, ${count} ×`,
    lasting: (label: string, weeks: string): string => `${label}, ${weeks} weeks`,
    and: " and ",
    added:
      "A placebo that looks alike has been added, so that you can see what the therapy itself does.",
    limits: (low: string, high: string): string => `${low} to ${high}`,
  },

  views: {
    legend: "How much detail",
    plain: "In plain words",
    expert: "For experts",
  },

  figures: {
    time: "time from today",
    months: "months",
    pain: {
      title: (
        plan: string,
        change: string,
        reference: string,
        other: string,
        when: string,
      ): string =>
        `Pain changes by ${change} points within ${when} with ${plan}, and by ${other} with ${reference}`,
      reading:
        "Line: the middle of the simulated people. Dark band: half of them. Light band: nine in ten.",
    },
    outcome: (label: string, from: string, low: string, high: string): string =>
      `${label}: from ${from} today to between ${low} and ${high}`,
    noticed: (points: string): string => `smallest change that people notice: ${points}`,
    split: {
      title: (plan: string, placebo: string, specific: string): string =>
        `${plan}: ${placebo} points come with being treated, ${specific} from the therapy itself`,
      reading: (day: string): string =>
        `Parts of the mean change in pain from today to ${day}; they add up to the whole.`,
      natural: "what happens anyway",
      contextual: "being treated (placebo response)",
      specific: "the therapy itself",
      whole: "whole change",
      axis: "change in pain (negative is relief)",
    },
    replacement: {
      title: (years: string, low: string, high: string): string =>
        low === high
          ? `About ${low} of 100 such knees are replaced within ${years}, whatever is done`
          : `Between ${low} and ${high} of 100 such knees are replaced within ${years}`,
      reading:
        "Each figure is one of a hundred people like this. In brackets: the 90 % interval over the draws.",
      filled: "filled: artificial knee (knee replacement)",
      rest: "outline: own knee",
      years: (value: string): string => (value === "1" ? "1 year" : `${value} years`),
    },
    effect: {
      title: "Beside placebo: what each plan adds",
      reading:
        "Difference in pain against placebo, person by person. Thick: half. Thin: nine in ten.",
      axis: "difference in pain against placebo",
      left: "less pain",
      right: "more pain",
      row: (plan: string, when: string): string => `${plan}, ${when}`,
    },
    drivers: {
      title: (label: string): string => `What drives pain most here: ${label}`,
      differenceTitle: (label: string): string =>
        `What the gain over placebo depends on most: ${label}`,
      differenceAxis: "rank correlation with the difference from placebo",
      none: "Nothing single drives the result",
      reading:
        "How strongly pain at the end goes up (right) or down (left) with each uncertain quantity, among the simulated people.",
      axis: "rank correlation with pain",
      parameter: "of the model",
      trait: "of the person",
      row: (label: string, kind: string): string => `${label} (${kind})`,
    },
    space: "space between the bones (joint-space width, JSW)",
    grade: "X-ray grade (Kellgren-Lawrence, KL)",
    painLabel: "pain (WOMAC)",
    functionLabel: "difficulty in daily activities (WOMAC function)",
    caption: (draws: number, parameters: string, seed: number): string =>
      `Simulated: ${draws} draws of this person; parameters from the ${parameters}; seed ${seed}. Source: Chondron's knee model.`,
    posterior: "posterior (calibrated to trials)",
    prior: "prior (not calibrated)",
  },

  sections: {
    picture: "This knee today",
    placebo: "How much of it is placebo",
    replacement: "Chance of an artificial knee",
    structure: "Function and joint",
    drivers: "What drives this",
    unknown: "What is not known",
    expert: "How this was computed",
  },

  unknown: [
    "Whether vesicles do anything in a human knee: the only blinded trial saw no difference from saline. The model therefore lets their effect be negative, nothing or positive.",
    "How much of the relief in a single person is placebo. The model splits means of many simulated people; nobody can split the relief of one.",
    "What the model leaves out: other diseases, other medicines, anxiety and sleep, the second knee, and whatever has not been measured in trials.",
    "Every parameter carries a grade: human trial, animal, cell, or assumed. Many of the numbers that matter are assumed.",
  ],
  evidenceLink: "Read the claims and their evidence",
  modelLink: "See the model behind this",

  expert: {
    taken: "Covariates over the draws (given, or as they led to today)",
    covariate: "covariate",
    today: "Outcomes today over the draws",
    outcome: "outcome",
    q05: "5 %",
    q50: "median",
    q95: "95 %",
    cost: (draws: number, failed: number, ms: string, history: boolean): string =>
      `${draws} draws, of which ${failed} could not be integrated. Computed in ${ms} ms${history ? ", the knee's past included" : "; the knee's past was known"}.`,
    lives: (kept: number, lived: number): string =>
      `${kept} different lives of ${lived} stand behind the draws: those that led to what was measured today count more.`,
  },
};
