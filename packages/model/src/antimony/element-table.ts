// Everything that one model names, while its modules are being joined: elements by dotted path,
// what is known of each so far, and which paths stand for the same element.

import type { Annotated } from "../annotation.js";
import { articled } from "../diagnostics/article.js";
import type { Expression } from "../expression.js";
import type { SourceRange } from "../source-range.js";
import type { AssignmentOperator, InteractionStatement, UnitFormula } from "./syntax.js";

/** Where everything lies that is said to lie nowhere; its size is 1. */
export const defaultCompartment = "default_compartment";

/** The "implicit compartment" of the Systems Biology Ontology. */
export const implicitCompartment = 410;

/** Is this the default compartment, of the main model or, where a text names it, of a submodel? */
export function isDefaultCompartment(path: string): boolean {
  return path === defaultCompartment || path.endsWith(`.${defaultCompartment}`);
}

/** "symbol" is a name that only formulas mention; "formula" one that is declared or assigned. */
export type ElementKind =
  | "symbol"
  | "formula"
  | "species"
  | "compartment"
  | "reaction"
  | "event"
  | "submodel"
  | "interaction"
  | "strand"
  | "constraint"
  | "algebraic"
  | "objective"
  | "stoichiometry";

/** A formula whose symbols are full paths, and the scope whose statement gave it. */
export interface ScopedFormula {
  readonly expression: Expression;
  readonly scope: string;
  readonly range: SourceRange;
  /** Paths of conversion factors that the value takes on its way out of submodels. */
  readonly factors?: readonly string[];
}

export interface ScopedRule extends ScopedFormula {
  readonly operator: Exclude<AssignmentOperator, "initial">;
}

export interface ScopedParticipant {
  readonly species: string;
  /** A number, or the path of the symbol that gives it. */
  readonly stoichiometry: number | string;
  readonly range: SourceRange;
}

export interface ReactionContent {
  readonly reversible: boolean;
  readonly reactants: readonly ScopedParticipant[];
  readonly products: readonly ScopedParticipant[];
}

export interface EventContent {
  readonly scope: string;
  readonly trigger: Expression;
  readonly delay?: Expression;
  readonly priority?: Expression;
  readonly initialValue: boolean;
  readonly persistent: boolean;
  readonly useValuesFromTriggerTime: boolean;
  readonly assignments: readonly ScopedEventAssignment[];
}

export interface ScopedEventAssignment {
  readonly variable: string;
  readonly expression: Expression;
  readonly range: SourceRange;
}

export interface InteractionContent {
  readonly effect: InteractionStatement["effect"];
  readonly species: readonly ScopedParticipant[];
  readonly targets: readonly string[];
}

export interface StrandContent {
  readonly members: readonly string[];
  readonly upstreamOpen: boolean;
  readonly downstreamOpen: boolean;
}

export interface Element {
  readonly path: string;
  /** Path of the submodel that holds it, with its final dot; "" for the main model. */
  readonly scope: string;
  kind: ElementKind;
  /** Counts up as elements are defined; mentions alone come after all definitions. */
  order: number;
  range: SourceRange;
  name?: string;
  /** For a species: whether reactions leave it alone (SBML's boundary condition). */
  constant?: boolean;
  substanceOnly: boolean;
  /** Part of a DNA strand: its formula holds at all times, and is by default the one upstream. */
  dna: boolean;
  compartment?: string;
  /** Unit as written, to be looked up from `scope` outwards. */
  unit?: { readonly formula: UnitFormula; readonly scope: string };
  initial?: ScopedFormula;
  rule?: ScopedRule;
  reaction?: ReactionContent;
  event?: EventContent;
  interaction?: InteractionContent;
  strand?: StrandContent;
  eventAssigned: boolean;
  annotated?: Annotated;
}

export class ElementTable {
  private readonly elements = new Map<string, Element>();
  private readonly aliases = new Map<string, string>();
  private readonly deleted = new Set<string>();
  private readonly fresh = new Map<string, number>();
  private count = 0;

  /** Elements in order of definition, then those that are only mentioned. */
  all(): Element[] {
    return [...this.elements.values()].sort((a, b) =>
      a.order === b.order ? 0 : a.order - b.order,
    );
  }

  /** Paths of all elements, unordered. */
  paths(): Iterable<string> {
    return this.elements.keys();
  }

  /** The elements of a submodel, given its path with the final dot, and of submodels in it. */
  within(scope: string): Element[] {
    return [...this.elements.values()].filter((element) => element.path.startsWith(scope));
  }

  /** The element that a full path stands for. */
  get(path: string): Element | undefined {
    return this.elements.get(this.canonical(path));
  }

  /** The path of the element that `path` stands for after synchronisation. */
  canonical(path: string): string {
    let found = path;
    for (let next = this.aliases.get(found); next !== undefined; next = this.aliases.get(found))
      found = next;
    return found;
  }

  /** Does this path, or another that stands for the same, name something of another statement? */
  isSynchronised(path: string): boolean {
    const target = this.canonical(path);
    if (target !== path) return true;
    return [...this.aliases.keys()].some((alias) => this.canonical(alias) === target);
  }

  /** The element of this path, made if need be; a formula's mention does not define it. */
  mention(path: string, scope: string, range: SourceRange): Element {
    const found = this.get(path);
    if (found) return found;
    const element: Element = {
      path: this.canonical(path),
      scope,
      kind: isDefaultCompartment(path) ? "compartment" : "symbol",
      order: Number.POSITIVE_INFINITY,
      range,
      ...(isDefaultCompartment(path) ? { constant: true } : {}),
      substanceOnly: false,
      dna: false,
      eventAssigned: false,
    };
    this.elements.set(element.path, element);
    return element;
  }

  /** Like mention, and from now on the element counts as defined here. */
  define(path: string, scope: string, range: SourceRange): Element {
    const element = this.mention(path, scope, range);
    if (element.order === Number.POSITIVE_INFINITY) {
      element.order = this.count;
      element.range = range;
      this.count += 1;
    }
    return element;
  }

  delete(element: Element): void {
    this.elements.delete(element.path);
    this.deleted.add(element.path);
  }

  wasDeleted(path: string): boolean {
    return this.deleted.has(this.canonical(path));
  }

  /** Lowest unused name of the form stem0, stem1, ... in a scope. */
  freshPath(scope: string, stem: string): string {
    const key = scope + stem;
    for (let i = this.fresh.get(key) ?? 0; ; i++) {
      if (this.get(key + i)) continue;
      this.fresh.set(key, i + 1);
      return key + i;
    }
  }

  /** Puts one element, joined from two, under the path of `kept`; `gone` is another name of it. */
  join(gone: Element, kept: Element, joined: Element): void {
    this.elements.set(kept.path, joined);
    this.elements.delete(gone.path);
    this.aliases.set(gone.path, kept.path);
  }
}

/** A kind as a message names it: "an event". */
export function withArticle(kind: ElementKind): string {
  return articled(kind === "algebraic" ? "algebraic rule" : kind);
}

/** Kinds that give way to any other. */
export function isVague(element: Element): boolean {
  return element.kind === "symbol" || element.kind === "formula";
}

/** Kinds with a value, which formulas may use. */
export function hasValue(element: Element): boolean {
  return (
    isVague(element) ||
    element.kind === "species" ||
    element.kind === "compartment" ||
    element.kind === "reaction" ||
    element.kind === "stoichiometry"
  );
}
