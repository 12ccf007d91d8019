// What the package offers in every environment; index.ts and browser.ts add what differs.

export type {
  BlockResult,
  EnsembleJob,
  EnsembleResult,
  EnsembleShared,
  LaneBlock,
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
export { defaultMethod, methods } from "./method/methods.js";
export type { RosenbrockTableau } from "./method/rosenbrock.js";
export * from "./problem.js";
export { isStable, largestRealPart, spectralAbscissa } from "./stability.js";
