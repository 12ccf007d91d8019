// A WebAssembly module as bytes: types, imported functions, one imported memory, functions, exports,
// data (core specification, section 5.5).

import { ByteWriter } from "./byte-writer.js";
import { FunctionBuilder } from "./function-builder.js";
import { type ValueType, valueTypes } from "./opcodes.js";

/** Where every import of a module is looked up. */
export const importModule = "host";
export const importedMemory = "memory";

interface ImportedFunction {
  readonly name: string;
  readonly type: number;
}

export class ModuleBuilder {
  readonly #types: string[] = [];
  readonly #imports: ImportedFunction[] = [];
  readonly #functions: { readonly type: number; readonly builder: FunctionBuilder }[] = [];
  readonly #exports: { readonly name: string; readonly index: number }[] = [];
  readonly #data: { readonly address: number; readonly bytes: Uint8Array }[] = [];

  /** @param importNames functions that the host gives, with their types; indices follow the order. */
  constructor(
    importNames: readonly {
      readonly name: string;
      readonly parameters: readonly ValueType[];
      readonly results: readonly ValueType[];
    }[] = [],
  ) {
    for (const { name, parameters, results } of importNames)
      this.#imports.push({ name, type: this.#type(parameters, results) });
  }

  /** Index of an imported function. Throws for a name that was not declared. */
  imported(name: string): number {
    const index = this.#imports.findIndex((i) => i.name === name);
    if (index < 0) throw new Error(`the module imports no function "${name}"`);
    return index;
  }

  /** Add a function and write it; the result is its index. */
  define(
    parameters: readonly ValueType[],
    results: readonly ValueType[],
    write: (f: FunctionBuilder) => void,
  ): number {
    const builder = new FunctionBuilder(parameters, results);
    const type = this.#type(parameters, results);
    write(builder);
    return this.#imports.length + this.#functions.push({ type, builder }) - 1;
  }

  export(name: string, index: number): void {
    this.#exports.push({ name, index });
  }

  /** Bytes that stand in memory at `address` when the module is loaded. */
  data(address: number, bytes: Uint8Array): void {
    this.#data.push({ address, bytes });
  }

  /**
   * The binary module.
   *
   * @param pages least size of its memory in units of 64 KiB.
   * @param notes custom sections: what its host wants to know of it.
   */
  encode(pages: number, notes: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
    const out = new ByteWriter();
    out.append([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    section(out, 1, (s) => this.#writeTypes(s));
    section(out, 2, (s) => this.#writeImports(s, pages));
    section(out, 3, (s) => {
      s.unsigned(this.#functions.length);
      for (const { type } of this.#functions) s.unsigned(type);
    });
    section(out, 7, (s) => {
      s.unsigned(this.#exports.length);
      for (const { name, index } of this.#exports) {
        s.text(name);
        s.byte(0);
        s.unsigned(index);
      }
    });
    section(out, 10, (s) => {
      s.unsigned(this.#functions.length);
      for (const { builder } of this.#functions) s.sized(builder.body());
    });
    if (this.#data.length > 0) section(out, 11, (s) => this.#writeData(s));
    for (const [name, content] of Object.entries(notes))
      section(out, 0, (s) => {
        s.text(name);
        s.append(new TextEncoder().encode(content));
      });
    return new Uint8Array(out.bytes());
  }

  #type(parameters: readonly ValueType[], results: readonly ValueType[]): number {
    const key = `${parameters.join()}>${results.join()}`;
    const known = this.#types.indexOf(key);
    return known >= 0 ? known : this.#types.push(key) - 1;
  }

  #writeData(s: ByteWriter): void {
    s.unsigned(this.#data.length);
    for (const { address, bytes } of this.#data) {
      s.append([0, 0x41]);
      s.signed(address);
      s.byte(0x0b);
      s.unsigned(bytes.length);
      s.append(bytes);
    }
  }

  #writeTypes(s: ByteWriter): void {
    s.unsigned(this.#types.length);
    for (const key of this.#types) {
      s.byte(0x60);
      for (const list of key.split(">")) {
        const types = list === "" ? [] : (list.split(",") as ValueType[]);
        s.unsigned(types.length);
        for (const type of types) s.byte(valueTypes[type]);
      }
    }
  }

  #writeImports(s: ByteWriter, pages: number): void {
    s.unsigned(this.#imports.length + 1);
    for (const { name, type } of this.#imports) {
      s.text(importModule);
      s.text(name);
      s.byte(0);
      s.unsigned(type);
    }
    s.text(importModule);
    s.text(importedMemory);
    s.append([2, 0]);
    s.unsigned(pages);
  }
}

function section(out: ByteWriter, id: number, write: (s: ByteWriter) => void): void {
  const content = new ByteWriter();
  write(content);
  out.byte(id);
  out.sized(content);
}
