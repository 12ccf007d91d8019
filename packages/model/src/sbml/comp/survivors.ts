// Which element of all those that replace each other stays. The one furthest up decides: it stays,
// unless it gives way to one further down (replacedBy); the name is its own in both cases, so that
// references from above need no change. Rings are refused before (see `checkRings`).

import type { DiagnosticSink } from "../../diagnostics/sink.js";
import { deletionOf, type Instance, instancesOf, type Place } from "./instance.js";
import { describe } from "./vocabulary.js";

/** One step from an element towards the one that decides. */
interface Step {
  readonly place: Place;
  /** Present where the step crosses a replacedElement, whose factor then applies. */
  readonly replaced: boolean;
}

function samePlace(a: Place, b: Place): boolean {
  return a.instance === b.instance && a.element === b.element;
}

function stepUp(place: Place): Step | undefined {
  const { instance, element } = place;
  const replacement = instance.replaced.get(element);
  if (replacement) return { place: replacement.by, replaced: true };
  const [standsFor] = instance.standsFor.get(element) ?? [];
  if (standsFor) return { place: standsFor, replaced: false };
  // Several elements may give way to the same one: it has the name of the first, and so have they.
  const stays = instance.yields.get(element);
  if (!stays) return undefined;
  const further = stays.instance.replaced.has(stays.element);
  const [first] = stays.instance.standsFor.get(stays.element)!;
  return further || !samePlace(first!, place) ? { place: stays, replaced: false } : undefined;
}

/** The way from an element up to the one that decides, both included. */
export function* wayUp(place: Place): Generator<Step> {
  for (let step: Step | undefined = { place, replaced: false }; step; step = stepUp(step.place))
    yield step;
}

/** The element whose name the whole set has. */
export function headOf(place: Place): Place {
  let head = place;
  for (const step of wayUp(place)) head = step.place;
  return head;
}

/** The element that stays in the flat model for `place`; itself where nothing replaces it. */
export function survivorOf(place: Place): Place {
  let stays = headOf(place);
  for (let next = yieldOf(stays); next; next = yieldOf(stays)) stays = next;
  return stays;
}

function yieldOf(place: Place): Place | undefined {
  return place.instance.yields.get(place.element);
}

/** Is the element no part of the flat model: deleted or replaced, itself or with what holds it? */
export function isGone(place: Place): boolean {
  if (deletionOf(place)) return true;
  for (let at: Place | undefined = place; at; at = at.instance.owner) {
    let element: Place["element"] | undefined = at.element;
    for (; element; element = at.instance.index.parents.get(element))
      if (isSuperseded({ instance: at.instance, element })) return true;
  }
  return false;
}

export function isSuperseded(place: Place): boolean {
  const { replaced, yields, standsFor } = place.instance;
  const { element } = place;
  if (replaced.size + yields.size + standsFor.size === 0) return false;
  if (!replaced.has(element) && !yields.has(element) && !standsFor.has(element)) return false;
  return !samePlace(survivorOf(place), place);
}

/** Refuse elements that replace each other in a ring: nothing would be left. True where none do. */
export function checkRings(main: Instance, sink: DiagnosticSink): boolean {
  let sound = true;
  for (const instance of instancesOf(main))
    for (const element of [...instance.replaced.keys(), ...instance.yields.keys()]) {
      if (sink.full || endsSomewhere({ instance, element })) continue;
      sink.add("CH1613", { element: describe(element) }, element.range);
      sound = false;
    }
  return sound;
}

function endsSomewhere(place: Place): boolean {
  const seen = new Map<Instance, Set<unknown>>();
  const isNew = ({ instance, element }: Place): boolean => {
    const elements = seen.get(instance) ?? new Set();
    seen.set(instance, elements);
    const fresh = !elements.has(element);
    elements.add(element);
    return fresh;
  };
  let head = place;
  for (const step of wayUp(place)) {
    if (!isNew(step.place)) return false;
    head = step.place;
  }
  seen.clear();
  for (let at: Place | undefined = head; at; at = yieldOf(at)) if (!isNew(at)) return false;
  return true;
}
