// The package in Node.
export { cachedModule } from "./host/node/cached-module.js";
export { openPool } from "./host/node/pool.js";
export { processorCount } from "./host/node/processor-count.js";
export * from "./solver.js";
