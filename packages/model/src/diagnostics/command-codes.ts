// CH6xxx: command line and files.

export const commandCodes = {
  CH6001: {
    severity: "error",
    message: 'cannot read "{file}": {cause}.',
    help: "Check the path and its permissions.",
  },
  CH6002: {
    severity: "error",
    message: 'cannot write "{file}": {cause}.',
    help: "Check that the folder exists, that you may write to it and that the disk is not full.",
  },
  CH6003: {
    severity: "error",
    message: "{cause}.",
    help: 'Run "chondron {command}--help" for what is accepted.',
  },
  CH6004: {
    severity: "error",
    message: 'option {option} is "{value}", which is not {expected}.',
    help: "Give {expected}, e.g. {example}.",
  },
  CH6005: {
    severity: "error",
    message: 'option --set is "{value}", which is not of the form id=number.',
    help: "Write it without spaces, e.g. --set k_a=0.5.",
  },
  CH6006: {
    severity: "error",
    message: 'the model has no "{id}" to watch.',
    help: "{suggestion}",
  },
  CH6007: {
    severity: "error",
    message: '"{id}" cannot be set: {cause}.',
    help: "{suggestion}",
  },
  CH6008: {
    severity: "error",
    message: "the end ({end}) does not lie after the start ({start}).",
    help: "Give --end a larger value than --start.",
  },
  CH6009: {
    severity: "error",
    message: 'cannot convert "{from}" to "{to}": {cause}.',
    help: "Convert a model in Antimony (.ant, .txt) or SBML (.xml, .sbml) to either.",
  },
  CH6010: {
    severity: "error",
    message: '"{folder}" holds something that no run of Chondron wrote.',
    help: "Name another folder with --out, or empty this one yourself.",
  },
  CH6011: {
    severity: "error",
    message: "cancelled.",
    help: "Nothing was written.",
  },
  CH6012: {
    severity: "error",
    message:
      "{failed} of {integrations} integrations failed, more than the {limit} % the protocol allows.",
    help: "The results were written; see the failures in summary.json and the report.",
  },
  CH6013: {
    severity: "error",
    message: "the run stopped at time {time} of {end} ({reason}{state}).",
    help: "{help}",
  },
  CH6014: {
    severity: "error",
    message: 'unknown method "{method}".',
    help: "Choose one of {methods}.",
  },
  CH6015: {
    severity: "error",
    message: 'there is no suite "{suite}".',
    help: 'The suite known is "sbml".',
  },
  CH6016: {
    severity: "error",
    message: '"{folder}" holds no cases of {level}.',
    help: "Name the folder in which each case has its own folder, e.g. 00001.",
  },
  CH6017: {
    severity: "error",
    message: 'method "{method}" cannot run this model: {reason}.',
    help: "Choose one of {methods}.",
  },
  CH6060: {
    severity: "error",
    message: 'nothing can be differentiated by "{id}": it is neither a parameter nor a state.',
    help: "{suggestion}",
  },
  CH6061: {
    severity: "error",
    message: "the runs of this model cannot be differentiated: {cause}.",
    help: "Leave --sensitivity out, or compare runs with slightly different values.",
  },
  CH6062: {
    severity: "error",
    message: 'runs with method "{method}" cannot be differentiated.',
    help: "Choose one of {methods}.",
  },
  CH6063: {
    severity: "warning",
    message: "from time {time} on there are no derivatives.",
    help: "An event that only touches its threshold has no derivative, nor has what has an infinite slope; see where the model does either.",
  },
  CH6064: {
    severity: "error",
    message: "no steady state was found ({reason}{state}).",
    help: "{help}",
  },
} as const;
