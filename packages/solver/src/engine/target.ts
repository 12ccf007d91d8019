// What the equations are turned into to be run.

export const targets = ["js", "wasm", "wasm-simd"] as const;
/**
 * `js`: slow, the reference. `wasm`: a WebAssembly module of one patient. `wasm-simd`: the same with
 * two patients in one instruction, to the same bits as `wasm`.
 */
export type Target = (typeof targets)[number];

export const defaultTarget: Target = "wasm-simd";
