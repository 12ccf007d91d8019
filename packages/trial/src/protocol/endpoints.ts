// The endpoints: what is compared between arms, and at which visit.

import type { Endpoint, ResponderRule, Visit } from "../protocol.js";
import { checkUnique, describeRow, knows, type Reading, readLevel, report } from "./context.js";
import type { Path } from "./document.js";
import { parseQuantity } from "./quantity.js";
import { printPath } from "./shape.js";
import { suggest } from "./suggestion.js";
import type { EndpointText } from "./text.js";

export function readEndpoints(
  reading: Reading,
  texts: readonly EndpointText[],
  visits: readonly Visit[],
): Endpoint[] {
  checkUnique(reading, texts, "endpoints", ["endpoints"]);
  const primary = texts.filter((text) => text.primary);
  if (primary.length !== 1) {
    const found = primary.length === 0 ? "no" : "more than one";
    const path = primary[1] ? ["endpoints", texts.indexOf(primary[1]), "primary"] : ["endpoints"];
    report(reading, "CH4066", { found }, path);
  }
  return texts.map((text, i) => readEndpoint(reading, text, visits, ["endpoints", i]));
}

function readEndpoint(
  reading: Reading,
  text: EndpointText,
  visits: readonly Visit[],
  path: Path,
): Endpoint {
  const base = { id: text.id, label: text.label, primary: text.primary ?? false };
  switch (text.type) {
    case "change": {
      const outcome = text.outcome ?? "";
      knows(reading, "outcome", outcome, [...path, "outcome"]);
      return { ...base, kind: "change", outcome, visit: visitOf(reading, text, visits, path) };
    }
    case "responder": {
      const rule = readRule(reading, text, path);
      return { ...base, kind: "responder", rule, visit: visitOf(reading, text, visits, path) };
    }
    case "time-to-event":
      return { ...base, kind: "time-to-event", event: eventOf(reading, text, path) };
  }
}

function visitOf(
  reading: Reading,
  text: EndpointText,
  visits: readonly Visit[],
  path: Path,
): number {
  const id = text.visit ?? "";
  const index = visits.findIndex((visit) => visit.id === id);
  const at = [...path, "visit"];
  if (index < 0) {
    const ids = visits.map((visit) => visit.id);
    report(reading, "CH4064", { id, suggestion: suggest(id, ids, "visit") }, at);
  } else if (visits[index]!.day === 0) {
    report(reading, "CH4067", { id: text.id }, at);
  }
  return index;
}

function eventOf(reading: Reading, text: EndpointText, path: Path): string {
  const id = text.event ?? "";
  const ids = reading.disease.naturalHistory.hazardEvents.map((event) => event.id);
  if (!ids.includes(id)) {
    report(reading, "CH4065", { id, suggestion: suggest(id, ids, "event") }, [...path, "event"]);
  }
  return id;
}

function readRule(reading: Reading, text: EndpointText, path: Path): ResponderRule {
  const outcome = text.outcome ?? "";
  switch (text.rule) {
    case "improvement":
      knows(reading, "outcome", outcome, [...path, "outcome"]);
      return { kind: "improvement", outcome, ...readImprovement(reading, text, path) };
    case "state": {
      knows(reading, "outcome", outcome, [...path, "outcome"]);
      const { unit } = describeRow(reading.disease, "outcome", outcome);
      const value = readLevel(reading, text.value ?? 0, unit, [...path, "value"]);
      return { kind: "state", outcome, value };
    }
    default: {
      const { pain = "", function: physical = "", global = "" } = text;
      knows(reading, "outcome", pain, [...path, "pain"]);
      knows(reading, "outcome", physical, [...path, "function"]);
      knows(reading, "outcome", global, [...path, "global"]);
      return { kind: "omeract-oarsi", pain, function: physical, global };
    }
  }
}

function readImprovement(
  reading: Reading,
  text: EndpointText,
  path: Path,
): { readonly by: number; readonly relative: boolean } {
  const given = text.by ?? 0;
  const at = [...path, "by"];
  const share = typeof given === "string" ? parseQuantity(given) : undefined;
  const relative = share?.unit === "%" || share?.unit === "percent";
  const { unit } = describeRow(reading.disease, "outcome", text.outcome ?? "");
  const by = relative ? share!.value / 100 : readLevel(reading, given, unit, at);
  if (by <= 0) {
    const values = { path: printPath(at), found: given, limit: "above 0" };
    report(reading, "CH4024", values, at);
  }
  return { by, relative };
}
