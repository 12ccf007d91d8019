// Which compartment an element lies in, by Antimony's order of precedence (tutorial, section
// "Compartments"): its own declaration, the last declared DNA strand with a compartment that it is
// part of, the last declared reaction with one that it takes part in, the nearest submodel with one,
// the default compartment.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Element, ElementTable } from "./element-table.js";
import type { Strands } from "./strands.js";

/** Path of the compartment of an element, or undefined where nothing but the default is left. */
export type Place = (element: Element) => string | undefined;

/** Compartments inside each other in a ring are an error. */
export function placeOf(elements: ElementTable, strands: Strands, sink: DiagnosticSink): Place {
  const all = elements.all();
  refuseRings(all, elements, sink);
  const ofStrands = placesByStrand(all, elements, strands);
  const byReaction = new Map<string, string>();
  for (const { path, reaction, compartment } of all) {
    const place = compartment ?? ofStrands.get(path);
    if (!reaction || place === undefined) continue;
    for (const part of [...reaction.reactants, ...reaction.products])
      byReaction.set(elements.canonical(part.species), place);
  }
  return (element) =>
    element.compartment ??
    ofStrands.get(element.path) ??
    byReaction.get(element.path) ??
    placeOfSubmodel(element.scope, elements);
}

/** Places that strands give to what they hold, also by way of other strands. */
function placesByStrand(
  all: readonly Element[],
  elements: ElementTable,
  strands: Strands,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { strand, path } of all) {
    const place = strand && placeOfStrand(path, elements, strands);
    if (!place) continue;
    for (const member of strand.members) found.set(elements.canonical(member), place);
  }
  return found;
}

function placeOfStrand(path: string, elements: ElementTable, strands: Strands): string | undefined {
  const seen = new Set<string>();
  for (let at: string | undefined = path; at !== undefined && !seen.has(at); ) {
    const place = elements.get(at)?.compartment;
    if (place !== undefined) return place;
    seen.add(at);
    at = strands.around(at)[0];
  }
  return undefined;
}

function placeOfSubmodel(scope: string, elements: ElementTable): string | undefined {
  for (let at = scope.slice(0, -1); at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const place = elements.get(at)?.compartment;
    if (place !== undefined) return place;
  }
  return undefined;
}

function refuseRings(all: readonly Element[], elements: ElementTable, sink: DiagnosticSink): void {
  const settled = new Set<string>();
  for (const start of all.filter((element) => element.kind === "compartment")) {
    const trail = new Set<string>();
    let at: Element | undefined = start;
    while (at && !settled.has(at.path) && !trail.has(at.path)) {
      trail.add(at.path);
      at = at.compartment === undefined ? undefined : elements.get(at.compartment);
    }
    if (at && trail.has(at.path)) {
      const ring = [...trail];
      const cycle = [...ring.slice(ring.indexOf(at.path)), at.path].join(" in ");
      sink.add("CH1116", { cycle }, start.range);
    }
    for (const path of trail) settled.add(path);
  }
}
