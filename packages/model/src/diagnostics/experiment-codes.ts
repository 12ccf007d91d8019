// CH42xx: experiments that ask a model about claims.

export const experimentCodes = {
  CH4201: {
    severity: "error",
    message: '"{text}" of experiment "{id}" cannot be used: {cause}.',
    help: "{suggestion}",
  },
  CH4202: {
    severity: "error",
    message: 'experiment "{id}" names the claim "{claim}", which is in no ledger.',
    help: "{suggestion}",
  },
  CH4203: {
    severity: "error",
    message: '{where} names the {kind} "{name}", which does not exist.',
    help: "{suggestion}",
  },
  CH4204: {
    severity: "error",
    message: 'claim {claim} names the experiment "{id}", which does not exist.',
    help: "{suggestion}",
  },
  CH4205: {
    severity: "error",
    message: 'claim {claim} names the experiment "{id}", which does not name the claim.',
    help: "Add the claim to the experiment, or take the experiment from the claim.",
  },
  CH4206: {
    severity: "error",
    message:
      'experiment "{id}" names the claim {claim}, whose row names {found} as its experiment.',
    help: "Write the experiment's id into the claim's row, or take the claim from the experiment.",
  },
  CH4207: {
    severity: "error",
    message:
      'the cohort "{cohort}" is too rare: of {assessed} candidates {enrolled} could enter, {wanted} are wanted.',
    help: "Widen its population or its covariates.",
  },
  CH4208: {
    severity: "warning",
    message: "{count} of {total} runs of patients failed and were left out.",
    help: "Look at the values of the experiments that ask for extreme parameters.",
  },
  CH4209: {
    severity: "warning",
    message:
      "the shipped answers to claims belong to another version of the {what}: its hash is {found}, this one's {expected}.",
    help: 'They may no longer be what the model says. Run "npm run claims" to ask again.',
  },
} as const;
