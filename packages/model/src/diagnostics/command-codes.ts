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
  CH6030: {
    severity: "error",
    message: '"{file}" is no table of patients: it has {cause}.',
    help: "Begin with a row of ids of parameters or states, apart by commas; one row per patient below.",
  },
  CH6031: {
    severity: "error",
    message: "a column of the table {cause}.",
    help: "Name each column once, after a parameter or a state of the model.",
  },
  CH6032: {
    severity: "error",
    message: 'column "{column}" holds "{value}", which is not a finite number.',
    help: "Write it with a decimal point, e.g. 0.5 or 1e-3.",
  },
  CH6033: {
    severity: "error",
    message: 'column "{column}" is empty here.',
    help: "Fill it in for every patient, or leave the column out to use the model's own value.",
  },
  CH6034: {
    severity: "error",
    message: "cells in this row: {found}, in the header: {expected}.",
    help: "Check the row's separators and quotes; decimal commas are separators too.",
  },
  CH6035: {
    severity: "error",
    message: 'the patient "{id}" is in line {line} already.',
    help: 'Give each patient an id of its own, or leave the column "id" out to have them numbered.',
  },
  CH6036: {
    severity: "error",
    message: 'option --draw is "{value}": {cause}.',
    help: 'Write id=distribution, e.g. --draw "k=lognormal(0.3, 0.2)" for median and coefficient of variation.',
  },
  CH6037: {
    severity: "error",
    message: 'option --dose is "{value}": {cause}.',
    help: 'Write what is given and when, e.g. --dose "A=100; time=0; interval=24; additional=6".',
  },
  CH6038: {
    severity: "error",
    message: "{cause}.",
    help: "Give either --table FILE with a row per patient, or --patients COUNT with --draw.",
  },
  CH6039: {
    severity: "error",
    message: 'the results of an ensemble are a Parquet file, and "{file}" is not named like one.',
    help: "End the name given with --out in .parquet.",
  },
  CH6040: {
    severity: "error",
    message: 'what is watched has the name of a key of the table, "{id}".',
    help: "Leave it out of --observe, or rename it in the model.",
  },
  CH6041: {
    severity: "error",
    message:
      "{failed} of {done} patients failed, more than {limit} allowed of {planned}; no more were run.",
    help: 'See "{file}" for which, why and what to try; --max-failed sets the limit.',
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
  CH6018: {
    severity: "error",
    message: 'unknown target "{target}".',
    help: "Choose one of {targets}.",
  },
  CH6019: {
    severity: "error",
    message: 'unknown form "{form}".',
    help: "Choose one of {forms}.",
  },
  CH6020: {
    severity: "error",
    message: "a WebAssembly module is not for a screen.",
    help: "Name a file with --out, pipe standard output, or ask for its text with --emit wat.",
  },
  CH6050: {
    severity: "error",
    message: 'unknown source of parameters "{source}".',
    help: "Choose one of {sources}.",
  },
  CH6070: {
    severity: "error",
    message: 'the ledger has claims and parameters, not "{kind}".',
    help: 'Write "chondron ledger claim C17" or "chondron ledger parameter k_ev_p".',
  },
  CH6071: {
    severity: "error",
    message: 'there is no {kind} "{id}".',
    help: "{suggestion}",
  },
  CH6072: {
    severity: "error",
    message: "--html writes the whole ledger as one page and does not go with {what}.",
    help: "Leave one of them out.",
  },
  CH6073: {
    severity: "error",
    message: "the model was not asked about claim {id}: {cause}",
    help: '"chondron ledger claim {id}" shows what the evidence says.',
  },
} as const;
