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
export { Arena } from "./target/wasm/arena.js";
export {
  ElementaryFunctions,
  hostImplementations,
  hostImports,
} from "./target/wasm/elementary.js";
export {
  EquationKernels,
  type MatrixEntry,
  resultPointer,
  statePointer,
} from "./target/wasm/equation-kernels.js";
export type { FunctionBuilder, Local } from "./target/wasm/function-builder.js";
export { type Lanes, pairLanes, scalarLanes } from "./target/wasm/lanes.js";
export { importedMemory, importModule, ModuleBuilder } from "./target/wasm/module-builder.js";
