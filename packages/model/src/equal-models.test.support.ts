// Models that mean the same, as lists of differences: same ids, kinds and attributes after defaults,
// formulas by their meaning, units by theirs. Order does not count, and what has no bearing on the
// meaning does not: values that a rule or initial assignment overrides, boundary conditions of
// species that rules set, modifiers that the rate names anyway, names that repeat the id.

import type { Annotated } from "./annotation.js";
import { isDefaultCompartment } from "./antimony/element-table.js";
import { baseUnits } from "./base-units.js";
import { type Functions, sameMeaning } from "./equal-expressions.test.support.js";
import type { Expression } from "./expression.js";
import { numberOf } from "./formula/number-of.js";
import { freeSymbols } from "./formula/walk.js";
import type {
  Compartment,
  FunctionDefinition,
  Model,
  ModelEvent,
  Parameter,
  Reaction,
  Species,
  SpeciesReference,
} from "./model.js";
import { equalUnits, type ReducedUnit, reduceBase, reduceUnit } from "./units.js";

export interface ComparisonOptions {
  /** Compare names, SBO terms, annotations and uncertainty too. */
  readonly annotations?: boolean;
  /** Compare what modifiers do; libAntimony before 3 wrote of an activation that it is a modifier. */
  readonly interactions?: boolean;
}

/** Differences in words; none where the models are equal. */
export function modelDifferences(a: Model, b: Model, options: ComparisonOptions = {}): string[] {
  return new Comparison(a, b, options).run();
}

type Values = Readonly<Record<string, unknown>>;

class Comparison {
  private readonly found: string[] = [];
  private readonly aSide: Side;
  private readonly bSide: Side;

  constructor(
    private readonly a: Model,
    private readonly b: Model,
    private readonly options: ComparisonOptions,
  ) {
    this.aSide = new Side(a);
    this.bSide = new Side(b);
  }

  run(): string[] {
    const { a, b, aSide, bSide } = this;
    if (a.id !== b.id) this.differ("model", "id", a.id, b.id);
    this.annotated("model", a, b);
    this.modelUnits();
    this.unitDefinitions();
    this.byId("function", a.functionDefinitions, b.functionDefinitions, (x, y, what) =>
      this.functions(x, y, what),
    );
    this.byId("compartment", a.compartments, b.compartments, (x, y, what) =>
      this.values(what, aSide.compartment(x), bSide.compartment(y)),
    );
    this.byId("species", a.species, b.species, (x, y, what) =>
      this.values(what, aSide.species(x), bSide.species(y)),
    );
    this.byId("parameter", a.parameters, b.parameters, (x, y, what) =>
      this.values(what, aSide.parameter(x), bSide.parameter(y)),
    );
    this.byId("reaction", a.reactions, b.reactions, (x, y, what) => this.reactions(x, y, what));
    this.byId("event", a.events, b.events, (x, y, what) => this.events(x, y, what));
    this.formulasByKey("initial assignment", initials(a), initials(b));
    this.formulasByKey("rule", rules(a), rules(b));
    this.formulaSets("algebraic rule", algebraic(a), algebraic(b));
    this.formulaSets("constraint", constraints(a), constraints(b));
    this.objectives();
    this.values("model", { factor: a.conversionFactor }, { factor: b.conversionFactor });
    return this.found;
  }

  private differ(what: string, field: string, x: unknown, y: unknown): void {
    if (this.found.length < 20)
      this.found.push(`${what}: ${field} ${JSON.stringify(x)} | ${JSON.stringify(y)}`);
  }

  private byId<T extends { readonly id: string } & Annotated>(
    kind: string,
    a: readonly T[],
    b: readonly T[],
    compare: (x: T, y: T, what: string) => void,
  ): void {
    const others = new Map(b.map((item) => [item.id, item]));
    for (const item of a) {
      const other = others.get(item.id);
      others.delete(item.id);
      const what = `${kind} ${item.id}`;
      if (!other) this.differ(what, "is only in the first", "", "");
      else {
        compare(item, other, what);
        this.annotated(what, withDefaultTerm(item), withDefaultTerm(other));
      }
    }
    for (const id of others.keys()) this.differ(`${kind} ${id}`, "is only in the second", "", "");
  }

  private values(what: string, a: Values, b: Values): void {
    for (const field of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const [x, y] = [a[field], b[field]];
      if (!sameValue(x, y)) this.differ(what, field, x, y);
    }
  }

