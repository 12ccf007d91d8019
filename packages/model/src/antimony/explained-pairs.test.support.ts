// What in the Antimony pack is not equal, and why. Most of it was recorded by libAntimony 2.3 in 2012;
// libAntimony 3.3.0, run on the same texts, gives the models that are read here.

interface ExplainedPair {
  readonly id: string;
  readonly reason: string;
  readonly differences: readonly string[];
}

const lostPlace =
  "libAntimony 2.3 took the compartment of a submodel's species for one of the main model; 3.3.0 does not";
const lostVariable =
  "the text declares the parameter with var; libAntimony 2.3 wrote it as constant, 3.3.0 does not";
const location = "parameter QuorumTrigger__locations: constant false | true";

const concentration = '{"factor":1000,"exponents":[-3,0,0,0,0,1,0,0]}';
const amount = '{"factor":1,"exponents":[0,0,0,0,0,1,0,0]}';

/** Pairs of a text and its SBML, with every difference. */
export const explainedPairs: readonly ExplainedPair[] = [
  {
    id: "SBO_species",
    reason: "must-reject.json has the same text: libAntimony refuses it",
    differences: [
      'pairs/SBO_species.txt:1:9 CH1106 error: "a.sboTerm" does not exist: "a" is not a submodel above. Correct the name, or declare it in the module.',
    ],
  },
  {
    id: "fbc/simple_flux_and_objective2",
    reason: "the two contradict each other (J0 > 3 and J0 < 3); no test of libAntimony has them",
    differences: [
      'constraint: is only in the first  {"kind":"apply","operator":"gt","arguments":[{"kind":"symbol","id":"J0"},{"kind":"number","value":3}]} | ""',
      'constraint: is only in the second  "" | {"kind":"apply","operator":"lt","arguments":[{"kind":"symbol","id":"J0"},{"kind":"number","value":3}]}',
      'objective: sense "minimize" | "maximize"',
    ],
  },
  { id: "from-comp/QTPop", reason: lostVariable, differences: [location] },
  { id: "from-comp/QTPop_flat_nolayout", reason: lostVariable, differences: [location] },
  { id: "from-comp/QTPop_flat_withlayout", reason: lostVariable, differences: [location] },
  {
    id: "from-comp/exchangetest_flat",
    reason: lostVariable,
    differences: ["parameter U1: constant false | true", "parameter U2: constant false | true"],
  },
  {
    id: "from-comp/test13",
    reason: lostPlace,
    differences: ['species S1: compartment "sub3_sub2_sub1_C" | "C"'],
  },
  {
    id: "from-comp/test14",
    reason: lostPlace,
    differences: ['species S1: compartment "sub3_sub2_sub1_C" | "C"'],
  },
  {
    id: "from-comp/test20",
    reason: lostPlace,
    differences: ['species s8: compartment "sub1_C" | "C"'],
  },
  {
    id: "from-libsbml/test61",
    reason:
      "the SBML was flattened by libSBML; of species that mean amounts the text says the unit mole_per_litre, and 3.3.0 keeps it",
    differences: ["submod1__S1", "S", "S1"].map(
      (id) => `species ${id}: unit ${concentration} | ${amount}`,
    ),
  },
];

/** Texts that libAntimony wrote of a text and that say something else. */
export const contradictoryTexts: readonly { readonly id: string; readonly reason: string }[] = [
  { id: "SBO_species", reason: "the first text is refused" },
  { id: "autopromoted_units", reason: "the second text no longer joins F.p with P" },
  { id: "creator_two_model", reason: "the second text repeats the whole name as two parts of it" },
];

/** Hierarchical SBML that libAntimony 2.3 wrote of a text and that says something else. */
export const hierarchiesThatDiffer: readonly {
  readonly ids: readonly string[];
  readonly reason: string;
}[] = [
  {
    reason: "functions are repeated in each model definition, under an id of their own",
    ids: ["from-comp/CompTest", "from-comp/QTPop", "from-comp/exchangetest2"],
  },
  {
    reason: "what the main model says of an element of a submodel is not written",
    ids: ["35", "36", "37", "38", "39"].map((number) => `from-comp/test${number}`),
  },
  {
    reason: "the default compartment is one for each submodel",
    ids: ["from-comp/exchangetest"],
  },
  {
    reason: lostVariable,
    ids: [
      "from-comp/QTPop_flat_nolayout",
      "from-comp/QTPop_flat_withlayout",
      "from-comp/exchangetest_flat",
    ],
  },
  {
    reason: lostPlace,
    ids: ["from-comp/test13", "from-comp/test14", "from-comp/test20"],
  },
];
