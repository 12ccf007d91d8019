// Mistakes in a protocol, each as a replacement in the toy protocol, with everything the reader
// says about it. The texts are read by people: change them on purpose only.

export interface BrokenProtocol {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Diagnostics as printed, in order. */
  readonly expected: readonly string[];
}

export const brokenProtocols: readonly BrokenProtocol[] = [
  {
    name: "a population that the disease has not",
    from: "size: 60",
    to: "size: 60\n  from: nobody",
    expected: [
      'toy.yaml:10:9 CH4038 error: unknown population "nobody". There is no population to choose from.',
    ],
  },
  {
    name: "a missing unit of time",
    from: "at: 4 weeks",
    to: "at: 4",
    expected: [
      'toy.yaml:33:37 CH4020 error: visits[1].at is 4, without a unit. Write the unit with the number, e.g. "4 days".',
    ],
  },
  {
    name: "a missing unit inside a text",
    from: "at: 4 weeks",
    to: 'at: "4"',
    expected: [
      'toy.yaml:33:37 CH4020 error: visits[1].at is "4", without a unit. Write the unit with the number, e.g. "4 days".',
    ],
  },
  {
    name: "an unknown unit of time",
    from: "at: 4 weeks",
    to: "at: 4 wekks",
    expected: [
      'toy.yaml:33:37 CH4022 error: visits[1].at: the unit "wekks" cannot be turned into "days". Write it as in "12 weeks".',
    ],
  },
  {
    name: "words for a time",
    from: "at: 4 weeks",
    to: "at: soon",
    expected: [
      'toy.yaml:33:37 CH4021 error: visits[1].at: "soon" is not a quantity. Write a number and a unit, e.g. "12 weeks".',
    ],
  },
  {
    name: "a missing unit of a dose",
    from: "amount: 40 mg",
    to: "amount: 40",
    expected: [
      'toy.yaml:19:17 CH4020 error: arms[0].regimen[0].amount is 40, without a unit. Write the unit with the number, e.g. "40 mg".',
    ],
  },
  {
    name: "a unit of a dose that does not convert",
    from: "amount: 40 mg",
    to: "amount: 40 cells",
    expected: [
      'toy.yaml:19:17 CH4022 error: arms[0].regimen[0].amount: the unit "cells" cannot be turned into "mg". Write it as in "40 mg".',
    ],
  },
  {
    name: "a missing dose",
    from: "        amount: 40 mg\n",
    to: "",
    expected: [
      'toy.yaml:17:9 CH4047 error: the amount of "drug" is missing. Give it in mg, e.g. "amount: 40 mg".',
    ],
  },
  {
    name: "a negative dose",
    from: "amount: 40 mg",
    to: "amount: -40 mg",
    expected: [
      'toy.yaml:19:17 CH4045 error: the amount of "drug" is negative: -40 mg. A dose is positive, or 0 to give nothing.',
    ],
  },
  {
    name: "a dose that is not a number",
    from: "amount: 40 mg",
    to: "amount: NaN mg",
    expected: [
      "toy.yaml:19:17 CH4023 error: arms[0].regimen[0].amount is NaN mg, not a finite number. Write a finite number.",
    ],
  },
  {
    name: "NaN by YAML",
    from: "annualHazard: 0.1",
    to: "annualHazard: .nan",
    expected: [
      "toy.yaml:49:17 CH4023 error: dropout.annualHazard is NaN, not a finite number. Write a finite number.",
    ],
  },
  {
    name: "a dose outside the evidence",
    from: "amount: 40 mg",
    to: "amount: 4 g",
    expected: [
      'toy.yaml:19:17 CH4046 warning: the amount of "drug", 4000 mg, lies outside the range with evidence, 10 mg to 80 mg. The result is an extrapolation; the usual amount is 40 mg.',
    ],
  },
  {
    name: "an arm without regimen",
    from: "    control: true\n    regimen:\n      - { therapy: dummy, route: injection, every: 1 week, count: 3 }",
    to: "    control: true",
    expected: [
      'toy.yaml:22:5 CH4042 error: the arm "dummy" has no regimen. List what is given, or write "regimen: none" for an arm without treatment.',
    ],
  },
  {
    name: "an empty regimen",
    from: "    regimen:\n      - { therapy: dummy, route: injection, every: 1 week, count: 3 }",
    to: "    regimen: []",
    expected: [
      'toy.yaml:25:14 CH4014 error: arms[1].regimen is a list of 0; it must be a list of at least 1. What is given; "none" for an arm without treatment.',
    ],
  },
  {
    name: "a regimen of one word",
    from: "    regimen:\n      - { therapy: dummy, route: injection, every: 1 week, count: 3 }",
    to: "    regimen: nothing",
    expected: [
      'toy.yaml:25:14 CH4013 error: arms[1].regimen is "nothing". Write a list of therapies, or "none" for an arm without treatment.',
    ],
  },
  {
    name: "an unknown therapy",
    from: "therapy: drug",
    to: "therapy: drgu",
    expected: ['toy.yaml:17:18 CH4043 error: unknown therapy "drgu". Did you mean "drug"?'],
  },
  {
    name: "an unknown route",
    from: "        route: injection",
    to: "        route: intravenous",
    expected: [
      'toy.yaml:18:16 CH4044 error: the therapy "drug" has no route "intravenous". Choose one of injection, oral.',
    ],
  },
  {
    name: "a repetition without an end",
    from: "        count: 3\n",
    to: "",
    expected: [
      'toy.yaml:20:16 CH4048 error: "drug" is repeated every 1 week without an end. Add "count: N" or "until: TIME".',
    ],
  },
  {
    name: "a repetition without a step",
    from: "        every: 1 week\n",
    to: "",
    expected: [
      'toy.yaml:20:16 CH4050 error: "drug" has "count" but no "every". Add "every: TIME" for the time between two administrations.',
    ],
  },
  {
    name: "a repetition with two ends",
    from: "        count: 3\n",
    to: "        count: 3\n        until: 3 weeks\n",
    expected: [
      'toy.yaml:22:16 CH4049 error: "drug" has both "count" and "until". Keep one of the two.',
    ],
  },
  {
    name: "a repetition in steps of nothing",
    from: "        every: 1 week\n",
    to: "        every: 0 days\n",
    expected: [
      "toy.yaml:20:16 CH4024 error: arms[0].regimen[0].every is 0 days; it must be longer than 0 days. Correct the number.",
    ],
  },
  {
    name: "doses by the minute",
    from: "        every: 1 week\n        count: 3\n",
    to: "        every: 1 minute\n        until: 1 year\n",
    expected: [
      'toy.yaml:20:16 CH4054 error: "drug" would be given 525961 times. Check "every"; at most 4000 administrations are allowed.',
    ],
  },
  {
    name: "a dose after the end",
    from: "        every: 1 week\n        count: 3",
    to: "        every: 3 months\n        count: 6",
    expected: [
      'toy.yaml:21:16 CH4052 error: "drug" is given on day 456.5625, after the end of the trial on day 365.25. Give it earlier or lengthen "duration".',
    ],
  },
  {
    name: "a lasting therapy that is repeated",
    from: "{ therapy: dummy, route: injection, every: 1 week, count: 3 }",
    to: "{ therapy: rest, route: home, every: 1 week, count: 3 }",
    expected: [
      'toy.yaml:26:46 CH4051 error: "rest" by route "home" lasts until it is ended; it cannot be repeated. Remove "every" and "count"; end it with "until".',
    ],
  },
  {
    name: "a lasting therapy that ends before it starts",
    from: "{ therapy: dummy, route: injection, every: 1 week, count: 3 }",
    to: "{ therapy: rest, route: home, start: 4 weeks, until: 2 weeks }",
    expected: [
      'toy.yaml:26:62 CH4053 error: "rest" starts on day 28 and ends on day 14. Let it end after its start.',
    ],
  },
  {
    name: "a visit after the end",
    from: "at: 1 year }",
    to: "at: 2 years }",
    expected: [
      'toy.yaml:35:37 CH4060 error: the visit "year1" is on day 730.5, after the end of the trial on day 365.25. Move it, or lengthen "duration".',
    ],
  },
  {
    name: "a visit before the entry",
    from: "at: 0 days",
    to: "at: -1 week",
    expected: [
      'toy.yaml:32:36 CH4061 error: the visit "entry" is on day -7, before the entry on day 0. The first visit is the entry visit on day 0; nothing is measured before it.',
    ],
  },
  {
    name: "no visit at entry",
    from: "at: 0 days",
    to: "at: 1 day",
    expected: [
      'toy.yaml:32:3 CH4062 error: no visit is on day 0. Add the entry visit with "at: 0 days": every change is counted from it.',
    ],
  },
  {
    name: "two visits on one day",
    from: "at: 12 weeks",
    to: "at: 28 days",
    expected: [
      'toy.yaml:34:39 CH4063 error: the visits "week4" and "week12" are both on day 28. Keep one of them.',
    ],
  },
  {
    name: "an unknown outcome",
    from: "outcome: space, visit",
    to: "outcome: spaec, visit",
    expected: ['toy.yaml:38:72 CH4031 error: unknown outcome "spaec". Did you mean "space"?'],
  },
  {
    name: "an unknown covariate",
    from: "covariate: age",
    to: "covariate: height",
    expected: [
      'toy.yaml:11:20 CH4030 error: unknown covariate "height". Choose one of female, age, frailty, severity, double_age.',
    ],
  },
  {
    name: "an unknown visit",
    from: "visit: year1",
    to: "visit: year2",
    expected: ['toy.yaml:38:86 CH4064 error: unknown visit "year2". Did you mean "year1"?'],
  },
  {
    name: "an unknown event",
    from: "event: replacement }",
    to: "event: surgery }",
    expected: ['toy.yaml:47:72 CH4065 error: unknown event "surgery". Choose one of replacement.'],
  },
  {
    name: "an endpoint at entry",
    from: "outcome: space, visit: year1",
    to: "outcome: space, visit: entry",
    expected: [
      'toy.yaml:38:86 CH4067 error: the endpoint "space1" is read at the entry visit, where nothing has changed. Choose a later visit.',
    ],
  },
  {
    name: "two visits of one id",
    from: "id: week12, label: Week 12",
    to: "id: week4, label: Week 12",
    expected: [
      'toy.yaml:34:11 CH4015 error: the id "week4" names two visits. Give each its own id.',
      'toy.yaml:37:79 CH4064 error: unknown visit "week12". Did you mean "week4"?',
      'toy.yaml:46:12 CH4064 error: unknown visit "week12". Did you mean "week4"?',
    ],
  },
  {
    name: "two arms of one id",
    from: "  - id: dummy\n",
    to: "  - id: drug\n",
    expected: ['toy.yaml:22:9 CH4015 error: the id "drug" names two arms. Give each its own id.'],
  },
  {
    name: "no control",
    from: "    control: true\n",
    to: "",
    expected: ['toy.yaml:14:3 CH4040 error: no arm is the control. Mark one with "control: true".'],
  },
  {
    name: "two controls",
    from: "    label: Drug\n",
    to: "    label: Drug\n    control: true\n",
    expected: [
      'toy.yaml:25:14 CH4041 error: 2 arms are marked as control: drug, dummy. Keep "control: true" on one of them.',
    ],
  },
  {
    name: "no primary endpoint",
    from: ", primary: true",
    to: "",
    expected: [
      'toy.yaml:37:3 CH4066 error: no endpoint is marked as primary. Mark exactly one with "primary: true".',
    ],
  },
  {
    name: "two primary endpoints",
    from: "visit: year1 }",
    to: "visit: year1, primary: true }",
    expected: [
      'toy.yaml:38:102 CH4066 error: more than one endpoint is marked as primary. Mark exactly one with "primary: true".',
    ],
  },
  {
    name: "a block that the allocation does not fill",
    from: "[4, 6]",
    to: "[4, 5]",
    expected: [
      "toy.yaml:28:19 CH4070 error: the block size 5 is not a multiple of 2, the sum of the allocation. Use multiples of 2, e.g. 2, 4 or 6.",
    ],
  },
  {
    name: "cut points in disorder",
    from: "cuts: [50]",
    to: "cuts: [50, 30]",
    expected: [
      'toy.yaml:30:30 CH4071 error: the cut points of "pain" do not ascend. Write them from low to high, each once.',
    ],
  },
  {
    name: "an empty range",
    from: "from: 50 years, to: 80 years",
    to: "from: 80 years, to: 50 years",
    expected: [
      'toy.yaml:11:7 CH4033 error: the range from 80 to 50 is empty. Let "from" be at most "to".',
    ],
  },
  {
    name: "a rule without a limit",
    from: "{ covariate: age, from: 50 years, to: 80 years }",
    to: "{ covariate: age }",
    expected: [
      'toy.yaml:11:7 CH4035 error: the rule for "age" has no limit. Give "from", "to" or both.',
    ],
  },
  {
    name: "a rule on nothing",
    from: "{ covariate: age, from: 50 years, to: 80 years }",
    to: "{ from: 50 }",
    expected: [
      'toy.yaml:11:7 CH4034 error: the rule names neither a covariate nor an outcome. Name one "covariate" or one "outcome".',
    ],
  },
  {
    name: "a level in another unit",
    from: "from: 50 years",
    to: "from: 50 kg",
    expected: [
      'toy.yaml:11:31 CH4022 error: population.eligibility[0].from: the unit "kg" cannot be turned into "years". Write it as in "10 years".',
    ],
  },
  {
    name: "no size",
    from: "  size: 60\n",
    to: "",
    expected: [
      'toy.yaml:9:3 CH4037 error: the population has no size. Give "size" (all subjects) or "sizePerArm", one of the two.',
    ],
  },
  {
    name: "a size of nothing",
    from: "size: 60",
    to: "size: 0",
    expected: [
      "toy.yaml:9:9 CH4014 error: population.size is 0; it must be at least 2. Subjects to randomise in each replicate, all arms together.",
    ],
  },
  {
    name: "a distribution that is none",
    from: "  size: 60\n",
    to: "  size: 60\n  covariates: { age: gaussian(60, 8) }\n",
    expected: [
      'toy.yaml:10:35 CH4010 error: unknown key "8)" in population.covariates. Inside { } quote texts with commas, e.g. { age: "normal(60, 8)" }.',
    ],
  },
  {
    name: "a distribution short of an argument",
    from: "  size: 60\n",
    to: "  size: 60\n  covariates: { age: normal(60) }\n",
    expected: [
      'toy.yaml:10:22 CH4032 error: the distribution "normal(60)" of "age" cannot be read: normal takes 2 arguments, not 1. Use normal(m, s), lognormal(m, cv), uniform(a, b), bernoulli(p), constant(v) or derived(formula).',
    ],
  },
  {
    name: "a distribution over a later covariate",
    from: "  size: 60\n",
    to: '  size: 60\n  covariates: { age: "normal(60 + frailty, 8)" }\n',
    expected: [
      'toy.yaml:10:22 CH4036 error: the formula of "age" uses "frailty", which is not drawn before it. Use covariates that stand above it: female.',
    ],
  },
  {
    name: "an unknown key",
    from: "duration:",
    to: "duratoin:",
    expected: [
      'toy.yaml:1:1 CH4011 error: the protocol lacks "duration". Rename "duratoin" to "duration".',
      'toy.yaml:7:1 CH4010 error: unknown key "duratoin" in the protocol. Did you mean "duration"?',
    ],
  },
  {
    name: "an unknown key deep down",
    from: "        count: 3",
    to: "        cuont: 3",
    expected: [
      'toy.yaml:21:9 CH4010 error: unknown key "cuont" in arms[0].regimen[0]. Did you mean "count"?',
    ],
  },
  {
    name: "a missing key",
    from: "title: Drug against dummy\n",
    to: "",
    expected: ['toy.yaml:1:1 CH4011 error: the protocol lacks "title". Add "title: ...".'],
  },
  {
    name: "a wrong kind of value",
    from: "replicates: 2",
    to: "replicates: many",
    expected: [
      'toy.yaml:6:13 CH4012 error: replicates is the text "many", expected a whole number. Repetitions of the whole trial with new patients and, with priors, new parameters; default 1.',
    ],
  },
  {
    name: "a fraction of a replicate",
    from: "replicates: 2",
    to: "replicates: 2.5",
    expected: [
      "toy.yaml:6:13 CH4012 error: replicates is 2.5, expected a whole number. Repetitions of the whole trial with new patients and, with priors, new parameters; default 1.",
    ],
  },
  {
    name: "an id that is none",
    from: "id: toy-trial",
    to: "id: 1st trial!",
    expected: [
      'toy.yaml:1:5 CH4013 error: id is "1st trial!". An id has letters, digits, - and _, and starts with a letter.',
    ],
  },
  {
    name: "an unknown endpoint type",
    from: "type: time-to-event",
    to: "type: survival",
    expected: [
      'toy.yaml:47:50 CH4013 error: endpoints[3].type is "survival". Choose one of change, responder, time-to-event.',
    ],
  },
  {
    name: "a responder rule without its outcomes",
    from: "    global: global\n",
    to: "",
    expected: ['toy.yaml:39:5 CH4011 error: endpoints[2] lacks "global". Add "global: ...".'],
  },
  {
    name: "an unknown method",
    from: "dropout:",
    to: "solver: { method: euler }\ndropout:",
    expected: [
      'toy.yaml:48:19 CH3001 error: unknown method "euler". Choose one of auto, rodas5p, rodas4, bdf, tsit5.',
    ],
  },
  {
    name: "dropout of an unknown arm",
    from: "  annualHazard: 0.1",
    to: "  annualHazard: 0.1\n  multipliers: { drog: 2 }",
    expected: ['toy.yaml:50:24 CH4072 error: "drog" is not an arm. Did you mean "drug"?'],
  },
  {
    name: "another disease",
    from: "seed: 7",
    to: "seed: 7\ndisease: hip",
    expected: [
      'toy.yaml:6:10 CH4016 error: the protocol is for the disease "hip", not for "toy". Load that disease, or set "disease: toy".',
    ],
  },
  {
    name: "a duplicate key",
    from: "seed: 7",
    to: "seed: 7\nseed: 8",
    expected: ['toy.yaml:6:1 CH4006 error: the key "seed" is given twice. Keep one of the two.'],
  },
  {
    name: "a YAML error",
    from: "arms:",
    to: "arms: [",
    expected: [
      "toy.yaml:14:9 CH4005 error: not YAML: Nested mappings are not allowed in compact mappings. Check the indentation, colons and quotes at this place.",
    ],
  },
  {
    name: "a tab for indentation",
    from: "  size: 60",
    to: "\tsize: 60",
    expected: [
      "toy.yaml:9:1 CH4005 error: not YAML: Tabs are not allowed as indentation. Check the indentation, colons and quotes at this place.",
    ],
  },
  {
    name: "an alias to nothing",
    from: "seed: 7",
    to: "seed: *base",
    expected: [
      "toy.yaml:1:1 CH4005 error: not YAML: Unresolved alias (the anchor must be set before the alias): base. Check the indentation, colons and quotes at this place.",
    ],
  },
];
