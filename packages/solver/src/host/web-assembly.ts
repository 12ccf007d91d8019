// The part of WebAssembly's JavaScript interface that caching modules needs. Declared here because
// the packages are compiled without the types of a browser's page. Source: WebAssembly JavaScript
// Interface, W3C, section "The WebAssembly Namespace".

/** A compiled module: opaque, and posted to workers by structured clone without compiling again. */
export interface WasmModule {
  readonly [Symbol.toStringTag]: "WebAssembly.Module";
}

interface WebAssemblyNamespace {
  compile(bytes: Uint8Array): Promise<WasmModule>;
}

/** Rejects with WebAssembly.CompileError for bytes that are no valid module. */
export function compileWasm(bytes: Uint8Array): Promise<WasmModule> {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyNamespace };
  return WebAssembly.compile(bytes);
}
