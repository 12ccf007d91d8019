// CH6xxx: command line and files.

export const commandCodes = {
  CH6001: {
    severity: "error",
    message: 'cannot read "{file}": {cause}.',
    help: "Check the path and its permissions.",
  },
} as const;