  private formula(what: string, a: Expression | undefined, b: Expression | undefined): void {
    if (!a && !b) return;
    if (a && b && sameMeaning(a, b, this.aSide.functions, this.bSide.functions)) return;
    this.differ(what, "formula", a && plain(a), b && plain(b));
  }

  private functions(a: FunctionDefinition, b: FunctionDefinition, what: string): void {
    this.values(what, { count: a.parameters.length }, { count: b.parameters.length });
    const call = (item: FunctionDefinition): Expression => ({
      kind: "call",
      function: item.id,
      arguments: item.parameters.map((_, i) => ({ kind: "symbol", id: `argument${i}` })),
    });
    this.formula(what, call(a), call(b));
  }

  private reactions(a: Reaction, b: Reaction, what: string): void {
    this.values(what, this.aSide.reaction(a), this.bSide.reaction(b));
    this.formula(what, a.kineticLaw?.expression, b.kineticLaw?.expression);
    this.interactions(a, b, what);
  }

  /** An influence says no more than that the species is a modifier. */
  private interactions(a: Reaction, b: Reaction, what: string): void {
    if (!this.options.interactions) return;
    const said = ({ interactions = [] }: Reaction): Values =>
      Object.fromEntries(
        interactions.flatMap(({ species, effect, name }) =>
          effect === "influence" ? [] : [[`interaction of ${species}`, `${effect} ${name}`]],
        ),
      );
    this.values(what, said(a), said(b));
  }

  private events(a: ModelEvent, b: ModelEvent, what: string): void {
    this.values(what, eventValues(a), eventValues(b));
    this.formula(`${what} trigger`, a.trigger, b.trigger);
    this.formula(`${what} delay`, a.delay, b.delay);
    this.formula(`${what} priority`, a.priority, b.priority);
    this.formulasByKey(`${what} assignment`, assignments(a), assignments(b));
  }

  private formulasByKey(
    kind: string,
    a: ReadonlyMap<string, Expression>,
    b: ReadonlyMap<string, Expression>,
  ): void {
    for (const key of new Set([...a.keys(), ...b.keys()]))
      this.formula(`${kind} ${key}`, a.get(key), b.get(key));
  }

  private formulaSets(
    kind: string,
    a: readonly [string, Expression][],
    b: readonly [string, Expression][],
  ): void {
    const left = [...b];
    for (const [text, expression] of a) {
      const at = left.findIndex(
        ([other, one]) =>
          other === text &&
          sameMeaning(expression, one, this.aSide.functions, this.bSide.functions),
      );
      if (at < 0) this.differ(kind, `is only in the first ${text}`, plain(expression), "");
      else left.splice(at, 1);
    }
    for (const [text, expression] of left)
      this.differ(kind, `is only in the second ${text}`, "", plain(expression));
  }

  private objectives(): void {
    const [a, b] = [this.a.objective, this.b.objective];
    if (!a || !b) return;
    this.values("objective", { id: a.id, sense: a.sense }, { id: b.id, sense: b.sense });
    this.formula("objective", a.expression, b.expression);
  }

  private modelUnits(): void {
    const [a, b] = [this.aSide.modelUnits(), this.bSide.modelUnits()];
    this.values("model units", a, b);
  }

  /** A definition that only one model has must be of no use in it, or have an equal in the other. */
  private unitDefinitions(): void {
    const check = (one: Side, other: Side): void => {
      for (const { id } of one.model.unitDefinitions) {
        const same = other.unit(id);
        const meaning = one.unit(id);
        if (other.hasUnit(id) ? !sameUnit(meaning, same) : one.uses(id) && !other.has(meaning))
          this.differ(`unit ${id}`, "is different", meaning, same);
      }
    };
    check(this.aSide, this.bSide);
    check(this.bSide, this.aSide);
  }

  private annotated(what: string, a: Annotated, b: Annotated): void {
    if (!this.options.annotations) return;
    this.values(what, annotationValues(a), annotationValues(b));
  }
}

/** One of the two models, with what its defaults and rules say of its elements. */
class Side {
  readonly functions: Functions;
  private readonly units: ReadonlyMap<string, ReducedUnit | undefined>;
  /** Initial assignments that are formulas, and those that are numbers. */
  private readonly initial: ReadonlySet<string>;
  private readonly settled: ReadonlyMap<string, number>;
  private readonly assigned: ReadonlySet<string>;
  private readonly ruled: ReadonlySet<string>;
  private readonly speciesIds: ReadonlySet<string>;
  private readonly used: ReadonlySet<string>;

