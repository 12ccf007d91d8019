// CH2xxx: from a checked model to equations and code.

export const compilerCodes = {
  CH2001: {
    severity: "error",
    message: '{feature} in "{id}" has no equations in this version.',
    help: "Remove it, or write the model without it.",
  },
  CH2002: {
    severity: "error",
    message: "the initial values of {cycle} depend on each other.",
    help: "Give one of them a number.",
  },
  CH2003: {
    severity: "error",
    message: '"{id}" assigns to "{variable}", which is neither a state nor a parameter.',
    help: "Assign to a variable without an assignment rule.",
  },
  CH2004: {
    severity: "error",
    message: 'a formula of the action "{action}" cannot be read: {cause}',
    help: "Correct the formula in the therapy table.",
  },
  CH2006: {
    severity: "error",
    message: 'an algebraic rule of "{model}" determines no variable.',
    help: "Let a variable of the rule be free: not constant, without a rule of its own and not changed by reactions.",
  },
  CH2005: {
    severity: "error",
    message: 'the initial value of "{id}" is missing.',
    help: "Set it in the model text, or with --set {id}=VALUE.",
  },
  CH2008: {
    severity: "error",
    message: '{where} draws from the distribution "{distribution}": it has no one value.',
    help: "Simulation here is deterministic: put a number, such as the mean, in place of the draw.",
  },
  CH2007: {
    severity: "warning",
    message:
      'reaction "{id}" is marked fast, {count} in all: fast reactions are in equilibrium at every moment.',
    help: "Many programs ignore this mark; with --ignore-fast we do too.",
  },
} as const;
