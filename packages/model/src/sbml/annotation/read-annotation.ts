// The annotations of an SBML document, put on the model that was read from it. A pass of its own,
// since only conversion needs them: reading a model to simulate it leaves them aside.

import type {
  Annotated,
  Annotation,
  ControlledTerm,
  Creator,
  Qualifier,
} from "../../annotation.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { DiagnosticSink } from "../../diagnostics/sink.js";
import type { Constraint, Model, Reaction, Rule, SpeciesReference } from "../../model.js";
import type { ResolveExternalModel } from "../comp/definitions.js";
import { flattenComp } from "../comp/flatten-comp.js";
import { editionOf, statedEdition } from "../read/edition.js";
import { readMath } from "../read/math.js";
import { usesComp } from "../read/packages.js";
import { Reading } from "../read/reading.js";
import { parseXml } from "../xml/parse-xml.js";
import type { XmlElement } from "../xml-tree.js";
import { readInteractions } from "./interactions.js";
import { lostAnnotations } from "./lost-annotations.js";
import { readUncertainty } from "./uncertainty.js";
import { dublinCore, qualifierNamespaces, rdf, vCard } from "./vocabulary.js";

export interface AnnotationOptions {
  readonly file: string;
  readonly resolve?: ResolveExternalModel;
  /** Takes notices of what the model has no place for. */
  readonly report?: (found: Diagnostic) => void;
}

/** The model with the annotations that `source`, the text it was read from, gives its elements. */
export function withAnnotations(model: Model, source: string, options: AnnotationOptions): Model {
  const parsed = parseXml(source, { file: options.file, skip: new Set(["annotation-xml"]) });
  const { file, resolve = () => undefined } = options;
  const root =
    parsed.root && usesComp(parsed.root)
      ? flattenComp(parsed.root, { file, resolve }).root
      : parsed.root;
  const element = root?.children.find(({ name }) => name === "model");
  const edition = root && editionOf(statedEdition(root));
  if (!root || !element || !edition) return model;
  const sink = new DiagnosticSink();
  const reading = new Reading(root, edition, sink);
  const annotated = new AnnotationReader(source, file, reading).model(model, element);
  const { report } = options;
  if (report) [...sink.diagnostics, ...lostAnnotations(root)].forEach(report);
  return annotated;
}

type Identified = Annotated & { readonly id?: string };

class AnnotationReader {
  private readonly lines: readonly string[];

  constructor(
    source: string,
    private readonly file: string,
    private readonly reading: Reading,
  ) {
    this.lines = source.split("\n");
  }

  model(model: Model, element: XmlElement): Model {
    const { constraints } = model;
    const list = <T extends Identified>(name: string, items: readonly T[]): T[] =>
      this.list(element, name, items);
    return {
      ...model,
      ...this.of(element),
      functionDefinitions: list("listOfFunctionDefinitions", model.functionDefinitions),
      unitDefinitions: list("listOfUnitDefinitions", model.unitDefinitions),
      compartments: list("listOfCompartments", model.compartments),
      species: list("listOfSpecies", model.species),
      parameters: list("listOfParameters", model.parameters),
      reactions: this.reactions(element, model.reactions),
      events: list("listOfEvents", model.events),
      rules: this.rules(element, model.rules),
      ...(constraints ? { constraints: this.constraints(element, constraints) } : {}),
    };
  }

  private list<T extends Identified>(model: XmlElement, name: string, items: readonly T[]): T[] {
    const entries = entriesOf(model, name);
    const byId = new Map(entries.map((entry) => [attribute(entry, "id"), entry]));
    return items.map((item) => {
      const entry = byId.get(item.id);
      return entry ? { ...item, ...this.of(entry) } : item;
    });
  }

  private reactions(model: XmlElement, reactions: readonly Reaction[]): Reaction[] {
    const entries = new Map(
      entriesOf(model, "listOfReactions").map((entry) => [attribute(entry, "id"), entry]),
    );
    return this.list(model, "listOfReactions", reactions).map((reaction) => {
      const entry = entries.get(reaction.id);
      if (!entry) return reaction;
      const interactions = readInteractions(entry);
      return {
        ...reaction,
        reactants: this.references(entry, "listOfReactants", reaction.reactants),
        products: this.references(entry, "listOfProducts", reaction.products),
        ...(interactions.length > 0 ? { interactions } : {}),
      };
    });
  }

  private references(
    reaction: XmlElement,
    name: string,
    items: readonly SpeciesReference[],
  ): SpeciesReference[] {
    const entries = entriesOf(reaction, name);
    if (entries.length !== items.length) return [...items];
    return items.map((item, i) => ({ ...item, ...this.of(entries[i]!) }));
  }

  /** Algebraic rules and constraints need no ids: they are told apart by their order. */
  private rules(model: XmlElement, rules: readonly Rule[]): Rule[] {
    const entries = entriesOf(model, "listOfRules").filter(({ name }) => name === "algebraicRule");
    if (entries.length !== rules.filter(({ kind }) => kind === "algebraic").length)
      return [...rules];
    const rest = entries.values();
    return rules.map((rule) =>
      rule.kind === "algebraic" ? { ...rule, ...this.of(rest.next().value!) } : rule,
    );
  }

  private constraints(model: XmlElement, items: readonly Constraint[]): Constraint[] {
    const entries = entriesOf(model, "listOfConstraints");
    if (entries.length !== items.length) return [...items];
    return items.map((item, i) => ({ ...item, ...this.of(entries[i]!) }));
  }

