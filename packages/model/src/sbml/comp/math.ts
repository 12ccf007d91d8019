// MathML of an instance in the terms of the flat model: symbols renamed and converted, time and
// delays in the units of the main model. Names bound in a lambda and local parameters hide symbols.

import type { DiagnosticSink } from "../../diagnostics/sink.js";
import type { XmlElement } from "../xml-tree.js";
import { type Factor, inverse, isOne, multiply, one, scale } from "./factor.js";
import type { Instance } from "./instance.js";
import type { Meaning, SymbolTable } from "./symbols.js";
import { idOf, isCoreNamespace, mathNamespace } from "./vocabulary.js";

/** Names that hide symbols of the model, with what they mean in the flat model. */
export type Scope = ReadonlyMap<string, Meaning>;

export const noScope: Scope = new Map();

export class MathRewriter {
  constructor(
    private readonly symbols: SymbolTable,
    private readonly sink: DiagnosticSink,
  ) {}

  /** A math element, its formula times `factor`. */
  rewrite(math: XmlElement, instance: Instance, scope: Scope, factor: Factor): XmlElement {
    const children = math.children.map((child) => this.formula(child, instance, scope));
    const [formula, ...rest] = children;
    if (!formula) return math;
    return { ...math, children: [scale(formula, factor), ...rest] };
  }

  private formula(node: XmlElement, instance: Instance, scope: Scope): XmlElement {
    if (node.namespace !== mathNamespace) return node;
    switch (node.name) {
      case "ci":
        return this.symbol(node, instance, scope);
      case "csymbol":
        return meansOf(node) === "time"
          ? scale(node, inverse(this.symbols.conversion(instance).time))
          : node;
      case "cn":
        return this.number(node, instance);
      case "apply":
        return this.application(node, instance, scope);
      case "lambda":
        return this.lambda(node, instance, scope);
      case "annotation":
      case "annotation-xml":
        return node;
      default:
        return this.inside(node, instance, scope);
    }
  }

  private inside(node: XmlElement, instance: Instance, scope: Scope): XmlElement {
    if (node.children.length === 0) return node;
    return { ...node, children: node.children.map((c) => this.formula(c, instance, scope)) };
  }

  private symbol(node: XmlElement, instance: Instance, scope: Scope): XmlElement {
    const name = node.text.trim();
    const bound = scope.get(name);
    const { id, factor } = bound ?? this.symbols.meaning(instance, name, node);
    return scale({ ...node, text: id }, factor);
  }

  private number(node: XmlElement, instance: Instance): XmlElement {
    const attributes = node.attributes.map((a) =>
      a.name === "units" && isCoreNamespace(a.namespace)
        ? { ...a, value: this.symbols.unit(instance, a.value, node) }
        : a,
    );
    return { ...node, attributes };
  }

  private application(node: XmlElement, instance: Instance, scope: Scope): XmlElement {
    const [head, ...operands] = node.children;
    if (!head || head.namespace !== mathNamespace) return node;
    const rewritten = () => operands.map((operand) => this.formula(operand, instance, scope));
    if (head.name === "ci") {
      const name = head.text.trim();
      const { id } = scope.get(name) ?? this.symbols.meaning(instance, name, head);
      return { ...node, children: [{ ...head, text: id }, ...rewritten()] };
    }
    if (head.name !== "csymbol") return this.inside(node, instance, scope);
    if (meansOf(head) === "rateOf") return this.rate(node, head, operands, instance, scope);
    const [delayed, duration, ...rest] = rewritten();
    if (meansOf(head) !== "delay" || !delayed || !duration)
      return { ...node, children: [head, ...rewritten()] };
    const { time } = this.symbols.conversion(instance);
    return { ...node, children: [head, delayed, scale(duration, time), ...rest] };
  }

  /** rateOf takes a bare symbol: factors of the symbol stand before it, like that of time. */
  private rate(
    node: XmlElement,
    head: XmlElement,
    operands: readonly XmlElement[],
    instance: Instance,
    scope: Scope,
  ): XmlElement {
    const [operand] = operands;
    const name = operand?.text.trim() ?? "";
    if (operand?.name !== "ci" || scope.has(name)) return this.inside(node, instance, scope);
    const { id, factor } = this.symbols.meaning(instance, name, operand);
    const { time } = this.symbols.conversion(instance);
    const bare = { ...node, children: [head, { ...operand, text: id }] };
    return scale(bare, multiply(factor, time));
  }

  private lambda(node: XmlElement, instance: Instance, scope: Scope): XmlElement {
    const bound = node.children.filter((child) => child.name === "bvar");
    const names = bound.map((child) => child.children[0]?.text.trim() ?? "");
    const inner = new Map([...scope, ...names.map((id) => [id, { id, factor: one }] as const)]);
    return this.inside(node, instance, inner);
  }

  /** Functions see their arguments alone, so no factor of time can reach what they compute. */
  checkFunction(definition: XmlElement, instance: Instance): void {
    if (isOne(this.symbols.conversion(instance).time)) return;
    const found = timeSymbol(definition);
    if (!found) return;
    const values = { id: idOf(definition) ?? "", symbol: meansOf(found) };
    this.sink.add("CH1617", values, found.range);
  }
}

/** All names in the formulas below an element. */
export function namesIn(element: XmlElement, names = new Set<string>()): Set<string> {
  if (element.name === "ci") names.add(element.text.trim());
  for (const child of element.children) namesIn(child, names);
  return names;
}

/** The last part of a csymbol's definitionURL: time, delay, avogadro, rateOf. */
function meansOf(csymbol: XmlElement): string {
  const url = csymbol.attributes.find((a) => a.name === "definitionURL")?.value ?? "";
  return url.trim().split("/").at(-1)!;
}

function timeSymbol(element: XmlElement): XmlElement | undefined {
  if (element.name === "csymbol" && /^(time|delay|rateOf)$/.test(meansOf(element))) return element;
  for (const child of element.children) {
    const found = timeSymbol(child);
    if (found) return found;
  }
  return undefined;
}
