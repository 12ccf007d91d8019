// Names of interactions as Antimony has them. In SBML such a name is a text for readers; in Antimony it
// stands among the ids, and what bears it twice is one interaction.

import type { Interaction, Model } from "../../model.js";
import type { Limits } from "./limits.js";
import { elementIds, freeId, idsOf } from "./reserved-names.js";

/** The model with names of interactions that nothing else bears. */
export function withNamedInteractions(model: Model, limits: Limits): Model {
  const ids = new Set(idsOf(model));
  const used = new Set(elementIds(model));
  const named = ({ name, ...rest }: Interaction): Interaction => {
    if (name === undefined) return rest;
    const own = used.has(name) ? freeId(`${name}_`, ids) : name;
    if (own !== name)
      limits.sayOtherwise(
        "a name of an interaction that is taken, with underscores after it",
        name,
      );
    used.add(own);
    return { ...rest, name: own };
  };
  const reactions = model.reactions.map(({ interactions, ...rest }) =>
    interactions ? { ...rest, interactions: interactions.map(named) } : rest,
  );
  return { ...model, reactions };
}
