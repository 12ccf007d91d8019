// The graph of a compiled model evaluated in complex arithmetic: an implementation of derivatives that
// shares nothing with the compiler's. With an imaginary part of 1e-200 the imaginary part of a result
// is its derivative, without the cancellation of differences (Squire & Trapp, SIAM Review 40, 110
// (1998)). Comparisons look at real parts; floor and ceil have no imaginary part.

import { type CompiledModel, Graph, liveNodes, type NodeId } from "@chondron/compiler";

/** A vector of complex numbers. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function complexVector(length: number): Complex {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

type Pair = readonly [re: number, im: number];

const functions: Readonly<Record<string, (a: Pair, b: Pair) => Pair>> = {
  neg: (a) => [-a[0], -a[1]],
  abs: (a) => (a[0] < 0 ? [-a[0], -a[1]] : a),
  exp: ([x, y]) => [Math.exp(x) * Math.cos(y), Math.exp(x) * Math.sin(y)],
  ln: logarithm,
  log10: (a) => scaled(logarithm(a), 1 / Math.LN10),
  sqrt: (a) => power(a, [0.5, 0]),
  floor: (a) => [Math.floor(a[0]), 0],
  ceil: (a) => [Math.ceil(a[0]), 0],
  sin: ([x, y]) => [Math.sin(x) * Math.cosh(y), Math.cos(x) * Math.sinh(y)],
  cos: ([x, y]) => [Math.cos(x) * Math.cosh(y), -Math.sin(x) * Math.sinh(y)],
  tanh: ([x, y]) =>
    // Beyond 20 it is +-1 to the last bit, and sinh and cosh may overflow.
    Math.abs(x) > 20
      ? [Math.sign(x), 2 * Math.sin(2 * y) * Math.exp(-2 * Math.abs(x))]
      : quotient(
          [Math.sinh(x) * Math.cos(y), Math.cosh(x) * Math.sin(y)],
          [Math.cosh(x) * Math.cos(y), Math.sinh(x) * Math.sin(y)],
        ),
  add: (a, b) => [a[0] + b[0], a[1] + b[1]],
  sub: (a, b) => [a[0] - b[0], a[1] - b[1]],
  mul: product,
  div: quotient,
  pow: power,
  min: (a, b) => (b[0] < a[0] ? b : a),
  max: (a, b) => (a[0] < b[0] ? b : a),
  lt: (a, b) => [a[0] < b[0] ? 1 : 0, 0],
  le: (a, b) => [a[0] <= b[0] ? 1 : 0, 0],
  eq: (a, b) => [a[0] === b[0] ? 1 : 0, 0],
  and: (a, b) => [a[0] === 1 && b[0] === 1 ? 1 : 0, 0],
  or: (a, b) => [a[0] === 1 || b[0] === 1 ? 1 : 0, 0],
  not: (a) => [a[0] === 1 ? 0 : 1, 0],
};

function product([a, b]: Pair, [c, d]: Pair): Pair {
  return [a * c - b * d, a * d + b * c];
}

function quotient([a, b]: Pair, [c, d]: Pair): Pair {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
}

function logarithm([x, y]: Pair): Pair {
  return [Math.log(Math.hypot(x, y)), Math.atan2(y, x)];
}

function scaled([x, y]: Pair, factor: number): Pair {
  return [x * factor, y * factor];
}

// A whole exponent is repeated multiplication: a negative base has no logarithm to go by.
function power(a: Pair, b: Pair): Pair {
  if (b[1] === 0 && Number.isInteger(b[0]) && Math.abs(b[0]) <= 64) {
    let result: Pair = [1, 0];
    for (let k = 0; k < Math.abs(b[0]); k++) result = product(result, a);
    return b[0] < 0 ? quotient([1, 0], result) : result;
  }
  if (a[0] === 0) return [0 ** b[0], 0];
  const [x, y] = product(b, logarithm(a));
  return [Math.exp(x) * Math.cos(y), Math.exp(x) * Math.sin(y)];
}

export class ComplexGraph {
  readonly #graph: Graph;
  readonly #orders = new Map<readonly NodeId[], readonly NodeId[]>();
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  constructor(compiled: CompiledModel) {
    this.#graph = Graph.of(compiled.program.nodes);
    this.#re = new Float64Array(compiled.program.nodes.length);
    this.#im = new Float64Array(compiled.program.nodes.length);
  }

  /** Values of `roots` into `out`. */
  evaluate(
    roots: readonly NodeId[],
    t: number,
    y: Complex,
    p: Complex,
    out: Complex,
    args: readonly number[] = [],
  ): void {
    for (const id of this.#order(roots)) {
      const [re, im] = this.#node(id, t, y, p, args);
      this.#re[id] = re;
      this.#im[id] = im;
    }
    roots.forEach((root, i) => {
      out.re[i] = this.#re[root]!;
      out.im[i] = this.#im[root]!;
    });
  }

  #order(roots: readonly NodeId[]): readonly NodeId[] {
    const known = this.#orders.get(roots);
    if (known) return known;
    const order = liveNodes(this.#graph, roots);
    this.#orders.set(roots, order);
    return order;
  }

  #node(id: NodeId, t: number, y: Complex, p: Complex, args: readonly number[]): Pair {
    const { operation, arguments: from, value } = this.#graph.node(id);
    switch (operation) {
      case "constant":
      case "truth":
        return [value, 0];
      case "time":
        return [t, 0];
      case "state":
        return [y.re[value]!, y.im[value]!];
      case "parameter":
        return [p.re[value]!, p.im[value]!];
      case "argument":
        return [args[value]!, 0];
      case "select":
        return this.#pair(from[this.#re[from[0]!] === 1 ? 1 : 2]!);
      default: {
        const evaluate = functions[operation];
        if (!evaluate) throw new Error(`no complex ${operation}`);
        return evaluate(this.#pair(from[0]!), this.#pair(from[1] ?? from[0]!));
      }
    }
  }

  #pair(id: NodeId): Pair {
    return [this.#re[id]!, this.#im[id]!];
  }
}
