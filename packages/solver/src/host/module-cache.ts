// Compiled WebAssembly modules by the hash of what they were made from: once per process in memory,
// and where there is a store (node/module-store.ts) their bytes between processes, which spares
// emitting them. A store can make loading faster and never make it fail.

import { compileWasm, type WasmModule } from "./web-assembly.js";

/** Bytes by key, kept somewhere. Whatever goes wrong counts as not kept. */
export interface ModuleStore {
  load(key: string): Promise<Uint8Array | undefined>;
  save(key: string, bytes: Uint8Array): Promise<void>;
}

/**
 * The module of a key. Equal keys must mean equal bytes: take the hash of the model and whatever
 * else `build` depends on. Rejects where `build` throws or yields no valid module.
 */
export type CachedModule = (key: string, build: () => Uint8Array) => Promise<WasmModule>;

/** Modules kept in memory; the one not asked for the longest goes first. */
const mostModules = 64;

export function moduleCache(store?: ModuleStore): CachedModule {
  const modules = new Map<string, Promise<WasmModule>>();
  return (key, build) => {
    const module = modules.get(key) ?? makeModule(key, build, store);
    // Asked for last, so put last.
    modules.delete(key);
    modules.set(key, module);
    if (modules.size > mostModules) modules.delete(modules.keys().next().value!);
    module.catch(() => modules.delete(key));
    return module;
  };
}

async function makeModule(
  key: string,
  build: () => Uint8Array,
  store: ModuleStore | undefined,
): Promise<WasmModule> {
  const kept = await store?.load(key);
  const module = kept && (await compileWasm(kept).catch(() => undefined));
  if (module) return module;
  const bytes = build();
  const made = await compileWasm(bytes);
  await store?.save(key, bytes);
  return made;
}
