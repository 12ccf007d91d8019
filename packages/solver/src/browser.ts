// The package in browsers: the same names, on Web Workers.
export { cachedModule } from "./host/browser/cached-module.js";
export { type BrowserPoolOptions, openPool } from "./host/browser/pool.js";
export { processorCount } from "./host/browser/processor-count.js";
export type { WebWorker } from "./host/browser/web-worker.js";
export * from "./solver.js";
