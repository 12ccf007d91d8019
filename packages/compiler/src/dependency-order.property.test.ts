import fc from "fast-check";
import { expect, it } from "vitest";
import { dependencyOrder } from "./dependency-order.js";

const graphs = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 10, maxLength: 10 });

it("puts each name after what it needs, unless they need each other", () => {
  fc.assert(
    fc.property(graphs, (edges) => {
      const rings: number[][] = [];
      const { order } = dependencyOrder(
        edges.keys(),
        (i) => edges[i]!,
        (ring) => rings.push([...ring]),
      );
      expect([...order].sort((a, b) => a - b)).toEqual([...edges.keys()]);
      for (const ring of rings)
        ring.forEach((name, i) => {
          expect(edges[name]).toContain(ring[(i + 1) % ring.length]);
        });
      const place = new Map(order.map((name, i) => [name, i]));
      const late = edges.flatMap((needs, i) =>
        needs.filter((need) => place.get(need)! > place.get(i)!),
      );
      expect(late.length === 0 || rings.length > 0).toBe(true);
    }),
  );
});

it("measures the longest chain it follows", () => {
  const next = (i: number) => (i < 50_000 ? [i + 1] : []);
  expect(dependencyOrder([0], next).depth).toBe(50_001);
});
