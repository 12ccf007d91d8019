// What the passes save, counted: operations per evaluation of the derivatives, and of the Jacobian
// with the derivatives, without what is hoisted, plain → optimised. docs/notes/passes.md shows the
// table; a change of a pass shows itself here.

import type { OperationCount, Program } from "@chondron/compiler";
import { type CompiledModel, countOperations, hoistable, optimise } from "@chondron/compiler";
import { describe, expect, it } from "vitest";
import { compileKnee, compileProblem } from "./reference-programs.js";

type Counted = Readonly<Record<string, string>>;

function counted(compiled: CompiledModel, roots: (program: Program) => readonly number[]): Counted {
  const programs = [compiled.program, optimise(compiled.program)];
  const counts = programs.map((program) => countOperations(program.nodes, roots(program)));
  const [before, after] = counts as [OperationCount, OperationCount];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const slots = programs.map((program) => hoistable(program.nodes, roots(program)).length);
  const of = (count: OperationCount, name: string): number =>
    count[name as keyof OperationCount] ?? 0;
  return {
    ...Object.fromEntries(names.map((n) => [n, `${of(before, n)} → ${of(after, n)}`])),
    hoisted: slots.join(" → "),
  };
}

const derivatives = (program: Program): readonly number[] => program.derivatives;
const jacobian = (program: Program): readonly number[] => [
  ...program.jacobian,
  ...program.derivatives,
];

describe("operations of the derivatives", () => {
  it("of synth50", () => {
    expect(counted(compileProblem("synth50"), derivatives)).toMatchInlineSnapshot(`
      {
        "add": "225 → 226",
        "div": "140 → 47",
        "hoisted": "127 → 296",
        "mul": "578 → 397",
        "neg": "1 → 1",
        "sub": "74 → 72",
      }
    `);
  });
  it("of synth50p", () => {
    expect(counted(compileProblem("synth50p"), derivatives)).toMatchInlineSnapshot(`
      {
        "add": "246 → 247",
        "div": "146 → 47",
        "hoisted": "167 → 373",
        "ln": "0 → 47",
        "mul": "325 → 363",
        "neg": "1 → 1",
        "pow": "146 → 0",
        "powln": "0 → 146",
        "sub": "70 → 68",
      }
    `);
  });
  it("of the knee", () => {
    expect(counted(compileKnee(), derivatives)).toMatchInlineSnapshot(`
      {
        "add": "192 → 202",
        "div": "94 → 66",
        "exp": "5 → 5",
        "hoisted": "96 → 123",
        "le": "16 → 16",
        "ln": "0 → 20",
        "lt": "18 → 18",
        "mul": "418 → 437",
        "neg": "14 → 11",
        "pow": "21 → 0",
        "powln": "0 → 20",
        "select": "35 → 35",
        "sin": "1 → 1",
        "sub": "154 → 138",
        "tanh": "2 → 2",
      }
    `);
  });
});

describe("operations of the Jacobian with the derivatives", () => {
  it("of synth50", () => {
    expect(counted(compileProblem("synth50"), jacobian)).toMatchInlineSnapshot(`
      {
        "add": "424 → 302",
        "div": "353 → 189",
        "hoisted": "177 → 481",
        "mul": "1200 → 1333",
        "neg": "90 → 90",
        "sub": "173 → 171",
      }
    `);
  });
  it("of synth50p", () => {
    expect(counted(compileProblem("synth50p"), jacobian)).toMatchInlineSnapshot(`
      {
        "add": "247 → 337",
        "div": "356 → 243",
        "hoisted": "363 → 706",
        "ln": "0 → 47",
        "mul": "1049 → 1482",
        "neg": "74 → 74",
        "pow": "292 → 0",
        "powln": "0 → 146",
        "powratio": "0 → 146",
        "sub": "183 → 181",
      }
    `);
  });
  it("of the knee", () => {
    expect(counted(compileKnee(), jacobian)).toMatchInlineSnapshot(`
      {
        "add": "268 → 249",
        "div": "324 → 141",
        "exp": "5 → 5",
        "hoisted": "222 → 391",
        "le": "16 → 16",
        "ln": "0 → 20",
        "lt": "18 → 18",
        "mul": "1816 → 1521",
        "neg": "136 → 114",
        "pow": "41 → 0",
        "powln": "0 → 22",
        "powratio": "0 → 18",
        "select": "124 → 124",
        "sin": "1 → 1",
        "sub": "320 → 251",
        "tanh": "2 → 2",
      }
    `);
  });
});
