// Results in the order of their inputs from work that ends in any order: a window of promises, kept
// full, of which the first is taken when it is settled. The window bounds what is in memory, and a
// slow reader holds the source back.

/**
 * `start` begins one item's work. At most `window` items are begun and not yet read. Ends early,
 * without waiting for what is under way, when `signal` aborts.
 */
export async function* orderedResults<Item, Result extends object>(
  items: Iterable<Item> | AsyncIterable<Item>,
  start: (item: Item) => Promise<Result>,
  window: number,
  signal: AbortSignal,
): AsyncGenerator<Result, void, void> {
  const underWay: Promise<Result>[] = [];
  const source = iteratorOf(items);
  const waiter = new AbortableWaiter(signal);
  let exhausted = false;
  try {
    for (;;) {
      while (!exhausted && underWay.length < window) {
        const next = await waiter.wait(source.next());
        if (!next) return;
        exhausted = next.done === true;
        if (next.done !== true) underWay.push(handled(start(next.value)));
      }
      const first = underWay.shift();
      const result = first && (await waiter.wait(first));
      if (!result) return;
      yield result;
    }
  } finally {
    waiter.dispose();
    if (!exhausted) await close(source, signal);
  }
}

/**
 * Waits for promises one after the other, each no longer than until `signal` aborts. A race against
 * one promise of abortion would pile up its reactions for as long as the stream runs.
 */
class AbortableWaiter {
  #wake = (): void => {};
  readonly #onAbort = (): void => this.#wake();

  constructor(readonly signal: AbortSignal) {
    signal.addEventListener("abort", this.#onAbort);
  }

  /** The promise's value, or undefined after an abortion. */
  wait<T extends object>(promise: T | Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      if (this.signal.aborted) return resolve(undefined);
      this.#wake = () => resolve(undefined);
      Promise.resolve(promise).then(resolve, reject);
    });
  }

  dispose(): void {
    this.signal.removeEventListener("abort", this.#onAbort);
  }
}

/** After an abortion the source may be stuck, and its end is nobody's concern. */
async function close<Item>(
  source: Iterator<Item> | AsyncIterator<Item>,
  signal: AbortSignal,
): Promise<void> {
  const closed = Promise.resolve(source.return?.());
  if (signal.aborted) closed.catch(() => {});
  else await closed;
}

/** What fails before it is read must not count as unhandled; the reader sees it in its turn. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

function iteratorOf<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
): Iterator<Item> | AsyncIterator<Item> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}
