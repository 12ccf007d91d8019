// A model to ordinary differential equations: which symbols are states, which are parameters, which
// follow from them, and what each one's value is as a node of the graph.
//
// SBML semantics in one place (L3V2 sections 4.6-4.11): a species changed by reactions is a state
// that holds its amount; where its symbol means a concentration, reading divides by the compartment
// and writing multiplies by it. A species under a rate rule is a state in the quantity of its symbol.
// Algebraic rules, delay() and rateOf() have no equations here yet and are refused by name.

import {
  type Diagnostic,
  diagnose,
  type Expression,
  type FunctionDefinition,
  type Model,
  type SourceRange,
  type Species,
} from "@chondron/model";
import { Graph, type NodeId } from "./ir.js";
import { lowerNumber, lowerTruth, type Scope, UnsupportedFeature } from "./lower.js";

/** Where a symbol's value lives: a slot of y or p; `compartment` set where the slot holds an amount. */
export interface Slot {
  readonly vector: "state" | "parameter";
  readonly index: number;
  readonly compartment?: string;
}

/** A symbol with a slot, in vector order, and what the text says of its start. */
export interface Variable {
  readonly id: string;
  readonly name?: string;
  readonly unit?: string;
  readonly slot: Slot;
  /** Literal start value of the slot; NaN where computed or absent. */
  readonly initialValue: number;
  /** Start value as a node, where it must be computed. */
  readonly initialNode?: NodeId;
}

export interface EventEquations {
  readonly id: string;
  readonly trigger: NodeId;
  readonly delay?: NodeId;
  readonly priority?: NodeId;
  readonly assignments: readonly { readonly slot: Slot; readonly value: NodeId }[];
}

export interface Equations {
  readonly graph: Graph;
  readonly states: readonly Variable[];
  readonly parameters: readonly Variable[];
  /** [state] time derivative of the slot. */
  readonly derivatives: readonly NodeId[];
  readonly observables: readonly { readonly id: string; readonly value: NodeId }[];
  readonly events: readonly EventEquations[];
  readonly diagnostics: readonly Diagnostic[];
  /** Lower a formula over the model's symbols and `extra` ones. */
  lower(expression: Expression, extra?: ReadonlyMap<string, NodeId>): NodeId;
  slot(id: string): Slot | undefined;
  /** Node that a slot stores when its symbol is given the value `node`. */
  stored(slot: Slot, node: NodeId): NodeId;
}

/** Build the equations of a checked model. What cannot be expressed is in `diagnostics`. */
export function deriveEquations(model: Model): Equations {
  return new EquationBuilder(model).build();
}

interface Entity {
  readonly id: string;
  readonly name?: string;
  readonly unit?: string;
  readonly species?: Species;
  readonly literal: number;
}

class EquationBuilder {
  readonly #graph = new Graph();
  readonly #functions: ReadonlyMap<string, FunctionDefinition>;
  readonly #rates = new Map<string, Expression>();
  readonly #assigned = new Map<string, Expression>();
  readonly #initial = new Map<string, Expression>();
  readonly #reactionRates = new Map<string, Expression>();
  readonly #slots = new Map<string, Slot>();
  readonly #values = new Map<string, NodeId>();
  readonly #open = new Set<string>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #scope: Scope;

