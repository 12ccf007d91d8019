// Conservation laws of networks whose laws are known by hand.

import { describe, expect, it } from "vitest";
import { compileText } from "../../../tests/problems/problem.js";
import { conservationLaws } from "./conservation.js";

/** Laws as vectors over the states, each law's own state first. */
function lawsOf(text: string): Record<string, number>[] {
  const compiled = compileText(text);
  const name = (s: number): string => compiled.states[s]!.id;
  return conservationLaws(compiled).map(({ state, others }) =>
    Object.fromEntries([[name(state), 1], ...others.map((o) => [name(o.state), o.factor])]),
  );
}

describe("conservation laws", () => {
  it("one moiety in a cycle", () => {
    expect(lawsOf("species A=1, B=2, C=3; A -> B; A; B -> C; 2*B; C -> A; 3*C")).toEqual([
      { A: 1, B: 1, C: 1 },
    ]);
  });

  it("stoichiometry weighs: 2 A -> B keeps A + 2 B", () => {
    const [law, ...rest] = lawsOf("species A=1, B=2; 2 A -> B; A^2");
    expect(rest).toEqual([]);
    expect(law!.B! / law!.A!).toBeCloseTo(2, 12);
  });

  it("enzyme and substrate: two laws, each with a state of its own", () => {
    const compiled = compileText(
      "species E=1, S=2, ES=0, P=0; E + S -> ES; E*S - ES; ES -> E + P; 0.5*ES",
    );
    const laws = conservationLaws(compiled);
    expect(laws).toHaveLength(2);
    const own = new Set(laws.map((law) => law.state));
    expect(own.size).toBe(2);
    for (const { others } of laws)
      for (const { state } of others) expect(own.has(state)).toBe(false);
  });

  it("rate rules: equal and opposite rates, and a state that stands still", () => {
    expect(lawsOf("x = 1; y = 2; z = 3; k = 2; x' = -k*x; y' = k*x; z' = 0")).toEqual([
      { z: 1 },
      { x: 1, y: 1 },
    ]);
  });

  it("none where production or decay leave the sum open", () => {
    expect(lawsOf("species A=1, B=2; A -> B; A; B -> ; B")).toEqual([]);
  });
});
