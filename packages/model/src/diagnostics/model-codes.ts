// CH1xxx: model text, from the first character to the checked model.
// CH10xx reading, CH11xx putting modules together, CH12xx meaning, CH13xx units.

export const modelCodes = {
  CH1001: {
    severity: "error",
    message: 'unexpected character "{character}".',
    help: "Remove it, or quote it if it belongs to a name.",
  },
  CH1002: {
    severity: "error",
    message: "this quotation mark is never closed.",
    help: "Close the text on the same line.",
  },
  CH1003: {
    severity: "error",
    message: "this comment is never closed.",
    help: 'End it with "*/".',
  },
  CH1004: {
    severity: "error",
    message: "expected {expected}, found {found}.",
    help: "{hint}",
  },
  CH1005: {
    severity: "error",
    message: '{kind} "{id}" has no "end".',
    help: 'Write "end" on its own line after its last statement.',
  },
  CH1006: {
    severity: "error",
    message: "the formula nests deeper than {limit} levels.",
    help: "Give its parts names of their own with := rules.",
  },
  CH1007: {
    severity: "error",
    message: '"{name}" takes {expected} arguments, found {found}.',
    help: "Correct the call.",
  },
  CH1008: {
    severity: "error",
    message: "{feature} is not supported.",
    help: "{hint}",
  },
  CH1009: {
    severity: "error",
    message: "{limit} errors found, reading stopped here.",
    help: "Correct the first ones and check again.",
  },
  CH1010: {
    severity: "error",
    message: '"{name}" is a word of the language and cannot name anything.',
    help: "Choose another name.",
  },
  CH1011: {
    severity: "error",
    message: "the file holds no model: it is empty or has comments alone.",
    help: "Write at least one declaration.",
  },
  CH1012: {
    severity: "error",
    message: 'the number "{text}" is too large.',
    help: 'Write "inf" where infinity is meant.',
  },
  CH1013: {
    severity: "warning",
    message: '"&&" and "||" bind equally and are read from left to right here.',
    help: "Add parentheses to say which comes first.",
  },
  CH1014: {
    severity: "error",
    message: '"{text}" after the formula.',
    help: "A formula ends with its line: remove what follows.",
  },
  CH1101: {
    severity: "error",
    message: 'cannot import "{file}": {cause}.',
    help: "Check the path; it is taken relative to the importing file.",
  },
  CH1102: {
    severity: "error",
    message: "files import each other: {cycle}.",
    help: "Remove one of these imports.",
  },
  CH1103: {
    severity: "error",
    message: '"{file}" is an SBML file, which cannot be imported yet.',
    help: "Import Antimony text.",
  },
  CH1104: {
    severity: "error",
    message: '{kind} "{id}" is defined twice.',
    help: "Rename or remove one of them.",
  },
  CH1105: {
    severity: "error",
    message: 'no module "{id}" is defined above.',
    help: "A module comes before its use: define or import it first, or correct the name.",
  },
  CH1106: {
    severity: "error",
    message: '"{path}" does not exist: {cause}.',
    help: "Correct the name, or declare it in the module.",
  },
  CH1107: {
    severity: "error",
    message: 'module "{id}" has {ports} ports, but {found} names are given.',
    help: "Give no more names than the module lists in its parentheses.",
  },
  CH1108: {
    severity: "error",
    message: '"{id}" is used both as a {first} and as a {second}.',
    help: "Rename one of them.",
  },
  CH1109: {
    severity: "error",
    message: 'the name "{id}" stands for two things: "{first}" and "{second}".',
    help: "Dots become two underscores when modules are joined: rename one of them.",
  },
  CH1110: {
    severity: "error",
    message: "more than {limit} submodels.",
    help: "Use fewer copies of modules in modules.",
  },
  CH1111: {
    severity: "error",
    message: '"{id}" names a {kind}, which has no value and cannot stand here.',
    help: "{hint}",
  },
  CH1112: {
    severity: "error",
    message: '"{id}" has both a := rule and a rate rule.',
    help: "Keep one: := gives the value at all times, ' = the rate of change.",
  },
  CH1113: {
    severity: "warning",
    message: 'this {what} of "{id}" replaces an earlier one.',
    help: "Remove one of them; the last counts.",
  },
  CH1114: {
    severity: "error",
    message: 'unit "{id}" cannot be worked out: {cause}.',
    help: "Define units by products, quotients and powers of base units and other units.",
  },
  CH1115: {
    severity: "error",
    message: 'the symbol "{symbol}" in function "{id}" is not one of its arguments.',
    help: "Functions see their arguments alone: add it to the list and pass it.",
  },
  CH1116: {
    severity: "error",
    message: "compartments lie inside each other: {cycle}.",
    help: "Remove one of these placements.",
  },
  CH1117: {
    severity: "error",
    message: 'no model "{id}" in this file.',
    help: "Models here: {models}.",
  },
} as const;
