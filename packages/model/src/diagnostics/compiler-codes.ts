// CH2xxx: from a checked model to equations and code.

export const compilerCodes = {
  CH2001: {
    severity: "error",
    message: '{feature} in "{id}" has no equations yet.',
    help: "Remove it, or simulate the model without it.",
  },
} as const;
