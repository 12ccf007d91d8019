// WebAssembly as caching modules needs it.

/** A compiled module: opaque, and posted to workers by structured clone without compiling again. */
export type WasmModule = WebAssembly.Module;

/** Rejects with WebAssembly.CompileError for bytes that are no valid module. */
export function compileWasm(bytes: Uint8Array): Promise<WasmModule> {
  return WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
}
