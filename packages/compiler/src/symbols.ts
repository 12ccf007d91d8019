// What the symbols of a model are: which elements may hold a value, which formulas rule over them,
// and which of them may change after the start. Reads the model once; leaves slots and nodes to
// equations.ts.

import type { Expression, Model, Reaction, Species, SpeciesReference } from "@chondron/model";

/** An element whose symbol stands for a value of its own. */
export interface Entity {
  readonly id: string;
  readonly name?: string;
  readonly unit?: string;
  readonly species?: Species;
  /** Value in the text; NaN where absent. */
  readonly literal: number;
  readonly constant: boolean;
  /** False for parameters of one kinetic law: nothing outside it sees them. */
  readonly observed: boolean;
}

export interface SymbolTable {
  readonly entities: readonly Entity[];
  readonly rates: ReadonlyMap<string, Expression>;
  readonly assigned: ReadonlyMap<string, Expression>;
  readonly initial: ReadonlyMap<string, Expression>;
  /** Reactions with a kinetic law, by id. */
  readonly reactions: ReadonlyMap<string, Reaction>;
  /** Stoichiometries with an id that nothing changes. */
  readonly fixedReferences: ReadonlyMap<string, number>;
  /** Species that reactions change. */
  readonly reacting: ReadonlySet<string>;
  /** Variables of event assignments. */
  readonly eventTargets: ReadonlySet<string>;
}

/** Id under which a parameter of one kinetic law is known; no SBML id holds a dot. */
export function localId(reaction: string, parameter: string): string {
  return `${reaction}.${parameter}`;
}

export function collectSymbols(model: Model): SymbolTable {
  const rates = new Map<string, Expression>();
  const assigned = new Map<string, Expression>();
  for (const rule of model.rules) {
    if (rule.kind === "rate") rates.set(rule.variable, rule.expression);
    else if (rule.kind === "assignment") assigned.set(rule.variable, rule.expression);
  }
  const initial = new Map(model.initialAssignments.map((a) => [a.symbol, a.expression]));
  const eventTargets = new Set(model.events.flatMap((e) => e.assignments.map((a) => a.variable)));
  const moved = (id: string): boolean =>
    rates.has(id) || assigned.has(id) || initial.has(id) || eventTargets.has(id);
  const references = model.reactions
    .flatMap((r) => [...r.reactants, ...r.products])
    .filter((r): r is SpeciesReference & { id: string } => r.id !== undefined);
  const isFixed = (r: SpeciesReference & { id: string }): boolean =>
    r.constant !== false && !moved(r.id);
  return {
    entities: [
      ...elementEntities(model),
      ...references.filter((r) => !isFixed(r)).map(referenceEntity),
    ],
    rates,
    assigned,
    initial,
    reactions: new Map(model.reactions.filter((r) => r.kineticLaw).map((r) => [r.id, r])),
    fixedReferences: new Map(references.filter(isFixed).map((r) => [r.id, r.stoichiometry])),
    reacting: reactingSpecies(model),
    eventTargets,
  };
}

function elementEntities(model: Model): Entity[] {
  const locals = model.reactions.flatMap((r) =>
    (r.kineticLaw?.localParameters ?? []).map((p) => ({ ...p, id: localId(r.id, p.id) })),
  );
  const parameter = (observed: boolean) => (p: Model["parameters"][number]) => ({
    ...pick(p),
    literal: p.value ?? Number.NaN,
    observed,
  });
  return [
    ...model.species.map((s) => ({
      ...pick(s),
      species: s,
      literal: s.initialAmount ?? s.initialConcentration ?? Number.NaN,
      observed: true,
    })),
    ...model.compartments.map((c) => ({
      ...pick(c),
      literal: c.size ?? Number.NaN,
      observed: true,
    })),
    ...model.parameters.map(parameter(true)),
    ...locals.map(parameter(false)),
  ];
}

function referenceEntity(reference: SpeciesReference & { id: string }): Entity {
  const { id, stoichiometry } = reference;
  return { id, literal: stoichiometry, constant: reference.constant !== false, observed: true };
}

function reactingSpecies(model: Model): Set<string> {
  const fixed = new Set(
    model.species.filter((s) => s.boundaryCondition || s.constant).map((s) => s.id),
  );
  const references = model.reactions.flatMap((r) =>
    r.kineticLaw ? [...r.reactants, ...r.products] : [],
  );
  return new Set(references.map((r) => r.species).filter((id) => !fixed.has(id)));
}

function pick(element: {
  id: string;
  name?: string;
  unit?: string;
  substanceUnit?: string;
  constant: boolean;
}): Pick<Entity, "id" | "name" | "unit" | "constant"> {
  const unit = element.unit ?? element.substanceUnit;
  return {
    id: element.id,
    constant: element.constant,
    ...(element.name === undefined ? {} : { name: element.name }),
    ...(unit === undefined ? {} : { unit }),
  };
}
