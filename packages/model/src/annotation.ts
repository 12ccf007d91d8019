// What a model says about itself that no formula uses: controlled terms, notes, history, uncertainty.
// Kept as data from text to text. Sources: SBML L3V2 Core section 6 (annotation, SBO), SBML package
// distrib version 1 section 3 (uncertainty), Antimony tutorial, "SBO and cvterms".

import type { Expression } from "./expression.js";

export interface Annotated {
  /** Number of a term of the Systems Biology Ontology, such as 247. */
  readonly sboTerm?: number;
  readonly annotation?: Annotation;
  readonly uncertainty?: readonly UncertaintyStatement[];
}

export interface Annotation {
  readonly terms?: readonly ControlledTerm[];
  /** Plain text or XHTML, as it stood in the source. */
  readonly notes?: string;
  readonly creators?: readonly Creator[];
  /** Dates as W3C-DTF text, such as 2019-07-29T10:53:09Z. */
  readonly created?: string;
  readonly modified?: readonly string[];
}

/** Qualifiers of BioModels.net about the thing meant (bqbiol) or about the model of it (bqmodel). */
export type Qualifier = BiologicalQualifier | ModelQualifier;

export type BiologicalQualifier =
  | "bqbiol:is"
  | "bqbiol:hasPart"
  | "bqbiol:isPartOf"
  | "bqbiol:isVersionOf"
  | "bqbiol:hasVersion"
  | "bqbiol:isHomologTo"
  | "bqbiol:isDescribedBy"
  | "bqbiol:isEncodedBy"
  | "bqbiol:encodes"
  | "bqbiol:occursIn"
  | "bqbiol:hasProperty"
  | "bqbiol:isPropertyOf"
  | "bqbiol:hasTaxon";

export type ModelQualifier =
  | "bqmodel:is"
  | "bqmodel:isDescribedBy"
  | "bqmodel:isDerivedFrom"
  | "bqmodel:isInstanceOf"
  | "bqmodel:hasInstance";

export interface ControlledTerm {
  readonly qualifier: Qualifier;
  /** Addresses of entries in databases or ontologies. */
  readonly resources: readonly string[];
}

export interface Creator {
  readonly name?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly organization?: string;
  readonly email?: string;
}

export type UncertaintyKind =
  | "mean"
  | "standardDeviation"
  | "coefficientOfVariation"
  | "kurtosis"
  | "median"
  | "mode"
  | "sampleSize"
  | "skewness"
  | "standardError"
  | "variance"
  | "confidenceInterval"
  | "credibleInterval"
  | "interquartileRange"
  | "range"
  | "distribution"
  | "externalParameter";

export interface UncertaintyStatement {
  readonly kind: UncertaintyKind;
  /** One value, or two for an interval. Numbers may bear units. */
  readonly values: readonly Expression[];
  /** Address that defines a distribution or an external parameter. */
  readonly definition?: string;
}
