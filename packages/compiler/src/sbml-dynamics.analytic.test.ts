// SBML's rules of symbols, amounts and rates, on cases worked out by hand from the specification.

import type { Model } from "@chondron/model";
import { parseFormula } from "@chondron/model";
import { describe, expect, it } from "vitest";
import { modelOf, withAlgebraicRules } from "../../../tests/problems/problem.js";
import { compile } from "./compile.js";
import { workingLength } from "./system.js";
import { loadJs } from "./target/js.js";

/** Values of observables and rates of states at the start of a model. */
function start(model: Model, options: Parameters<typeof compile>[1] = { quantities: true }) {
  const { compiled, diagnostics } = compile(model, options);
  if (!compiled) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  const system = loadJs(compiled);
  const p = new Float64Array(workingLength(compiled));
  p.set(compiled.parameters.map((info) => info.value));
  const y = Float64Array.from(compiled.states, (s) => s.initialValue);
  system.initial(0, p, y, new Uint8Array(compiled.parameters.length), new Uint8Array(y.length));
  system.hoist(p);
  const f = new Float64Array(y.length);
  system.rhs(0, y, p, f);
  const o = new Float64Array(compiled.observables.length);
  system.observe(0, y, p, o);
  return {
    compiled,
    rates: Object.fromEntries(compiled.states.map((s, i) => [s.id, f[i]!])),
    values: Object.fromEntries(compiled.observables.map((id, i) => [id, o[i]!])),
  };
}

const formula = (text: string) => parseFormula(text).expression!;

/** The model with the first reaction changed. */
const withReaction =
  (change: (reaction: Model["reactions"][number]) => Partial<Model["reactions"][number]>) =>
  ({ reactions }: Model): Partial<Model> => ({
    reactions: reactions.map((r, i) => (i === 0 ? { ...r, ...change(r) } : r)),
  });

describe("parameters of a kinetic law", () => {
  it("hide the model's symbols of the same name, there alone", () => {
    const localParameters = [{ id: "k", value: 5, constant: true }];
    const model = modelOf(
      "k = 1; A = 2; J: A -> ; k*A; r := k",
      withReaction(({ kineticLaw }) => ({ kineticLaw: { ...kineticLaw!, localParameters } })),
    );
    const { values, compiled } = start(model);
    expect(values).toMatchObject({ J: 10, r: 1 });
    expect(compiled.parameters.map((p) => p.id)).toEqual(["default_compartment", "k", "J.k"]);
  });
});

describe("stoichiometries with an id", () => {
  const model = (rules: Model["rules"], constant: boolean) =>
    modelOf("A = 1; B = 0; J: A -> B; 3; k = 2", (base) => ({
      rules,
      ...withReaction(({ products }) => ({
        products: [{ ...products[0]!, id: "n", stoichiometry: 4, constant }],
      }))(base),
    }));

  it("are symbols, and constants where nothing changes them", () => {
    const { values, rates, compiled } = start(model([], true));
    expect(values.n).toBe(4);
    expect(rates).toEqual({ A: -3, B: 12 });
    expect(compiled.parameters.map((p) => p.id)).not.toContain("n");
  });

  it("follow assignment rules and are states under rate rules", () => {
    const assigned = { kind: "assignment" as const, variable: "n", expression: formula("k + 5") };
    expect(start(model([assigned], false)).rates.B).toBe(21);
    const integrated = { kind: "rate" as const, variable: "n", expression: formula("k") };
    expect(start(model([integrated], false)).rates).toEqual({ A: -3, B: 12, n: 2 });
  });
});

describe("conversion factors", () => {
  it("turn extent to substance, a species' own before the model's", () => {
    const model = modelOf("A = 1; B = 1; J: A -> B; 1; m = 10; s = 100", ({ species }) => ({
      conversionFactor: "m",
      species: species.map((x) => (x.id === "B" ? { ...x, conversionFactor: "s" } : x)),
    }));
    expect(start(model).rates).toEqual({ A: -10, B: 100 });
  });
});

