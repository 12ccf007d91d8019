export type * from "./ensemble.js";
export * from "./problem.js";
