// Local parameters of reactions as parameters of the model: `k` of reaction J0 becomes `J0_k`.
// Source: Antimony tutorial, appendix "Converting between SBML and Antimony".

import type { Expression } from "../../expression.js";
import { substitute } from "../../formula/walk.js";
import type { Model, Parameter, Reaction } from "../../model.js";
import type { Limits } from "./limits.js";
import { freeId, idsOf } from "./reserved-names.js";

export function withGlobalParameters(model: Model, limits: Limits): Model {
  const has = model.reactions.some(({ kineticLaw }) => kineticLaw?.localParameters.length);
  if (!has) return model;
  const taken = new Set(idsOf(model));
  const parameters: Parameter[] = [...model.parameters];
  const reactions = model.reactions.map((reaction) => {
    const { kineticLaw } = reaction;
    if (!kineticLaw || kineticLaw.localParameters.length === 0) return reaction;
    const symbols = new Map<string, Expression>();
    for (const local of kineticLaw.localParameters) {
      const id = freeId(`${reaction.id}_${local.id}`, taken);
      limits.sayOtherwise("a local parameter as one of the model", id);
      symbols.set(local.id, { kind: "symbol", id });
      parameters.push({ ...local, id, constant: true });
    }
    return withExpression(reaction, substitute(kineticLaw.expression, symbols));
  });
  return { ...model, parameters, reactions };
}

function withExpression(reaction: Reaction, expression: Expression): Reaction {
  return { ...reaction, kineticLaw: { expression, localParameters: [] } };
}
