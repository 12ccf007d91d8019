// Instructions of WebAssembly by their names in the core specification (appendix "Index of
// Instructions"; vector instructions are those behind the prefix 0xfd). Only what the targets use.

/** Instructions without immediates. */
export const plainOpcodes = {
  unreachable: 0x00,
  return: 0x0f,
  drop: 0x1a,
  select: 0x1b,
  "i32.eqz": 0x45,
  "i32.eq": 0x46,
  "i32.ne": 0x47,
  "i32.lt_s": 0x48,
  "i32.lt_u": 0x49,
  "i32.ge_s": 0x4e,
  "i32.ge_u": 0x4f,
  "i64.eqz": 0x50,
  "f64.eq": 0x61,
  "f64.ne": 0x62,
  "f64.lt": 0x63,
  "f64.gt": 0x64,
  "f64.le": 0x65,
  "f64.ge": 0x66,
  "i32.add": 0x6a,
  "i32.sub": 0x6b,
  "i32.mul": 0x6c,
  "i32.and": 0x71,
  "i32.or": 0x72,
  "i32.shl": 0x74,
  "i64.add": 0x7c,
  "i64.sub": 0x7d,
  "i64.and": 0x83,
  "i64.or": 0x84,
  "i64.xor": 0x85,
  "i64.shl": 0x86,
  "i64.shr_s": 0x87,
  "f64.abs": 0x99,
  "f64.neg": 0x9a,
  "f64.ceil": 0x9b,
  "f64.floor": 0x9c,
  "f64.sqrt": 0x9f,
  "f64.add": 0xa0,
  "f64.sub": 0xa1,
  "f64.mul": 0xa2,
  "f64.div": 0xa3,
  "f64.min": 0xa4,
  "f64.max": 0xa5,
  "f64.convert_i32_s": 0xb7,
  "i64.reinterpret_f64": 0xbd,
  "f64.reinterpret_i64": 0xbf,
} as const;

/** What stands before the code of a vector instruction. */
export const vectorPrefix = 0xfd;

/** Vector instructions without immediates. */
export const vectorOpcodes = {
  "f64x2.splat": 0x14,
  "f64x2.eq": 0x47,
  "f64x2.ne": 0x48,
  "f64x2.lt": 0x49,
  "f64x2.gt": 0x4a,
  "f64x2.le": 0x4b,
  "f64x2.ge": 0x4c,
  "v128.not": 0x4d,
  "v128.and": 0x4e,
  "v128.andnot": 0x4f,
  "v128.or": 0x50,
  "v128.xor": 0x51,
  "v128.bitselect": 0x52,
  "v128.any_true": 0x53,
  "f64x2.ceil": 0x74,
  "f64x2.floor": 0x75,
  "i64x2.all_true": 0xc3,
  "i64x2.bitmask": 0xc4,
  "i64x2.shl": 0xcb,
  "i64x2.shr_s": 0xcc,
  "i64x2.add": 0xce,
  "i64x2.sub": 0xd1,
  "i64x2.eq": 0xd6,
  "f64x2.abs": 0xec,
  "f64x2.neg": 0xed,
  "f64x2.sqrt": 0xef,
  "f64x2.add": 0xf0,
  "f64x2.sub": 0xf1,
  "f64x2.mul": 0xf2,
  "f64x2.div": 0xf3,
  "f64x2.min": 0xf4,
  "f64x2.max": 0xf5,
  "f64x2.pmax": 0xf7,
} as const;

/** Memory instructions: opcode and the power of two of their natural alignment. */
export const memoryOpcodes = {
  "i32.load": { code: 0x28, align: 2, vector: false },
  "f64.load": { code: 0x2b, align: 3, vector: false },
  "i32.store": { code: 0x36, align: 2, vector: false },
  "f64.store": { code: 0x39, align: 3, vector: false },
  "v128.load": { code: 0x00, align: 4, vector: true },
  "v128.load64_splat": { code: 0x0a, align: 3, vector: true },
  "v128.store": { code: 0x0b, align: 4, vector: true },
} as const;

/** Instructions with the index of a vector's lane. */
export const laneOpcodes = {
  "f64x2.extract_lane": 0x21,
  "f64x2.replace_lane": 0x22,
} as const;

export type PlainInstruction = keyof typeof plainOpcodes;
export type VectorInstruction = keyof typeof vectorOpcodes;
export type MemoryInstruction = keyof typeof memoryOpcodes;
export type LaneInstruction = keyof typeof laneOpcodes;

export const valueTypes = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof valueTypes;
