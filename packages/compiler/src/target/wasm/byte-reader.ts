// The inverse of byte-writer.ts: numbers and texts of the WebAssembly binary format, one after the
// other. For modules of our own: it trusts what it reads.

export class ByteReader {
  readonly #view: DataView;
  #at = 0;

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get finished(): boolean {
    return this.#at >= this.bytes.length;
  }

  byte(): number {
    return this.#view.getUint8(this.#at++);
  }

  unsigned(): number {
    return Number(BigInt.asUintN(32, this.#variable().value));
  }

  signed(): bigint {
    const { value, bits } = this.#variable();
    return BigInt.asIntN(bits, value);
  }

  float64(): number {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  integer64(): bigint {
    this.#at += 8;
    return this.#view.getBigUint64(this.#at - 8, true);
  }

  text(): string {
    return new TextDecoder().decode(this.take(this.unsigned()).bytes);
  }

  /** The next `count` bytes as a reader of their own. */
  take(count: number): ByteReader {
    this.#at += count;
    return new ByteReader(this.bytes.subarray(this.#at - count, this.#at));
  }

  /** Everything that is left. */
  rest(): Uint8Array {
    return this.take(this.bytes.length - this.#at).bytes;
  }

  /** As many items as the number before them says. */
  list<T>(item: () => T): T[] {
    return Array.from({ length: this.unsigned() }, item);
  }

  /** LEB128: seven bits a byte, the low ones first. */
  #variable(): { value: bigint; bits: number } {
    let value = 0n;
    for (let bits = 0; ; bits += 7) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << BigInt(bits);
      if (byte < 128) return { value, bits: bits + 7 };
    }
  }
}
