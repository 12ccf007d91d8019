// Populations: the number of workers never changes a bit; failed lanes are rows, not exceptions.

import { type EnsembleJob, openPool, ResultCode } from "@chondron/solver";
import { afterAll, describe, expect, it } from "vitest";
import { compileText } from "./problems/problem.js";

const compiled = compileText(
  "x = 1; z = 0; k = 1; b = 0; x' = -k*x + b*x^2; z' = k*x - 0.1*z; n = 0; at (x < 0.2): n = n + 1",
  {
    actions: [
      {
        id: "dose",
        arguments: ["amount"],
        assignments: [{ variable: "x", formula: "x + amount" }],
      },
    ],
  },
);
const lanes = 100;
const width = compiled.parameters.length;
const parameters = new Float64Array(lanes * width);
const column = (id: string): number => compiled.parameters.findIndex((p) => p.id === id);
for (let lane = 0; lane < lanes; lane++) {
  parameters[lane * width + column("k")] = 0.5 + lane / 50;
  // Lane 40 blows up in finite time.
  parameters[lane * width + column("b")] = lane === 40 ? 5 : 0;
}
const job: EnsembleJob = {
  compiled,
  observe: ["x", "z", "n"],
  lanes,
  start: 0,
  end: 5,
  saveAt: Float64Array.of(1, 2.5, 5),
  parameters,
  schedules: Array.from({ length: lanes }, (_, lane) => [
    { time: 2, action: 0, arguments: [lane / 10] },
  ]),
  tolerance: { relative: 1e-6, absolute: new Float64Array(2).fill(1e-9) },
  keepFinalStates: true,
};

describe("an ensemble", async () => {
  const pools = await Promise.all([0, 1, 2, 3].map((workers) => openPool({ workers })));
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));
  const [reference, ...others] = await Promise.all(pools.map((pool) => pool.run(job)));

  it("is the same to the bit with 0, 1, 2 and 3 workers, and again", async () => {
    for (const other of others) expect(other).toEqual(reference);
    expect(await pools[2]!.run(job)).toEqual(reference);
  });

  it("reports the lane that fails, with time and state, and no other", () => {
    const failed = [...reference!.codes.keys()].filter((lane) => reference!.codes[lane] !== 0);
    expect(failed).toEqual([40]);
    expect(reference!.failureStates[40]).toBe("x");
    // x' = 5x² - 1.3x from 1 has a pole at ln(5/(5 - 1.3))/1.3.
    expect(reference!.failureTimes[40]).toBeCloseTo(Math.log(5 / 3.7) / 1.3, 3);
    expect(reference!.values[40 * 9]).toBeNaN();
  });

  it("keeps events and doses of each lane", () => {
    expect(reference!.fired.some((events) => events.length === 2)).toBe(true);
    expect(reference!.values[9 * 9 + 2]).toBe(0);
  });

  it("stops when asked, lanes marked as cancelled", async () => {
    const controller = new AbortController();
    controller.abort();
    const result = await pools[2]!.run(job, { signal: controller.signal });
    expect([...result.codes]).toEqual(new Array(lanes).fill(ResultCode.cancelled));
  });

  it("reports progress up to all lanes", async () => {
    const seen: number[] = [];
    await pools[1]!.run(job, { onProgress: (done) => seen.push(done) });
    expect(seen.at(-1)).toBe(lanes);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});
