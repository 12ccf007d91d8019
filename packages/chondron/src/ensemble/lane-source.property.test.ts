// Patients as blocks: every value in its place, whatever the size of a block.

import type { LaneBlock } from "@chondron/solver";
import { describe, expect, test } from "vitest";
import { findTarget, isTarget } from "../command/target.js";
import { planDraws } from "./draw.js";
import { LaneSource, numberedRows, type Population } from "./lane-source.js";
import type { PatientRow } from "./patient-table.js";
import { smallCompiled } from "./small-model.test.support.js";

const compiled = smallCompiled();
const parameter = (id: string): number => compiled.parameters.findIndex((p) => p.id === id);
const state = (id: string): number => compiled.states.findIndex((s) => s.id === id);

function population(
  texts: readonly string[],
  ids: readonly string[] = [],
  rows?: readonly PatientRow[],
): Population {
  return {
    compiled,
    patients: rows?.length ?? 10,
    targets: ids.map((id) => findTarget(compiled, id)).filter(isTarget),
    rows: async function* () {
      if (rows) yield* rows;
      else yield* numberedRows(10);
    },
    draws: planDraws(texts, compiled, ids).draws,
    seed: 5,
    start: 0,
    schedule: [],
  };
}

async function blocksOf(source: LaneSource): Promise<LaneBlock[]> {
  const blocks: LaneBlock[] = [];
  for await (const block of source.blocks()) blocks.push(block);
  return blocks;
}

const joined = (parts: readonly Float64Array[]): number[] => parts.flatMap((part) => [...part]);

test("blocks of any size hold the same lanes, and the people wait in order", async () => {
  const whole = new LaneSource(population(["k=lognormal(0.3, 0.2)"]), 10);
  const [block] = await blocksOf(whole);
  const people = whole.take();
  for (const size of [1, 3, 7]) {
    const source = new LaneSource(population(["k=lognormal(0.3, 0.2)"]), size);
    const blocks = await blocksOf(source);
    expect(blocks.map((part) => part.firstLane)).toEqual(
      Array.from({ length: Math.ceil(10 / size) }, (_, i) => i * size),
    );
    expect(joined(blocks.map((part) => part.parameters))).toEqual([...block!.parameters]);
    const taken = blocks.map(() => source.take());
    expect(taken.flatMap((part) => part.ids)).toEqual(people.ids);
    expect(joined(taken.map((part) => part.drawn))).toEqual([...people.drawn]);
  }
  expect(people.ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(people.drawn[3]).toBe(block!.parameters[3 * compiled.parameters.length + parameter("k")]);
});

test("columns of the table reach parameters and states, concentrations as amounts", async () => {
  const rows = [{ id: "a", values: Float64Array.of(0.7, 5, 6) }];
  const source = new LaneSource(population([], ["k", "x", "S"], rows), 4);
  const [block] = await blocksOf(source);
  expect(block!.parameters[parameter("k")]).toBe(0.7);
  expect(block!.parameters[parameter("b")]).toBe(0);
  expect(block!.initialStates![state("x")]).toBe(5);
  // 6 in a cell of 2.
  expect(block!.initialStates![state("S")]).toBe(12);
  expect(source.overridden).toEqual(["k"]);
});

describe("a value that is no finite number", () => {
  test.each([
    ["a parameter", "k=normal(1/0, 1)"],
    ["a state", "x=normal(0/0, 1)"],
    ["one that overflows", "k=lognormal(1e308, 1e300)"],
  ])("marks %s as refused", async (_, text) => {
    const [block] = await blocksOf(new LaneSource(population([text]), 10));
    expect(block!.refused!.some((mark) => mark === 1)).toBe(true);
  });
});
