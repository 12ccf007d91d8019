// The decision table, row by row, and what `auto` makes of whole runs.

import { loadJs } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import {
  compileModel,
  compileText,
  modelOf,
  problemText,
  uniformTolerance,
  withAlgebraicRules,
} from "../../../../tests/problems/problem.js";
import { runnerWith } from "../../../../tests/problems/run.js";
import { Integrator, integrate } from "../integrate.js";
import { ResultCode } from "../problem.js";
import { chooseMethod, type MethodTraits, methodRules, suitedMethods } from "./choose.js";

const run = runnerWith(integrate);
const usual: MethodTraits = {
  states: 20,
  relativeTolerance: 1e-6,
  algebraic: false,
  delays: false,
  fastReactions: false,
  stiff: true,
};

describe("the choice of a method", () => {
  it.each<[string, Partial<MethodTraits>, string]>([
    ["a stiff model of usual size", {}, "rodas5p"],
    ["one that is not stiff", { stiff: false }, "tsit5"],
    ["one that is not stiff, with algebraic rules", { stiff: false, algebraic: true }, "rodas5p"],
    ["one that is not stiff, of any size", { stiff: false, states: 2000 }, "tsit5"],
    ["delays", { delays: true, stiff: false }, "rodas5p"],
    ["fast reactions", { fastReactions: true, stiff: false, states: 500 }, "rodas5p"],
    ["a loose tolerance", { relativeTolerance: 1e-3 }, "rodas4"],
    ["a loose tolerance and many states", { relativeTolerance: 1e-2, states: 300 }, "rodas4"],
    ["100 states, tight", { states: 100, relativeTolerance: 1e-8 }, "rodas5p"],
    ["101 states, tight", { states: 101, relativeTolerance: 1e-8 }, "bdf"],
    ["500 states at 1e-5", { states: 500, relativeTolerance: 1e-5 }, "bdf"],
    ["500 states at 1e-4", { states: 500, relativeTolerance: 1e-4 }, "rodas5p"],
    ["500 states, algebraic", { states: 500, algebraic: true }, "bdf"],
  ])("%s", (_, traits, expected) => {
    expect(chooseMethod({ ...usual, ...traits })).toBe(expected);
  });

  it("has a last rule for everything", () => {
    expect(methodRules.at(-1)!.applies({ ...usual, states: 0, relativeTolerance: 1 })).toBe(true);
  });
});

describe("auto", () => {
  it("takes Tsit5 for an oscillation and names it", () => {
    const { method, at } = run(compileText("x = 1; x' = y; y = 0; y' = -x"), { end: Math.PI });
    expect(method).toBe("tsit5");
    expect(at("x", 0)).toBeCloseTo(-1, 8);
  });

  it("takes Rodas5P from the start where the fastest mode is far faster than the run is long", () => {
    const { method } = run(compileText(problemText("robertson")), { end: 1e6 });
    expect(method).toBe("rodas5p");
  });

  it("goes over when stiffness shows on the way, and stays", () => {
    // k grows from 1 to 1e6 of its own: at the start nothing tells.
    const text = "k = 1; k' = k*(1 - k/1e6); x = 1; x' = -k*(x - cos(time))";
    const compiled = compileText(text);
    const { method, at, code, counters } = run(compiled, { end: 40 });
    const implicit = run(compiled, { end: 40 }, "rodas5p").counters;
    expect(code).toBe(ResultCode.success);
    expect(method).toBe("tsit5+rodas5p");
    expect(at("x", 0)).toBeCloseTo(Math.cos(40), 5);
    expect(counters.rhsCalls).toBeLessThan(1.1 * implicit.rhsCalls);
    expect(counters.factorizations).toBeLessThan(implicit.factorizations);
  });

  it("forgets between runs: the same run twice gives the same bits and method", () => {
    const compiled = compileText("k = 1; k' = k*(1 - k/1e6); x = 1; x' = -k*(x - cos(time))");
    const system = loadJs(compiled);
    const integrator = new Integrator(system);
    const problem = {
      start: 0,
      end: 40,
      parameters: new Float64Array(0),
      saveAt: new Float64Array(0),
      tolerance: uniformTolerance(system, 1e-6, 1e-9),
    };
    const first = integrator.run(problem);
    const second = integrator.run(problem);
    expect(second).toEqual(first);
  });

  it("never gives algebraic rules to an explicit method", () => {
    const model = modelOf("x = 1; x' = -z; z = 1; var z", withAlgebraicRules("z - x"));
    const compiled = compileModel(model);
    expect(suitedMethods(compiled)).toEqual(["auto", "rodas5p", "rodas4", "bdf"]);
    expect(run(compiled, { end: 1 }).method).toBe("rodas5p");
    expect(() => run(compiled, { end: 1 }, "tsit5")).toThrow(RangeError);
  });
});
