// CH1xxx: model text, from the first character to the checked model.

export const modelCodes = {
  CH1001: {
    severity: "error",
    message: 'unexpected character "{character}".',
    help: "Remove it, or quote it if it belongs to a name.",
  },
} as const;
