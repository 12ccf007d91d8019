// Graphs of models whose influences can be counted by hand.

import { parseAntimony } from "@chondron/model";
import { describe, expect, test } from "vitest";
import { layoutGraph } from "./graph-layout.js";
import { busiest, modelGraph, moduleGraph, moduleMembers, neighbourhood } from "./model-graph.js";

function model(text: string, files: Readonly<Record<string, string>> = {}) {
  const { model: read, diagnostics } = parseAntimony(text, {
    file: "model/main.ant",
    resolveImport: (file) => ({ file: `model/${file}`, text: files[file] ?? "" }),
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return read!;
}

const words = ({ from, kind, to }: { from: string; kind: string; to: string }) =>
  `${from} ${kind} ${to}`;

describe("the graph of a model", () => {
  const graph = modelGraph(
    model(`
      compartment c = 1; species A in c, B in c, E in c;
      A = 1; B = 0; E = 1; k = 0.1; K = 2;
      turn: A -> B; k * E * A / (K + A);
      E' = -k * E; total := A + B; stop := k * K;
    `),
  );

  test("has what reactions use up, make and are acted on by, and what rules depend on", () => {
    expect(graph.edges.map(words).sort()).toEqual(
      [
        ...["A uses turn", "turn makes B", "E acts turn"],
        ...["A acts total", "B acts total"],
      ].sort(),
    );
    const kinds = Object.fromEntries(graph.nodes.map(({ id, kind }) => [id, kind]));
    expect(kinds).toEqual({
      ...{ A: "quantity", B: "quantity", E: "quantity", total: "quantity", stop: "quantity" },
      turn: "reaction",
    });
  });

  test("is cut to what stands within some steps, the nearest first", () => {
    const ids = (steps: number, most = 9) =>
      neighbourhood(graph, "E", steps, most).nodes.map(({ id }) => id);
    expect(ids(0)).toEqual(["E"]);
    expect(ids(1).sort()).toEqual(["E", "turn"]);
    expect(ids(2).sort()).toEqual(["A", "B", "E", "turn"]);
    expect(ids(3, 2)).toHaveLength(2);
    expect(busiest(graph)).toBe("turn");
    expect(busiest({ nodes: [], edges: [] })).toBeUndefined();
  });

  test("is laid out with a place for every node and a way for every edge, causes on the left", () => {
    const { nodes, ways, width } = layoutGraph(graph);
    expect([...nodes.keys()]).toEqual(graph.nodes.map(({ id }) => id));
    expect(ways.every((way) => way.length >= 2)).toBe(true);
    expect(nodes.get("A")!.x).toBeLessThan(nodes.get("turn")!.x);
    expect(nodes.get("turn")!.x).toBeLessThan(nodes.get("B")!.x);
    for (const { x } of nodes.values()) expect(x).toBeLessThan(width);
  });
});

describe("the graph of modules", () => {
  const whole = model('import "one.ant"; import "two.ant";', {
    "one.ant": "a = 1; b = 1; a' = -a; b' = a - b;",
    "two.ant": "d = 1; e = 1; d' = a + b - d; e' = a - e;",
  });

  test("counts influences between files, none within one", () => {
    const { nodes, edges } = moduleGraph(whole, { one: "first" });
    expect(nodes.map(({ label }) => label).sort()).toEqual(["first", "two"]);
    expect(edges).toEqual([{ from: "one", to: "two", kind: "acts", count: 3 }]);
    expect([...moduleMembers(whole, "two")].sort()).toEqual(["d", "e"]);
  });
});
