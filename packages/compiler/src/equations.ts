// A model to differential-algebraic equations: which symbols are states, which are parameters, which
// follow from them, and what each one's value is as a node of the graph.
//
// SBML semantics in one place (L3V2 sections 4.6-4.12). A species changed by reactions is a state
// that holds its amount; where its symbol means a concentration, reading divides by the compartment
// and writing multiplies by it. A species under a rate rule is a state in the quantity of its symbol,
// unless its compartment may change: then it holds its amount too, for only the amount outlives a
// jump of the size. A variable that an algebraic rule determines is a state without a derivative: its
// row of f is the rule, which is zero. symbols.ts reads the model, algebraic.ts and stoichiometry.ts
// say what determines what.

import {
  type Compartment,
  type Diagnostic,
  diagnose,
  type Expression,
  type FunctionDefinition,
  freeSymbols,
  type KineticLaw,
  type Model,
  type Reaction,
  type SourceRange,
  type Species,
  visit,
} from "@chondron/model";
import { type AlgebraicMatching, matchAlgebraicRules } from "./algebraic.js";
import { contextSlots } from "./context.js";
import { dependencyOrder } from "./dependency-order.js";
import { differentiateAlong } from "./differentiate.js";
import { Graph, liveNodes, type NodeId } from "./ir.js";
import { lowerNumber, lowerTruth, type Scope, UnsupportedFeature } from "./lower.js";
import { type BalanceTerm, balanceTerms } from "./stoichiometry.js";
import { collectSymbols, type Entity, localId, type SymbolTable } from "./symbols.js";

/** Chains of formulas longer than this are lowered from their end. */
const deepChain = 50;

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

/** A slot and what is to be stored in it, in the quantity of its symbol. */
export interface SlotAssignment {
  readonly slot: Slot;
  readonly value: NodeId;
}

export interface EventEquations {
  readonly id: string;
  readonly trigger: NodeId;
  readonly delay?: NodeId;
  readonly priority?: NodeId;
  readonly assignments: readonly SlotAssignment[];
}

/** A value of the past: `value` as it was `lag` ago. */
export interface DelayedValue {
  readonly value: NodeId;
  readonly lag: NodeId;
}

export interface Equations {
  readonly graph: Graph;
  readonly states: readonly Variable[];
  readonly parameters: readonly Variable[];
  /** [state] time derivative of the slot; of an algebraic state the formula that is zero. */
  readonly derivatives: readonly NodeId[];
  /** Indices of the states that algebraic rules determine, ascending. */
  readonly algebraic: readonly number[];
  readonly observables: readonly { readonly id: string; readonly value: NodeId }[];
  readonly events: readonly EventEquations[];
  /** Delayed values in context order; each may read those before it. */
  readonly delayed: readonly DelayedValue[];
  readonly hasFastReactions: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Lower a formula over the model's symbols and `extra` ones. */
  lower(expression: Expression, extra?: ReadonlyMap<string, NodeId>): NodeId;
  slot(id: string): Slot | undefined;
  /** Size by which a symbol's value is multiplied before a slot stores it, where it holds an amount. */
  sizeOf(slot: Slot): NodeId | undefined;
}

export interface EquationOptions {
  /** Ids that actions change. */
  readonly changedFromOutside?: ReadonlySet<string>;
  /** Observe each species as `amount(id)` and `concentration(id)` too. */
  readonly quantities?: boolean;
  /** Treat fast reactions as any others. */
  readonly ignoreFast?: boolean;
}

/** Build the equations of a checked model. What cannot be expressed is in `diagnostics`. */
export function deriveEquations(model: Model, options: EquationOptions = {}): Equations {
  return new EquationBuilder(model, options).build();
}

class EquationBuilder {
  readonly #graph = new Graph();
  readonly #functions: ReadonlyMap<string, FunctionDefinition>;
  readonly #symbols: SymbolTable;
  readonly #algebraic: AlgebraicMatching;
  readonly #species: ReadonlyMap<string, Species>;
  readonly #compartments: ReadonlyMap<string, Compartment>;
  readonly #balance: ReadonlyMap<string, readonly BalanceTerm[]>;
  readonly #slots = new Map<string, Slot>();
  readonly #values = new Map<string, NodeId>();
  readonly #derivatives = new Map<string, NodeId>();
  readonly #open = new Set<string>();
  readonly #delayed: DelayedValue[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #scope: Scope;
  readonly #hasDelays: boolean;
  readonly #hasFast: boolean;
  #states: readonly Entity[] = [];
  #ordering = false;

