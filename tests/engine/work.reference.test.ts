// Work of the lanes on reference problems: a change is a change of the engine and is looked at like one
// of its interface. One lane and two do the same.

import { ResultCode } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import { compileProblem } from "../passes/reference-programs.js";
import { expectIdentical, problemOf, runOn } from "./targets.js";

const problems = [
  ["robertson", 4e10, 1e-14],
  ["hires", 321.8122, 1e-9],
  ["linear", 3, 1e-9],
  ["synth50", 730, 1e-9],
] as const;

describe.each(["rodas5p", "rodas4"])("%s", (method) => {
  it("steps and rejected steps at a relative tolerance of 1e-6", () => {
    const work = problems.map(([name, end, absolute]) => {
      const compiled = compileProblem(name);
      const tolerance = {
        relative: 1e-6,
        absolute: new Float64Array(compiled.states.length).fill(absolute),
      };
      const problem = problemOf(compiled, { end, tolerance, observe: new Int32Array() });
      const wasm = runOn(compiled, "wasm", problem, { method });
      expect(wasm.code).toBe(ResultCode.success);
      expectIdentical(runOn(compiled, "wasm-simd", problem, { method }), wasm);
      const { steps, rejected } = wasm.counters;
      return `${name}: ${steps} and ${rejected}`;
    });
    expect(work).toMatchSnapshot();
  });
});
