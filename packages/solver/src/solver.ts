// What the package offers in every environment; index.ts and browser.ts add what differs.

export { Engine, type LaneTask, openEngine } from "./engine/engine.js";
export { type EnginePlan, type EngineQuestion, planEngine } from "./engine/engine-plan.js";
export { defaultTarget, type Target, targets } from "./engine/target.js";
export {
  type BlockResult,
  type EnsembleJob,
  type EnsembleResult,
  type EnsembleShared,
  type LaneBlock,
  planJob,
} from "./ensemble.js";
export type {
  EnsemblePool,
  FailureLimit,
  StreamJob,
  StreamOptions,
  StreamOutcome,
  StreamProgress,
} from "./ensemble-pool.js";
export { StreamEnd } from "./ensemble-pool.js";
export { codeWords, type FailureRow, failureRows } from "./failure-row.js";
export type { CachedModule } from "./host/module-cache.js";
export type { WasmModule } from "./host/web-assembly.js";
export { Integrator, integrate } from "./integrate.js";
export {
  chooseMethod,
  type MethodRule,
  type MethodTraits,
  methodRules,
  suitedMethods,
  traitsOf,
  unsuited,
} from "./method/choose.js";
export { automatic, defaultMethod, methodNames, rosenbrockMethods } from "./method/methods.js";
export type { RosenbrockTableau } from "./method/rosenbrock.js";
export * from "./problem.js";
export {
  type AdjointOptions,
  type AdjointRun,
  AdjointSensitivities,
  type Weights,
} from "./sensitivity/adjoint.js";
export { sensitivityMethods } from "./sensitivity/equipment.js";
export { ForwardSensitivities, type ForwardSolution } from "./sensitivity/forward.js";
export { findInputs, refusal, type SensitivityInput } from "./sensitivity/inputs.js";
export { recordTrace } from "./sensitivity/record-trace.js";
export type { Landing, Trace, TracedChange, TracedStep } from "./sensitivity/trace.js";
export { isStable, largestRealPart, spectralAbscissa } from "./stability.js";
export * from "./steady-state/steady-problem.js";
export { steadyState } from "./steady-state/steady-state.js";
