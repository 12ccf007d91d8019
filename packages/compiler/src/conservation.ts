// Conservation laws of a model by structure: constant sums of states, such as moieties. Derivatives are
// sums of rates with constant factors, so they are read as a stoichiometric matrix N over the distinct
// nodes in those sums; the left null space of N holds the laws (Reich & Sel'kov, Energy Metabolism of
// the Cell (1981)). Laws whose factors are parameters, or that hold at some values only, are not seen.

import type { CompiledModel } from "./compiled-model.js";
import { Graph, type NodeId } from "./ir.js";

/** y[state] + Σ factor·y[other] is constant. */
export interface ConservationLaw {
  /** Each law has its own state, which no other law reads. */
  readonly state: number;
  readonly others: readonly { readonly state: number; readonly factor: number }[];
}

/** Entries below this part of the largest of their row are rounding. */
const rounding = 1e-10;

type Row = Map<number, number>;

export function conservationLaws(compiled: CompiledModel): ConservationLaw[] {
  const { program, algebraicStates } = compiled;
  const graph = Graph.of(program.nodes);
  const algebraic = new Set(algebraicStates);
  const sums = new Map<NodeId, Row>();
  const rows = program.derivatives.flatMap((node, state) =>
    algebraic.has(state) ? [] : [{ terms: termsOf(graph, node, sums), mix: new Map([[state, 1]]) }],
  );
  return reduced(leftNullSpace(rows));
}

/** A node as a sum of nodes with constant factors; sums within are opened. */
function termsOf(graph: Graph, id: NodeId, known: Map<NodeId, Row>): Row {
  const found = known.get(id);
  if (found) return found;
  const { operation, arguments: args, value } = graph.node(id);
  const [a, b] = args;
  const opened = (node: NodeId): Row => termsOf(graph, node, known);
  const constant = (node: NodeId): number | undefined => {
    const inner = graph.node(node);
    return inner.operation === "constant" ? inner.value : undefined;
  };
  let terms: Row = new Map([[id, 1]]);
  if (operation === "constant") terms = value === 0 ? new Map() : terms;
  else if (operation === "neg") terms = combined(new Map(), -1, opened(a!));
  else if (operation === "add") terms = combined(opened(a!), 1, opened(b!));
  else if (operation === "sub") terms = combined(opened(a!), -1, opened(b!));
  else if (operation === "mul" && constant(a!) !== undefined)
    terms = combined(new Map(), constant(a!)!, opened(b!));
  else if (operation === "mul" && constant(b!) !== undefined)
    terms = combined(new Map(), constant(b!)!, opened(a!));
  else if (operation === "div" && constant(b!) !== undefined)
    terms = combined(new Map(), 1 / constant(b!)!, opened(a!));
  known.set(id, terms);
  return terms;
}

/** row + factor·other, without what cancels. */
function combined(row: Row, factor: number, other: Row): Row {
  const sum = new Map(row);
  for (const [key, value] of other) {
    const before = sum.get(key) ?? 0;
    const after = before + factor * value;
    const size = Math.max(Math.abs(before), Math.abs(factor * value));
    if (Math.abs(after) <= rounding * size) sum.delete(key);
    else sum.set(key, after);
  }
  return sum;
}

interface MixedRow {
  /** What is left of the derivatives mixed. */
  readonly terms: Row;
  /** Factor of each state's derivative in the mixture. */
  readonly mix: Row;
}

/** Mixtures of rows that vanish, by elimination; the shortest row is the next pivot. */
function leftNullSpace(rows: readonly MixedRow[]): Row[] {
  let left = [...rows];
  const laws: Row[] = [];
  while (left.length > 0) {
    laws.push(...left.filter((row) => row.terms.size === 0).map((row) => row.mix));
    left = left.filter((row) => row.terms.size > 0).sort((a, b) => a.terms.size - b.terms.size);
    const pivot = left.shift();
    if (!pivot) break;
    const [key, value] = largest(pivot.terms);
    left = left.map((row) => {
      const factor = row.terms.get(key);
      if (factor === undefined) return row;
      return {
        terms: combined(row.terms, -factor / value, pivot.terms),
        mix: combined(row.mix, -factor / value, pivot.mix),
      };
    });
  }
  return laws;
}

function largest(row: Row): [number, number] {
  return [...row].reduce((best, entry) => (Math.abs(entry[1]) > Math.abs(best[1]) ? entry : best));
}

/** Laws with a state of their own each (Gauss and Jordan). */
function reduced(laws: readonly Row[]): ConservationLaw[] {
  const own: number[] = [];
  let rows = [...laws];
  for (let i = 0; i < rows.length; i++) {
    const [state, value] = largest(rows[i]!);
    const pivot = combined(new Map(), 1 / value, rows[i]!);
    rows = rows.map((row, k) => {
      const factor = k === i ? undefined : row.get(state);
      if (k === i) return pivot;
      return factor === undefined ? row : combined(row, -factor, pivot);
    });
    own.push(state);
  }
  return rows.map((row, i) => ({
    state: own[i]!,
    others: [...row].flatMap(([state, factor]) => (state === own[i] ? [] : [{ state, factor }])),
  }));
}
