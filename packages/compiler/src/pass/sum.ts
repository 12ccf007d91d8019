// Sums of products, simplified as a whole: like terms meet (2·y² + y² is 3·y²), terms over one divisor
// share the division, and what all terms share is drawn out where that saves a product. Every step is
// an identity of real numbers, so against the plain sum the error is at most a few units in the last
// place of the sum of the absolute terms, as it is for any order of adding.

import type { NodeId } from "../ir.js";
import {
  atom,
  type Building,
  buildProduct,
  type Factors,
  factorKey,
  keyOf,
  type Product,
} from "./product.js";

/** A sum as the product it amounts to: of one term, of shared factors and a rest, or of itself. */
export function simplifySum(building: Building, terms: readonly Product[]): Product {
  const groups = groupBy(likeTerms(terms), (term) => factorKey(term.below));
  const joined = [...groups.values()].map((group) =>
    group.length > 1 && group[0]!.below.size > 0 ? drawOut(building, group) : group,
  );
  return total(building, joined.flat());
}

function total(building: Building, terms: readonly Product[]): Product {
  if (terms.length === 0) return { coefficient: 0, above: new Map(), below: new Map() };
  if (terms.length === 1) return terms[0]!;
  const drawn = drawOut(building, terms);
  return drawn.length === 1 ? drawn[0]! : atom(addUp(building, drawn));
}

function likeTerms(terms: readonly Product[]): Product[] {
  const groups = groupBy(terms, keyOf);
  return [...groups.values()]
    .map((group) => ({
      ...group[0]!,
      coefficient: group.reduce((sum, term) => sum + term.coefficient, 0),
    }))
    .filter((term) => term.coefficient !== 0);
}

function groupBy(
  terms: readonly Product[],
  key: (term: Product) => string,
): Map<string, Product[]> {
  const groups = new Map<string, Product[]>();
  for (const term of terms) {
    const group = groups.get(key(term));
    if (group) group.push(term);
    else groups.set(key(term), [term]);
  }
  return groups;
}

// a·x/d - b·x/d → x·(a - b)/d. Parameters alone are drawn out only where all terms have the same, for
// elsewhere each is part of a hoisted value and costs nothing.
function drawOut(building: Building, terms: readonly Product[]): readonly Product[] {
  const varies = (id: NodeId): boolean => !building.isParametric(id);
  const above = shared(terms, (t) => t.above, varies);
  const below = shared(
    terms,
    (t) => t.below,
    () => true,
  );
  const first = terms[0]!;
  const front = frontKey(building, first);
  const sameFront = terms.every((term) => frontKey(building, term) === front);
  if (sameFront) for (const [id, n] of first.above) if (!varies(id)) above.set(id, n);
  const size = Math.abs(first.coefficient);
  const coefficient = sameFront && terms.every((t) => Math.abs(t.coefficient) === size) ? size : 1;
  if (above.size === 0 && below.size === 0 && coefficient === 1) return terms;
  const rest = terms.map((term) => ({
    coefficient: term.coefficient / coefficient,
    above: without(term.above, above),
    below: without(term.below, below),
  }));
  const sum = addUp(building, rest);
  const node = building.graph.node(sum);
  if (node.operation === "constant")
    return [{ coefficient: coefficient * node.value, above, below }];
  const negated = node.operation === "neg";
  add(above, negated ? node.arguments[0]! : sum, 1);
  return [{ coefficient: negated ? -coefficient : coefficient, above, below }];
}

function frontKey({ isParametric }: Building, { coefficient, above }: Product): string {
  const parameters = [...above].filter(([id]) => isParametric(id));
  return `${Math.abs(coefficient)} ${factorKey(new Map(parameters))}`;
}

function shared(
  terms: readonly Product[],
  factors: (term: Product) => Factors,
  allowed: (id: NodeId) => boolean,
): Map<NodeId, number> {
  const common = new Map<NodeId, number>();
  for (const [id] of factors(terms[0]!)) {
    if (!allowed(id)) continue;
    const least = terms.reduce((n, term) => Math.min(n, factors(term).get(id) ?? 0), Infinity);
    if (least > 0) common.set(id, least);
  }
  return common;
}

function without(factors: Factors, taken: Factors): Map<NodeId, number> {
  const left = new Map<NodeId, number>();
  for (const [id, n] of factors) {
    const rest = n - (taken.get(id) ?? 0);
    if (rest > 0) left.set(id, rest);
  }
  return left;
}

export function add(factors: Map<NodeId, number>, id: NodeId, n: number): void {
  factors.set(id, (factors.get(id) ?? 0) + n);
}

// Parameters and constants first, so that they are hoisted as one; then what is added, then what is
// subtracted.
function addUp(building: Building, terms: readonly Product[]): NodeId {
  const { graph } = building;
  const [front, rest] = partition(terms, (term) => isParametric(building, term));
  const [minus, plus] = partition(rest, (term) => term.coefficient < 0);
  const size = (term: Product): NodeId =>
    buildProduct(building, { ...term, coefficient: Math.abs(term.coefficient) });
  const start = front.map((term) => buildProduct(building, term));
  const added = [...start.sort(byId), ...plus.map(size).sort(byId)];
  const subtracted = minus.map(size).sort(byId);
  const sumOf = (ids: readonly NodeId[]): NodeId => ids.reduce((a, b) => graph.apply("add", a, b));
  if (added.length === 0) return graph.apply("neg", sumOf(subtracted));
  if (added.length === 1 && subtracted.length === 1) return difference(building, added, subtracted);
  return subtracted.reduce((a, b) => graph.apply("sub", a, b), sumOf(added));
}

const byId = (a: NodeId, b: NodeId): number => a - b;

function difference({ graph }: Building, [a]: readonly NodeId[], [b]: readonly NodeId[]): NodeId {
  const opposite = graph.find("sub", [b!, a!]);
  return opposite === undefined ? graph.apply("sub", a!, b!) : graph.apply("neg", opposite);
}

function isParametric(building: Building, { above, below }: Product): boolean {
  for (const id of above.keys()) if (!building.isParametric(id)) return false;
  for (const id of below.keys()) if (!building.isParametric(id)) return false;
  return true;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const [passed, failed]: [T[], T[]] = [[], []];
  for (const item of items) (test(item) ? passed : failed).push(item);
  return [passed, failed];
}
