export { type CompileOptions, type CompileResult, compile } from "./compile.js";
export type * from "./compiled-model.js";
export { contextSlots } from "./context.js";
export { deriveEquations } from "./equations.js";
export {
  Graph,
  isZero,
  liveNodes,
  type Node,
  type NodeId,
  type Operation,
  printGraph,
} from "./ir.js";
export type { Program } from "./program.js";
export { contextStart, type System, workingLength } from "./system.js";
export { loadJs } from "./target/js.js";
