// Products and quotients of parameters: what conversion factors come to when models are nested.

import type { XmlElement } from "../xml-tree.js";
import { mathNamespace } from "./vocabulary.js";

/** The product of the parameters `times` over that of `over`; ids of the flat model. */
export interface Factor {
  readonly times: readonly string[];
  readonly over: readonly string[];
}

export const one: Factor = { times: [], over: [] };

export function isOne(factor: Factor): boolean {
  return factor.times.length === 0 && factor.over.length === 0;
}

/** Parameters that stand on both sides cancel. */
export function multiply(a: Factor, b: Factor): Factor {
  if (isOne(a)) return b;
  if (isOne(b)) return a;
  const over = [...a.over, ...b.over];
  const times = [...a.times, ...b.times].filter((id) => {
    const at = over.indexOf(id);
    if (at >= 0) over.splice(at, 1);
    return at < 0;
  });
  return { times, over };
}

export function inverse(factor: Factor): Factor {
  return { times: factor.over, over: factor.times };
}

/** The formula times the factor, in MathML. */
export function scale(formula: XmlElement, factor: Factor): XmlElement {
  if (isOne(factor)) return formula;
  const names = (ids: readonly string[]) => ids.map((id) => ci(id, formula));
  const product = apply("times", [...names(factor.times), formula], formula);
  return factor.over.length === 0
    ? product
    : apply("divide", [product, apply("times", names(factor.over), formula)], formula);
}

/** A symbol in MathML; its place in the text is that of `at`. */
export function ci(id: string, at: XmlElement): XmlElement {
  return {
    name: "ci",
    namespace: mathNamespace,
    attributes: [],
    children: [],
    text: id,
    range: at.range,
  };
}

/** An operator applied; a product of one is that one. */
function apply(operator: string, operands: readonly XmlElement[], at: XmlElement): XmlElement {
  if (operands.length === 1) return operands[0]!;
  const head = { ...ci("", at), name: operator };
  return { ...ci("", at), name: "apply", children: [head, ...operands] };
}
