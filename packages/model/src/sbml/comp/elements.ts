// Elements of an instance as the flat model has them: ids and references renamed, formulas
// converted, everything of the package comp left out. What the model of a submodel says for all its
// species or compartments (conversion factor, units) is said by each of them here.

import type { DiagnosticSink } from "../../diagnostics/sink.js";
import type { XmlAttribute, XmlElement } from "../xml-tree.js";
import { ci, type Factor, inverse, isOne, multiply, one, scale } from "./factor.js";
import type { Instance, Place } from "./instance.js";
import { LocalParameters } from "./local-parameters.js";
import { MathRewriter, noScope, type Scope } from "./math.js";
import { isSuperseded } from "./survivors.js";
import type { SymbolTable } from "./symbols.js";
import {
  compNamespace,
  coreAttribute,
  describe,
  idOf,
  isCompElement,
  isCoreElement,
  isCoreNamespace,
  mathNamespace,
} from "./vocabulary.js";

type ReferenceKind = "symbol" | "unit" | "parameter";

/** Attributes that name another element (SBML L3V2 Core, section 3.3 and chapter 4). */
const references: Readonly<Record<string, Readonly<Record<string, ReferenceKind>>>> = {
  model: {
    substanceUnits: "unit",
    timeUnits: "unit",
    volumeUnits: "unit",
    areaUnits: "unit",
    lengthUnits: "unit",
    extentUnits: "unit",
    conversionFactor: "parameter",
  },
  compartment: { units: "unit" },
  species: { compartment: "symbol", substanceUnits: "unit", conversionFactor: "parameter" },
  parameter: { units: "unit" },
  localParameter: { units: "unit" },
  initialAssignment: { symbol: "symbol" },
  assignmentRule: { variable: "symbol" },
  rateRule: { variable: "symbol" },
  eventAssignment: { variable: "symbol" },
  reaction: { compartment: "symbol" },
  speciesReference: { species: "symbol" },
  modifierSpeciesReference: { species: "symbol" },
};

const sizeUnits: Readonly<Record<string, string>> = {
  1: "lengthUnits",
  2: "areaUnits",
  3: "volumeUnits",
};

/** A parameter that only a conversion needs, with its value as a formula. */
export interface ConvertedParameter {
  readonly id: string;
  readonly formula: XmlElement;
}

export class ElementWriter {
  private readonly math: MathRewriter;
  private readonly packages = new Set<string>();
  readonly converted = new Map<string, ConvertedParameter>();

  constructor(
    private readonly symbols: SymbolTable,
    private readonly sink: DiagnosticSink,
    /** Namespace of the core elements of the flat model. */
    private readonly namespace: string,
  ) {
    this.math = new MathRewriter(symbols, sink);
  }

  /** The element for the flat model; nothing where it is deleted, replaced or not of the core. */
  write(element: XmlElement, instance: Instance, scope: Scope = noScope): XmlElement | undefined {
    if (isCompElement(element)) return undefined;
    if (!isCoreElement(element)) return this.writeForeign(element, instance);
    const place = { instance, element };
    if (instance.deleted.has(element) || isSuperseded(place)) return undefined;
    if (element.name === "kineticLaw") return this.writeKineticLaw(element, instance);
    if (element.name === "functionDefinition") this.math.checkFunction(element, instance);
    if (element.name === "reaction") this.checkFast(element);
    return this.writeCore(place, scope);
  }

  /** Attributes of the main model, and its children that are no lists of the core. */
  writeModel(main: Instance): XmlElement {
    const { element } = main.index;
    const kept = this.attributes({ instance: main, element });
    const attributes =
      main.children.size === 0 ? kept : kept.filter((a) => a.name !== "conversionFactor");
    const children = element.children.flatMap((child) => {
      if (isCompElement(child)) return [];
      return isCoreElement(child) ? [child] : [withoutComp(child)];
    });
    return { ...element, namespace: this.namespace, attributes, children };
  }

  private writeCore(place: Place, scope: Scope): XmlElement | undefined {
    const { element, instance } = place;
    const factor = this.formulaFactor(place);
    const children = element.children.flatMap((child) => {
      const written = this.writeChild(child, place, scope, factor);
      return written ? [written] : [];
    });
    if (children.length === 0 && element.children.length > 0 && element.name.startsWith("listOf"))
      return undefined;
    const attributes = [...this.attributes(place), ...this.inherited(element, instance)];
    return { ...element, namespace: this.namespace, attributes, children };
  }

  private writeChild(
    child: XmlElement,
    place: Place,
    scope: Scope,
    factor: Factor,
  ): XmlElement | undefined {
    if (child.namespace === mathNamespace)
      return this.math.rewrite(child, place.instance, scope, factor);
    if (!isCoreElement(child)) return this.write(child, place.instance);
    const core = { ...child, namespace: this.namespace };
    if (child.name === "annotation") return this.writeAnnotation(core, place);
    if (child.name === "notes" || child.name === "message") return core;
    return this.write(child, place.instance, scope);
  }

  private writeKineticLaw(element: XmlElement, instance: Instance): XmlElement | undefined {
    const locals = new LocalParameters(element, instance, this.symbols);
    const written = this.writeCore({ instance, element }, locals.scope);
    return written && locals.settle(written);
  }

  /** RDF speaks of its element by metaid. */
  private writeAnnotation(annotation: XmlElement, place: Place): XmlElement {
    const own = coreAttribute(place.element, "metaid");
    const flat = this.symbols.flatMetaId(place);
    if (own === undefined || flat === own) return annotation;
    const rename = (node: XmlElement): XmlElement => ({
      ...node,
      attributes: node.attributes.map((a) =>
        a.name === "about" && a.value === `#${own}` ? { ...a, value: `#${flat}` } : a,
      ),
      children: node.children.map(rename),
    });
    return rename(annotation);
  }

