// Namespaces of annotations in SBML, and of random draws. Source: SBML L3V2 Core section 6; package
// distrib version 1 section 3.

export const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
export const dublinCore = "http://purl.org/dc/terms/";
export const vCard = "http://www.w3.org/2006/vcard/ns#";
export const xhtml = "http://www.w3.org/1999/xhtml";

export const qualifierNamespaces = {
  bqbiol: "http://biomodels.net/biology-qualifiers/",
  bqmodel: "http://biomodels.net/model-qualifiers/",
} as const;

export const distribNamespace = "http://www.sbml.org/sbml/level3/version1/distrib/version1";
export const drawSymbols = "http://www.sbml.org/sbml/symbols/distrib/";
