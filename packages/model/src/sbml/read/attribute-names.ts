// Attributes of the core by element: what is not here is a slip of the pen, or of another level.
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
  compartment: words("spatialDimensions size units constant outside compartmentType"),
  species: words(
    "compartment initialAmount initialConcentration substanceUnits spatialSizeUnits speciesType hasOnlySubstanceUnits boundaryCondition charge constant conversionFactor",
  ),
  parameter: words("value units constant"),
  localParameter: words("value units"),
  initialAssignment: words("symbol"),
  assignmentRule: words("variable"),
  rateRule: words("variable"),
  reaction: words("reversible fast compartment"),
  speciesReference: words("species stoichiometry constant"),
  modifierSpeciesReference: words("species"),
  kineticLaw: words("timeUnits substanceUnits"),
  event: words("timeUnits useValuesFromTriggerTime"),
  trigger: words("initialValue persistent"),
  eventAssignment: words("variable"),
};

/** Level 1, where it differs. */
const levelOne: Readonly<Record<string, ReadonlySet<string>>> = {
  model: words(""),
  unit: words("kind exponent scale"),
  compartment: words("volume units outside"),
  species: words("compartment initialAmount units boundaryCondition charge"),
  parameter: words("value units"),
  algebraicRule: words("formula"),
  parameterRule: words("formula type units"),
  speciesConcentrationRule: words("formula type species specie"),
  compartmentVolumeRule: words("formula type compartment"),
  reaction: words("reversible fast"),
  speciesReference: words("species specie stoichiometry denominator"),
  kineticLaw: words("formula timeUnits substanceUnits"),
};

/** Level 1 Version 1 wrote "specie" for "species". */
const older: Readonly<Record<string, string>> = {
  specie: "species",
  specieReference: "speciesReference",
  specieConcentrationRule: "speciesConcentrationRule",
};

const none: ReadonlySet<string> = new Set();

export function attributesOf(element: string, level: number): ReadonlySet<string> {
  const name = older[element] ?? element;
  return (level === 1 ? (levelOne[name] ?? byElement[name]) : byElement[name]) ?? none;
}
