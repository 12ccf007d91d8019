// Order, bounds and endings of the window over random durations of work.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderedResults } from "./ordered-results.js";

const later = (turns: number): Promise<void> =>
  turns <= 0
    ? Promise.resolve()
    : new Promise<void>((resolve) => setImmediate(resolve)).then(() => later(turns - 1));
const open = new AbortController().signal;

describe("results of work that ends in any order", () => {
  test("come in the order of the items, with no more than the window begun and unread", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        async (turns, window) => {
          let begun = 0;
          let most = 0;
          const read: number[] = [];
          const start = async (item: number): Promise<{ item: number }> => {
            begun++;
            most = Math.max(most, begun - read.length);
            await later(turns[item]!);
            return { item };
          };
          for await (const { item } of orderedResults(turns.keys(), start, window, open))
            read.push(item);
          expect(read).toEqual([...turns.keys()]);
          // The one being read has left the window.
          expect(most).toBeLessThanOrEqual(window + 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("take their items from an asynchronous source", async () => {
    async function* source(): AsyncGenerator<number> {
      for (let i = 0; i < 5; i++) {
        await later(1);
        yield i;
      }
    }
    const read: number[] = [];
    const start = async (item: number): Promise<{ square: number }> => ({ square: item * item });
    for await (const { square } of orderedResults(source(), start, 3, open)) read.push(square);
    expect(read).toEqual([0, 1, 4, 9, 16]);
  });

  test("end at an abortion without waiting, and close the source", async () => {
    let closed = false;
    function* source(): Generator<number> {
      try {
        for (let i = 0; ; i++) yield i;
      } finally {
        closed = true;
      }
    }
    const control = new AbortController();
    const read: number[] = [];
    const never = new Promise<{ item: number }>(() => {});
    const start = (item: number): Promise<{ item: number }> =>
      item < 3 ? Promise.resolve({ item }) : never;
    for await (const { item } of orderedResults(source(), start, 2, control.signal)) {
      read.push(item);
      if (item === 2) setImmediate(() => control.abort());
    }
    expect({ read, closed }).toEqual({ read: [0, 1, 2], closed: true });
  });

  test("end at an abortion though the source is stuck", async () => {
    const control = new AbortController();
    async function* source(): AsyncGenerator<number> {
      yield 0;
      await new Promise<never>(() => {});
    }
    const start = async (item: number): Promise<{ item: number }> => ({ item });
    setImmediate(() => control.abort());
    const read: number[] = [];
    for await (const { item } of orderedResults(source(), start, 4, control.signal))
      read.push(item);
    expect(read).toEqual([]);
  });

  test("reject where the work does, once all before it are read", async () => {
    const read: number[] = [];
    const start = async (item: number): Promise<{ item: number }> => {
      if (item === 2) throw new Error("broken");
      await later(3 - item);
      return { item };
    };
    const reading = async (): Promise<void> => {
      for await (const { item } of orderedResults([0, 1, 2, 3], start, 4, open)) read.push(item);
    };
    await expect(reading()).rejects.toThrow("broken");
    expect(read).toEqual([0, 1]);
  });
});