  constructor(readonly model: Model) {
    this.#functions = new Map(model.functionDefinitions.map((f) => [f.id, f]));
    this.#scope = {
      graph: this.#graph,
      functions: this.#functions,
      symbol: (id) => this.#value(id),
    };
    this.#collectRules();
    this.#collectReactions();
  }

  build(): Equations {
    const entities = this.#entities();
    const changing = this.#changedByReactions();
    const isState = (e: Entity) => this.#rates.has(e.id) || changing.has(e.id);
    const held = entities.filter((e) => !this.#assigned.has(e.id));
    const stateEntities = held.filter(isState);
    const parameterEntities = held.filter((e) => !isState(e));
    this.#assignSlots("state", stateEntities);
    this.#assignSlots("parameter", parameterEntities);
    const observed = [...entities.map((e) => e.id), ...this.#reactionRates.keys()];
    return {
      graph: this.#graph,
      states: stateEntities.map((e) => this.#variable(e)),
      parameters: parameterEntities.map((e) => this.#variable(e)),
      derivatives: stateEntities.map((e) => this.#derivative(e.id)),
      observables: observed.map((id) => ({ id, value: this.#guard(id, () => this.#require(id)) })),
      events: this.model.events.map((event) => this.#event(event)),
      diagnostics: this.#diagnostics,
      lower: (expression, extra) => lowerNumber(this.#extended(extra), expression),
      slot: (id) => this.#slots.get(id),
      stored: (slot, node) => this.#stored(slot, node),
    };
  }

  #assignSlots(vector: Slot["vector"], entities: readonly Entity[]): void {
    entities.forEach((entity, index) => {
      this.#slots.set(entity.id, this.#slotOf(entity, vector, index));
    });
  }

  #collectRules(): void {
    for (const rule of this.model.rules) {
      if (rule.kind === "rate") this.#rates.set(rule.variable, rule.expression);
      else if (rule.kind === "assignment") this.#assigned.set(rule.variable, rule.expression);
      else this.#refuse("an algebraic rule", this.model.id, rule.range);
    }
    for (const { symbol, expression } of this.model.initialAssignments)
      this.#initial.set(symbol, expression);
  }

  #collectReactions(): void {
    for (const reaction of this.model.reactions) {
      const law = reaction.kineticLaw;
      if (law) this.#reactionRates.set(reaction.id, law.expression);
    }
  }

  #entities(): Entity[] {
    const { compartments, species, parameters, reactions } = this.model;
    const locals = reactions.flatMap((r) => r.kineticLaw?.localParameters ?? []);
    if (locals.length > 0) this.#refuse("a local parameter", locals[0]!.id, locals[0]!.range);
    return [
      ...species.map((s) => ({
        ...pick(s),
        species: s,
        literal: s.initialAmount ?? s.initialConcentration ?? Number.NaN,
      })),
      ...compartments.map((c) => ({ ...pick(c), literal: c.size ?? Number.NaN })),
      ...parameters.map((p) => ({ ...pick(p), literal: p.value ?? Number.NaN })),
    ];
  }

  #changedByReactions(): Set<string> {
    const fixed = new Set(
      this.model.species.filter((s) => s.boundaryCondition || s.constant).map((s) => s.id),
    );
    const references = this.model.reactions.flatMap((r) =>
      r.kineticLaw ? [...r.reactants, ...r.products] : [],
    );
    return new Set(references.map((r) => r.species).filter((id) => !fixed.has(id)));
  }

  // Amounts are held for species that reactions change and for fixed species, so that a changing
  // compartment dilutes them; a rate rule speaks of the symbol's own quantity.
  #slotOf(entity: Entity, vector: "state" | "parameter", index: number): Slot {
    const { species } = entity;
    const holdsAmount = species && !species.hasOnlySubstanceUnits && !this.#rates.has(entity.id);
    return holdsAmount ? { vector, index, compartment: species.compartment } : { vector, index };
  }

  #variable(entity: Entity): Variable {
    const slot = this.#slots.get(entity.id)!;
    const node = this.#guard(entity.id, () => this.#initialNode(entity, slot));
    const described = {
      id: entity.id,
      ...(entity.name === undefined ? {} : { name: entity.name }),
      ...(entity.unit === undefined ? {} : { unit: entity.unit }),
      slot,
    };
    const constant = this.#graph.node(node);
    if (constant.operation === "constant") return { ...described, initialValue: constant.value };
    return { ...described, initialValue: Number.NaN, initialNode: node };
  }

  // The slot's start from the text: an initial assignment speaks of the symbol's quantity, a literal
  // of the quantity it was given in.
  #initialNode(entity: Entity, slot: Slot): NodeId {
    const assignment = this.#initial.get(entity.id);
    if (assignment) return this.#stored(slot, lowerNumber(this.#scope, assignment));
    const literal = this.#graph.constant(entity.literal);
    const { species } = entity;
    if (!species) return literal;
    const givenAmount = species.initialAmount !== undefined;
    const holdsAmount = slot.compartment !== undefined || species.hasOnlySubstanceUnits;
    if (givenAmount === holdsAmount || Number.isNaN(entity.literal)) return literal;
    const size = this.#require(species.compartment);
    return this.#graph.apply(holdsAmount ? "mul" : "div", literal, size);
  }

  #derivative(id: string): NodeId {
    const rate = this.#rates.get(id);
    return this.#guard(id, () =>
      rate ? lowerNumber(this.#scope, rate) : this.#reactionBalance(id),
    );
  }

  #reactionBalance(id: string): NodeId {
    const g = this.#graph;
    let sum = g.constant(0);
    for (const reaction of this.model.reactions) {
      const net = netStoichiometry(reaction.reactants, reaction.products, id);
      if (net === 0 || !reaction.kineticLaw) continue;
      sum = g.apply("add", sum, g.apply("mul", g.constant(net), this.#require(reaction.id)));
    }
    const factor = this.model.species.find((s) => s.id === id)?.conversionFactor;
    return factor === undefined ? sum : g.apply("mul", sum, this.#require(factor));
  }

  #event(event: Model["events"][number]): EventEquations {
    return {
      id: event.id,
      trigger: this.#guard(
        event.id,
        () => lowerTruth(this.#scope, event.trigger),
        this.#graph.truth(false),
      ),
      ...(event.delay ? { delay: this.#guarded(event.id, event.delay) } : {}),
      ...(event.priority ? { priority: this.#guarded(event.id, event.priority) } : {}),
      assignments: event.assignments.flatMap((a) => {
        const slot = this.#slots.get(a.variable);
        if (!slot) {
          this.#diagnostics.push(
            diagnose("CH2003", { id: event.id, variable: a.variable }, a.range),
          );
          return [];
        }
        return [{ slot, value: this.#stored(slot, this.#guarded(event.id, a.expression)) }];
      }),
    };
  }

  #guarded(id: string, expression: Expression): NodeId {
    return this.#guard(id, () => lowerNumber(this.#scope, expression));
  }

  #value(id: string): NodeId | undefined {
    const known = this.#values.get(id);
    if (known !== undefined) return known;
    const slot = this.#slots.get(id);
    const node = slot ? this.#read(slot) : this.#follow(id);
    if (node !== undefined) this.#values.set(id, node);
    return node;
  }

  #read(slot: Slot): NodeId {
    const leaf = this.#graph.leaf(slot.vector, slot.index);
    if (slot.compartment === undefined) return leaf;
    return this.#graph.apply("div", leaf, this.#require(slot.compartment));
  }

  // An assigned variable or a reaction rate: the node of its formula, lowered once.
  #follow(id: string): NodeId | undefined {
    const expression = this.#assigned.get(id) ?? this.#reactionRates.get(id);
    if (!expression) return undefined;
    if (this.#open.has(id)) throw new UnsupportedFeature(`a cycle of assignments through "${id}"`);
    this.#open.add(id);
    const node = lowerNumber(this.#scope, expression);
    this.#open.delete(id);
    return node;
  }

  #require(id: string): NodeId {
    const node = this.#value(id);
    if (node === undefined) throw new UnsupportedFeature(`the symbol "${id}"`);
    return node;
  }

  #stored(slot: Slot, node: NodeId): NodeId {
    if (slot.compartment === undefined) return node;
    return this.#graph.apply("mul", node, this.#require(slot.compartment));
  }

  #extended(extra: ReadonlyMap<string, NodeId> | undefined): Scope {
    if (!extra) return this.#scope;
    return { ...this.#scope, symbol: (id) => extra.get(id) ?? this.#value(id) };
  }

  /** Run a lowering; what has no equations becomes a diagnostic and the value NaN. */
  #guard(id: string, lowering: () => NodeId, fallback?: NodeId): NodeId {
    try {
      return lowering();
    } catch (error) {
      if (!(error instanceof UnsupportedFeature)) throw error;
      this.#refuse(error.feature, id);
      return fallback ?? this.#graph.constant(Number.NaN);
    }
  }

  #refuse(feature: string, id: string, range?: SourceRange): void {
    this.#diagnostics.push(diagnose("CH2001", { feature, id }, range));
  }
}

function pick(element: { id: string; name?: string; unit?: string; substanceUnit?: string }): {
  id: string;
  name?: string;
  unit?: string;
} {
  const unit = element.unit ?? element.substanceUnit;
  return {
    id: element.id,
    ...(element.name === undefined ? {} : { name: element.name }),
    ...(unit === undefined ? {} : { unit }),
  };
}

function netStoichiometry(
  reactants: readonly { species: string; stoichiometry: number }[],
  products: readonly { species: string; stoichiometry: number }[],
  id: string,
): number {
  const sum = (side: typeof reactants): number =>
    side.filter((r) => r.species === id).reduce((total, r) => total + r.stoichiometry, 0);
  return sum(products) - sum(reactants);
}
