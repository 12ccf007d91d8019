// CH1xxx: model text, from the first character to the checked model.
// CH10xx reading, CH11xx putting modules together, CH12xx meaning, CH13xx units, CH14xx XML,
// CH15xx reading SBML, CH16xx flattening hierarchical SBML, CH17xx printing Antimony.

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
    message: '"{name}" takes {expected}, found {found}.',
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
  CH1015: {
    severity: "warning",
    message: 'the name "{name}" is no id and is read as "{id}".',
    help: "Ids have letters, digits and underscores alone: rename the model.",
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
    message: '"{file}" is SBML and cannot be imported: {cause}.',
    help: "Check that file by itself.",
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
    message: '"{id}" is used both as {first} and as {second}.',
    help: "Rename one of them.",
  },
  CH1109: {
    severity: "error",
    message: 'the name "{id}" stands for two things: "{first}" and "{second}".',
    help: "Dots become two underscores when modules are joined: rename one of them.",
  },
  CH1110: {
    severity: "error",
    message: "more than {limit} {what}.",
    help: "Use fewer copies of modules in modules.",
  },
  CH1111: {
    severity: "error",
    message: '"{id}" names {kind}, which has no value and cannot stand here.',
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
    help: "Break the ring.",
  },
  CH1117: {
    severity: "error",
    message: '"{id}" cannot be deleted: {cause}.',
    help: "Only elements of submodels that nothing outside uses can be deleted.",
  },
  CH1118: {
    severity: "error",
    message: 'the annotation "{what}" cannot be read: {cause}.',
    help: "Correct it, or remove it: it does not change what the model computes.",
  },
  CH1119: {
    severity: "notice",
    message: 'an annotation of "{id}" has lost its qualifier and is left out.',
    help: "Say what the reference means, such as identity or hypernym.",
  },
  CH1120: {
    severity: "error",
    message: 'the DNA strand "{id}" cannot be put together: {cause}.',
    help: "Name the strand that is meant, or write the rates out.",
  },
  CH1121: {
    severity: "error",
    message:
      'the rate of "{target}" does not depend on "{species}", as the interaction "{id}" says.',
    help: "Use the species in the rate, or remove the interaction.",
  },
  CH1122: {
    severity: "error",
    message: 'the objective "{id}" cannot be used: {cause}.',
    help: "An objective is a sum such as J0 + 2*J1; a model has one.",
  },
  CH1123: {
    severity: "notice",
    message: 'the objective "{id}" is kept, and left aside: it is for flux balance analysis.',
    help: "Simulations follow the rates of the reactions alone.",
  },
  CH1201: {
    severity: "error",
    message: 'the id "{id}" is used by both {first} and {second}.',
    help: "Rename one of them.",
  },
  CH1202: {
    severity: "error",
    message: '"{id}" is used in {where} but not declared.',
    help: "Declare it and give it a value, or correct the name.",
  },
  CH1203: {
    severity: "error",
    message: 'parameter "{id}" has no value.',
    help: "Give it a number, a formula or a rule.",
  },
  CH1204: {
    severity: "error",
    message: '{kind} "{id}" has no initial value.',
    help: "Give it one: {id} = number.",
  },
  CH1205: {
    severity: "error",
    message: 'compartment "{id}" has no size.',
    help: "Give it one: {id} = number.",
  },
  CH1206: {
    severity: "error",
    message: 'there is no function "{id}"; it is called in {where}.',
    help: "Define it, or correct the name.",
  },
  CH1207: {
    severity: "error",
    message: '"{id}" takes {expected}, found {found} in {where}.',
    help: "Correct the call.",
  },
  CH1208: {
    severity: "error",
    message: "functions call each other in a ring: {cycle}.",
    help: "A function must come to an end without itself: break the ring.",
  },
  CH1209: {
    severity: "notice",
    message: 'function "{id}" is never called.',
    help: "Remove it if it is not needed.",
  },
  CH1210: {
    severity: "error",
    message: '"{id}" has two rules.',
    help: "Keep one.",
  },
  CH1211: {
    severity: "error",
    message: '"{id}" is constant and has a rule.',
    help: 'Remove the rule, or declare it with "var".',
  },
  CH1212: {
    severity: "error",
    message: '{what} sets "{id}", {cause}.',
    help: "Only species, compartments, parameters and stoichiometries can be set.",
  },
  CH1213: {
    severity: "error",
    message: '"{id}" has both an initial formula and a := rule.',
    help: "Remove the initial formula: the rule already gives the first value.",
  },
  CH1214: {
    severity: "error",
    message: "values depend on each other in a ring: {cycle}.",
    help: "Break the ring, for example by making one of them a state with a rate rule.",
  },
  CH1215: {
    severity: "error",
    message: 'species "{id}" is changed both by a rule and by reaction "{reaction}".',
    help: "Mark it as a boundary species ($), or remove the rule.",
  },
  CH1216: {
    severity: "error",
    message: 'event "{event}" changes "{id}", which is constant.',
    help: 'Declare it with "var", or assign another variable.',
  },
  CH1217: {
    severity: "error",
    message: 'event "{event}" changes "{id}", which a := rule sets at all times.',
    help: "Assign a variable that the rule uses instead.",
  },
  CH1218: {
    severity: "error",
    message: 'event "{event}" changes "{id}" twice.',
    help: "Keep one of the assignments.",
  },
  CH1219: {
    severity: "error",
    message: '{owner} "{id}" lies in "{compartment}", which is no compartment.',
    help: "Declare the compartment, or correct its name.",
  },
  CH1220: {
    severity: "error",
    message: 'reaction "{reaction}" has "{id}" taking part, which is no species.',
    help: "Declare the species, or correct its name.",
  },
  CH1221: {
    severity: "warning",
    message: 'reaction "{id}" has no rate.',
    help: "It changes nothing; give it one after the semicolon.",
  },
  CH1222: {
    severity: "warning",
    message: 'the value of {kind} "{id}" is {value}.',
    help: "Give it a finite number.",
  },
  CH1223: {
    severity: "warning",
    message: "a truth value stands where {where} needs a number.",
    help: "Use piecewise(1, condition, 0) if 1 and 0 are meant.",
  },
  CH1224: {
    severity: "warning",
    message: "a number stands where {where} needs a truth value.",
    help: "Compare it with something, as in x > 0.",
  },
  CH1225: {
    severity: "warning",
    message: 'there is no unit "{unit}"; {where} uses it.',
    help: "Define it with unit {unit} = ..., or correct the name.",
  },
  CH1226: {
    severity: "error",
    message: "rateOf takes a variable, found a formula in {where}.",
    help: "Name one species, compartment or parameter.",
  },
  CH1227: {
    severity: "warning",
    message: "piecewise in {where} says nothing about the remaining case.",
    help: "Add the value that holds otherwise as the last argument.",
  },
  CH1228: {
    severity: "error",
    message: 'the conversion factor "{id}" of {owner} is no constant parameter.',
    help: "Declare it as a constant parameter, or correct the name.",
  },
  CH1301: {
    severity: "warning",
    message: "in {where} values in {first} and in {second} are {operation}.",
    help: "Bring both to the same unit.",
  },
  CH1302: {
    severity: "warning",
    message: "{where} is in {found}, expected {expected}.",
    help: "{hint}",
  },
  CH1303: {
    severity: "warning",
    message: 'in {where} "{operator}" is taken of a value in {found}.',
    help: "Divide by a reference value first: it needs a pure number.",
  },
  CH1401: {
    severity: "error",
    message: "this is not well-formed XML: {cause}.",
    help: "Correct the text here, or write the file again with the tool that made it.",
  },
  CH1402: {
    severity: "error",
    message: "the file is not UTF-8 text: byte {byte} cannot be read.",
    help: "Save it as UTF-8, the encoding of every SBML file.",
  },
  CH1403: {
    severity: "error",
    message: "the document declares a document type (<!DOCTYPE ...>), which is refused.",
    help: "Remove the declaration and write out its entities; SBML needs neither.",
  },
  CH1404: {
    severity: "error",
    message: "the document has more than {limit} {what}.",
    help: "Reading stops here, so that a broken file cannot take all memory; split the model.",
  },
  CH1405: {
    severity: "error",
    message: "the document ends inside <{name}>.",
    help: "The file is cut off or an end tag is missing: fetch or write it again.",
  },
  CH1501: {
    severity: "error",
    message: "this is no SBML document: {cause}.",
    help: "Read an SBML file of Level 1, 2 or 3.",
  },
  CH1502: {
    severity: "error",
    message: 'SBML Level {level} Version {version} in the namespace "{namespace}" is not known.',
    help: "Chondron reads Level 1 Versions 1-2, Level 2 Versions 1-5 and Level 3 Versions 1-2.",
  },
  CH1503: {
    severity: "error",
    message: 'the model needs the SBML package "{package}", which is not supported.',
    help: "Its meaning would change without the package; remove the package to read the core alone.",
  },
  CH1504: {
    severity: "notice",
    message: 'what the SBML package "{package}" adds is ignored.',
    help: "The model says that its dynamics do not depend on it.",
  },
  CH1505: {
    severity: "error",
    message: 'this is a flux balance problem: it has the objective "{id}" and no reaction rates.',
    help: "Use a tool for flux balance analysis; Chondron simulates models with rates.",
  },
  CH1506: {
    severity: "error",
    message: "<{name}> is not known in <{parent}>.",
    help: "Correct its name or its place, or remove it.",
  },
  CH1507: {
    severity: "error",
    message: '<{element}> has no "{attribute}".',
    help: "SBML requires this attribute: add it.",
  },
  CH1508: {
    severity: "warning",
    message: '<{element}> has no "{attribute}", which SBML Level 3 requires; {value} is assumed.',
    help: "Write the attribute.",
  },
  CH1509: {
    severity: "error",
    message: '"{text}" is no {kind} ("{attribute}" of <{element}>).',
    help: "Correct the value.",
  },
  CH1510: {
    severity: "error",
    message: '"{text}" is no SBML identifier ("{attribute}" of <{element}>).',
    help: "Identifiers have letters, digits and underscores, and begin with no digit.",
  },
  CH1511: {
    severity: "error",
    message: "<{name}> has no meaning in SBML's formulas.",
    help: "SBML uses a subset of MathML: write the formula with its operators.",
  },
  CH1512: {
    severity: "error",
    message: "this formula cannot be read: {cause}.",
    help: "Correct the MathML.",
  },
  CH1513: {
    severity: "error",
    message: 'the symbol "{url}" is not supported.',
    help: "Chondron knows time, avogadro, delay, rateOf and the distributions of package distrib.",
  },
  CH1514: {
    severity: "error",
    message: 'the formula "{formula}" cannot be read: {cause}.',
    help: "Correct the formula.",
  },
  CH1515: {
    severity: "warning",
    message: 'unit "{id}" has an offset, which is ignored.',
    help: "Express the values in a unit without an offset, such as kelvin.",
  },
  CH1516: {
    severity: "warning",
    message: '<{element}> has an attribute "{attribute}" that SBML does not define; it is ignored.',
    help: "Correct or remove it.",
  },
  CH1517: {
    severity: "notice",
    message: "<{element}> has no formula and is ignored.",
    help: "Give it one, or remove it.",
  },
  CH1518: {
    severity: "error",
    message: "<{name}> stands more than once in <{parent}>.",
    help: "Join them or remove all but one.",
  },
  CH1519: {
    severity: "notice",
    message: 'the function "{id}", which yields no number, is read as the rate of change.',
    help: "Newer SBML has the symbol rateOf for this.",
  },
  CH1520: {
    severity: "error",
    message: "<{name}> belongs to a draft of the SBML package distrib, not to its Version 1.",
    help: "Write the distribution in formulas, with symbols such as distrib/normal.",
  },
  CH1521: {
    severity: "notice",
    message: "the {what} of an uncertainty (SBML package distrib) is not kept.",
    help: "Uncertainty never changes the dynamics; keep the SBML where this matters.",
  },
  CH1522: {
    severity: "notice",
    message: 'of what the SBML package "fbc" adds only the objective is kept.',
    help: "Bounds of fluxes, charges and genes are ignored: the dynamics do not depend on them.",
  },
  CH1523: {
    severity: "notice",
    message: "what <{what}> says of itself (terms, notes, annotation) is not kept; {count} in all.",
    help: "Keep the SBML where this matters; the dynamics are the same.",
  },
  CH1524: {
    severity: "notice",
    message: 'annotations of the vocabulary "{what}" are not kept; elements with them: {count}.',
    help: "Keep the SBML where this matters; the dynamics are the same.",
  },
  CH1601: {
    severity: "error",
    message: '{element} "{id}" takes model "{model}", which {file} does not define.',
    help: "{hint}",
  },
  CH1602: {
    severity: "error",
    message: 'cannot take a model from "{source}": {cause}.',
    help: "Check the path; it is taken relative to the file that names it.",
  },
  CH1603: {
    severity: "error",
    message: "models contain each other: {cycle}.",
    help: "No model can be part of itself: break the ring.",
  },
  CH1604: {
    severity: "error",
    message: "the model has more than {what}.",
    help: "Use fewer copies of submodels in submodels.",
  },
  CH1605: {
    severity: "error",
    message: '<{element}> lacks the attribute "{attribute}".',
    help: "Add it.",
  },
  CH1606: {
    severity: "error",
    message: '{element} "{id}" is defined twice.',
    help: "Rename or remove one of them.",
  },
  CH1607: {
    severity: "error",
    message: 'there is no {kind} "{id}" in model "{model}".',
    help: "{hint}",
  },
  CH1608: {
    severity: "error",
    message: "<{element}> must refer to one thing by one attribute, and has {found}.",
    help: "Keep one of portRef, idRef, unitRef and metaIdRef.",
  },
  CH1609: {
    severity: "error",
    message: "{element} is no submodel: nothing lies inside it.",
    help: "Remove the sBaseRef, or refer to a submodel.",
  },
  CH1610: {
    severity: "error",
    message: "{element} is replaced twice.",
    help: "Keep one of the two.",
  },
  CH1611: {
    severity: "error",
    message: "{stays} cannot take the place of {goes}: they are different things.",
    help: "Replace an element by one of its kind.",
  },
  CH1612: {
    severity: "error",
    message: "{element} is used here, but it {cause}.",
    help: "Delete or replace what uses it as well.",
  },
  CH1613: {
    severity: "error",
    message: "{element} comes back to itself through references.",
    help: "Break the ring.",
  },
  CH1614: {
    severity: "error",
    message: "{element} is used here, but what replaces it has no id.",
    help: "Give the replacing element an id.",
  },
  CH1615: {
    severity: "error",
    message: "the document defines models but has none of its own to run.",
    help: "Add a model with a submodel for what is to run.",
  },
  CH1616: {
    severity: "notice",
    message: "what the package {package} says in {submodel} is left out.",
    help: "The dynamics of the core do not depend on it.",
  },
  CH1617: {
    severity: "error",
    message: 'function "{id}" uses {symbol} in a submodel whose time is converted.',
    help: "Pass the value as an argument.",
  },
  CH1618: {
    severity: "error",
    message: 'reaction "{id}" is fast, which the version of the main model cannot say.',
    help: "Write all files in Level 3 Version 1.",
  },
  CH1619: {
    severity: "warning",
    message: 'there is no {kind} "{id}" in model "{model}"; what refers to it is ignored.',
    help: "It may belong to a package that Chondron does not read; if not, correct the name.",
  },
  CH1620: {
    severity: "error",
    message: "<{element}> stands where nothing can be replaced.",
    help: "Put it into an element of the model, a replacedElement into a listOfReplacedElements there.",
  },
  CH1701: {
    severity: "notice",
    message: "Antimony has no words for all of this model: it writes {what}: {ids}.",
    help: "The meaning stays the same.",
  },
  CH1702: {
    severity: "warning",
    message: "Antimony cannot say all of this model: it leaves out {what}: {ids}.",
    help: "Keep the SBML where this matters.",
  },
} as const;
