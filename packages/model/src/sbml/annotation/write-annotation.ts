// Annotation data as SBML has it: `sboTerm`, notes in XHTML, terms and history in RDF. Uncertainty is
// another matter (uncertainty.ts).

import type { Annotated, Annotation, Creator } from "../../annotation.js";
import { parseXml } from "../xml/parse-xml.js";
import { type XmlContent, type XmlElement, xml } from "../xml.js";
import { dublinCore, qualifierNamespaces, rdf, vCard, xhtml } from "./vocabulary.js";

/** Attributes and first children of an annotated element. */
export interface Bearing {
  readonly attributes: { readonly metaid?: string; readonly sboTerm?: string };
  readonly content: readonly (XmlElement | undefined)[];
}

/** `metaid` is what RDF speaks of; it is written where there is RDF. */
export function bearingOf({ sboTerm, annotation }: Annotated, metaid: string): Bearing {
  const content = annotation ? rdfContent(annotation) : [];
  const described = content.length > 0 ? rdfElement(content, metaid) : undefined;
  return {
    attributes: {
      ...(described ? { metaid } : {}),
      ...(sboTerm === undefined ? {} : { sboTerm: `SBO:${String(sboTerm).padStart(7, "0")}` }),
    },
    content: [
      annotation?.notes === undefined ? undefined : notesElement(annotation.notes),
      described,
    ],
  };
}

/** Text with elements in it stays as it is where it is well-formed; other text is one paragraph. */
function notesElement(notes: string): XmlElement {
  const open = `<body xmlns="${xhtml}">`;
  if (notes.includes("<") && parseXml(`${open}${notes}</body>`, { file: "notes" }).root)
    return xml("notes", {}, [xml("body", { xmlns: xhtml }, [{ raw: notes }])]);
  return xml("notes", {}, [xml("body", { xmlns: xhtml }, [xml("p", {}, [notes])])]);
}

function rdfElement(content: readonly XmlElement[], metaid: string): XmlElement {
  const namespaces = {
    "xmlns:rdf": rdf,
    "xmlns:dcterms": dublinCore,
    "xmlns:vCard4": vCard,
    "xmlns:bqbiol": qualifierNamespaces.bqbiol,
    "xmlns:bqmodel": qualifierNamespaces.bqmodel,
  };
  const description = xml("rdf:Description", { "rdf:about": `#${metaid}` }, content);
  return xml("annotation", {}, [xml("rdf:RDF", namespaces, [description])]);
}

function rdfContent({
  terms = [],
  creators = [],
  created,
  modified = [],
}: Annotation): XmlElement[] {
  const dates = [
    ...(created === undefined ? [] : [dateElement("created", created)]),
    ...modified.map((date) => dateElement("modified", date)),
  ];
  const history = creators.length > 0 ? [creatorsElement(creators)] : [];
  return [
    ...history,
    ...dates,
    ...terms.map(({ qualifier, resources }) =>
      xml(qualifier, {}, [bag(resources.map((uri) => xml("rdf:li", { "rdf:resource": uri })))]),
    ),
  ];
}

function bag(items: readonly XmlElement[]): XmlElement {
  return xml("rdf:Bag", {}, items);
}

function dateElement(name: string, date: string): XmlElement {
  const resource = { "rdf:parseType": "Resource" };
  return xml(`dcterms:${name}`, resource, [xml("dcterms:W3CDTF", {}, [date])]);
}

function creatorsElement(creators: readonly Creator[]): XmlElement {
  const items = creators.map((creator) =>
    xml("rdf:li", { "rdf:parseType": "Resource" }, creatorParts(creator)),
  );
  return xml("dcterms:creator", {}, [bag(items)]);
}

function creatorParts({
  name,
  givenName,
  familyName,
  organization,
  email,
}: Creator): (XmlElement | undefined)[] {
  const part = (tag: string, text: string | undefined, inner?: XmlContent) =>
    text === undefined ? undefined : xml(tag, {}, [inner ?? text]);
  const parts = [part("vCard4:family-name", familyName), part("vCard4:given-name", givenName)];
  const split = familyName !== undefined || givenName !== undefined;
  return [
    split ? xml("vCard4:hasName", { "rdf:parseType": "Resource" }, parts) : undefined,
    name === undefined ? undefined : xml("vCard4:fn", {}, [xml("vCard4:text", {}, [name])]),
    part("vCard4:hasEmail", email),
    part("vCard4:organization-name", organization),
  ];
}
