// CH4xxx: protocols, populations, randomisation and analysis.

export const trialCodes = {
  CH4001: {
    severity: "error",
    message: "{path}: {cause}.",
    help: "See the protocol schema.",
  },
} as const;
