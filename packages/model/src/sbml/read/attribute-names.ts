// Attributes of the core by element, all levels together: what is not here is a slip of the pen.
// Source: tables of SBML L1V2, L2V5 and L3V2.

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Attributes that elements share; Level 1 has `name` for the id. */
export const commonAttributes = words("id name metaid sboTerm");

const byElement: Readonly<Record<string, ReadonlySet<string>>> = {
  sbml: words("level version schemaLocation"),
  model: words(
    "substanceUnits timeUnits volumeUnits areaUnits lengthUnits extentUnits conversionFactor",
  ),
  unit: words("kind exponent scale multiplier offset"),
  compartment: words("spatialDimensions size volume units constant outside compartmentType"),
  species: words(
    "compartment initialAmount initialConcentration substanceUnits spatialSizeUnits units speciesType hasOnlySubstanceUnits boundaryCondition charge constant conversionFactor",
  ),
  parameter: words("value units constant"),
  localParameter: words("value units"),
  initialAssignment: words("symbol"),
  assignmentRule: words("variable"),
  rateRule: words("variable"),
  algebraicRule: words("formula"),
  parameterRule: words("formula type units"),
  speciesConcentrationRule: words("formula type species specie"),
  compartmentVolumeRule: words("formula type compartment"),
  reaction: words("reversible fast compartment"),
  speciesReference: words("species specie stoichiometry denominator constant"),
  modifierSpeciesReference: words("species"),
  kineticLaw: words("formula timeUnits substanceUnits"),
  event: words("timeUnits useValuesFromTriggerTime"),
  trigger: words("initialValue persistent"),
  eventAssignment: words("variable"),
};

/** Level 1 Version 1 wrote "specie" for "species". */
const older: Readonly<Record<string, string>> = {
  specie: "species",
  specieReference: "speciesReference",
  specieConcentrationRule: "speciesConcentrationRule",
};

const none: ReadonlySet<string> = new Set();

export function attributesOf(element: string): ReadonlySet<string> {
  const name = older[element] ?? element;
  return byElement[name] ?? none;
}
