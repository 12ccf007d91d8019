// `delete A.x`: takes an element out of a submodel, with every formula of the submodel that speaks of
// it. A reaction loses the species and stays; an event stays while it has a trigger and something to
// assign. Source: Antimony tutorial, "Submodel deletions"; libAntimony 3.3 on reactions and events,
// where its SBML shows more than the tutorial says.

import type { Expression } from "../expression.js";
import { visit } from "../formula/walk.js";
import type { Element, ElementTable, EventContent, ScopedParticipant } from "./element-table.js";

/**
 * Deletes an element, and with a submodel all that it holds. `within` is the path, with its final
 * dot, of the submodel as the deleting model knows it: formulas outside it must not speak of what
 * goes, and formulas inside it that do are cleared.
 */
export function deleteElement(elements: ElementTable, element: Element, within: string): void {
  const held = element.kind === "submodel" ? elements.within(`${element.path}.`) : [];
  for (const one of [element, ...held]) elements.delete(one);
  const gone = new Set([element, ...held].map(({ path }) => path));
  for (const other of elements.within(within)) clearReferences(elements, other, gone);
}

function clearReferences(
  elements: ElementTable,
  element: Element,
  gone: ReadonlySet<string>,
): void {
  const has = (expression: Expression | undefined): boolean =>
    expression !== undefined && speaksOf(expression, elements, gone);
  const isGone = (path: string | undefined): boolean =>
    path !== undefined && gone.has(elements.canonical(path));
  const left = (parts: readonly ScopedParticipant[]) =>
    parts.filter(({ species }) => !isGone(species));

  if (has(element.initial?.expression)) delete element.initial;
  if (has(element.rule?.expression)) {
    delete element.rule;
    if (element.kind !== "species") element.constant ??= false;
  }
  if (isGone(element.compartment)) delete element.compartment;
  if (element.reaction) {
    const { reaction } = element;
    const [reactants, products] = [left(reaction.reactants), left(reaction.products)];
    element.reaction = { ...reaction, reactants, products };
  }
  if (element.interaction) {
    const { interaction } = element;
    const targets = interaction.targets.filter((target) => !isGone(target));
    element.interaction = { ...interaction, species: left(interaction.species), targets };
  }
  if (element.strand) {
    const members = element.strand.members.filter((member) => !isGone(member));
    element.strand = { ...element.strand, members };
  }
  if (element.event) {
    const event = eventWithout(element.event, has, isGone);
    if (event) element.event = event;
    else elements.delete(element);
  }
  const loose = element.kind === "constraint" || element.kind === "algebraic";
  if (loose && !element.initial) elements.delete(element);
}

function eventWithout(
  event: EventContent,
  has: (expression: Expression | undefined) => boolean,
  isGone: (path: string) => boolean,
): EventContent | undefined {
  const assignments = event.assignments.filter(
    ({ variable, expression }) => !isGone(variable) && !has(expression),
  );
  if (has(event.trigger) || assignments.length === 0) return undefined;
  const { delay, priority, ...rest } = event;
  return {
    ...rest,
    ...(delay && !has(delay) ? { delay } : {}),
    ...(priority && !has(priority) ? { priority } : {}),
    assignments,
  };
}

function speaksOf(
  expression: Expression,
  elements: ElementTable,
  gone: ReadonlySet<string>,
): boolean {
  let found = false;
  visit(expression, (node) => {
    found ||= node.kind === "symbol" && gone.has(elements.canonical(node.id));
  });
  return found;
}
