// Is the state that a model starts from a stable one? Eigenvalues of the exact Jacobian, block by
// block: the Jacobian's strongly connected components (Tarjan, SIAM J. Comput. 1, 146 (1972)) are the
// diagonal blocks of a block triangular matrix, so the union of their eigenvalues is all of them, and
// the states outside feedback loops cost nothing.

import { type System, workingLength } from "@chondron/compiler";
import { realParts } from "./linear/eigenvalues.js";

/** True where no eigenvalue of df/dy at the model's initial values has a real part above `limit`. */
export function isStable(
  system: System,
  parameters: Float64Array,
  fixedParameters: Uint8Array,
  limit: number,
): boolean {
  const abscissa = spectralAbscissa(system, parameters, fixedParameters);
  return abscissa <= limit;
}

/** Largest real part of the eigenvalues of df/dy at the model's initial values; NaN where undefined. */
export function spectralAbscissa(
  system: System,
  parameters: Float64Array,
  fixedParameters: Uint8Array,
): number {
  const { compiled } = system;
  const n = compiled.states.length;
  const p = new Float64Array(workingLength(compiled));
  p.set(parameters);
  const y = Float64Array.from(compiled.states, (s) => s.initialValue);
  system.initial(0, p, y, fixedParameters, new Uint8Array(n));
  system.hoist(p);
  const values = new Float64Array(compiled.jacobian.rows.length);
  system.jacobian(0, y, p, values);
  if (!values.every(Number.isFinite)) return Number.NaN;
  return largestRealPart(n, compiled.jacobian.rows, compiled.jacobian.columns, values);
}

/**
 * Largest real part of the eigenvalues of a sparse n × n matrix given by its entries; NaN where it is
 * not found. The same `rows` mean the same pattern.
 */
export function largestRealPart(
  n: number,
  rows: Int32Array,
  columns: Int32Array,
  values: Float64Array,
): number {
  const { components, component, place } = blocksOf(n, rows, columns);
  const blocks = components.map(({ length }) => new Float64Array(length * length));
  for (let e = 0; e < rows.length; e++) {
    const [row, column] = [rows[e]!, columns[e]!];
    const at = component[row]!;
    if (component[column] !== at) continue;
    blocks[at]![place[row]! * components[at]!.length + place[column]!] = values[e]!;
  }
  let largest = Number.NEGATIVE_INFINITY;
  blocks.forEach((block, c) => {
    const parts = block.length === 1 ? block : realParts(components[c]!.length, block);
    // Math.max keeps a NaN: an iteration that did not end.
    largest = Math.max(largest, ...parts);
  });
  return largest;
}

interface Blocks {
  readonly components: readonly (readonly number[])[];
  /** [state] its component, and its place there. */
  readonly component: Int32Array;
  readonly place: Int32Array;
}

/** Blocks of the patterns asked about before: the same for all patients of a model. */
const knownBlocks = new WeakMap<Int32Array, Blocks>();

function blocksOf(n: number, rows: Int32Array, columns: Int32Array): Blocks {
  const known = knownBlocks.get(rows);
  if (known) return known;
  const components = strongComponents(n, rows, columns);
  const component = new Int32Array(n);
  const place = new Int32Array(n);
  components.forEach((states, c) => {
    states.forEach((state, i) => {
      component[state] = c;
      place[state] = i;
    });
  });
  const blocks = { components, component, place };
  knownBlocks.set(rows, blocks);
  return blocks;
}

/** Strongly connected components of the graph with an edge row → column per entry. */
export function strongComponents(n: number, rows: Int32Array, columns: Int32Array): number[][] {
  const next: number[][] = Array.from({ length: n }, () => []);
  rows.forEach((row, e) => {
    next[row]!.push(columns[e]!);
  });
  const index = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const onStack = new Uint8Array(n);
  const stack: number[] = [];
  const components: number[][] = [];
  let counter = 0;
  const enter = (v: number): void => {
    index[v] = low[v] = counter++;
    stack.push(v);
    onStack[v] = 1;
  };
  const close = (v: number): void => {
    const component: number[] = [];
    for (let w = -1; w !== v; component.push(w)) {
      w = stack.pop()!;
      onStack[w] = 0;
    }
    components.push(component);
  };
  for (let root = 0; root < n; root++) {
    if (index[root] !== -1) continue;
    // An explicit call stack: a chain of a thousand states must not exhaust JavaScript's.
    const calls = [{ v: root, edge: 0 }];
    enter(root);
    while (calls.length > 0) {
      const call = calls[calls.length - 1]!;
      const w = next[call.v]![call.edge++];
      if (w === undefined) {
        calls.pop();
        const parent = calls[calls.length - 1];
        if (parent) low[parent.v] = Math.min(low[parent.v]!, low[call.v]!);
        if (low[call.v] === index[call.v]) close(call.v);
      } else if (index[w] === -1) {
        enter(w);
        calls.push({ v: w, edge: 0 });
      } else if (onStack[w]) low[call.v] = Math.min(low[call.v]!, index[w]!);
    }
  }
  return components;
}
