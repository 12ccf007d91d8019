// What each pass makes of small formulas, written out.

import { describe, expect, it } from "vitest";
import { Graph, type NodeId } from "../ir.js";
import { associate } from "./association.js";
import { applyExactIdentities } from "./exact.js";
import { mergeDivisions } from "./fractions.js";
import { hoistable } from "./hoisting.js";
import { checkProgram } from "./ir-spec.js";
import { countOperations } from "./operation-count.js";
import { optimise } from "./optimise.js";
import { expandPowers } from "./powers.js";
import { printProgram } from "./print-program.js";
import { shareReciprocals } from "./reciprocals.js";
import { formulaOf, formulas, p, programOf, y } from "./small-programs.test.data.js";

type Operation = Parameters<Graph["apply"]>[0];
const apply =
  (operation: Operation) =>
  (g: Graph, ...args: NodeId[]): NodeId =>
    args.reduce((a, b) => g.apply(operation, a, b));
const [add, sub, mul, div, pow] = (["add", "sub", "mul", "div", "pow"] as const).map(apply) as [
  ReturnType<typeof apply>,
  ReturnType<typeof apply>,
  ReturnType<typeof apply>,
  ReturnType<typeof apply>,
  ReturnType<typeof apply>,
];
const c = (g: Graph, value: number): NodeId => g.constant(value);

