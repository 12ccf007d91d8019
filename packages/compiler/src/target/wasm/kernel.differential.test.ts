// Kernels in one lane and two against the interpreter (pass/evaluate.ts), to the last bit. The
// interpreter is told exp, ln and the quick powers as one lane computes them alone, and what the host
// computes for modules; elementary.reference.test.ts says how good these are.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expectedTypes,
  Graph,
  type Node,
  type NodeId,
  type Operation,
  resultType,
} from "../../ir.js";
import { operationValue } from "../../operation-value.js";
import { evaluateNodes, type OperationMeaning, type Point } from "../../pass/evaluate.js";
import { cos, sin, tanh } from "../portable-functions.js";
import { functionRunner, kernelRunner } from "./kernel-runner.test.data.js";
import { type Lanes, pairLanes, scalarLanes } from "./lanes.js";
import {
  anyPoint,
  largeNodes,
  plainOperations,
  type RandomNodes,
  randomNodes,
} from "./random-nodes.test.data.js";

const alone = {
  exp: functionRunner("exp", scalarLanes),
  ln: functionRunner("ln", scalarLanes),
  powln: functionRunner("powln", scalarLanes),
  powratio: functionRunner("powratio", scalarLanes),
};
const portable = { sin, cos, tanh };
const laneMeaning: OperationMeaning = (operation, values) => {
  if (operation in alone) return alone[operation as keyof typeof alone]([values])[0]!;
  if (operation in portable) return portable[operation as keyof typeof portable](values[0]!);
  return operationValue(operation, values);
};

function expectBits(program: RandomNodes, lanes: Lanes, points: readonly Point[]): void {
  const { nodes, outputs } = program;
  const { run } = kernelRunner(nodes, outputs, lanes);
  run(points).forEach((values, lane) => {
    const expected = evaluateNodes(nodes, points[lane]!, laneMeaning);
    values.forEach((value, i) => {
      const id = outputs[i]!;
      const same = Object.is(value, expected[id]);
      if (!same) expect.fail(`lane ${lane}, ${nodes[id]!.operation}: ${value}, ${expected[id]}`);
    });
  });
}

const both = fc.tuple(anyPoint, anyPoint);

describe("every operation alone", () => {
  it.each(plainOperations)("%s at edges and between, in both lanes", (operation) => {
    fc.assert(
      fc.property(both, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (points, choices) => {
        const program = applied(operation, choices);
        expectBits(program, scalarLanes, [points[0]]);
        expectBits(program, pairLanes, points);
      }),
      { numRuns: 60, seed: 21 },
    );
  });
});

/** The operation of states, or of comparisons of states where it takes truth values. */
function applied(operation: Operation, choices: readonly number[]): RandomNodes {
  const graph = new Graph();
  for (let i = 0; i < 4; i++) graph.leaf("state", i);
  const nodes: Node[] = [...graph.nodes];
  const add = (of: Operation, args: readonly NodeId[]): NodeId =>
    nodes.push({ operation: of, type: resultType(of), arguments: args, value: 0 }) - 1;
  const args = expectedTypes(operation).map((type, i) => {
    const state = choices[i]! % 4;
    return type === "number" ? state : add("lt", [state, choices[(i + 1) % 3]! % 4]);
  });
  return { nodes, outputs: [add(operation, args)] };
}

it("random programs of all operations", () => {
  fc.assert(
    fc.property(randomNodes({ min: 1, max: 60 }), both, (program, points) => {
      expectBits(program, scalarLanes, [points[0]]);
      expectBits(program, pairLanes, points);
    }),
    { numRuns: 500, seed: 22 },
  );
});

describe("large programs", () => {
  const points: readonly Point[] = [
    { time: 0.5, states: [0.1, -0.2, 3, 0.7], parameters: [1, 2, -0.5] },
    { time: -4, states: [5, Number.NaN, -0.3, 0], parameters: [0.25, -2, 9] },
  ];

  it("are cut into functions, and numbers and truth values cross the cuts", () => {
    for (const seed of [1, 2]) {
      const program = largeNodes(30_000, seed);
      const everyHundredth = program.nodes.map((_, id) => id).filter((id) => id % 100 === 99);
      const all = { ...program, outputs: [...program.outputs, ...everyHundredth] };
      const values = evaluateNodes(program.nodes, points[0]!, laneMeaning);
      const finite = everyHundredth.filter((id) => Number.isFinite(values[id]!));
      expect(finite.length).toBeGreaterThan(0.9 * everyHundredth.length);
      expectBits(all, scalarLanes, [points[0]!]);
      expectBits(all, pairLanes, points);
    }
  });

  it("chains of fifty thousand nodes nest no deeper than engines bear", () => {
    const graph = new Graph();
    const nodes: Node[] = [graph.leaf("state", 0), graph.leaf("parameter", 0)].map((id) =>
      graph.node(id),
    );
    for (let i = 0; i < 50_000; i++) {
      const operation = (["add", "sin", "sub", "mul", "max"] as const)[i % 5]!;
      const last = nodes.length - 1;
      const args = operation === "sin" ? [last] : i % 2 === 0 ? [last, 1] : [1, last];
      nodes.push({ operation, type: "number", arguments: args, value: 0 });
    }
    const program = { nodes, outputs: [nodes.length - 1] };
    expectBits(program, scalarLanes, [points[0]!]);
    expectBits(program, pairLanes, points);
  });

  it("balanced sums of thousands of terms", () => {
    const graph = new Graph();
    const nodes: Node[] = Array.from({ length: 8192 }, (_, i) =>
      graph.node(graph.leaf("state", i)),
    );
    for (let first = 0; nodes.length - first > 1; first += 2)
      nodes.push({ operation: "add", type: "number", arguments: [first, first + 1], value: 0 });
    const states = Float64Array.from({ length: 8192 }, (_, i) => Math.sin(i));
    const program = { nodes, outputs: [nodes.length - 1] };
    const point = { ...points[0]!, states };
    expectBits(program, scalarLanes, [point]);
    expectBits(program, pairLanes, [point, { ...point, states: states.map((x) => 1 / x) }]);
  });
});