describe("species and their compartments", () => {
  it("are watched in both quantities", () => {
    const text = "compartment V = 4; species S in V, T in V; substanceOnly species T; S = 3; T = 8";
    expect(start(modelOf(text)).values).toMatchObject({
      "amount(S)": 12,
      "concentration(S)": 3,
      "amount(T)": 8,
      "concentration(T)": 2,
    });
  });

  it("in a point are counted, not divided by its missing size", () => {
    const model = modelOf(
      "compartment V; species S in V; J: S -> ; S",
      ({ compartments, species }) => ({
        compartments: compartments.map(({ size: _, ...c }) => ({ ...c, spatialDimensions: 0 })),
        species: species.map(({ initialConcentration: _, ...s }) => ({ ...s, initialAmount: 7 })),
      }),
    );
    expect(start(model)).toMatchObject({ values: { S: 7, J: 7 }, rates: { S: -7 } });
  });

  it("under a rate rule in a changing compartment hold their amount", () => {
    // c' = 3 in V = 2 with V' = 5 and c = 4: the amount grows by c'·V + c·V'.
    const text = "compartment V = 2; V' = 5; species $S in V; S = 4; S' = 3";
    expect(start(modelOf(text))).toMatchObject({ values: { S: 4 }, rates: { S: 26, V: 5 } });
  });
});

describe("rateOf", () => {
  it("reads the rate of the symbol, through assignment rules and dilution", () => {
    const text = `compartment V = 2; V' = 1; species S in V; S = 4; J: S -> ; 6
      r := rateOf(S); w := x^2; x = 3; x' = 7; q := rateOf(w); z := rateOf(V)`;
    // d(amount/V)/dt = amount'/V - S·V'/V = -6/2 - 4·1/2
    expect(start(modelOf(text)).values).toMatchObject({ r: -5, q: 42, z: 1 });
  });

  it("of itself is refused", () => {
    const { diagnostics } = compile(modelOf("x = 1; x' = rateOf(x) + 1"));
    expect(diagnostics.map((d) => d.code)).toContain("CH2001");
  });
});

describe("algebraic rules", () => {
  const determined = (text: string, ...rules: string[]): string[] => {
    const { compiled } = start(modelOf(text, withAlgebraicRules(...rules)));
    return [...compiled.algebraicStates].map((s) => compiled.states[s]!.id);
  };

  it("determine the one variable that is left", () => {
    const text = "x = 1; x' = 1; y := x + 1; z = 0; var z; c = 4";
    expect(determined(text, "x + y + z - c")).toEqual(["z"]);
  });

  it("are matched together, each with a variable of its own", () => {
    const text = "a = 1; b = 1; d = 1; var a, b, d; x = 0; x' = 1";
    expect(determined(text, "a + b + d - x", "a - x", "a + b")).toEqual(["a", "b", "d"]);
  });

  it("leave variables that events assign to the events, where there is a choice", () => {
    const text = "a = 1; b = 1; var a, b; x = 0; x' = 1; at (x > 1): a = 2";
    expect(determined(text, "a - b")).toEqual(["b"]);
  });

  it("reach variables through assignment rules", () => {
    expect(determined("z = 1; var z; y := 2*z; x = 0; x' = 1", "y - x")).toEqual(["z"]);
  });

  it("that determine nothing are refused", () => {
    const model = modelOf("x = 1; x' = 1; c = 2", withAlgebraicRules("x - c"));
    expect(compile(model).diagnostics.map((d) => d.code)).toEqual(["CH2006"]);
  });
});

describe("size", () => {
  it("a chain of ten thousand formulas, from either end, is no chain of calls", () => {
    const n = 10_000;
    const rules = Array.from({ length: n }, (_, i) => `a${i} := a${i + 1} + 1`);
    const text = `${rules.join("\n")}\na${n} = 5; b = a0; x = b; x' = a0`;
    expect(start(modelOf(text)).values).toMatchObject({ a0: n + 5, b: n + 5, x: n + 5 });
  });
});
