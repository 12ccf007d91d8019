// The equations of a model as plain data: the nodes of one graph and which of them are which output.
// Passes turn a program into a better one, targets turn it into code.

import type { Node, NodeId } from "./ir.js";

export interface Program {
  /** Arguments before their users; an id is an index here. */
  readonly nodes: readonly Node[];
  /** [state] df of System.rhs. */
  readonly derivatives: readonly NodeId[];
  /** [nonzero] in the order of `CompiledModel.jacobian`. */
  readonly jacobian: readonly NodeId[];
  /** [state] partial derivative by time. */
  readonly timeDerivative: readonly NodeId[];
  /** In the order of `CompiledModel.observables`. */
  readonly observables: readonly NodeId[];
  /** [event] truth values. */
  readonly triggers: readonly NodeId[];
  /** Differences whose signs decide the triggers. */
  readonly roots: readonly NodeId[];
}