  constructor(readonly model: Model) {
    this.functions = new Map(model.functionDefinitions.map((item) => [item.id, item]));
    this.units = new Map(model.unitDefinitions.map((item) => [item.id, reduceUnit(item)]));
    this.initial = new Set(initials(model).keys());
    this.settled = settledValues(model);
    const ruled = model.rules.flatMap((rule) => (rule.kind === "algebraic" ? [] : [rule]));
    this.ruled = new Set(ruled.map(({ variable }) => variable));
    this.assigned = new Set(
      ruled.filter(({ kind }) => kind === "assignment").map(({ variable }) => variable),
    );
    this.speciesIds = new Set(model.species.map(({ id }) => id));
    this.used = new Set(usedUnits(model));
  }

  hasUnit(id: string): boolean {
    return this.units.has(id);
  }

  uses(id: string): boolean {
    return this.used.has(id);
  }

  has(unit: ReducedUnit | undefined): boolean {
    return [...this.units.values()].some((one) => sameUnit(one, unit)) || isBase(unit);
  }

  unit(id: string | undefined): ReducedUnit | undefined {
    if (id === undefined) return undefined;
    return this.units.has(id) ? this.units.get(id) : reduceBase(id);
  }

  modelUnits(): Values {
    const entries = Object.entries(this.model.units);
    return Object.fromEntries(entries.map(([quantity, id]) => [quantity, this.unit(id)]));
  }

  private overridden(id: string): boolean {
    return this.initial.has(id) || this.assigned.has(id);
  }

  private value(id: string, value: number | undefined): number | undefined {
    if (this.assigned.has(id)) return undefined;
    const number = this.settled.get(id) ?? (this.initial.has(id) ? undefined : value);
    return Number.isNaN(number) ? undefined : number;
  }

  compartment(item: Compartment): Values {
    const { id, spatialDimensions, size, unit, constant } = item;
    return {
      spatialDimensions,
      size: this.value(id, size),
      unit: this.unit(unit),
      constant,
      name: ownName(item),
    };
  }

  /** Amounts in a constant compartment of size 1 are concentrations as well. */
  species(item: Species): Values {
    const place = this.model.compartments.find(({ id }) => id === item.compartment);
    const one = place?.size === 1 && place.constant && !this.overridden(place.id);
    const { amount, concentration } = this.quantity(item);
    return {
      compartment: item.compartment,
      amount: one ? (amount ?? concentration) : amount,
      concentration: one ? undefined : concentration,
      unit: this.unit(item.substanceUnit),
      hasOnlySubstanceUnits: item.hasOnlySubstanceUnits,
      boundary: item.boundaryCondition || item.constant || this.ruled.has(item.id),
      conversionFactor: item.conversionFactor,
      name: ownName(item),
    };
  }

  /** A number that an initial assignment gives is in the units of the symbol. */
  private quantity(item: Species): {
    amount?: number | undefined;
    concentration?: number | undefined;
  } {
    const { id, initialAmount, initialConcentration, hasOnlySubstanceUnits } = item;
    const given = this.settled.has(id) || this.overridden(id);
    const value = this.value(id, undefined);
    if (given) return hasOnlySubstanceUnits ? { amount: value } : { concentration: value };
    return {
      amount: this.value(id, initialAmount),
      concentration: this.value(id, initialConcentration),
    };
  }

  parameter(item: Parameter): Values {
    const { id, value, unit, constant } = item;
    return { value: this.value(id, value), unit: this.unit(unit), constant, name: ownName(item) };
  }

  reaction(item: Reaction): Values {
    const { reversible, compartment, kineticLaw, fast = false } = item;
    const references = [...item.reactants, ...item.products];
    const taking = new Set(references.map(({ species }) => species));
    const named = kineticLaw ? freeSymbols(kineticLaw.expression) : [];
    const modifiers = [...item.modifiers, ...[...named].filter((id) => this.speciesIds.has(id))];
    const local = kineticLaw?.localParameters.map(({ id, value, unit }) => ({
      id,
      value,
      unit: this.unit(unit),
    }));
    return {
      reversible,
      compartment,
      fast,
      name: ownName(item),
      reactants: this.references(item.reactants),
      products: this.references(item.products),
      modifiers: [...new Set(modifiers)].filter((id) => !taking.has(id)).sort(),
      local: local ?? [],
    };
  }

