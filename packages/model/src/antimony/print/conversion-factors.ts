// Conversion factors of species as parts of stoichiometries, which mean the same: the species then
// changes by rate times stoichiometry times factor (SBML L3V2 Core section 4.6.6).

import type { Expression } from "../../expression.js";
import type { InitialAssignment, Model, Parameter, Rule, SpeciesReference } from "../../model.js";
import type { Limits } from "./limits.js";
import { freeId, idsOf } from "./reserved-names.js";

export function withoutConversionFactors(model: Model, limits: Limits): Model {
  const { conversionFactor: general, ...rest } = model;
  const factors = new Map(
    model.species.flatMap(({ id, conversionFactor = general, boundaryCondition }) =>
      conversionFactor === undefined || boundaryCondition ? [] : [[id, conversionFactor] as const],
    ),
  );
  if (factors.size === 0) return rest;
  for (const id of factors.keys())
    limits.sayOtherwise("a conversion factor as a part of stoichiometries", id);
  return new Converter(rest, factors).convert();
}

class Converter {
  private readonly taken: Set<string>;
  private readonly parameters: Parameter[];
  private readonly initial: InitialAssignment[];
  private readonly rules: Rule[];

  constructor(
    private readonly model: Model,
    private readonly factors: ReadonlyMap<string, string>,
  ) {
    this.taken = new Set(idsOf(model));
    this.parameters = [...model.parameters];
    this.initial = [...model.initialAssignments];
    this.rules = [...model.rules];
  }

  convert(): Model {
    const reactions = this.model.reactions.map((reaction) => ({
      ...reaction,
      reactants: reaction.reactants.map((item) => this.reference(item, reaction.id)),
      products: reaction.products.map((item) => this.reference(item, reaction.id)),
    }));
    const { parameters, initial: initialAssignments, rules } = this;
    return { ...this.model, parameters, initialAssignments, rules, reactions };
  }

  private reference(item: SpeciesReference, reaction: string): SpeciesReference {
    const factor = this.factors.get(item.species);
    if (factor === undefined) return item;
    const id = freeId(`${reaction}_${item.species}_stoichiometry`, this.taken);
    const stoichiometry = Number.NaN;
    if (item.id === undefined) {
      const value: Expression = { kind: "number", value: item.stoichiometry };
      this.initial.push({ symbol: id, expression: product(value, factor) });
      return { ...item, id, stoichiometry };
    }
    return this.symbolic(item, item.id, id, factor);
  }

  /** The symbol of the stoichiometry stays as a parameter; the product follows it. */
  private symbolic(
    item: SpeciesReference,
    symbol: string,
    id: string,
    factor: string,
  ): SpeciesReference {
    const { constant = true, stoichiometry } = item;
    const value = Number.isNaN(stoichiometry) ? {} : { value: stoichiometry };
    this.parameters.push({ id: symbol, ...value, constant });
    const expression = product({ kind: "symbol", id: symbol }, factor);
    const changed = { ...item, id, stoichiometry: Number.NaN };
    if (constant) {
      this.initial.push({ symbol: id, expression });
      return changed;
    }
    this.rules.push({ kind: "assignment", variable: id, expression });
    return { ...changed, constant: false };
  }
}

function product(value: Expression, factor: string): Expression {
  return { kind: "apply", operator: "times", arguments: [value, { kind: "symbol", id: factor }] };
}
