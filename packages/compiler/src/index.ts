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
export { type Disagreement, largestDisagreement } from "./pass/agreement.js";
export {
  evaluate,
  evaluateNodes,
  type OperationMeaning,
  type Point,
  type ProgramValues,
} from "./pass/evaluate.js";
export { hoistable } from "./pass/hoisting.js";
export { checkProgram, type Stage } from "./pass/ir-spec.js";
export { countOperations, type OperationCount } from "./pass/operation-count.js";
export { type OptimiseOptions, optimise, type Pass, passes } from "./pass/optimise.js";
export { printProgram } from "./pass/print-program.js";
export { programRoots } from "./pass/program-roots.js";
export { quickPowers } from "./pass/quick-powers.js";
export { type RoundingBound, roundingBound } from "./pass/rounding-bound.js";
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
export { buildSystem, isSystemModule, loadSystem, loadWasm } from "./target/wasm/system.js";
export { printWat } from "./target/wasm/wat.js";