  constructor(
    readonly model: Model,
    readonly options: EquationOptions,
  ) {
    this.#functions = new Map(model.functionDefinitions.map((f) => [f.id, f]));
    this.#symbols = collectSymbols(model);
    this.#algebraic = matchAlgebraicRules(model, this.#symbols);
    this.#species = new Map(model.species.map((s) => [s.id, s]));
    this.#compartments = new Map(model.compartments.map((c) => [c.id, c]));
    const held = new Set(this.#symbols.entities.map((e) => e.id));
    this.#balance = balanceTerms(model, (id) => held.has(id));
    this.#hasDelays = mentionsDelay(model);
    this.#hasFast = model.reactions.some((r) => this.#isFast(r));
    this.#scope = {
      graph: this.#graph,
      functions: this.#functions,
      symbol: (id) => this.#value(id),
      rateOf: (node) => this.#rateOf(node),
      delayed: (node, lag) => this.#delay(node, lag),
    };
    for (const rule of this.#algebraic.unmatched)
      this.#diagnostics.push(diagnose("CH2006", { model: model.id }, rule.range));
    const fast = model.reactions.filter((r) => this.#isFast(r));
    if (fast.length > 0)
      this.#diagnostics.push(
        diagnose("CH2007", { id: fast[0]!.id, count: fast.length }, fast[0]!.range),
      );
  }

  build(): Equations {
    const { entities, rates, assigned, reacting, reactions, fixedReferences } = this.#symbols;
    const isState = ({ id }: Entity) =>
      rates.has(id) || reacting.has(id) || this.#algebraic.rules.has(id);
    const held = entities.filter((e) => !assigned.has(e.id));
    const states = held.filter(isState);
    this.#states = states;
    const parameters = held.filter((e) => !isState(e));
    this.#assignSlots("state", states);
    this.#assignSlots("parameter", parameters);
    const observed = [
      ...entities.filter((e) => e.observed).map((e) => e.id),
      ...reactions.keys(),
      ...fixedReferences.keys(),
    ];
    return {
      graph: this.#graph,
      states: states.map((e) => this.#variable(e)),
      parameters: parameters.map((e) => this.#variable(e)),
      derivatives: states.map((e) => this.#guard(e.id, () => this.#derivative(e.id))),
      algebraic: states.flatMap((e, i) => (this.#algebraic.rules.has(e.id) ? [i] : [])),
      observables: [
        ...observed.map((id) => ({ id, value: this.#guard(id, () => this.#require(id)) })),
        ...(this.options.quantities ? this.#quantities() : []),
      ],
      events: this.model.events.map((event) => this.#event(event)),
      delayed: this.#delayed,
      hasFastReactions: this.#hasFast,
      diagnostics: this.#diagnostics,
      lower: (expression, extra) => lowerNumber(this.#extended(extra), expression),
      slot: (id) => this.#slots.get(id),
      sizeOf: (slot) =>
        slot.compartment === undefined ? undefined : this.#require(slot.compartment),
    };
  }

  #quantities(): Equations["observables"] {
    return this.model.species.flatMap((species) => {
      const { id } = species;
      const value = (lowering: () => NodeId): NodeId => this.#guard(id, lowering);
      return [
        { id: `amount(${id})`, value: value(() => this.#amount(species)) },
        { id: `concentration(${id})`, value: value(() => this.#concentration(species)) },
      ];
    });
  }

  #amount(species: Species): NodeId {
    const slot = this.#slots.get(species.id);
    if (slot?.compartment !== undefined) return this.#graph.leaf(slot.vector, slot.index);
    const value = this.#require(species.id);
    if (!this.#isConcentration(species)) return value;
    return this.#graph.apply("mul", value, this.#require(species.compartment));
  }

  #concentration(species: Species): NodeId {
    const value = this.#require(species.id);
    if (this.#isConcentration(species)) return value;
    return this.#graph.apply("div", value, this.#require(species.compartment));
  }

  #assignSlots(vector: Slot["vector"], entities: readonly Entity[]): void {
    entities.forEach((entity, index) => {
      this.#slots.set(entity.id, this.#slotOf(entity, vector, index));
    });
  }

  // Amounts are held for species that reactions change and for fixed species, so that a changing
  // compartment dilutes them; a rule speaks of the symbol's own quantity.
  #slotOf(entity: Entity, vector: "state" | "parameter", index: number): Slot {
    const { species, id } = entity;
    const ruled =
      this.#algebraic.rules.has(id) ||
      (this.#symbols.rates.has(id) && !this.#varies(species?.compartment));
    const holdsAmount = species && this.#isConcentration(species) && !ruled;
    return holdsAmount ? { vector, index, compartment: species.compartment } : { vector, index };
  }

  /** May the size of this compartment change after the start? */
  #varies(compartment: string | undefined): boolean {
    if (compartment === undefined) return false;
    const { rates, assigned, eventTargets } = this.#symbols;
    // An algebraic size has no rate to dilute with; its species keep their own quantity.
    const outside = this.options.changedFromOutside;
    return [rates, assigned, eventTargets, outside].some((set) => set?.has(compartment));
  }

  // A point has no size to divide by: what is in it is counted (L3V2 section 4.6.5).
  #isConcentration(species: Species): boolean {
    if (species.hasOnlySubstanceUnits) return false;
    const compartment = this.#compartments.get(species.compartment);
    return compartment?.spatialDimensions !== 0 || this.#hasSize(compartment.id, compartment.size);
  }

  #hasSize(id: string, size: number | undefined): boolean {
    const { initial, assigned, rates } = this.#symbols;
    return size !== undefined || initial.has(id) || assigned.has(id) || rates.has(id);
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
    const assignment = this.#symbols.initial.get(entity.id);
    if (assignment) return this.#stored(slot, lowerNumber(this.#scope, assignment));
    const literal = this.#graph.constant(entity.literal);
    const { species } = entity;
    if (!species) return literal;
    const givenAmount = species.initialAmount !== undefined;
    const holdsAmount = slot.compartment !== undefined || !this.#isConcentration(species);
    if (givenAmount === holdsAmount || Number.isNaN(entity.literal)) return literal;
    const size = this.#require(species.compartment);
    return this.#graph.apply(holdsAmount ? "mul" : "div", literal, size);
  }

  /** Time derivative of the slot of a state, or the formula that is zero. */
  #derivative(id: string): NodeId {
    const known = this.#derivatives.get(id);
    if (known !== undefined) return known;
    if (this.#open.has(`${id}'`)) throw new UnsupportedFeature(`a rate that depends on itself`);
    this.#open.add(`${id}'`);
    try {
      const node = this.#lowerDerivative(id);
      this.#derivatives.set(id, node);
      return node;
    } finally {
      this.#open.delete(`${id}'`);
    }
  }

  #lowerDerivative(id: string): NodeId {
    const zero = this.#algebraic.rules.get(id);
    if (zero) return lowerNumber(this.#scope, zero);
    const rate = this.#symbols.rates.get(id);
    if (!rate) return this.#reactionBalance(id);
    const slot = this.#slots.get(id)!;
    return this.#slowly(this.#diluted(slot, lowerNumber(this.#scope, rate)));
  }

  // d(amount)/dt = d(concentration)/dt · V + concentration · dV/dt
  #diluted(slot: Slot, rate: NodeId): NodeId {
    if (slot.compartment === undefined) return rate;
    const g = this.#graph;
    const size = this.#require(slot.compartment);
    const growth = g.apply("mul", this.#read(slot), this.#rateOf(size));
    return g.apply("add", g.apply("mul", rate, size), growth);
  }

  #isFast(reaction: Reaction): boolean {
    return reaction.fast === true && reaction.kineticLaw !== undefined && !this.options.ignoreFast;
  }

  #slowly(rate: NodeId): NodeId {
    if (!this.#hasFast) return rate;
    return this.#graph.apply("mul", this.#graph.leaf("context", contextSlots.slow), rate);
  }

  #reactionBalance(id: string): NodeId {
    const g = this.#graph;
    const terms = this.#balance.get(id) ?? [];
    const slow = this.#slowly(this.#sum(terms.filter((term) => !this.#isFast(term.reaction))));
    const fast = terms.filter((term) => this.#isFast(term.reaction));
    const factor = g.leaf("context", contextSlots.fast);
    const sum =
      fast.length === 0 ? slow : g.apply("add", slow, g.apply("mul", factor, this.#sum(fast)));
    const conversion = this.#species.get(id)?.conversionFactor ?? this.model.conversionFactor;
    return conversion === undefined ? sum : g.apply("mul", sum, this.#require(conversion));
  }

  #sum(terms: readonly BalanceTerm[]): NodeId {
    const g = this.#graph;
    let sum = g.constant(0);
    for (const term of terms) {
      const net = this.#netStoichiometry(term);
      const node = g.node(net);
      if (node.operation === "constant" && node.value === 0) continue;
      sum = g.apply("add", sum, g.apply("mul", net, this.#require(term.reaction.id)));
    }
    return sum;
  }

  #netStoichiometry({ fixed, produced, consumed }: BalanceTerm): NodeId {
    const g = this.#graph;
    const gained = produced.reduce(
      (n, id) => g.apply("add", n, this.#require(id)),
      g.constant(fixed),
    );
    return consumed.reduce((n, id) => g.apply("sub", n, this.#require(id)), gained);
  }

  /** Time derivative of any node, through the rates of the states it reads. */
  #rateOf(node: NodeId): NodeId {
    const g = this.#graph;
    const order = liveNodes(g, [node]);
    const seeds = new Map<NodeId, NodeId>();
    for (const id of order) {
      const { operation, value } = g.node(id);
      if (operation === "time") seeds.set(id, g.constant(1));
      else if (operation === "state") seeds.set(id, this.#stateRate(value));
      else if (operation === "context") throw new UnsupportedFeature("the rate of a delayed value");
    }
    const rate = differentiateAlong(g, node, order, seeds);
    if (!this.#hasDelays) return rate;
    // Looking back past the start meets constant values: nothing has a rate there.
    const before = g.apply("lt", g.time(), g.leaf("context", contextSlots.start));
    return g.apply("select", before, g.constant(0), rate);
  }

  #stateRate(index: number): NodeId {
    const { id } = this.#states[index]!;
    if (this.#algebraic.rules.has(id))
      throw new UnsupportedFeature(`the rate of "${id}", which an algebraic rule determines,`);
    return this.#derivative(id);
  }

  #delay(value: NodeId, lag: NodeId): NodeId {
    const g = this.#graph;
    const constant = g.node(lag);
    if (constant.operation === "constant" && constant.value === 0) return value;
    const known = this.#delayed.findIndex((d) => d.value === value && d.lag === lag);
    const index = known >= 0 ? known : this.#delayed.push({ value, lag }) - 1;
    return g.leaf("context", contextSlots.firstDelayed + index);
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
        return [{ slot, value: this.#guarded(event.id, a.expression) }];
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
    if (!slot) this.#lowerNeeds(id);
    const node = slot ? this.#read(slot) : this.#follow(id);
    if (node !== undefined) this.#values.set(id, node);
    return node;
  }

  // In a long chain of formulas what one needs is lowered before it: no deep recursion.
  #lowerNeeds(id: string): void {
    if (this.#ordering) return;
    this.#ordering = true;
    const { assigned, reactions } = this.#symbols;
    const needs = (name: string): Iterable<string> => {
      const formula = assigned.get(name) ?? reactions.get(name)?.kineticLaw?.expression;
      return formula && !this.#values.has(name) ? freeSymbols(formula) : [];
    };
    const { order, depth } = dependencyOrder([id], needs);
    if (depth > deepChain) for (const name of order) this.#attempt(name);
    this.#ordering = false;
  }

  /** Lower a symbol ahead of its use; what is wrong with it is reported there. */
  #attempt(id: string): void {
    try {
      this.#value(id);
    } catch (error) {
      if (!(error instanceof UnsupportedFeature)) throw error;
    }
  }

  #read(slot: Slot): NodeId {
    const leaf = this.#graph.leaf(slot.vector, slot.index);
    if (slot.compartment === undefined) return leaf;
    return this.#graph.apply("div", leaf, this.#require(slot.compartment));
  }

  // An assigned variable or a reaction rate: the node of its formula, lowered once.
  #follow(id: string): NodeId | undefined {
    const fixed = this.#symbols.fixedReferences.get(id);
    if (fixed !== undefined) return this.#graph.constant(fixed);
    const expression = this.#symbols.assigned.get(id);
    const law = this.#symbols.reactions.get(id)?.kineticLaw;
    if (!expression && !law) return undefined;
    if (this.#open.has(id)) throw new UnsupportedFeature(`a cycle of assignments through "${id}"`);
    this.#open.add(id);
    try {
      return expression ? lowerNumber(this.#scope, expression) : this.#lowerLaw(id, law!);
    } finally {
      this.#open.delete(id);
    }
  }

  // The parameters of a kinetic law hide the model's symbols of the same name.
  #lowerLaw(reaction: string, law: KineticLaw): NodeId {
    const locals = new Map(
      law.localParameters.map((p) => [p.id, this.#require(localId(reaction, p.id))]),
    );
    return lowerNumber(this.#extended(locals), law.expression);
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

function mentionsDelay(model: Model): boolean {
  let found = false;
  const look = (expression: Expression | undefined): void => {
    if (expression && !found)
      visit(expression, (node) => {
        found ||= node.kind === "apply" && node.operator === "delay";
      });
  };
  for (const { body } of model.functionDefinitions) look(body);
  for (const { expression } of [...model.initialAssignments, ...model.rules]) look(expression);
  for (const { kineticLaw } of model.reactions) look(kineticLaw?.expression);
  for (const event of model.events) {
    for (const expression of [event.trigger, event.delay, event.priority]) look(expression);
    for (const { expression } of event.assignments) look(expression);
  }
  return found;
}
