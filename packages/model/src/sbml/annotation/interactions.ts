// What modifiers do to their reactions, as terms of the Systems Biology Ontology: the three that
// Antimony has words for. SBML says it on the modifier, which is no part of the dynamics.

import type { Interaction } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";

/** SBO terms: stimulator, inhibitor, modifier. */
export const effectTerms: Readonly<Record<Interaction["effect"], number>> = {
  activation: 459,
  inhibition: 20,
  influence: 19,
};

/** Interactions of a `<reaction>`; modifiers without one of the terms have none. */
export function readInteractions(reaction: XmlElement): Interaction[] {
  const list = reaction.children.find(({ name }) => name === "listOfModifiers");
  return (list?.children ?? []).flatMap((modifier): Interaction[] => {
    const species = attribute(modifier, "species");
    const effect = effectNamed(attribute(modifier, "sboTerm"));
    if (!effect || species === undefined) return [];
    const name = attribute(modifier, "name");
    const isId = name !== undefined && /^[A-Za-z_]\w*$/.test(name);
    return [{ ...(isId ? { name } : {}), species, effect }];
  });
}

/** The effect that an `sboTerm` of a modifier says, if it is one of the three. */
export function effectNamed(sboTerm = ""): Interaction["effect"] | undefined {
  const term = Number(/^SBO:(\d{7})$/.exec(sboTerm)?.[1]);
  return effects.find((one) => effectTerms[one] === term);
}

const effects = ["activation", "inhibition", "influence"] as const;

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((one) => one.name === name)?.value;
}
