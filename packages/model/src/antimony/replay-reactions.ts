// Reactions, interactions and events while statements are replayed.

import type { Draft } from "./draft.js";
import type { Element, ScopedEventAssignment, ScopedParticipant } from "./element-table.js";
import type {
  EventStatement,
  InteractionStatement,
  Name,
  Participant,
  ReactionStatement,
} from "./syntax.js";

export function replayReaction(draft: Draft, statement: ReactionStatement, scope: string): void {
  const { range, reversible } = statement;
  const name = statement.name ?? draft.names.fresh(scope, "_J", range);
  const element = draft.names.define(name, scope);
  if (!element || !draft.setKind(element, "reaction", name.range)) return;
  draft.place(element, statement.compartment, scope);
  const side = (parts: readonly Participant[]) =>
    parts.flatMap((part) => replayParticipant(draft, part, scope));
  const reactants = side(statement.reactants);
  element.reaction = { reversible, reactants, products: side(statement.products) };
  if (statement.rate)
    element.initial = draft.names.scoped(statement.rate, statement.rate.range ?? range, scope);
}

function replayParticipant(draft: Draft, part: Participant, scope: string): ScopedParticipant[] {
  const symbol = typeof part.stoichiometry === "number" ? undefined : part.stoichiometry;
  const factor = symbol && draft.names.define(symbol, scope);
  if (factor && !draft.setKind(factor, "stoichiometry", symbol.range)) return [];
  const element = draft.names.define(part.species, scope);
  if (!element || !draft.setKind(element, "species", part.species.range)) return [];
  if (part.boundary) element.constant = true;
  const stoichiometry = typeof part.stoichiometry === "number" ? part.stoichiometry : factor?.path;
  if (stoichiometry === undefined) return [];
  return [{ species: element.path, stoichiometry, range: part.species.range }];
}

export function replayInteraction(
  draft: Draft,
  statement: InteractionStatement,
  scope: string,
): void {
  const { range, effect, rate } = statement;
  const name = statement.name ?? draft.names.fresh(scope, "_J", range);
  const element = draft.names.define(name, scope);
  if (!element || !draft.setKind(element, "interaction", name.range)) return;
  const species = statement.species.flatMap((part) => replayParticipant(draft, part, scope));
  const targets = statement.targets.flatMap((target) => replayTarget(draft, target, scope));
  element.interaction = { effect, species, targets: targets.map(({ path }) => path) };
  if (!rate) return;
  for (const target of targets) draft.setValue(target, "initial", rate, range, scope);
}

function replayTarget(draft: Draft, name: Name, scope: string): Element[] {
  const target = draft.names.define(name, scope);
  return target && draft.setKind(target, "formula", name.range) ? [target] : [];
}

export function replayEvent(draft: Draft, statement: EventStatement, scope: string): void {
  const name = statement.name ?? draft.names.fresh(scope, "_E", statement.range);
  const element = draft.names.define(name, scope);
  if (!element || !draft.setKind(element, "event", name.range)) return;
  const { delay, priority, initialValue, persistent, useValuesFromTriggerTime } = statement;
  const assignments = assignmentsOf(draft, statement, scope);
  element.event = {
    scope,
    trigger: draft.names.inScope(statement.trigger, scope),
    ...(delay ? { delay: draft.names.inScope(delay, scope) } : {}),
    ...(priority ? { priority: draft.names.inScope(priority, scope) } : {}),
    initialValue,
    persistent,
    useValuesFromTriggerTime,
    assignments,
  };
}

function assignmentsOf(
  draft: Draft,
  statement: EventStatement,
  scope: string,
): ScopedEventAssignment[] {
  return statement.assignments.flatMap(({ variable, expression }) => {
    const target = draft.names.define(variable, scope);
    if (!target) return [];
    if (target.kind === "symbol") target.kind = "formula";
    target.eventAssigned = true;
    const { range } = variable;
    return [{ variable: target.path, expression: draft.names.inScope(expression, scope), range }];
  });
}
