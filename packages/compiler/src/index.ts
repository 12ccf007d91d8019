export type { Changes, EventChange, StoredValue } from "./changes.js";
export { type CompileOptions, type CompileResult, compile } from "./compile.js";
export type * from "./compiled-model.js";
export { type ConservationLaw, conservationLaws } from "./conservation.js";
export { contextSlots } from "./context.js";
export type { DerivativeMode } from "./derivative/block-source.js";
export {
  type CompiledDerivatives,
  compileDerivatives,
  loadDerivatives,
} from "./derivative/compile-derivatives.js";
export type {
  ChangeDerivative,
  CotangentBlock,
  DerivativeBlock,
  DerivativeSystem,
  EventDerivative,
  StoredSlot,
  TangentBlock,
} from "./derivative/derivative-system.js";
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
