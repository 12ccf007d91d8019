// What ModuleBuilder wrote, read back: the parts of a module (core specification, section 5.5), its
// code still as bytes. Other sections than those of module-builder.ts are left out.

import { ByteReader } from "./byte-reader.js";
import { type ValueType, valueTypes } from "./opcodes.js";

export interface FunctionType {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface ModuleParts {
  readonly imports: readonly ModuleImport[];
  /** Behind the imported ones in the index space of functions. */
  readonly functions: readonly ModuleFunction[];
  /** Index of a function by name. */
  readonly exports: readonly { readonly name: string; readonly index: number }[];
  /** What stands in memory from the start. */
  readonly data: readonly { readonly address: number; readonly bytes: Uint8Array }[];
  /** Custom sections that are texts. */
  readonly notes: readonly { readonly name: string; readonly content: string }[];
}

export interface ModuleImport {
  readonly module: string;
  readonly name: string;
  /** A function's type, or the least number of pages of a memory. */
  readonly type: FunctionType | number;
}

export interface ModuleFunction {
  readonly type: FunctionType;
  readonly locals: readonly { readonly count: number; readonly type: ValueType }[];
  readonly code: Uint8Array;
}

const headerLength = 8;
const functionKind = 0;
const typeNames = new Map(
  Object.entries(valueTypes).map(([name, code]) => [code as number, name as ValueType]),
);

/** Throws for a value type that no module of ours has. */
export function readModule(bytes: Uint8Array): ModuleParts {
  const reader = new ByteReader(bytes);
  reader.take(headerLength);
  const notes: { name: string; content: string }[] = [];
  const sections = new Map<number, ByteReader>();
  while (!reader.finished) {
    const id = reader.byte();
    const content = reader.take(reader.unsigned());
    if (id > 0) sections.set(id, content);
    else notes.push({ name: content.text(), content: new TextDecoder().decode(content.rest()) });
  }
  const section = (id: number): ByteReader => sections.get(id) ?? new ByteReader(Uint8Array.of(0));
  const types = readTypes(section(1));
  const imports = readImports(section(2), types);
  const [declared, code] = [section(3), section(10)];
  const functionTypes = declared.list(() => types[declared.unsigned()]!);
  const bodies = code.list(() => code.take(code.unsigned()));
  const functions = bodies.map((body, i) => readFunction(body, functionTypes[i]!));
  const [exports, data] = [readExports(section(7)), readData(section(11))];
  return { imports, functions, exports, data, notes };
}

export function valueTypeNamed(code: number): ValueType {
  const name = typeNames.get(code);
  if (name === undefined) throw new Error(`no value type 0x${code.toString(16)} in opcodes.ts`);
  return name;
}

function readTypes(s: ByteReader): FunctionType[] {
  const values = (): ValueType[] => s.list(() => valueTypeNamed(s.byte()));
  return s.list(() => {
    s.byte();
    return { parameters: values(), results: values() };
  });
}

function readImports(s: ByteReader, types: readonly FunctionType[]): ModuleImport[] {
  return s.list(() => {
    const [module, name] = [s.text(), s.text()];
    if (s.byte() === functionKind) return { module, name, type: types[s.unsigned()]! };
    // Limits of a memory without an upper one.
    s.byte();
    return { module, name, type: s.unsigned() };
  });
}

function readExports(s: ByteReader): { name: string; index: number }[] {
  return s.list(() => {
    const name = s.text();
    s.byte();
    return { name, index: s.unsigned() };
  });
}

function readData(s: ByteReader): { address: number; bytes: Uint8Array }[] {
  return s.list(() => {
    // Kind 0, then the address as an expression: i32.const and end around it.
    s.take(2);
    const address = Number(s.signed());
    s.byte();
    return { address, bytes: s.take(s.unsigned()).bytes };
  });
}

function readFunction(body: ByteReader, type: FunctionType): ModuleFunction {
  const locals = body.list(() => ({ count: body.unsigned(), type: valueTypeNamed(body.byte()) }));
  return { type, locals, code: body.rest() };
}
