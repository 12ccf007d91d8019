// What a flux balance analysis optimises (package fbc, versions 1 to 3): kept as data, for it never
// changes the dynamics. Bounds of fluxes, charges and genes are not kept (noted by packages.ts).

import type { Expression } from "../../expression.js";
import type { Objective } from "../../model.js";
import type { XmlElement } from "../xml-tree.js";
import { parseDouble } from "./lexical.js";
import { packageName } from "./packages.js";
import type { Reading } from "./reading.js";

/** The active objective of a `<model>`, or its first; undefined where it has none. */
export function readObjective(model: XmlElement, reading: Reading): Objective | undefined {
  const list = fluxBalance(model, "listOfObjectives")[0];
  if (!list) return undefined;
  const all = fluxBalance(list, "objective");
  const active = attribute(list, "activeObjective");
  const element = all.find((one) => attribute(one, "id") === active) ?? all[0];
  if (!element) return undefined;
  const terms = fluxBalance(element, "listOfFluxObjectives")
    .flatMap((inner) => fluxBalance(inner, "fluxObjective"))
    .flatMap(termOf);
  return {
    id: attribute(element, "id") ?? reading.unusedId("_objective"),
    sense: attribute(element, "type") === "minimize" ? "minimize" : "maximize",
    expression: sumOf(terms),
    range: element.range,
  };
}

/** `<fluxObjective reaction coefficient>`; of a quadratic one nothing linear can be said. */
function termOf(element: XmlElement): Expression[] {
  const id = attribute(element, "reaction");
  const value = parseDouble(attribute(element, "coefficient")?.trim() ?? "1");
  const quadratic = attribute(element, "variableType") === "quadratic";
  if (id === undefined || value === undefined || quadratic) return [];
  const { range } = element;
  const reaction: Expression = { kind: "symbol", id, range };
  if (value === 1) return [reaction];
  const factor: Expression = { kind: "number", value, range };
  return [{ kind: "apply", operator: "times", arguments: [factor, reaction], range }];
}

function sumOf(terms: readonly Expression[]): Expression {
  const [only, more] = terms;
  if (!only) return { kind: "number", value: 0 };
  return more ? { kind: "apply", operator: "plus", arguments: terms } : only;
}

function fluxBalance(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter(
    (child) => child.name === name && packageName(child.namespace) === "fbc",
  );
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((one) => one.name === name)?.value.trim();
}
