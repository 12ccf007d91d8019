// Before SBML had `rateOf`, tools said it with a function of that name and one argument whose body is
// not a number (COPASI, libAntimony, libRoadRunner). Such a function is read as what it stands for.

import type { Expression } from "../../expression.js";
import { rewrite, visit } from "../../formula/walk.js";
import type { FunctionDefinition, Model } from "../../model.js";

/** The definition that stands for `rateOf`, if there is one. */
export function rateOfStandIn(model: Model): FunctionDefinition | undefined {
  return model.functionDefinitions.find(
    ({ id, parameters, body }) =>
      id === "rateOf" &&
      parameters.length === 1 &&
      body.kind === "constant" &&
      body.name === "notanumber",
  );
}

/** The model with calls of the definition as the operator `rateOf`, and without the definition. */
export function withRateOf(model: Model, standIn: FunctionDefinition): Model {
  const change = (expression: Expression): Expression => operatorFor(expression, standIn.id);
  const { constraints } = model;
  return {
    ...model,
    functionDefinitions: model.functionDefinitions
      .filter((item) => item !== standIn)
      .map((item) => ({ ...item, body: change(item.body) })),
    initialAssignments: model.initialAssignments.map((item) => changed(item, change)),
    rules: model.rules.map((item) => changed(item, change)),
    reactions: model.reactions.map((item) =>
      item.kineticLaw ? { ...item, kineticLaw: changed(item.kineticLaw, change) } : item,
    ),
    events: model.events.map((item) => ({
      ...item,
      trigger: change(item.trigger),
      ...(item.delay ? { delay: change(item.delay) } : {}),
      ...(item.priority ? { priority: change(item.priority) } : {}),
      assignments: item.assignments.map((one) => changed(one, change)),
    })),
    ...(constraints ? { constraints: constraints.map((item) => changed(item, change)) } : {}),
  };
}

function changed<T extends { readonly expression: Expression }>(
  item: T,
  change: (expression: Expression) => Expression,
): T {
  return { ...item, expression: change(item.expression) };
}

function operatorFor(expression: Expression, id: string): Expression {
  let called = false;
  visit(expression, (node) => {
    called ||= node.kind === "call" && node.function === id;
  });
  if (!called) return expression;
  return rewrite(expression, (node) => {
    if (node.kind !== "call" || node.function !== id) return node;
    const { arguments: parts, range } = node;
    const apply = { kind: "apply", operator: "rateOf", arguments: parts } as const;
    return range ? { ...apply, range } : apply;
  });
}