  /** Other packages: the main model keeps its content, submodels do not. */
  private writeForeign(element: XmlElement, instance: Instance): XmlElement | undefined {
    if (!instance.owner) return withoutComp(element);
    if (this.packages.has(element.namespace)) return undefined;
    this.packages.add(element.namespace);
    const submodel = describe(instance.owner.element);
    this.sink.add("CH1616", { package: packageName(element.namespace), submodel }, element.range);
    return undefined;
  }

  /** What the formula of an element is multiplied by. */
  private formulaFactor({ element, instance }: Place): Factor {
    const { time } = this.symbols.conversion(instance);
    switch (element.name) {
      case "initialAssignment":
        return this.assignedFactor(element, "symbol", instance);
      case "assignmentRule":
      case "eventAssignment":
        return this.assignedFactor(element, "variable", instance);
      case "rateRule":
        return multiply(this.assignedFactor(element, "variable", instance), inverse(time));
      case "kineticLaw":
        return this.symbols.rateFactor(instance);
      case "delay":
        return time;
      default:
        return one;
    }
  }

  private assignedFactor(element: XmlElement, attribute: string, instance: Instance): Factor {
    const id = coreAttribute(element, attribute);
    return id === undefined ? one : inverse(this.symbols.meaning(instance, id, element).factor);
  }

  private attributes(place: Place): XmlAttribute[] {
    const { instance, element } = place;
    const kept = element.attributes.filter(
      ({ namespace }) =>
        namespace === "" ||
        isCoreNamespace(namespace) ||
        (!instance.owner && namespace !== compNamespace),
    );
    return kept.map((attribute) => {
      const value = this.attributeValue(attribute, place);
      return value === attribute.value ? attribute : { ...attribute, value };
    });
  }

  private attributeValue({ name, value, namespace }: XmlAttribute, place: Place): string {
    const { instance, element } = place;
    if (namespace !== "" && !isCoreNamespace(namespace)) return value;
    if (name === "id") return element.name === "model" ? value : this.symbols.flatId(place)!;
    if (name === "metaid") return this.symbols.flatMetaId(place)!;
    const kind = references[element.name]?.[name];
    if (kind === undefined) return value;
    if (kind === "unit") return this.symbols.unit(instance, value, element);
    if (kind === "parameter") return this.parameter(value, instance, element);
    return this.symbols.meaning(instance, value, element).id;
  }

  /** What stays in the flat model has the id, even where its own definition gave it none. */
  private inherited(element: XmlElement, instance: Instance): XmlAttribute[] {
    const model = instance.index.element;
    const lacks = (name: string) => coreAttribute(element, name) === undefined;
    const added: XmlAttribute[] = [];
    const add = (name: string, value: string) => added.push({ name, namespace: "", value });
    const place = { instance, element };
    const flatId = lacks("id") ? this.symbols.flatId(place) : undefined;
    if (flatId !== undefined) add("id", flatId);
    const flatMetaId = lacks("metaid") ? this.symbols.flatMetaId(place) : undefined;
    if (flatMetaId !== undefined) add("metaid", flatMetaId);
    const factor = coreAttribute(model, "conversionFactor");
    if (element.name === "species" && lacks("conversionFactor") && factor !== undefined)
      add("conversionFactor", this.parameter(factor, instance, element));
    const [own, common] = defaultUnits(element);
    const unit = common === undefined ? undefined : coreAttribute(model, common);
    if (instance.owner && unit !== undefined && lacks(own))
      add(own, this.symbols.unit(instance, unit, element));
    return added;
  }

  /**
   * A parameter as an attribute names it. Attributes hold no formulas, so a replaced parameter that
   * needs a factor lives on under the id it would have had.
   */
  private parameter(id: string, instance: Instance, site: XmlElement): string {
    const meaning = this.symbols.meaning(instance, id, site);
    if (isOne(meaning.factor)) return meaning.id;
    const own = instance.prefix + id;
    const formula = scale(ci(meaning.id, site), meaning.factor);
    this.converted.set(own, { id: own, formula });
    return own;
  }

  /** Fast reactions ended with L3V1; a flat model of a later version cannot say them. */
  private checkFast(reaction: XmlElement): void {
    if (reaction.namespace === this.namespace) return;
    if (!/^\s*(true|1)\s*$/.test(coreAttribute(reaction, "fast") ?? "")) return;
    this.sink.add("CH1618", { id: idOf(reaction) ?? "" }, reaction.range);
  }
}

function withoutComp(element: XmlElement): XmlElement {
  return {
    ...element,
    attributes: element.attributes.filter((a) => a.namespace !== compNamespace),
    children: element.children.filter((child) => !isCompElement(child)).map(withoutComp),
  };
}

/** The attribute for units of an element, and that of the model for all such elements. */
function defaultUnits(element: XmlElement): [string, string | undefined] {
  if (element.name === "species") return ["substanceUnits", "substanceUnits"];
  if (element.name !== "compartment") return ["units", undefined];
  return ["units", sizeUnits[Number(coreAttribute(element, "spatialDimensions") ?? Number.NaN)]];
}

/** "fbc" of ".../level3/version1/fbc/version2"; the whole name where it is none of SBML. */
function packageName(namespace: string): string {
  return /\/sbml\/level3\/version\d+\/(\w+)\//.exec(namespace)?.[1] ?? namespace;
}
