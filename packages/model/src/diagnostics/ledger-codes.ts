// CH5xxx: tables of parameters, covariates, therapies, outcomes and sources.

export const ledgerCodes = {
  CH5001: {
    severity: "error",
    message: 'parameter "{id}" has no source.',
    help: 'Name one, or mark it "assumed" with a reason.',
  },
  CH5002: {
    severity: "error",
    message: 'the table lacks the column "{column}".',
    help: "The columns are {columns}.",
  },
  CH5003: {
    severity: "error",
    message: "the row has {cells} cells, the table {columns} columns.",
    help: "Separate cells by one tab each.",
  },
  CH5004: {
    severity: "error",
    message: '{column} of "{id}" is "{text}", which is not a number.',
    help: "Write a number, or NaN for none.",
  },
  CH5005: {
    severity: "error",
    message: '{column} of "{id}" is "{text}".',
    help: "Use one of {allowed}.",
  },
  CH5006: {
    severity: "error",
    message: 'the id "{id}" stands twice.',
    help: "Keep one row for each id.",
  },
  CH5007: {
    severity: "error",
    message: 'constant "{id}" of the model has no row in {table}.',
    help: "Add a row with its value, unit, range, grade and source.",
  },
  CH5008: {
    severity: "error",
    message: 'row "{id}" names no constant of the model.',
    help: "Remove the row, or correct the id.",
  },
  CH5009: {
    severity: "error",
    message: '{what} of "{id}" is {row} in the table and {model} in the model text.',
    help: "Make them equal.",
  },
  CH5010: {
    severity: "error",
    message: 'value {value} of "{id}" is not between {low} and {high}.',
    help: "Correct the value or its range.",
  },
  CH5011: {
    severity: "error",
    message: '{kind} "{id}" refers to "{symbol}", which the model does not have.',
    help: "Use an id of the model text.",
  },
  CH5012: {
    severity: "error",
    message: '{kind} "{id}": the formula "{formula}" cannot be read: {cause}',
    help: "Write it as in the model text.",
  },
  CH5013: {
    severity: "error",
    message: 'parameter code "{code}" of "{id}" {problem}.',
    help: "Use 1 to 8 capital letters and digits, a letter first, each code once.",
  },
  CH5014: {
    severity: "error",
    message: "the file cannot be read as YAML: {cause}.",
    help: "Correct it there.",
  },
  CH5015: {
    severity: "error",
    message: "{path} is missing or not {expected}.",
    help: "Add or correct it.",
  },
  CH5020: {
    severity: "error",
    message: '{kind} "{id}" names "{reference}", which is in no table of the evidence.',
    help: "{suggestion}",
  },
  CH5021: {
    severity: "error",
    message: '{kind} "{id}" gives no reason.',
    help: "Write in a sentence why it is so; reports show it.",
  },
  CH5022: {
    severity: "error",
    message: 'claim "{id}" must be testable or say why not, one of the two.',
    help: "Fill in whyNot where testable is no, and leave it empty where testable is yes.",
  },
  CH5023: {
    severity: "error",
    message: '{kind} "{id}" rests on "{reference}", which was not read.',
    help: "Read it and mark it so, or name another source.",
  },
  CH5024: {
    severity: "error",
    message: '{kind} "{id}" is {state} and names no source.',
    help: "Name the source, or do not call it {state}.",
  },
  CH5025: {
    severity: "error",
    message: 'fact "{id}" has no value, no range and no finding.',
    help: "Fill in one of them.",
  },
  CH5026: {
    severity: "error",
    message: '"{identifier}" is the identifier of "{id}" and of "{other}".',
    help: "Keep one row for each source.",
  },
  CH5027: {
    severity: "error",
    message: '{kind} "{id}" has no source.',
    help: 'Name sources or facts by id, or write "assumed" and the reason in its note.',
  },
  CH5028: {
    severity: "error",
    message: '"{file}" holds no results of experiments: {cause}.',
    help: "Run the experiments again, or remove the file.",
  },
  CH5030: {
    severity: "error",
    message: 'factor "{id}" has no bound, or its bounds are crossed.',
    help: "Write low, high or both, low below high.",
  },
  CH5031: {
    severity: "error",
    message: '{kind} "{id}" names the {what} "{name}", which there is not.',
    help: "{suggestion}",
  },
} as const;
