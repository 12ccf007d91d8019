export type {
  EnsembleJob,
  EnsemblePool,
  EnsembleResult,
} from "./ensemble.js";
export { openPool } from "./host/pool.js";
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
export { isStable, largestRealPart, spectralAbscissa } from "./stability.js";
