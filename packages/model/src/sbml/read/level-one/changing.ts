// Which compartments and parameters of a Level 1 model change. Later levels say `constant`; Level 1
// leaves it to the rules: what a rule names changes, and an algebraic rule changes what it mentions
// and nothing else can.

import { freeSymbols } from "../../../formula/walk.js";
import type { Rule } from "../../../model.js";
import type { XmlElement } from "../../xml-tree.js";

/** Ids of what changes; `model` is the element, for what has no value yet and what reactions move. */
export function changingIds(model: XmlElement, rules: readonly Rule[]): ReadonlySet<string> {
  const changing = new Set(
    rules.flatMap((rule) => (rule.kind === "algebraic" ? [] : [rule.variable])),
  );
  const algebraic = rules.filter((rule) => rule.kind === "algebraic");
  if (algebraic.length === 0) return changing;
  const facts = factsOf(model);
  for (const { expression } of algebraic) {
    const open = [...freeSymbols(expression)].filter((id) => !changing.has(id));
    for (const id of solvedFor(open, facts)) changing.add(id);
  }
  return changing;
}

interface Facts {
  readonly species: ReadonlySet<string>;
  /** Species that reactions change. */
  readonly moved: ReadonlySet<string>;
  /** Parameters without a value. */
  readonly unset: ReadonlySet<string>;
}

/** What has no value comes first, then a species that no reaction changes, then all the rest. */
function solvedFor(ids: readonly string[], facts: Facts): readonly string[] {
  const unset = ids.filter((id) => facts.unset.has(id));
  if (unset.length > 0) return unset;
  const free = ids.some((id) => facts.species.has(id) && !facts.moved.has(id));
  return free ? [] : ids;
}

function factsOf(model: XmlElement): Facts {
  const species = new Set<string>();
  const fixed = new Set<string>();
  const moved = new Set<string>();
  const unset = new Set<string>();
  const value = (element: XmlElement, name: string): string =>
    element.attributes.find((item) => item.name === name)?.value ?? "";
  for (const list of model.children) {
    for (const element of list.children) {
      const name = value(element, "name");
      if (list.name === "listOfSpecies") species.add(name);
      if (list.name === "listOfSpecies" && value(element, "boundaryCondition") === "true")
        fixed.add(name);
      if (element.name === "parameter" && value(element, "value") === "") unset.add(name);
      if (element.name === "reaction") for (const id of takingPart(element)) moved.add(id);
    }
  }
  for (const id of fixed) moved.delete(id);
  return { species, moved, unset };
}

function takingPart(reaction: XmlElement): string[] {
  return reaction.children.flatMap((list) =>
    list.children.flatMap(({ attributes }) =>
      attributes
        .filter(({ name }) => name === "species" || name === "specie")
        .map(({ value }) => value),
    ),
  );
}
