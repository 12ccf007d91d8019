// Which variable each algebraic rule determines: a matching of rules and variables after SBML L3V2
// section 4.9.5 (a model is overdetermined where none exists). Where several matchings exist, a
// variable that the rule names itself and that no event assigns is preferred: an event's value would
// not outlive the next solution of the rule.

import { type Expression, freeSymbols, type Model } from "@chondron/model";
import type { SymbolTable } from "./symbols.js";

export interface AlgebraicMatching {
  /** Formula that is zero, by the variable it determines. */
  readonly rules: ReadonlyMap<string, Expression>;
  /** Rules that determine nothing. */
  readonly unmatched: readonly Extract<Model["rules"][number], { kind: "algebraic" }>[];
}

export function matchAlgebraicRules(model: Model, symbols: SymbolTable): AlgebraicMatching {
  const rules = model.rules.filter((rule) => rule.kind === "algebraic");
  if (rules.length === 0) return { rules: new Map(), unmatched: [] };
  const free = freeVariables(symbols);
  const choices = rules.map((rule) => rankedChoices(rule.expression, free, symbols));
  const owner = new Map<string, number>();
  for (const rank of [0, 1, 2, 3]) {
    const matched = new Set(owner.values());
    const edges = choices.map((c) => [...c].filter(([, r]) => r <= rank).map(([id]) => id));
    rules.forEach((_, rule) => {
      if (!matched.has(rule)) augment(rule, edges, owner, new Set());
    });
  }
  const determined = new Set(owner.values());
  return {
    rules: new Map([...owner].map(([id, rule]) => [id, rules[rule]!.expression])),
    unmatched: rules.filter((_, rule) => !determined.has(rule)),
  };
}

/** Variables that no rule and no reaction determines. */
function freeVariables(symbols: SymbolTable): Set<string> {
  const { rates, assigned, reacting } = symbols;
  const free = symbols.entities.filter(
    ({ id, constant }) => !constant && !rates.has(id) && !assigned.has(id) && !reacting.has(id),
  );
  return new Set(free.map((e) => e.id));
}

/** Rank of each free variable that a formula reads, itself (0, 1) or through others (2, 3). */
function rankedChoices(
  expression: Expression,
  free: ReadonlySet<string>,
  symbols: SymbolTable,
): Map<string, number> {
  const ranks = new Map<string, number>();
  const seen = new Set<string>();
  let layer = [...freeSymbols(expression)];
  for (let depth = 0; layer.length > 0; depth = 2) {
    const through: string[] = [];
    for (const id of layer) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (free.has(id)) ranks.set(id, depth + (symbols.eventTargets.has(id) ? 1 : 0));
      const formula = symbols.assigned.get(id) ?? symbols.reactions.get(id)?.kineticLaw?.expression;
      if (formula) through.push(...freeSymbols(formula));
    }
    layer = through;
  }
  return ranks;
}

/** Kuhn's augmenting path: give `rule` a variable, moving other rules to their alternatives. */
function augment(
  rule: number,
  edges: readonly (readonly string[])[],
  owner: Map<string, number>,
  visited: Set<string>,
): boolean {
  for (const id of edges[rule]!) {
    if (visited.has(id)) continue;
    visited.add(id);
    const other = owner.get(id);
    if (other === undefined || augment(other, edges, owner, visited)) {
      owner.set(id, rule);
      return true;
    }
  }
  return false;
}
