// A module of ours as text in the WebAssembly text format (core specification, chapter 6): what
// `chondron compile --emit wat` prints. Assembled again the text gives the same functions; custom
// sections, which the format cannot say, are comments.

import { ByteReader } from "./byte-reader.js";
import {
  laneOpcodes,
  memoryOpcodes,
  plainOpcodes,
  vectorOpcodes,
  vectorPrefix,
} from "./opcodes.js";
import {
  type FunctionType,
  type ModuleFunction,
  type ModuleParts,
  readModule,
  valueTypeNamed,
} from "./read-module.js";

/** Text of a binary module. Throws for instructions that opcodes.ts does not name. */
export function printWat(bytes: Uint8Array): string {
  const parts = readModule(bytes);
  const names = functionNames(parts);
  let next = 0;
  const imports = parts.imports.map(({ module, name, type }): string => {
    const what =
      typeof type === "number" ? `memory ${type}` : `func ${names[next++]}${signature(type)}`;
    return `  (import ${quoted(module)} ${quoted(name)} (${what}))`;
  });
  const functions = parts.functions.flatMap((item, i) => printFunction(item, names, next + i));
  const exports = parts.exports.map(
    ({ name, index }) => `  (export ${quoted(name)} (func ${names[index]}))`,
  );
  const data = parts.data.map(
    ({ address, bytes: content }) => `  (data (i32.const ${address}) "${escaped(content)}")`,
  );
  const notes = parts.notes.map(({ name, content }) => `  ;; ${name}: ${content}`);
  return ["(module", ...notes, ...imports, ...exports, ...functions, ...data, ")", ""].join("\n");
}

const identifier = /^[a-z_]\w*$/i;

/** Imports by module and name, others by their first export that is an identifier, or their index. */
function functionNames({ imports, functions, exports }: ModuleParts): string[] {
  const imported = imports
    .filter(({ type }) => typeof type !== "number")
    .map(({ module, name }) => `$${module}.${name}`);
  const sayable = exports.filter(({ name }) => identifier.test(name)).reverse();
  const exported = new Map(sayable.map(({ name, index }) => [index, `$${name}`]));
  const first = imported.length;
  const own = functions.map((_, i) => exported.get(first + i) ?? `$${first + i}`);
  return [...imported, ...own];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function escaped(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
}

function signature({ parameters, results }: FunctionType): string {
  const list = (word: string, types: readonly string[]): string =>
    types.length === 0 ? "" : ` (${word} ${types.join(" ")})`;
  return list("param", parameters) + list("result", results);
}

function printFunction(
  { type, locals, code }: ModuleFunction,
  names: readonly string[],
  index: number,
): string[] {
  const lines = [`  (func ${names[index]}${signature(type)}`];
  for (const { count, type: local } of locals)
    lines.push(`    (local${` ${local}`.repeat(count)})`);
  const reader = new ByteReader(code);
  for (let depth = 2; ; ) {
    const text = instruction(reader, names);
    if (text === "end" || text === "else") depth--;
    // The end of the function is its closing bracket.
    if (depth < 2) return [...lines, "  )"];
    lines.push("  ".repeat(depth) + text);
    if (text === "else" || structured.test(text)) depth++;
  }
}

const structured = /^(?:block|loop|if)\b/;

type Immediates = (reader: ByteReader, names: readonly string[]) => string;

const none: Immediates = () => "";
const index: Immediates = (reader) => ` ${reader.unsigned()}`;
const result: Immediates = (reader) => {
  const code = reader.byte();
  return code === 0x40 ? "" : ` (result ${valueTypeNamed(code)})`;
};
const integer: Immediates = (reader) => ` ${reader.signed()}`;

/** Instructions with their own kinds of immediates, as FunctionBuilder writes them. */
const others: Readonly<Record<string, readonly [number, Immediates]>> = {
  block: [0x02, result],
  loop: [0x03, result],
  if: [0x04, result],
  else: [0x05, none],
  end: [0x0b, none],
  br: [0x0c, index],
  br_if: [0x0d, index],
  call: [0x10, (reader, names) => ` ${names[reader.unsigned()]}`],
  "local.get": [0x20, index],
  "local.set": [0x21, index],
  "local.tee": [0x22, index],
  "i32.const": [0x41, integer],
  "i64.const": [0x42, integer],
  "f64.const": [0x44, (reader) => ` ${float64(reader.integer64())}`],
};

interface Printer {
  readonly name: string;
  readonly immediates: Immediates;
}

const memories = Object.entries(memoryOpcodes).map(
  ([name, { code, align, vector }]) => ({ vector, printer: [code, memory(name, align)] }) as const,
);
const scalarPrinters = new Map<number, Printer>([
  ...printers(plainOpcodes, none),
  ...Object.entries(others).map(
    ([name, [code, immediates]]) => [code, { name, immediates }] as const,
  ),
  ...memories.filter(({ vector }) => !vector).map(({ printer }) => printer),
]);
const vectorPrinters = new Map<number, Printer>([
  ...printers(vectorOpcodes, none),
  ...printers(laneOpcodes, (reader) => ` ${reader.byte()}`),
  ...printers({ "v128.const": 0x0c }, vectorConstant),
  ...memories.filter(({ vector }) => vector).map(({ printer }) => printer),
]);

function printers(
  opcodes: Readonly<Record<string, number>>,
  immediates: Immediates,
): (readonly [number, Printer])[] {
  return Object.entries(opcodes).map(([name, code]) => [code, { name, immediates }]);
}

function memory(name: string, natural: number): Printer {
  const immediates: Immediates = (reader) => {
    const [align, offset] = [reader.unsigned(), reader.unsigned()];
    return (offset ? ` offset=${offset}` : "") + (align === natural ? "" : ` align=${2 ** align}`);
  };
  return { name, immediates };
}

function instruction(reader: ByteReader, names: readonly string[]): string {
  const first = reader.byte();
  const code = first === vectorPrefix ? reader.unsigned() : first;
  const printer = (first === vectorPrefix ? vectorPrinters : scalarPrinters).get(code);
  if (!printer) throw new Error(`no instruction ${first}:${code} in opcodes.ts`);
  return printer.name + printer.immediates(reader, names);
}

/** As doubles where that is what they look like; bits are the same either way. */
function vectorConstant(reader: ByteReader): string {
  const lanes = [reader.integer64(), reader.integer64()];
  return lanes.every(isPlainNumber)
    ? ` f64x2 ${lanes.map(float64).join(" ")}`
    : ` i64x2 ${lanes.map((bits) => BigInt.asIntN(64, bits)).join(" ")}`;
}

function isPlainNumber(bits: bigint): boolean {
  const value = Math.abs(doubleOf(bits));
  return bits === 0n || (value > 1e-300 && value < Number.POSITIVE_INFINITY);
}

function doubleOf(bits: bigint): number {
  return new Float64Array(BigUint64Array.of(bits).buffer)[0]!;
}

/** The literal that is read back as the same bits. */
function float64(bits: bigint): string {
  const value = doubleOf(bits);
  const sign = bits >> 63n === 1n ? "-" : "";
  if (Number.isNaN(value)) return `${sign}nan:0x${(bits & 0xf_ffff_ffff_ffffn).toString(16)}`;
  const size = Math.abs(value);
  return sign + (size === Number.POSITIVE_INFINITY ? "inf" : String(size));
}
