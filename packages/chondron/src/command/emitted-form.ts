// What `chondron compile` can show: apart from compile.ts, for help and refusals load no compiler.

/** Graph of operations, JavaScript source, text and bytes of a WebAssembly module. */
export const emittedForms = ["ir", "js", "wat", "wasm"] as const;
export type EmittedForm = (typeof emittedForms)[number];
