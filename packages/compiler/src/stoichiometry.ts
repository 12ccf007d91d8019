// How reactions change species: for each species the reactions it takes part in and its net
// stoichiometry there, numbers and symbols apart. One walk over the reactions, so that the cost grows
// with the size of the model and not with its square.

import type { Model, Reaction, SpeciesReference } from "@chondron/model";

/** One reaction's effect on one species. */
export interface BalanceTerm {
  readonly reaction: Reaction;
  /** Net stoichiometry of the references that are numbers. */
  readonly fixed: number;
  /** Ids of references that rules, events or initial assignments set, by side. */
  readonly produced: readonly string[];
  readonly consumed: readonly string[];
}

/**
 * Terms of every species, in the order of the reactions. Reactions without a kinetic law change
 * nothing.
 *
 * @param isVariable whether the reference of this id has a value of its own.
 */
export function balanceTerms(
  model: Model,
  isVariable: (id: string) => boolean,
): ReadonlyMap<string, readonly BalanceTerm[]> {
  const terms = new Map<string, BalanceTerm[]>();
  for (const reaction of model.reactions) {
    if (!reaction.kineticLaw) continue;
    const { reactants, products } = reaction;
    const taking = new Set([...reactants, ...products].map((r) => r.species));
    for (const species of taking) {
      const sides = [products, reactants].map((side) => side.filter((r) => r.species === species));
      const [produced, consumed] = sides.map((side) => divide(side, isVariable));
      const term = {
        reaction,
        fixed: produced!.fixed - consumed!.fixed,
        produced: produced!.variable,
        consumed: consumed!.variable,
      };
      const known = terms.get(species);
      if (known) known.push(term);
      else terms.set(species, [term]);
    }
  }
  return terms;
}

function divide(
  side: readonly SpeciesReference[],
  isVariable: (id: string) => boolean,
): { fixed: number; variable: string[] } {
  const variable = side.flatMap((r) => (r.id !== undefined && isVariable(r.id) ? [r.id] : []));
  const fixed = side.filter((r) => r.id === undefined || !isVariable(r.id));
  return { fixed: fixed.reduce((sum, r) => sum + r.stoichiometry, 0), variable };
}
