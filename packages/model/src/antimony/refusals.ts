// Parts of Antimony that are read as far as their name and then refused by it, so that nothing is
// skipped in silence. Source: Antimony tutorial, sections from "DNA Strands" on.

const annotations: ReadonlySet<string> = new Set([
  "identity",
  "biological_entity_is",
  "hasPart",
  "part",
  "isPartOf",
  "parthood",
  "isVersionOf",
  "hypernym",
  "hasVersion",
  "version",
  "isHomologTo",
  "homolog",
  "isDescribedBy",
  "description",
  "isEncodedBy",
  "encoder",
  "encodes",
  "encodement",
  "occursIn",
  "container",
  "hasProperty",
  "property",
  "isPropertyOf",
  "propertyBearer",
  "hasTaxon",
  "taxon",
  "model_entity_is",
  "origin",
  "source",
  "isDerivedFrom",
  "class",
  "isInstanceOf",
  "instance",
  "hasInstance",
  "notes",
  "created",
  "modified",
]);

const uncertainties: ReadonlySet<string> = new Set([
  "mean",
  "stdev",
  "standardDeviation",
  "coefficientOfVariation",
  "kurtosis",
  "median",
  "mode",
  "sampleSize",
  "skewness",
  "standardError",
  "variance",
  "confidenceInterval",
  "credibleInterval",
  "interquartileRange",
  "range",
  "distribution",
  "externalParameter",
]);

/** Is this word, after an element's name, an annotation (`S1 identity "..."`)? */
export function isAnnotation(word: string): boolean {
  return annotations.has(word) || /^creator\d*$/.test(word);
}

/** Is this the last part of a dotted name that speaks of uncertainty (`k1.mean`)? */
export function isUncertainty(word: string): boolean {
  return uncertainties.has(word);
}

export interface Refusal {
  readonly feature: string;
  readonly hint: string;
}

const remove = "Remove the statement; it does not change what the model computes.";

export const refusals = {
  annotation: { feature: "an annotation (cvterm, notes, creator, date)", hint: remove },
  sboTerm: { feature: "an SBO term (sboTerm)", hint: remove },
  uncertainty: {
    feature: "uncertainty information (mean, range, distribution, ...)",
    hint: remove,
  },
  interaction: { feature: "an interaction (-o, -|, -()", hint: remove },
  dna: { feature: "a DNA strand (--)", hint: "Write the reaction rates out." },
  dnaType: {
    feature: "a DNA element (gene, operator, DNA)",
    hint: "Declare a reaction or formula.",
  },
  deletion: { feature: "deleting elements (delete)", hint: "Leave them out of the module." },
  constraint: { feature: "a constraint (<, >, ==)", hint: remove },
  objective: { feature: "an objective (maximize, minimize)", hint: remove },
  conversion: {
    feature: "a conversion factor (timeconv, extentconv, is with * or /)",
    hint: "Bring the module to the same units.",
  },
  stoichiometry: {
    feature: "a named stoichiometry",
    hint: "Write the number before the species.",
  },
  namedAlgebraic: { feature: "a named algebraic rule", hint: "Remove the name and its colon." },
} as const satisfies Record<string, Refusal>;
