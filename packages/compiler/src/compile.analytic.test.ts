// What a model's text means as equations, on cases worked out by hand from the SBML specification.

import { parseAntimony } from "@chondron/model";
import { describe, expect, it } from "vitest";
import { compileText } from "../../../tests/problems/problem.js";
import { compile } from "./compile.js";
import { loadJs } from "./target/js.js";

/** The system of a text at its start, with small readers. */
function start(text: string, options?: Parameters<typeof compile>[1]) {
  const compiled = compileText(text, options);
  const system = loadJs(compiled);
  const p = new Float64Array(compiled.parameters.length + compiled.hoistedCount);
  p.set(compiled.parameters.map((info) => info.value));
  const y = Float64Array.from(compiled.states, (s) => s.initialValue);
  system.initial(0, p, y, new Uint8Array(compiled.parameters.length), new Uint8Array(y.length));
  system.hoist(p);
  const rates = (): Record<string, number> => {
    const f = new Float64Array(y.length);
    system.rhs(0, y, p, f);
    return Object.fromEntries(compiled.states.map((s, i) => [s.id, f[i]!]));
  };
  const values = (): Record<string, number> => {
    const o = new Float64Array(compiled.observables.length);
    system.observe(0, y, p, o);
    return Object.fromEntries(compiled.observables.map((id, i) => [id, o[i]!]));
  };
  return { compiled, system, p, y, rates, values };
}

describe("species", () => {
  it("hold amounts; symbols mean concentrations unless substance only", () => {
    const { y, rates, values } = start(`
      compartment V = 4; species S in V, T in V; substanceOnly species T
      S = 3; T = 8
      J: S -> T; k*S; k = 2
    `);
    // S: concentration 3 in 4 is an amount of 12; the extent rate is 2·3 amounts per time.
    // T: Antimony gives initial values as concentrations unless written as an amount.
    expect(values()).toMatchObject({ S: 3, J: 6 });
    expect(y[0]).toBe(12);
    expect(rates()).toEqual({ S: -6, T: 6 });
  });

  it("are diluted by a growing compartment", () => {
    const { rates, values, y } = start(`
      compartment V = 2; V' = 1; species S in V; S = 5; -> S; 0
    `);
    expect(values()).toMatchObject({ S: 5 });
    const slot = { S: y[0] };
    expect(slot.S).toBe(10);
    expect(rates()).toEqual({ S: 0, V: 1 });
  });

  it("at a boundary are not changed by reactions", () => {
    expect(start("$A -> B; A; A = 2; B = 0").rates()).toEqual({ B: 2 });
  });

  it("take stoichiometries, as reactant and product at once", () => {
    expect(start("2 A -> A + 3 B; 7; A = 1; B = 1").rates()).toEqual({ A: -7, B: 21 });
  });
});

describe("start values", () => {
  it("follow each other whatever their order in the text", () => {
    const { values } = start("a = b + 1; b = 2*c; c = 5; x = a; x' = 0");
    expect(values()).toEqual({ a: 11, b: 10, c: 5, x: 11 });
  });

  it("see assignment rules and time", () => {
    expect(start("r := 3 + time; a = 2*r; x = a; x' = 1").values()).toMatchObject({ a: 6, x: 6 });
  });

  it("that depend on each other are refused by name", () => {
    const { model } = parseAntimony("a = b; b = a; x = 0; x' = 1", { file: "cycle.ant" });
    const result = compile(model!);
    expect(result.compiled).toBeUndefined();
    expect(result.diagnostics.map((d) => d.code)).toContain("CH2002");
  });
});

describe("formulas", () => {
  const cases: readonly (readonly [string, number])[] = [
    ["piecewise(1, 2 > 3, 2, 3 > 2, 5)", 2],
    ["piecewise(1, 2 > 3, 5)", 5],
    ["min(3, 1, 2) + max(3, 1, 2)", 4],
    ["log10(1000) + ln(exponentiale) + log(2, 8)", 7],
    ["root(3, 27) + sqrt(16)", 7],
    ["floor(-1.5) + ceil(-1.5)", -3],
    ["factorial(5)", 120],
    ["arcsinh(sinh(0.7)) + sec(0) + arccot(1) * 4 / pi", 2.7],
    ["5 + 2^3^0", 7],
    ["-2^2", -4],
    ["quadratic(2, 1, 1, 1)", 7],
  ];
  it.each(cases)("%s = %d", (formula, expected) => {
    const text = `function quadratic(x, a, b, c) a*x^2 + b*x + c end\nr := ${formula}; x = 0; x' = 0`;
    expect(start(text).values().r).toBeCloseTo(expected, 12);
  });
});

describe("actions", () => {
  const actions = [
    {
      id: "swap",
      arguments: ["s"],
      assignments: [
        { variable: "a", formula: "b * s" },
        { variable: "b", formula: "a" },
      ],
    },
  ];

  it("evaluate every right-hand side before assigning", () => {
    const { system, y, p } = start("a = 1; b = 2; a' = 0; b' = 0", { actions });
    system.applyAction(0, [10], 0, y, p);
    expect([...y]).toEqual([20, 1]);
  });

  it("on unknown variables or with broken formulas are refused by name", () => {
    const { model } = parseAntimony("a = 1; a' = 0", { file: "a.ant" });
    const broken = { id: "dose", arguments: [], assignments: [{ variable: "a", formula: "1 +" }] };
    const codes = compile(model!, { actions: [...actions, broken] }).diagnostics.map((d) => d.code);
    expect(codes).toEqual(["CH2004", "CH2003", "CH2004"]);
  });
});

it("parameter-only subexpressions are hoisted and follow a change of parameters", () => {
  const { system, p, y, rates, compiled } = start("k = 2; n = 3; x = 1; x' = -x*k^n/(1 + k^n)");
  expect(compiled.hoistedCount).toBeGreaterThan(0);
  expect(rates().x).toBeCloseTo(-8 / 9, 14);
  p[compiled.parameters.findIndex((info) => info.id === "k")] = 1;
  system.hoist(p);
  expect(rates().x).toBeCloseTo(-0.5, 14);
  expect(y[0]).toBe(1);
});

it("the Jacobian has the structural nonzeros and exact values", () => {
  const { compiled, system, y, p } = start("x = 2; z = 3; x' = -x*z; z' = x^2 + time");
  const values = new Float64Array(compiled.jacobian.rows.length);
  system.jacobian(0, y, p, values);
  const entries = [...values].map((v, e) => [
    compiled.jacobian.rows[e],
    compiled.jacobian.columns[e],
    v,
  ]);
  expect(entries).toEqual([
    [0, 0, -3],
    [0, 1, -2],
    [1, 0, 4],
  ]);
  expect(compiled.nonAutonomous).toBe(true);
});

it("equal texts give equal hashes, different equations different ones", () => {
  const hash = (text: string): string => compileText(text).hash;
  expect(hash("x = 1; x' = -x")).toBe(hash("// a comment\nx = 1; x' = -x"));
  expect(hash("x = 1; x' = -x")).not.toBe(hash("x = 1; x' = -2*x"));
});
