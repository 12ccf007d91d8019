// Several quotients over one divisor d become products with 1/d. A quotient that the derivatives need
// is evaluated at every stage of a step, one of the Jacobian alone once: the derivatives change only
// where they themselves divide by d twice, the Jacobian where it does beside them. The bound is one
// more rounding: 3/2 units in the last place instead of 1/2, while 1/d is a normal number.

import type { NodeId } from "../ir.js";
import type { Program } from "../program.js";
import { liveMask } from "./live.js";
import { rewrite } from "./rewrite.js";

/** Share reciprocals among the quotients of a program. */
export function shareReciprocals(program: Program): Program {
  const shares = sharedQuotients(program);
  if (!program.nodes.some((node, id) => node.operation === "div" && shares(id))) return program;
  return rewrite(program, {
    div: (r, id, { arguments: args }) => {
      if (!shares(id)) return undefined;
      const [a, b] = args.map((x) => r.moved(x)) as [NodeId, NodeId];
      return r.graph.apply("mul", a, r.graph.apply("div", r.graph.constant(1), b));
    },
  });
}

/** Which quotients are to be products. */
function sharedQuotients({ nodes, ...program }: Program): (id: NodeId) => boolean {
  const everyStage = liveMask(nodes, program.derivatives);
  const perStep = liveMask(nodes, [...program.jacobian, ...program.timeDerivative]);
  const deciding = liveMask(nodes, [...program.triggers, ...program.roots]);
  const [often, once] = [new Uint32Array(nodes.length), new Uint32Array(nodes.length)];
  nodes.forEach(({ operation, arguments: args }, id) => {
    if (operation !== "div") return;
    if (everyStage[id]) often[args[1]!]!++;
    else if (perStep[id]) once[args[1]!]!++;
  });
  return (id) => {
    const divisor = nodes[id]!.arguments[1]!;
    if (deciding[id]) return false;
    if (often[divisor]! >= 2) return true;
    return !everyStage[id] && perStep[id] === 1 && once[divisor]! >= 2;
  };
}
