// Streams of lanes: the number of workers changes no bit, memory holds a bounded number of blocks,
// and a stream says how it ended.

import {
  type EnsemblePool,
  failureRows,
  type LaneBlock,
  openPool,
  ResultCode,
  StreamEnd,
  type StreamJob,
  type StreamOptions,
} from "@chondron/solver";
import { afterAll, describe, expect, it } from "vitest";
import { compileText } from "./problems/problem.js";

// Grows without bound from x > k/b: those lanes fail at a pole.
const compiled = compileText("x = 1; k = 1; b = 0; x' = -k*x + b*x^2");
const lanes = 120;
const perBlock = 7;
const ids = compiled.parameters.map((p) => p.id);

/** Lane 10, 20, ... have a pole; `asked` counts the blocks that were asked for. */
function* laneBlocks(asked: { count: number }, refused: readonly number[]): Generator<LaneBlock> {
  for (let firstLane = 0; firstLane < lanes; firstLane += perBlock) {
    asked.count++;
    const size = Math.min(perBlock, lanes - firstLane);
    const parameters = new Float64Array(size * ids.length);
    const marks = new Uint8Array(size);
    for (let i = 0; i < size; i++) {
      const lane = firstLane + i;
      parameters[i * ids.length + ids.indexOf("k")] = 0.5 + lane / 50;
      parameters[i * ids.length + ids.indexOf("b")] = lane > 0 && lane % 10 === 0 ? 5 : 0;
      marks[i] = refused.includes(lane) ? 1 : 0;
    }
    const starts = new Float64Array(size);
    yield { firstLane, lanes: size, starts, parameters, refused: marks };
  }
}

function jobOf(asked = { count: 0 }, refused: readonly number[] = []): StreamJob {
  return {
    compiled,
    observe: ["x"],
    end: 2,
    saveAt: Float64Array.of(1, 2),
    tolerance: { relative: 1e-6, absolute: Float64Array.of(1e-9) },
    lanes,
    blocks: laneBlocks(asked, refused),
  };
}

async function collect(
  pool: EnsemblePool,
  job: StreamJob = jobOf(),
  options: Partial<StreamOptions> = {},
) {
  const codes: number[] = [];
  const values: number[] = [];
  const failures: ReturnType<typeof failureRows> = [];
  const outcome = await pool.stream(job, {
    ...options,
    onBlock: async (block) => {
      expect(block.firstLane).toBe(codes.length);
      codes.push(...block.codes);
      values.push(...block.values);
      failures.push(...failureRows(block));
      await options.onBlock?.(block);
    },
  });
  return { outcome, codes, values, failures };
}

describe("a stream of lanes", async () => {
  const pools = await Promise.all([0, 1, 2, 3].map((workers) => openPool({ workers })));
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));
  const two = pools[2]!;

  it("gives the same bits in the same order with 0, 1, 2 and 3 workers", async () => {
    const [first, ...others] = await Promise.all(pools.map((pool) => collect(pool)));
    for (const other of others) expect(other).toEqual(first);
    expect(first!.outcome).toMatchObject({ end: StreamEnd.complete, done: lanes, failed: 11 });
    expect(first!.values[0]).toBeCloseTo(Math.exp(-0.5), 5);
  });

  it("says of each failed lane which, why, where and what to try", async () => {
    const { failures } = await collect(two);
    expect(failures.map((row) => row.lane)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]);
    const [row] = failures;
    expect(row).toMatchObject({ code: "stepSizeTooSmall", state: "x" });
    expect(row!.reason).toMatch(/step size fell/);
    expect(row!.whatToTry).toMatch(/^Loosen the tolerances/);
    // x' = 5x² - kx from 1 has a pole at ln(5/(5 - k))/k.
    expect(row!.time).toBeCloseTo(Math.log(5 / 4.3) / 0.7, 3);
  });

  it("does not integrate refused lanes, and leaves the others as they are", async () => {
    const whole = await collect(two);
    for (const pool of [pools[0]!, two]) {
      // 14 to 20 are a block of their own.
      const refused = [3, 14, 15, 16, 17, 18, 19, 20];
      const part = await collect(pool, jobOf(undefined, refused));
      for (const lane of refused) {
        expect(part.codes[lane]).toBe(ResultCode.invalidInput);
        expect(part.values.slice(2 * lane, 2 * lane + 2)).toEqual([Number.NaN, Number.NaN]);
      }
      const kept = [...whole.codes.keys()].filter((lane) => !refused.includes(lane));
      for (const lane of kept) expect(part.values[2 * lane]).toBe(whole.values[2 * lane]);
    }
  });

  it("asks for no more blocks than it has room for while a reader is slow", async () => {
    const asked = { count: 0 };
    let read = 0;
    let most = 0;
    const { outcome } = await collect(pools[1]!, jobOf(asked), {
      onBlock: async () => {
        read++;
        await new Promise((resolve) => setTimeout(resolve, 2));
        most = Math.max(most, asked.count - read);
      },
    });
    expect(outcome.end).toBe(StreamEnd.complete);
    expect(most).toBeLessThanOrEqual(8);
  });

  it("ends when asked to, with what was delivered", async () => {
    for (const pool of pools) {
      const control = new AbortController();
      const { outcome, codes } = await collect(pool, jobOf(), {
        signal: control.signal,
        onProgress: ({ done }) => done >= 21 && control.abort(),
      });
      expect(outcome).toMatchObject({ end: StreamEnd.cancelled, done: 21 });
      expect(codes).toHaveLength(21);
      expect(codes).not.toContain(ResultCode.cancelled);
    }
  });

  it("runs nothing for a signal that was aborted before", async () => {
    const { outcome } = await collect(two, jobOf(), { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ end: StreamEnd.cancelled, done: 0 });
  });

  it("ends at the same lane on any number of workers when too many fail", async () => {
    for (const failureLimit of [{ count: 3 }, { share: 0.03 }, { count: 100, share: 0.025 }])
      for (const pool of pools) {
        const { outcome, codes } = await collect(pool, jobOf(), { failureLimit });
        expect(outcome).toMatchObject({ end: StreamEnd.tooManyFailures, done: 42, failed: 4 });
        expect(codes).toHaveLength(42);
      }
  });

  it("runs to its end when as many fail as are allowed", async () => {
    const { outcome } = await collect(two, jobOf(), { failureLimit: { count: 11 } });
    expect(outcome.end).toBe(StreamEnd.complete);
  });

  it("rejects where a reader does, and the pool goes on working", async () => {
    const onBlock = (): never => {
      throw new Error("disk full");
    };
    await expect(two.stream(jobOf(), { onBlock })).rejects.toThrow("disk full");
    expect((await collect(two)).outcome.end).toBe(StreamEnd.complete);
  });

  it("rejects for a job that cannot be loaded", async () => {
    for (const pool of pools.slice(0, 2))
      await expect(collect(pool, { ...jobOf(), observe: ["y"] })).rejects.toThrow('"y"');
  });

  it("keeps two jobs on one pool apart", async () => {
    const short = (): StreamJob => ({ ...jobOf(), saveAt: Float64Array.of(2) });
    const alone = await collect(two, short());
    const [a, b] = await Promise.all([collect(two, short()), collect(two)]);
    expect(a).toEqual(alone);
    expect(b.values).toHaveLength(2 * lanes);
  });
});

it("a pool that is closed while it works rejects instead of waiting for ever", async () => {
  const pool = await openPool({ workers: 1 });
  const onBlock = async (): Promise<void> => {
    await pool.close();
  };
  await expect(pool.stream(jobOf(), { onBlock })).rejects.toThrow("closed");
});
