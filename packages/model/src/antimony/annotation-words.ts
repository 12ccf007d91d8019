// The words of annotations: qualifiers with their two spellings, and kinds of uncertainty.
// Source: Antimony tutorial, "SBO and cvterms" and "Uncertainty Information". Where a word could mean
// a biological or a model qualifier, libAntimony takes it for the biological one.

import type { Qualifier, UncertaintyKind } from "../annotation.js";
import { isUncertaintyKind } from "../uncertainty-kinds.js";

const spellings: readonly (readonly [Qualifier, string, string?])[] = [
  ["bqbiol:is", "identity", "biological_entity_is"],
  ["bqbiol:hasPart", "part", "hasPart"],
  ["bqbiol:isPartOf", "parthood", "isPartOf"],
  ["bqbiol:isVersionOf", "hypernym", "isVersionOf"],
  ["bqbiol:hasVersion", "version", "hasVersion"],
  ["bqbiol:isHomologTo", "homolog", "isHomologTo"],
  ["bqbiol:isDescribedBy", "description", "isDescribedBy"],
  ["bqbiol:isEncodedBy", "encoder", "isEncodedBy"],
  ["bqbiol:encodes", "encodement", "encodes"],
  ["bqbiol:occursIn", "container", "occursIn"],
  ["bqbiol:hasProperty", "property", "hasProperty"],
  ["bqbiol:isPropertyOf", "propertyBearer", "isPropertyOf"],
  ["bqbiol:hasTaxon", "taxon", "hasTaxon"],
  ["bqmodel:is", "model_entity_is"],
  ["bqmodel:isDerivedFrom", "origin", "isDerivedFrom"],
  ["bqmodel:isInstanceOf", "class", "isInstanceOf"],
  ["bqmodel:hasInstance", "instance", "hasInstance"],
];

const qualifiers: ReadonlyMap<string, Qualifier> = new Map(
  spellings.flatMap(([qualifier, ...words]) => words.map((word) => [word!, qualifier] as const)),
);

const words: ReadonlyMap<Qualifier, string> = new Map(
  spellings.map(([qualifier, word]) => [qualifier, word]),
);

export function qualifierNamed(word: string): Qualifier | undefined {
  return qualifiers.get(word);
}

/** How libAntimony spells a qualifier. The language has no word for bqmodel:isDescribedBy. */
export function wordOf(qualifier: Qualifier): string | undefined {
  return words.get(qualifier);
}

/** Number in `creator3`; 1 for `creator`; undefined for other words. */
export function creatorNumber(word: string): number | undefined {
  const digits = /^creator(\d*)$/.exec(word)?.[1];
  if (digits === undefined) return undefined;
  return digits === "" ? 1 : Number(digits);
}

/** What libAntimony 2 wrote where it did not know a qualifier itself. */
const lost: ReadonlySet<string> = new Set(["unknown_model_qual", "unknown_biological_qual"]);

export function isLostQualifier(word: string): boolean {
  return lost.has(word);
}

const others: ReadonlySet<string> = new Set(["notes", "created", "modified"]);

/** Is this word, after an element's name, an annotation (`S1 identity "..."`)? */
export function isAnnotation(word: string): boolean {
  return (
    qualifiers.has(word) ||
    lost.has(word) ||
    others.has(word.toLowerCase()) ||
    creatorNumber(word) !== undefined
  );
}

/** Kind of uncertainty that the last part of a dotted name speaks of (`k1.mean`). */
export function uncertaintyNamed(word: string): UncertaintyKind | undefined {
  if (word === "stdev") return "standardDeviation";
  return isUncertaintyKind(word) ? word : undefined;
}

/** Kinds that take any formula, and an address besides. */
export function isOpen(kind: UncertaintyKind): boolean {
  return kind === "distribution" || kind === "externalParameter";
}

export function isSboTerm(word: string): boolean {
  return word.toLowerCase() === "sboterm";
}
