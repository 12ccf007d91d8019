// Everything that one model names, while its modules are being joined: elements by dotted path,
// what is known of each so far, and which paths stand for the same element.

import type { Expression } from "../expression.js";
import type { SourceRange } from "../source-range.js";
import type { AssignmentOperator } from "./syntax.js";

/** "symbol" is a name that only formulas mention; "formula" one that is declared or assigned. */
export type ElementKind =
  | "symbol"
  | "formula"
  | "species"
  | "compartment"
  | "reaction"
  | "event"
  | "submodel";

/** A formula whose symbols are full paths, and the scope whose statement gave it. */
export interface ScopedFormula {
  readonly expression: Expression;
  readonly scope: string;
  readonly range: SourceRange;
}

export interface ScopedRule extends ScopedFormula {
  readonly operator: Exclude<AssignmentOperator, "initial">;
}

export interface ScopedParticipant {
  readonly species: string;
  readonly stoichiometry: number;
  readonly range: SourceRange;
}

export interface ReactionContent {
  readonly scope: string;
  readonly reversible: boolean;
  readonly reactants: readonly ScopedParticipant[];
  readonly products: readonly ScopedParticipant[];
}

export interface EventContent {
  readonly trigger: Expression;
  readonly delay?: Expression;
  readonly priority?: Expression;
  readonly initialValue: boolean;
  readonly persistent: boolean;
  readonly useValuesFromTriggerTime: boolean;
  readonly assignments: readonly {
    readonly variable: string;
    readonly expression: Expression;
    readonly range: SourceRange;
  }[];
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
  constant?: boolean;
  boundary: boolean;
  substanceOnly: boolean;
  compartment?: string;
  /** Unit as written, to be looked up from `unitScope` outwards. */
  unit?: { readonly path: string; readonly scope: string };
  initial?: ScopedFormula;
  rule?: ScopedRule;
  reaction?: ReactionContent;
  event?: EventContent;
  eventAssigned: boolean;
}

export class ElementTable {
  private readonly elements = new Map<string, Element>();
  private readonly aliases = new Map<string, string>();
  private readonly fresh = new Map<string, number>();
  private count = 0;

  /** Elements in order of definition, then those that are only mentioned. */
  all(): Element[] {
    return [...this.elements.values()].sort((a, b) =>
      a.order === b.order ? 0 : a.order - b.order,
    );
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

  /** The element of this path, made if need be; a formula's mention does not define it. */
  mention(path: string, scope: string, range: SourceRange): Element {
    const found = this.get(path);
    if (found) return found;
    const element: Element = {
      path: this.canonical(path),
      scope,
      kind: "symbol",
      order: Number.POSITIVE_INFINITY,
      range,
      boundary: false,
      substanceOnly: false,
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

  /** Lowest unused name of the form stem0, stem1, ... in a scope. */
  freshPath(scope: string, stem: string): string {
    const key = scope + stem;
    for (let i = this.fresh.get(key) ?? 0; ; i++) {
      if (this.get(key + i)) continue;
      this.fresh.set(key, i + 1);
      return key + i;
    }
  }

  /** Makes `gone` another name of `kept`; what `kept` does not say it takes from `gone`. */
  merge(gone: Element, kept: Element): void {
    const merged: Element = {
      ...gone,
      ...definedParts(kept),
      path: kept.path,
      kind: isVague(kept) ? gone.kind : kept.kind,
      order: Math.min(gone.order, kept.order),
      range: kept.order === Number.POSITIVE_INFINITY ? gone.range : kept.range,
      boundary: gone.boundary || kept.boundary,
      substanceOnly: gone.substanceOnly || kept.substanceOnly,
      eventAssigned: gone.eventAssigned || kept.eventAssigned,
    };
    this.elements.set(kept.path, merged);
    this.elements.delete(gone.path);
    this.aliases.set(gone.path, kept.path);
  }
}

/** A kind as a message names it: "an event". */
export function withArticle(kind: ElementKind): string {
  return kind === "event" ? "an event" : `a ${kind}`;
}

/** Kinds that give way to any other. */
export function isVague(element: Element): boolean {
  return element.kind === "symbol" || element.kind === "formula";
}

function definedParts(element: Element): Element {
  const entries = Object.entries(element).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as Element;
}