describe("powers", () => {
  const powerOf = (n: number): string =>
    formulas(expandPowers(programOf((g) => [pow(g, y(g), c(g, n))])))[0]!;

  it.each([
    [4, "((y0*y0)*(y0*y0))"],
    [5, "(y0*((y0*y0)*(y0*y0)))"],
    [-2, "(1/(y0*y0))"],
    [1.5, "(y0*sqrt(y0))"],
    [-0.75, "(1/(sqrt(y0)*sqrt(sqrt(y0))))"],
    [1.7, "powln(y0,1.7,ln(y0))"],
    [65, "powln(y0,65,ln(y0))"],
  ])("of %d are %s", (n, expected) => {
    expect(powerOf(n)).toBe(expected);
  });

  it("with whole exponents up to 64 take at most ten products", () => {
    for (let n = 2; n <= 64; n++) {
      const program = expandPowers(programOf((g) => [pow(g, y(g), c(g, n))]));
      const { mul: products, ...others } = countOperations(program.nodes, program.derivatives);
      expect(products).toBeLessThanOrEqual(10);
      expect(others).toEqual({});
    }
  });

  it("of one base share its logarithm", () => {
    const program = expandPowers(
      programOf((g) => [pow(g, y(g), p(g, 0)), pow(g, y(g), p(g, 1)), pow(g, y(g), c(g, 2.2))]),
    );
    expect(countOperations(program.nodes, program.derivatives)).toEqual({ ln: 1, powln: 3 });
  });

  it("one lower than another, as derivatives are, take it up", () => {
    const lowered = (g: Graph, b: NodeId): NodeId[] => [
      pow(g, y(g), b),
      pow(g, y(g), sub(g, b, c(g, 1))),
    ];
    expect(formulas(expandPowers(programOf((g) => lowered(g, p(g)))))[1]).toBe(
      "powratio(powln(y0,p0,ln(y0)),(1/y0),y0,(p0-1))",
    );
    expect(formulas(expandPowers(programOf((g) => lowered(g, c(g, 2.7)))))[1]).toMatch(
      /^powratio\(powln\(y0,2\.7,ln\(y0\)\),\(1\/y0\),y0,1\.7/,
    );
  });

  it("opposite to another are its reciprocal", () => {
    const program = programOf((g) => [pow(g, y(g), p(g)), pow(g, y(g), g.apply("neg", p(g)))]);
    expect(formulas(expandPowers(program))[1]).toBe("(1/powln(y0,p0,ln(y0)))");
  });
});

describe("association", () => {
  const associated = (build: (g: Graph) => NodeId): string =>
    formulas(associate(programOf((g) => [build(g)])))[0]!;

  it("gathers parameters and constants in front", () => {
    expect(associated((g) => mul(g, p(g, 0), y(g), c(g, 2), p(g, 1), c(g, 3)))).toBe(
      "(y0*(p1*(p0*6)))",
    );
    expect(associated((g) => add(g, p(g, 0), y(g), p(g, 1)))).toBe("(y0+(p0+p1))");
  });

  it("divides by constants and parameters once for all steps", () => {
    expect(associated((g) => div(g, y(g), c(g, 4)))).toBe("(y0*0.25)");
    expect(associated((g) => div(g, mul(g, y(g), y(g, 1)), p(g)))).toBe("(y1*(y0*(1/p0)))");
    expect(associated((g) => div(g, mul(g, p(g, 1), y(g)), p(g)))).toBe("(y0*(p1/p0))");
  });

  it("lets like terms meet", () => {
    const square = (g: Graph): NodeId => mul(g, y(g), y(g));
    expect(associated((g) => add(g, mul(g, c(g, 2), square(g)), square(g)))).toBe("((y0*y0)*3)");
    expect(associated((g) => sub(g, mul(g, p(g, 0), y(g)), mul(g, y(g), p(g, 1))))).toBe(
      "(y0*(p0-p1))",
    );
  });

  it("makes one power of the product rule's sum", () => {
    const build = (g: Graph): NodeId => {
      const [x, one] = [y(g), c(g, 1)];
      const [x2, dx2] = [mul(g, x, x), add(g, x, x)];
      const [x3, dx3] = [mul(g, x2, x), add(g, mul(g, dx2, x), mul(g, x2, one))];
      return add(g, mul(g, dx3, x), mul(g, x3, one));
    };
    expect(associated(build)).toBe("((y0*(y0*y0))*4)");
  });

  it("draws out what all terms share", () => {
    const [a, b] = [(g: Graph) => y(g, 0), (g: Graph) => y(g, 1)];
    expect(associated((g) => sub(g, mul(g, a(g), y(g, 2)), mul(g, b(g), y(g, 2))))).toBe(
      "(y2*(y0-y1))",
    );
    const over = (g: Graph, x: NodeId): NodeId => div(g, x, y(g, 2));
    expect(associated((g) => add(g, over(g, a(g)), over(g, b(g))))).toBe("((y0+y1)/y2)");
  });

  it("does not cancel: y/y stays undefined at 0", () => {
    expect(associated((g) => mul(g, y(g), div(g, y(g, 1), y(g))))).toBe("((y0*y1)/y0)");
  });

  it("leaves what decides events", () => {
    const left = (g: Graph): NodeId =>
      add(g, mul(g, p(g, 0), y(g), p(g, 1)), div(g, y(g), c(g, 3)));
    const program = programOf(
      () => [],
      (g) => ({ roots: [left(g)], triggers: [g.apply("lt", left(g), c(g, 1))] }),
    );
    const after = optimise(program, { check: true });
    expect(formulaOf(after, after.roots[0]!)).toBe("((p1*(p0*y0))+(y0/3))");
  });
});

describe("divisions", () => {
  const saturation = (g: Graph, i: number): NodeId => div(g, y(g, i), add(g, y(g, i), p(g, i)));

  it("merge along a product of saturations", () => {
    const program = programOf((g) => [mul(g, saturation(g, 0), saturation(g, 1))]);
    expect(formulas(mergeDivisions(program))).toEqual(["((y0*y1)/((y0+p0)*(y1+p1)))"]);
    const lifted = programOf((g) => [
      mul(g, add(g, c(g, 0.5), mul(g, p(g, 9), saturation(g, 0))), saturation(g, 1)),
    ]);
    const { div: divisions } = countOperations(...outputOf(optimise(lifted)));
    expect(divisions).toBe(1);
  });

  it("merge no divisors whose product might overflow", () => {
    const product = (g: Graph, n: number, power: number): NodeId =>
      Array.from({ length: n }, (_, i) => {
        const risen = pow(g, y(g, i), c(g, power));
        return div(g, c(g, 2), add(g, risen, p(g, i)));
      }).reduce((a, b) => mul(g, a, b));
    const divisions = (n: number, power: number): number | undefined => {
      const program = optimise(programOf((g) => [product(g, n, power)]));
      return countOperations(...outputOf(program)).div;
    };
    expect([divisions(12, 2), divisions(13, 2)]).toEqual([1, 2]);
    expect([divisions(2, 12), divisions(2, 16)]).toEqual([1, 2]);
  });

  it("share a reciprocal among the quotients of a function", () => {
    const program = programOf((g) => [div(g, y(g, 1), y(g)), div(g, y(g, 2), y(g))]);
    expect(formulas(shareReciprocals(program))).toEqual(["(y1*(1/y0))", "(y2*(1/y0))"]);
  });

  it("of the derivatives stay quotients where the Jacobian alone would share", () => {
    const program = programOf(
      (g) => [div(g, y(g, 1), y(g))],
      (g) => ({ jacobian: [div(g, y(g, 2), y(g)), div(g, y(g, 3), y(g))] }),
    );
    const after = shareReciprocals(program);
    expect(formulas(after)).toEqual(["(y1/y0)"]);
    expect(after.jacobian.map((id) => formulaOf(after, id))).toEqual([
      "(y2*(1/y0))",
      "(y3*(1/y0))",
    ]);
  });

  const outputOf = (program: ReturnType<typeof optimise>): Parameters<typeof countOperations> => [
    program.nodes,
    program.derivatives,
  ];
});

describe("exact identities", () => {
  const exact = (build: (g: Graph) => NodeId[]): string[] =>
    formulas(applyExactIdentities(programOf(build)));

  it("know one difference from its opposite", () => {
    expect(exact((g) => [sub(g, y(g), p(g)), sub(g, p(g), y(g))])).toEqual([
      "(y0-p0)",
      "neg((y0-p0))",
    ]);
  });

  it("know the condition inside a branch", () => {
    expect(
      exact((g) => {
        const test = g.apply("lt", y(g), p(g));
        const inner = g.apply("select", test, c(g, 1), c(g, 2));
        return [g.apply("select", g.apply("not", test), inner, y(g))];
      }),
    ).toEqual(["select(lt(y0,p0),y0,2)"]);
  });

  it("choose once for two choices by one condition", () => {
    expect(
      exact((g) => {
        const test = g.apply("lt", y(g), p(g));
        const choice = (id: NodeId): NodeId => g.apply("select", test, id, c(g, 0));
        return [add(g, choice(y(g, 1)), choice(y(g, 2)))];
      }),
    ).toEqual(["select(lt(y0,p0),(y1+y2),0)"]);
  });
});

describe("hoisting", () => {
  it("finds the largest values over parameters alone that are read", () => {
    const g = new Graph();
    const inner = mul(g, p(g, 0), p(g, 1));
    const outer = add(g, inner, c(g, 1));
    const read = mul(g, outer, y(g));
    expect(hoistable(g.nodes, [read])).toEqual([outer]);
    expect(hoistable(g.nodes, [read, inner])).toEqual([inner, outer]);
    expect(hoistable(g.nodes, [p(g), y(g)])).toEqual([]);
  });
});

describe("the check between passes", () => {
  const program = programOf((g) => [pow(g, y(g), p(g))]);

  it("says what is illegal at a stage", () => {
    expect(checkProgram(program, "exact")).toEqual([]);
    expect(checkProgram(program, "powers").join()).toContain("a bare pow");
  });

  it("finds arguments that do not come first, wrong types and outputs that are not there", () => {
    const [leaf, exponent, power] = program.nodes;
    const swapped = { ...program, nodes: [leaf!, power!, exponent!] };
    expect(checkProgram(swapped, "plain").join()).toContain("does not come before it");
    expect(checkProgram({ ...program, triggers: [0] }, "plain").join()).toContain("no boolean");
    expect(checkProgram({ ...program, roots: [7] }, "plain").join()).toContain("there is no %7");
  });
});

describe("a printed program", () => {
  it("has a line per node and per list of outputs", () => {
    const program = programOf((g) => [mul(g, c(g, -2), y(g))]);
    expect(printProgram(program)).toBe(
      "%0 = constant -2\n%1 = state 0\n%2 = mul %0 %1\nderivatives %2\n",
    );
  });
});
