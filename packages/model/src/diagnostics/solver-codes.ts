// CH3xxx: integration of one patient or a population.

export const solverCodes = {
  CH3001: {
    severity: "error",
    message: 'unknown method "{method}".',
    help: "Choose one of {methods}.",
  },
  CH3002: {
    severity: "error",
    message: 'method "{method}" cannot run this model: {reason}.',
    help: "Choose one of {methods}.",
  },
} as const;
