import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findRings } from "./rings.js";

const graphs = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });

/** Names that lead back to themselves, by following every edge to exhaustion. */
function onRings(edges: readonly (readonly number[])[]): Set<string> {
  const reach = (from: number): Set<number> => {
    const seen = new Set<number>();
    const open = [...edges[from]!];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (!seen.has(at)) open.push(...edges[at]!);
      seen.add(at);
    }
    return seen;
  };
  return new Set(edges.flatMap((_, i) => (reach(i).has(i) ? [String(i)] : [])));
}

describe("findRings", () => {
  test("finds a ring exactly where there is one, and every ring it names is real", () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const names = edges.map((_, i) => String(i));
        const next = (name: string) => edges[Number(name)]!.map(String);
        const rings = findRings(names, next);
        const expected = onRings(edges);
        expect(rings.length > 0).toBe(expected.size > 0);
        for (const ring of rings) {
          expect(ring[0]).toBe(ring.at(-1));
          ring.slice(1).forEach((name, i) => {
            expect(next(ring[i]!)).toContain(name);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  test("follows a chain of a hundred thousand names", () => {
    const next = (name: string) => (Number(name) < 100_000 ? [String(Number(name) + 1)] : ["0"]);
    expect(findRings(["0"], next)[0]).toHaveLength(100_002);
  });
});
