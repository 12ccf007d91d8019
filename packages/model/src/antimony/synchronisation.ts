// Two names for one thing: `A.S is S`. What the name that stays does not say, it takes from the one
// that gives way; an initial value and a := rule count as one thing said, as libAntimony has it.

import type { Annotated, Annotation } from "../annotation.js";
import { type Element, isVague, type ScopedFormula } from "./element-table.js";

/**
 * One element of two. `kept` says what counts, `named` whose path it bears; `factor` is the path of
 * a conversion factor for values that come from `gone`.
 */
export function joinElements(
  gone: Element,
  kept: Element,
  named: Element,
  factor: string | undefined,
): Element {
  const keepsValue = kept.initial !== undefined || kept.rule?.operator === "assignment";
  const values = keepsValue ? kept : gone;
  const rates = kept.rule?.operator === "rate" || keepsAssignment(kept) ? kept : gone;
  const assignment = values.rule?.operator === "assignment" ? values.rule : undefined;
  const rate = rates.rule?.operator === "rate" ? rates.rule : undefined;
  const convert = <T extends ScopedFormula>(from: Element, formula: T | undefined) =>
    from === gone && formula ? withFactor(formula, factor) : formula;
  const initial = convert(values, values.initial);
  const rule = convert(values, assignment) ?? convert(rates, rate);
  return pruned({
    path: named.path,
    scope: named.scope,
    kind: isVague(kept) ? gone.kind : kept.kind,
    order: Math.min(gone.order, kept.order),
    range: kept.order === Number.POSITIVE_INFINITY ? gone.range : kept.range,
    name: kept.name ?? gone.name,
    constant: kept.constant ?? gone.constant,
    substanceOnly: gone.substanceOnly || kept.substanceOnly,
    dna: gone.dna || kept.dna,
    compartment: kept.compartment ?? gone.compartment,
    unit: kept.unit ?? gone.unit,
    initial,
    rule,
    reaction: kept.reaction ?? gone.reaction,
    event: kept.event ?? gone.event,
    interaction: kept.interaction ?? gone.interaction,
    strand: kept.strand ?? gone.strand,
    eventAssigned: gone.eventAssigned || kept.eventAssigned,
    annotated: joinAnnotated(gone.annotated, kept.annotated),
  });
}

function keepsAssignment(kept: Element): boolean {
  return kept.rule?.operator === "assignment";
}

function withFactor<T extends ScopedFormula>(formula: T, factor: string | undefined): T {
  if (factor === undefined) return formula;
  return { ...formula, factors: [...(formula.factors ?? []), factor] };
}

/** An element with every field named, so that none is forgotten. */
type Complete = { readonly [K in keyof Required<Element>]: Element[K] | undefined };

function pruned(complete: Complete): Element {
  const entries = Object.entries(complete).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as Element;
}

function joinAnnotated(
  gone: Annotated | undefined,
  kept: Annotated | undefined,
): Annotated | undefined {
  if (!gone || !kept) return kept ?? gone;
  const known = new Set(kept.uncertainty?.map(({ kind }) => kind));
  const uncertainty = [
    ...(kept.uncertainty ?? []),
    ...(gone.uncertainty ?? []).filter(({ kind }) => !known.has(kind)),
  ];
  const annotation = joinAnnotations(gone.annotation, kept.annotation);
  return {
    ...gone,
    ...kept,
    ...(annotation ? { annotation } : {}),
    ...(uncertainty.length > 0 ? { uncertainty } : {}),
  };
}

function joinAnnotations(
  gone: Annotation | undefined,
  kept: Annotation | undefined,
): Annotation | undefined {
  if (!gone || !kept) return kept ?? gone;
  const known = new Set(kept.terms?.map(({ qualifier }) => qualifier));
  const terms = [
    ...(kept.terms ?? []),
    ...(gone.terms ?? []).filter(({ qualifier }) => !known.has(qualifier)),
  ];
  return { ...gone, ...kept, ...(terms.length > 0 ? { terms } : {}) };
}