  private references(list: readonly SpeciesReference[]): unknown {
    const entries = list.map(({ id, species, stoichiometry, constant = true }) => {
      const number = id === undefined ? stoichiometry : this.value(id, stoichiometry);
      // Nothing can change a stoichiometry without a name.
      const settled = id === undefined || constant;
      return { id, species, stoichiometry: number ?? null, constant: settled };
    });
    return entries.map((entry) => JSON.stringify(entry)).sort();
  }
}

/** In Antimony the default compartment is the implicit one (SBO:0000410) unless the text says other. */
function withDefaultTerm<T extends Annotated & { readonly id: string }>(item: T): T {
  return isDefaultCompartment(item.id) ? { ...item, sboTerm: item.sboTerm ?? 410 } : item;
}

function ownName({ id, name }: { readonly id: string; readonly name?: string }): string {
  return name ?? id;
}

function sameUnit(a: ReducedUnit | undefined, b: ReducedUnit | undefined): boolean {
  return a && b ? equalUnits(a, b) : a === b;
}

function isBase(unit: ReducedUnit | undefined): boolean {
  return baseUnits.some((kind) => sameUnit(reduceBase(kind), unit));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (isUnit(a) && isUnit(b)) return equalUnits(a, b);
  if (typeof a === "number" && typeof b === "number") return Object.is(a, b) || a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}

function isUnit(value: unknown): value is ReducedUnit {
  return typeof value === "object" && value !== null && "exponents" in value;
}

function plain(expression: Expression): unknown {
  return JSON.parse(
    JSON.stringify(expression, (key, value: unknown) => (key === "range" ? undefined : value)),
  );
}

function* usedUnits(model: Model): Iterable<string> {
  const { compartments, parameters, species, units } = model;
  for (const { unit } of [...compartments, ...parameters]) if (unit !== undefined) yield unit;
  for (const { substanceUnit } of species) if (substanceUnit !== undefined) yield substanceUnit;
  for (const unit of Object.values(units)) if (unit !== undefined) yield unit;
}

/** Initial assignments that are no plain numbers. */
function initials(model: Model): Map<string, Expression> {
  const settled = settledValues(model);
  return new Map(
    model.initialAssignments
      .filter(({ symbol }) => !settled.has(symbol))
      .map(({ symbol, expression }) => [symbol, expression]),
  );
}

function settledValues(model: Model): Map<string, number> {
  return new Map(
    model.initialAssignments.flatMap(({ symbol, expression }) => {
      const value = numberOf(expression);
      return value === undefined ? [] : [[symbol, value]];
    }),
  );
}

function rules(model: Model): Map<string, Expression> {
  return new Map(
    model.rules.flatMap((rule) =>
      rule.kind === "algebraic" ? [] : [[`${rule.kind} ${rule.variable}`, rule.expression]],
    ),
  );
}

function algebraic(model: Model): [string, Expression][] {
  return model.rules.flatMap((rule): [string, Expression][] =>
    rule.kind === "algebraic" ? [["", rule.expression]] : [],
  );
}

function constraints(model: Model): [string, Expression][] {
  return (model.constraints ?? []).map(({ message = "", expression }) => [message, expression]);
}

function eventValues(event: ModelEvent): Values {
  const { initialValue, persistent, useValuesFromTriggerTime } = event;
  return { initialValue, persistent, useValuesFromTriggerTime, name: ownName(event) };
}

function assignments(event: ModelEvent): Map<string, Expression> {
  return new Map(event.assignments.map(({ variable, expression }) => [variable, expression]));
}

function annotationValues({ sboTerm, annotation = {}, uncertainty = [] }: Annotated): Values {
  const notes = annotation.notes?.replaceAll(/\s+/g, " ").trim();
  return {
    sboTerm,
    terms: annotation.terms ?? [],
    notes,
    creators: (annotation.creators ?? []).map((one) => Object.entries(one).sort()),
    created: annotation.created,
    modified: annotation.modified ?? [],
    uncertainty: uncertainty.map((one) => ({ ...one, values: one.values.map(plain) })),
  };
}
