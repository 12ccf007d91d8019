// The package in Node.
export { cachedModule } from "./host/node/cached-module.js";
export { openPool } from "./host/node/pool.js";
export * from "./solver.js";