  private of(element: XmlElement): Annotated {
    const sbo = /^SBO:(\d{7})$/.exec(attribute(element, "sboTerm") ?? "")?.[1];
    const annotation = this.annotation(element);
    const uncertainty = readUncertainty(element, (math) => readMath(math, this.reading));
    return {
      ...(sbo === undefined ? {} : { sboTerm: Number(sbo) }),
      ...(Object.keys(annotation).length > 0 ? { annotation } : {}),
      ...(uncertainty.length > 0 ? { uncertainty } : {}),
    };
  }

  private annotation(element: XmlElement): Annotation {
    const notes = element.children.find(({ name }) => name === "notes");
    const text = notes && this.notes(notes);
    return { ...described(element), ...(text ? { notes: text } : {}) };
  }

  /** What stands between the tags, taken from the source, for the tree does not keep its order. */
  private notes({ range }: XmlElement): string | undefined {
    if (range.file !== this.file) return undefined;
    const first = this.lines[range.endLine - 1]?.slice(range.endColumn - 1) ?? "";
    const found = [first, ...this.lines.slice(range.endLine)];
    const end = found.findIndex((line) => /<\/(?:[\w.-]+:)?notes\s*>/.test(line));
    if (end < 0) return undefined;
    const last = found[end]!.replace(/<\/(?:[\w.-]+:)?notes\s*>.*$/, "");
    return unwrapped([...found.slice(0, end), last].join("\n").trim());
  }
}

/** Takes off the one XHTML element around everything, if it is a body or a paragraph. */
function unwrapped(text: string): string {
  const found = /^<(body|p)\b[^>]*xmlns="[^"]*xhtml"[^>]*>([\s\S]*)<\/\1>$/.exec(text);
  const inner = found?.[2];
  if (inner === undefined || inner.includes(`<${found![1]} `)) return text;
  const plain = /^\s*<p>([^<]*)<\/p>\s*$/.exec(inner)?.[1];
  return (plain ?? inner).trim();
}

function described(element: XmlElement): Annotation {
  const annotation = element.children.find(({ name }) => name === "annotation");
  const rdfRoot = annotation?.children.find(isRdf("RDF"));
  const parts = (rdfRoot?.children ?? []).filter(isRdf("Description")).flatMap((d) => d.children);
  const terms = parts.flatMap(termOf);
  const creators = parts.filter(isDublinCore("creator")).flatMap(listed).map(creatorOf);
  const [created] = parts.filter(isDublinCore("created")).flatMap(dateOf);
  const modified = parts.filter(isDublinCore("modified")).flatMap(dateOf);
  return {
    ...(terms.length > 0 ? { terms } : {}),
    ...(creators.length > 0 ? { creators } : {}),
    ...(created === undefined ? {} : { created }),
    ...(modified.length > 0 ? { modified } : {}),
  };
}

const isRdf = (name: string) => (element: XmlElement) =>
  element.name === name && element.namespace === rdf;

/** Level 2 had creators in the older namespace of Dublin Core. */
const isDublinCore = (name: string) => (element: XmlElement) =>
  element.name === name &&
  (element.namespace === dublinCore || element.namespace === "http://purl.org/dc/elements/1.1/");

function termOf(element: XmlElement): ControlledTerm[] {
  const found = Object.entries(qualifierNamespaces).find(([, uri]) => uri === element.namespace);
  if (!found) return [];
  const resources = listed(element).flatMap((item) => attribute(item, "resource") ?? []);
  const qualifier = `${found[0]}:${element.name}`;
  return isQualifier(qualifier) && resources.length > 0 ? [{ qualifier, resources }] : [];
}

const qualifiers: ReadonlySet<string> = new Set<Qualifier>([
  "bqbiol:is",
  "bqbiol:hasPart",
  "bqbiol:isPartOf",
  "bqbiol:isVersionOf",
  "bqbiol:hasVersion",
  "bqbiol:isHomologTo",
  "bqbiol:isDescribedBy",
  "bqbiol:isEncodedBy",
  "bqbiol:encodes",
  "bqbiol:occursIn",
  "bqbiol:hasProperty",
  "bqbiol:isPropertyOf",
  "bqbiol:hasTaxon",
  "bqmodel:is",
  "bqmodel:isDescribedBy",
  "bqmodel:isDerivedFrom",
  "bqmodel:isInstanceOf",
  "bqmodel:hasInstance",
]);

function isQualifier(word: string): word is Qualifier {
  return qualifiers.has(word);
}

/** Entries of the bag in an element. */
function listed(element: XmlElement): XmlElement[] {
  return element.children.flatMap((bag) => bag.children.filter(isRdf("li")));
}

function dateOf(element: XmlElement): string[] {
  return element.children.flatMap(({ name, text }) => (name === "W3CDTF" ? [text.trim()] : []));
}

const creatorTags: Readonly<Record<string, keyof Creator>> = {
  "family-name": "familyName",
  Family: "familyName",
  "given-name": "givenName",
  Given: "givenName",
  hasEmail: "email",
  EMAIL: "email",
  "organization-name": "organization",
  Orgname: "organization",
  text: "name",
};

/** A creator in either edition of vCard. */
function creatorOf(item: XmlElement): Creator {
  const found: Partial<Record<keyof Creator, string>> = {};
  const visit = (element: XmlElement): void => {
    const key = creatorTags[element.name];
    const isCard = element.namespace === vCard || element.namespace.includes("vcard");
    const text = element.text.trim();
    if (key && isCard && text !== "") found[key] = text;
    element.children.forEach(visit);
  };
  visit(item);
  return found;
}

function entriesOf(model: XmlElement, name: string): readonly XmlElement[] {
  return model.children.find((child) => child.name === name)?.children ?? [];
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((one) => one.name === name)?.value;
}
