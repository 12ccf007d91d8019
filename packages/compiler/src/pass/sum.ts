// Sums of products, simplified as a whole: like terms meet (2·y² + y² is 3·y²), terms over one divisor
// share the division, and what all terms share is drawn out where that saves a product. Every step is
// an identity of real numbers, so against the plain sum the error is at most a few units in the last
// place of the sum of the absolute terms, as it is for any order of adding.

import type { NodeId } from "../ir.js";
import { commonFactors, withFactor, withoutFactors } from "./factors.js";
import {
  atom,
  type Building,
  buildProduct,
  constantProduct,
  type Factors,
  type Product,
} from "./product.js";

/** A sum as the product it amounts to: of one term, of shared factors and a rest, or of itself. */
export function simplifySum(building: Building, terms: readonly Product[]): Product {
  const joined = groupBy(likeTerms(building, terms), (term) => keyOf(term.below)).flatMap(
    (group) => (group.length > 1 && group[0]!.below.length > 0 ? drawOut(building, group) : group),
  );
  if (joined.length === 0) return constantProduct(0);
  const drawn = joined.length === 1 ? joined : drawOut(building, joined);
  return drawn.length === 1 ? drawn[0]! : atom(addUp(building, drawn));
}

// k₁·x + k₂·x → (k₁ + k₂)·x, with parameters and constants in k, so that their sum is hoisted.
function likeTerms(building: Building, terms: readonly Product[]): Product[] {
  const varies = (id: NodeId): boolean => !building.isParametric(id);
  const groups = groupBy(terms, ({ above, below }) => {
    const key = keyOf(above.filter(varies));
    return below.length === 0 ? key : `${key}/${keyOf(below.filter(varies))}`;
  });
  return groups
    .map((group) => (group.length === 1 ? group[0]! : collected(building, group)))
    .filter((term) => term.coefficient !== 0);
}

function collected(building: Building, group: readonly Product[]): Product {
  const { isParametric } = building;
  const { above, below } = group[0]!;
  const fronts = group.map((term) => ({
    coefficient: term.coefficient,
    above: term.above.filter(isParametric),
    below: term.below.filter(isParametric),
  }));
  const varies = (id: NodeId): boolean => !isParametric(id);
  const rest = { coefficient: 1, above: above.filter(varies), below: below.filter(varies) };
  const front = addUp(building, fronts);
  const { operation, value } = building.graph.node(front);
  if (operation === "constant") return { ...rest, coefficient: value };
  return { ...rest, above: withFactor(rest.above, front) };
}

/** Equal for equal lists of factors. */
function keyOf(factors: Factors): string | number {
  return factors.length === 1 ? factors[0]! : factors.join();
}

function groupBy(
  terms: readonly Product[],
  key: (term: Product) => string | number,
): (readonly Product[])[] {
  const groups = new Map<string | number, Product[]>();
  for (const term of terms) {
    const known = groups.get(key(term));
    if (known) known.push(term);
    else groups.set(key(term), [term]);
  }
  return [...groups.values()];
}

// a·x/d - b·x/d → x·(a - b)/d.
function drawOut(building: Building, terms: readonly Product[]): readonly Product[] {
  const shared = sharedBy(building, terms);
  const { coefficient, above, below } = shared;
  if (above.length === 0 && below.length === 0 && coefficient === 1) return terms;
  const rest = terms.map((term) => ({
    coefficient: term.coefficient / coefficient,
    above: withoutFactors(term.above, above),
    below: withoutFactors(term.below, below),
  }));
  return [times(building, shared, addUp(building, rest))];
}

function times({ graph }: Building, { coefficient, above, below }: Product, sum: NodeId): Product {
  const { operation, value, arguments: args } = graph.node(sum);
  if (operation === "constant") return { coefficient: coefficient * value, above, below };
  if (operation === "neg")
    return { coefficient: -coefficient, above: withFactor(above, args[0]!), below };
  return { coefficient, above: withFactor(above, sum), below };
}

// Parameters and constants above the line are drawn out only where all terms have the same, for
// elsewhere each is part of a hoisted value and costs nothing.
function sharedBy({ isParametric }: Building, terms: readonly Product[]): Product {
  const above = commonFactors(terms.map((term) => term.above));
  const below = commonFactors(terms.map((term) => term.below));
  const size = Math.abs(terms[0]!.coefficient);
  const parameters = above.filter(isParametric).length;
  const sameFront = terms.every(
    (term) =>
      Math.abs(term.coefficient) === size && countOf(term.above, isParametric) === parameters,
  );
  if (sameFront) return { coefficient: size, above, below };
  return { coefficient: 1, above: above.filter((id) => !isParametric(id)), below };
}

function countOf(factors: Factors, test: (id: NodeId) => boolean): number {
  let count = 0;
  for (const id of factors) if (test(id)) count++;
  return count;
}

// Parameters and constants first, so that they are hoisted as one; then what is added, then what is
// subtracted.
function addUp(building: Building, terms: readonly Product[]): NodeId {
  const { graph } = building;
  const [front, plus, minus]: [NodeId[], NodeId[], NodeId[]] = [[], [], []];
  let constant = 0;
  for (const term of terms) {
    if (term.above.length === 0 && term.below.length === 0) constant += term.coefficient;
    else if (isParametric(building, term)) front.push(buildProduct(building, term));
    else if (term.coefficient > 0) plus.push(buildProduct(building, term));
    else minus.push(buildProduct(building, { ...term, coefficient: -term.coefficient }));
  }
  if (constant !== 0) front.push(graph.constant(constant));
  const added = [...front.sort(byId), ...plus.sort(byId)];
  const sumOf = (ids: readonly NodeId[]): NodeId => ids.reduce((a, b) => graph.apply("add", a, b));
  minus.sort(byId);
  if (added.length === 0 && minus.length === 0) return graph.constant(constant);
  if (added.length === 0) return graph.apply("neg", sumOf(minus));
  if (added.length === 1 && minus.length === 1) return difference(building, added[0]!, minus[0]!);
  return minus.reduce((a, b) => graph.apply("sub", a, b), sumOf(added));
}

function difference({ graph, differences }: Building, a: NodeId, b: NodeId): NodeId {
  const opposite = graph.find("sub", [b, a]);
  if (opposite !== undefined && differences.has(opposite)) return graph.apply("neg", opposite);
  const made = graph.apply("sub", a, b);
  differences.add(made);
  return made;
}

const byId = (a: NodeId, b: NodeId): number => a - b;

function isParametric(building: Building, { above, below }: Product): boolean {
  return above.every(building.isParametric) && below.every(building.isParametric);
}
