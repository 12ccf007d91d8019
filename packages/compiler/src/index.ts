export { type CompileOptions, type CompileResult, compile } from "./compile.js";
export type * from "./compiled-model.js";
export { contextSlots } from "./context.js";
export { deriveEquations } from "./equations.js";
export { Graph, liveNodes, type NodeId, printGraph } from "./ir.js";
export { contextStart, type System, workingLength } from "./system.js";
export { loadJs } from "./target/js.js";
