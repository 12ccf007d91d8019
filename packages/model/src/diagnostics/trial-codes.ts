// CH4xxx: protocols, populations, randomisation and analysis. CH400x text, CH401x shape, CH402x
// quantities, CH403x population, CH404x arms, CH405x visits and endpoints, CH406x analysis and
// running.

export const trialCodes = {
  CH4001: {
    severity: "error",
    message: "{path}: {cause}.",
    help: "See the protocol schema.",
  },
  CH4002: {
    severity: "error",
    message: "the protocol is empty.",
    help: 'A protocol is YAML text; it starts with "id:", "title:" and "duration:".',
  },
  CH4003: {
    severity: "error",
    message: "the protocol has {size} MB; at most {limit} MB are read.",
    help: "A protocol is a short text of some kilobytes: check that this is the right file.",
  },
  CH4004: {
    severity: "error",
    message: "the protocol is not text: it holds the control character U+{character}.",
    help: "Check that this is the right file, saved as UTF-8.",
  },
  CH4005: {
    severity: "error",
    message: "not YAML: {cause}.",
    help: "Check the indentation, colons and quotes at this place.",
  },
  CH4006: {
    severity: "error",
    message: 'the key "{key}" is given twice.',
    help: "Keep one of the two.",
  },
  CH4007: {
    severity: "error",
    message: "the text is a {kind}, not a protocol.",
    help: 'A protocol is a list of "key: value" lines; see the protocol schema.',
  },
  CH4010: {
    severity: "error",
    message: 'unknown key "{key}" in {path}.',
    help: "{suggestion}",
  },
  CH4011: {
    severity: "error",
    message: '{path} lacks "{key}".',
    help: "{suggestion}",
  },
  CH4012: {
    severity: "error",
    message: "{path} is {found}, expected {expected}.",
    help: "{suggestion}",
  },
  CH4013: {
    severity: "error",
    message: '{path} is "{found}".',
    help: "{suggestion}",
  },
  CH4014: {
    severity: "error",
    message: "{path} is {found}; it must be {limit}.",
    help: "{suggestion}",
  },
  CH4015: {
    severity: "error",
    message: 'the id "{id}" names two {kind}.',
    help: "Give each its own id.",
  },
  CH4016: {
    severity: "error",
    message: 'the protocol is for the disease "{found}", not for "{disease}".',
    help: 'Load that disease, or set "disease: {disease}".',
  },
  CH4020: {
    severity: "error",
    message: "{path} is {found}, without a unit.",
    help: 'Write the unit with the number, e.g. "{example}".',
  },
  CH4021: {
    severity: "error",
    message: '{path}: "{found}" is not a quantity.',
    help: 'Write a number and a unit, e.g. "{example}".',
  },
  CH4022: {
    severity: "error",
    message: '{path}: the unit "{found}" cannot be turned into "{unit}".',
    help: 'Write it as in "{example}".',
  },
  CH4023: {
    severity: "error",
    message: "{path} is {found}, not a finite number.",
    help: "Write a finite number.",
  },
  CH4024: {
    severity: "error",
    message: "{path} is {found}; it must be {limit}.",
    help: "Correct the number.",
  },
  CH4030: {
    severity: "error",
    message: 'unknown covariate "{id}".',
    help: "{suggestion}",
  },
  CH4031: {
    severity: "error",
    message: 'unknown outcome "{id}".',
    help: "{suggestion}",
  },
  CH4032: {
    severity: "error",
    message: 'the distribution "{text}" of "{id}" cannot be read: {cause}.',
    help: "Use normal(m, s), lognormal(m, cv), uniform(a, b), bernoulli(p), constant(v) or derived(formula).",
  },
  CH4033: {
    severity: "error",
    message: "the range from {low} to {high} is empty.",
    help: 'Let "from" be at most "to".',
  },
  CH4034: {
    severity: "error",
    message: "the rule names {found}.",
    help: 'Name one "covariate" or one "outcome".',
  },
  CH4035: {
    severity: "error",
    message: 'the rule for "{id}" has no limit.',
    help: 'Give "from", "to" or both.',
  },
  CH4036: {
    severity: "error",
    message: 'the formula of "{id}" uses "{symbol}", which is not drawn before it.',
    help: "Use covariates that stand above it: {available}.",
  },
  CH4037: {
    severity: "error",
    message: "the population has {found}.",
    help: 'Give "size" (all subjects) or "sizePerArm", one of the two.',
  },
  CH4038: {
    severity: "error",
    message: 'unknown population "{id}".',
    help: "{suggestion}",
  },
  CH4040: {
    severity: "error",
    message: "no arm is the control.",
    help: 'Mark one with "control: true".',
  },
  CH4041: {
    severity: "error",
    message: "{count} arms are marked as control: {ids}.",
    help: 'Keep "control: true" on one of them.',
  },
  CH4042: {
    severity: "error",
    message: 'the arm "{id}" has no regimen.',
    help: 'List what is given, or write "regimen: none" for an arm without treatment.',
  },
  CH4043: {
    severity: "error",
    message: 'unknown therapy "{id}".',
    help: "{suggestion}",
  },
  CH4044: {
    severity: "error",
    message: 'the therapy "{therapy}" has no route "{id}".',
    help: "{suggestion}",
  },
  CH4045: {
    severity: "error",
    message: 'the amount of "{therapy}" is negative: {found}.',
    help: "A dose is positive, or 0 to give nothing.",
  },
  CH4046: {
    severity: "warning",
    message:
      'the amount of "{therapy}", {found}, lies outside the range with evidence, {low} to {high}.',
    help: "The result is an extrapolation; the usual amount is {usual}.",
  },
  CH4047: {
    severity: "error",
    message: 'the amount of "{therapy}" is missing.',
    help: 'Give it in {unit}, e.g. "amount: {example}".',
  },
  CH4048: {
    severity: "error",
    message: '"{therapy}" is repeated every {every} without an end.',
    help: 'Add "count: N" or "until: TIME".',
  },
  CH4049: {
    severity: "error",
    message: '"{therapy}" has both "count" and "until".',
    help: "Keep one of the two.",
  },
  CH4050: {
    severity: "error",
    message: '"{therapy}" has "{key}" but no "every".',
    help: 'Add "every: TIME" for the time between two administrations.',
  },
  CH4051: {
    severity: "error",
    message: '"{therapy}" by route "{route}" lasts until it is ended; it cannot be repeated.',
    help: 'Remove "every" and "count"; end it with "until".',
  },
  CH4052: {
    severity: "error",
    message: '"{therapy}" is given on day {day}, after the end of the trial on day {end}.',
    help: 'Give it earlier or lengthen "duration".',
  },
  CH4053: {
    severity: "error",
    message: '"{therapy}" starts on day {start} and ends on day {stop}.',
    help: "Let it end after its start.",
  },
  CH4054: {
    severity: "error",
    message: '"{therapy}" would be given {count} times.',
    help: 'Check "every"; at most {limit} administrations are allowed.',
  },
  CH4060: {
    severity: "error",
    message: 'the visit "{id}" is on day {day}, after the end of the trial on day {end}.',
    help: 'Move it, or lengthen "duration".',
  },
  CH4061: {
    severity: "error",
    message: 'the visit "{id}" is on day {day}, before the entry on day 0.',
    help: "The first visit is the entry visit on day 0; nothing is measured before it.",
  },
  CH4062: {
    severity: "error",
    message: "no visit is on day 0.",
    help: 'Add the entry visit with "at: 0 days": every change is counted from it.',
  },
  CH4063: {
    severity: "error",
    message: 'the visits "{first}" and "{second}" are both on day {day}.',
    help: "Keep one of them.",
  },
  CH4064: {
    severity: "error",
    message: 'unknown visit "{id}".',
    help: "{suggestion}",
  },
  CH4065: {
    severity: "error",
    message: 'unknown event "{id}".',
    help: "{suggestion}",
  },
  CH4066: {
    severity: "error",
    message: "{found} endpoint is marked as primary.",
    help: 'Mark exactly one with "primary: true".',
  },
  CH4067: {
    severity: "error",
    message: 'the endpoint "{id}" is read at the entry visit, where nothing has changed.',
    help: "Choose a later visit.",
  },
  CH4070: {
    severity: "error",
    message: "the block size {size} is not a multiple of {sum}, the sum of the allocation.",
    help: "Use multiples of {sum}, e.g. {example}.",
  },
  CH4071: {
    severity: "error",
    message: 'the cut points of "{id}" do not ascend.',
    help: "Write them from low to high, each once.",
  },
  CH4072: {
    severity: "error",
    message: '"{id}" is not an arm.',
    help: "{suggestion}",
  },
  CH4080: {
    severity: "error",
    message:
      "replicate {replicate}: only {randomised} of {size} subjects could be enrolled from {assessed} candidates.",
    help: 'Widen the eligibility or raise "maximumScreened".',
  },
  CH4081: {
    severity: "error",
    message: "the tables of the disease: {cause}.",
    help: "Mend the table, or the model that it belongs to.",
  },
} as const;
