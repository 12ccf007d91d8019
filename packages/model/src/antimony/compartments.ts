// Which compartment a species lies in, by Antimony's order of precedence (tutorial, section
// "Compartments"): its own declaration, the last declared reaction with a compartment that it
// takes part in, the nearest submodel with a compartment, the default compartment.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Element, ElementTable } from "./element-table.js";
import { defaultCompartment } from "./name-resolver.js";

/** Path of the compartment of an element. Compartments inside each other in a ring are an error. */
export function placeOf(
  elements: ElementTable,
  sink: DiagnosticSink,
): (element: Element) => string {
  const all = elements.all();
  refuseRings(all, elements, sink);
  const byReaction = placesByReaction(all, elements);
  return (element) =>
    element.compartment ??
    byReaction.get(element.path) ??
    placeOfSubmodel(element.scope, elements) ??
    defaultCompartment;
}

function placesByReaction(all: readonly Element[], elements: ElementTable): Map<string, string> {
  const places = new Map<string, string>();
  for (const { reaction, compartment } of all) {
    if (!reaction || compartment === undefined) continue;
    for (const part of [...reaction.reactants, ...reaction.products])
      places.set(elements.canonical(part.species), compartment);
  }
  return places;
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
    const trail: string[] = [];
    let at: Element | undefined = start;
    while (at && !settled.has(at.path) && !trail.includes(at.path)) {
      trail.push(at.path);
      at = at.compartment === undefined ? undefined : elements.get(at.compartment);
    }
    if (at && trail.includes(at.path)) {
      const cycle = [...trail.slice(trail.indexOf(at.path)), at.path].join(" in ");
      sink.add("CH1116", { cycle }, start.range);
    }
    for (const path of trail) settled.add(path);
  }
}
