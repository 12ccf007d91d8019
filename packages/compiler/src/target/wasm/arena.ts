// The memory of a module, planned while its code is written: one region after the other, none freed.

const pageSize = 65_536;
/** Regions start at addresses that vectors may be loaded from at once. */
const alignment = 16;

export class Arena {
  // Address 0 stays unused, so that a forgotten address shows.
  #next = alignment;

  /** Address of `bytes` new bytes, aligned for vectors. */
  reserve(bytes: number): number {
    const address = this.#next;
    this.#next += Math.ceil(bytes / alignment) * alignment;
    return address;
  }

  /** Bytes so far. */
  get size(): number {
    return this.#next;
  }

  /** Pages of memory that hold all regions. */
  get pages(): number {
    return Math.ceil(this.#next / pageSize);
  }
}
