// CH41xx: tables of targets, prediction, calibration and posteriors.

export const calibrationCodes = {
  CH4101: {
    severity: "error",
    message: "the table cannot be read: {cause}.",
    help: "Give a heading and a row per number to predict; docs/predict.md has the columns.",
  },
  CH4102: {
    severity: "error",
    message: 'the table lacks the column "{column}".',
    help: "It needs regimen, endpoint and week; docs/predict.md has the others.",
  },
  CH4103: {
    severity: "error",
    message: 'the column "{name}" {cause}.',
    help: "{suggestion}",
  },
  CH4104: {
    severity: "error",
    message: "the row has {cells} cells, the heading {columns}.",
    help: "Separate cells as the heading does, and quote those that hold the separator.",
  },
  CH4105: {
    severity: "error",
    message: 'the cell of "{column}" is "{text}".',
    help: "It must be {expected}.",
  },
  CH4106: {
    severity: "error",
    message: 'the id "{id}" stands twice.',
    help: "Keep one row for each id, or leave the column away.",
  },
  CH4107: {
    severity: "error",
    message: 'the regimen "{text}" cannot be read: {cause}.',
    help: "{suggestion}",
  },
  CH4108: {
    severity: "error",
    message: 'the population "{text}" cannot be read: {cause}.',
    help: "{suggestion}",
  },
  CH4109: {
    severity: "error",
    message: 'unknown endpoint "{id}".',
    help: "{suggestion}",
  },
  CH4110: {
    severity: "error",
    message: 'the measure "{text}" does not fit the endpoint "{endpoint}".',
    help: "Outcomes take change, mean, sd, sd-change, improved X or worsened X; events take event.",
  },
  CH4111: {
    severity: "error",
    message:
      'the population "{text}" is too rare: {enrolled} of {wanted} virtual patients among {assessed} candidates.',
    help: "Widen it.",
  },
  CH4112: {
    severity: "warning",
    message:
      'virtual patients cannot be weighted well to the baseline {baseline} of "{id}": mean {mean}, effective number {effective} of {patients}.',
    help: "The row is predicted for the nearest mean that can be reached; name a population closer to the study's.",
  },
  CH4113: {
    severity: "warning",
    message: "{count} integrations of virtual patients failed.",
    help: "They are left out of the means; check that regimens and amounts are meant.",
  },
  CH4120: {
    severity: "warning",
    message:
      "the shipped posterior belongs to another version of the disease: its hash is {found}, the disease's {expected}.",
    help: 'Parameters are drawn from their priors instead. Run "npm run calibrate" to fit them again.',
  },
  CH4121: {
    severity: "error",
    message: "no posterior can be used: {cause}.",
    help: 'Run "npm run calibrate", or use --parameters nominal.',
  },
  CH4122: {
    severity: "error",
    message: "the posterior cannot be read: {cause}.",
    help: 'Run "npm run calibrate" to write it again.',
  },
  CH4130: {
    severity: "error",
    message: "nothing to calibrate: {cause}.",
    help: "Give parameters a prior and targets a value, a standard error and the use calibrate.",
  },
} as const;
