// CH3xxx: integration of one patient or a population.

export const solverCodes = {
  CH3001: {
    severity: "error",
    message: 'unknown method "{method}".',
    help: "Choose one of {methods}.",
  },
} as const;
