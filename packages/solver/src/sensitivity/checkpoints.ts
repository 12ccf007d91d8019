// States at the start of steps, in bounded memory: every step's while they fit, then every second's,
// fourth's and so on. What lies between two is computed again from the earlier (Griewank & Walther,
// Evaluating Derivatives, 2nd ed. (2008), section 12.2, one level).

interface Checkpoint {
  readonly step: number;
  readonly y: Float64Array;
  readonly p: Float64Array;
}

const defaultByteLimit = 64 * 2 ** 20;

export class Checkpoints {
  /** Steps between two kept. */
  stride = 1;
  #kept: Checkpoint[] = [];

  /** @param byteLimit memory for states; at least two are kept. Default 64 MiB. */
  constructor(readonly byteLimit: number = defaultByteLimit) {}

  /** See the state before a step; steps come in order from 0. */
  offer(step: number, y: Float64Array, p: Float64Array): void {
    if (step % this.stride !== 0) return;
    const last = this.#kept[this.#kept.length - 1];
    const same = last?.p.every((value, i) => Object.is(value, p[i]));
    this.#kept.push({ step, y: y.slice(), p: same ? last!.p : p.slice() });
    if (this.#kept.length > Math.max(2, this.byteLimit / (8 * Math.max(1, y.length)))) this.#thin();
  }

  /** The last state kept at or before a step. */
  before(step: number): Checkpoint {
    return this.#kept[Math.floor(step / this.stride)]!;
  }

  #thin(): void {
    this.stride *= 2;
    this.#kept = this.#kept.filter(({ step }) => step % this.stride === 0);
  }
}
