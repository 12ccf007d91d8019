// Counts of a run in memory that the worker and its watch share.

const slots = ["current", "read", "refused", "slowest", "slowestSeed"];

export class Tally {
  constructor(shared = new SharedArrayBuffer(8 * slots.length)) {
    this.shared = shared;
    this.values = new Float64Array(shared);
  }

  /** -1 before the first input. */
  get current() {
    return this.values[0] - 1;
  }

  begin(seed) {
    this.values[0] = seed + 1;
  }

  end(read, seconds) {
    this.values[read ? 1 : 2] += 1;
    if (seconds <= this.values[3]) return;
    this.values[3] = seconds;
    this.values[4] = this.current;
  }

  words() {
    const [, read, refused, slowest, seed] = this.values;
    return `${read} read, ${refused} refused, slowest ${slowest.toFixed(2)} s (seed ${seed})`;
  }
}
