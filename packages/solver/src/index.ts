// The package in Node.
export { openPool } from "./host/node/pool.js";
export * from "./solver.js";
