// CH5xxx: tables of parameters, covariates, therapies, outcomes and sources.

export const ledgerCodes = {
  CH5001: {
    severity: "error",
    message: 'parameter "{id}" has no source.',
    help: 'Name one, or mark it "assumed" with a reason.',
  },
} as const;
