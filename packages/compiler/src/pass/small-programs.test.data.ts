// Small programs for the tests of single passes: made of one right-hand side, read back as a formula.

import { Graph, type NodeId } from "../ir.js";
import type { Program } from "../program.js";

const none = { jacobian: [], timeDerivative: [], observables: [], triggers: [], roots: [] };

/** The program of these derivatives. */
export function programOf(
  build: (g: Graph) => readonly NodeId[],
  others: (g: Graph) => Partial<Program> = () => ({}),
): Program {
  const g = new Graph();
  const derivatives = build(g);
  return { ...none, derivatives, ...others(g), nodes: g.nodes };
}

export const y = (g: Graph, i = 0): NodeId => g.leaf("state", i);
export const p = (g: Graph, i = 0): NodeId => g.leaf("parameter", i);

const infix: Readonly<Record<string, string>> = { add: "+", sub: "-", mul: "*", div: "/" };

/** An output as a formula in which every operation has brackets: `(p0*(y0*y0))`. */
export function formulaOf({ nodes }: Pick<Program, "nodes">, id: NodeId): string {
  const node = nodes[id]!;
  const args = node.arguments.map((a) => formulaOf({ nodes }, a));
  switch (node.operation) {
    case "state":
      return `y${node.value}`;
    case "parameter":
      return `p${node.value}`;
    case "constant":
      return String(node.value);
    default: {
      const sign = infix[node.operation];
      return sign ? `(${args.join(sign)})` : `${node.operation}(${args.join()})`;
    }
  }
}

/** The derivatives as formulas. */
export function formulas(program: Program): string[] {
  return program.derivatives.map((id) => formulaOf(program, id));
}
