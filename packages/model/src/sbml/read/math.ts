// MathML to formulas: the subset of SBML L3V2 Core section 3.4, which contains those of all earlier
// levels, and the random draws of package distrib version 1 section 3.2. How many arguments an operator may have is left to the checks of the model.

import type { ConstantName, Expression, Operator } from "../../expression.js";
import { distributionArity, isOperator } from "../../formula/operators.js";
import { drawPrefix } from "../../formula/random-draws.js";
import { maximumDepth } from "../../formula/walk.js";
import { drawSymbols } from "../annotation/vocabulary.js";
import type { XmlElement } from "../xml-tree.js";
import { readNumber } from "./number.js";
import type { Reading } from "./reading.js";

const namespace = "http://www.w3.org/1998/Math/MathML";
const symbols = "http://www.sbml.org/sbml/symbols/";

/** The formula of a `<math>`, or undefined where it is empty, as L3V2 allows. */
export function readMath(math: XmlElement, reading: Reading): Expression | undefined {
  const content = contentOf(math, reading);
  return content && new MathReader(reading).read(content);
}

export interface Lambda {
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** The `<lambda>` of a function definition, or undefined where there is none. */
export function readLambda(math: XmlElement, reading: Reading): Lambda | undefined {
  const lambda = contentOf(math, reading);
  if (!lambda) return undefined;
  if (lambda.name !== "lambda") {
    reading.note(lambda, "CH1512", { cause: "a function definition needs <lambda>" });
    return undefined;
  }
  const reader = new MathReader(reading);
  const variables = lambda.children.filter((child) => child.name === "bvar");
  const parameters = variables.map((variable) => reader.readVariable(variable));
  const [body, more] = lambda.children.filter((child) => child.name !== "bvar");
  if (more) reading.note(more, "CH1512", { cause: "<lambda> holds more than one formula" });
  return body && { parameters, body: reader.read(body) };
}

/** What a `<math>` holds, `<semantics>` taken off. */
function contentOf(math: XmlElement, reading: Reading): XmlElement | undefined {
  let holder = math;
  for (;;) {
    const [content, more] = holder.children.filter(isContent);
    if (more)
      reading.note(more, "CH1512", { cause: `<${holder.name}> holds more than one formula` });
    if (content?.name !== "semantics") return content;
    holder = content;
  }
}

function isContent({ name }: XmlElement): boolean {
  return name !== "annotation" && name !== "annotation-xml";
}

const constants: ReadonlySet<string> = new Set<ConstantName>([
  "pi",
  "exponentiale",
  "true",
  "false",
  "infinity",
  "notanumber",
]);

/** Operators that MathML lacks: csymbols, and `<piecewise>`, which is no operator there. */
const notInMathml: ReadonlySet<string> = new Set<Operator>(["delay", "rateOf", "piecewise"]);

/** Operators with a qualifier before their argument, and its value where it is left out. */
const qualifiers: Readonly<Record<string, { readonly name: string; readonly otherwise: number }>> =
  {
    root: { name: "degree", otherwise: 2 },
    log: { name: "logbase", otherwise: 10 },
  };

class MathReader {
  private depth = 0;

  constructor(private readonly reading: Reading) {}

  read(element: XmlElement): Expression {
    this.depth += 1;
    const expression =
      this.depth > maximumDepth
        ? this.fault(element, "CH1006", { limit: maximumDepth })
        : this.readContent(element);
    this.depth -= 1;
    return expression;
  }

  readVariable(variable: XmlElement): string {
    const [ci] = variable.children;
    if (ci?.name === "ci") return this.idIn(ci);
    this.fault(variable, "CH1512", { cause: "<bvar> needs a <ci>" });
    return "";
  }

  private readContent(element: XmlElement): Expression {
    const { name, range } = element;
    if (element.namespace !== namespace) return this.unknown(element);
    switch (name) {
      case "cn":
        return this.readNumber(element);
      case "ci":
        return { kind: "symbol", id: this.idIn(element), range };
      case "csymbol":
        return this.readSymbol(element);
      case "apply":
        return this.readApply(element);
      case "piecewise":
        return this.readPiecewise(element);
      case "semantics":
        return this.readSemantics(element);
      default:
        if (!constants.has(name)) return this.unknown(element);
        return { kind: "constant", name: name as ConstantName, range };
    }
  }

  /** A number too large to hold, such as 1e999, is infinity, as IEEE 754 rounds it. */
  private readNumber(element: XmlElement): Expression {
    const literal = readNumber(element);
    if (!literal) return this.badNumber(element);
    const { range } = element;
    if (Number.isFinite(literal.value)) return literal;
    if (Number.isNaN(literal.value)) return { kind: "constant", name: "notanumber", range };
    const infinity: Expression = { kind: "constant", name: "infinity", range };
    if (literal.value > 0) return infinity;
    return { kind: "apply", operator: "minus", arguments: [infinity], range };
  }

  private readSymbol(element: XmlElement): Expression {
    const name = this.symbolName(element);
    if (name === "time" || name === "avogadro")
      return { kind: "constant", name, range: element.range };
    return this.fault(element, "CH1513", { url: urlOf(element) });
  }

  /** Last part of the address of a csymbol of the core; others are refused where they stand. */
  private symbolName(element: XmlElement): string {
    const url = urlOf(element);
    return url.startsWith(symbols) ? url.slice(symbols.length) : "";
  }

  private readApply(element: XmlElement): Expression {
    const [head, ...rest] = element.children.filter(isContent);
    const { range } = element;
    if (!head) return this.fault(element, "CH1512", { cause: "<apply> is empty" });
    if (head.namespace !== namespace) return this.unknown(head);
    if (head.name === "ci") {
      const id = this.idIn(head);
      return { kind: "call", function: id, arguments: this.readAll(rest), range };
    }
    const draw = drawOf(head);
    if (draw) return { kind: "call", function: draw, arguments: this.readAll(rest), range };
    const operator = this.operatorOf(head);
    if (operator === undefined) return this.unknownOperator(head);
    return { kind: "apply", operator, arguments: this.argumentsOf(operator, rest, element), range };
  }

  private operatorOf(head: XmlElement): Operator | undefined {
    if (head.name === "csymbol") {
      const name = this.symbolName(head);
      return name === "delay" || name === "rateOf" ? name : undefined;
    }
    return isOperator(head.name) && !notInMathml.has(head.name) ? head.name : undefined;
  }

  private unknownOperator(head: XmlElement): Expression {
    if (head.name === "csymbol") return this.fault(head, "CH1513", { url: urlOf(head) });
    return this.unknown(head);
  }

  private argumentsOf(
    operator: Operator,
    parts: readonly XmlElement[],
    element: XmlElement,
  ): readonly Expression[] {
    const qualifier = qualifiers[operator];
    if (!qualifier) return this.readAll(parts);
    const given = parts.find((part) => part.name === qualifier.name);
    const rest = parts.filter((part) => part !== given);
    const { range } = element;
    const first: Expression = given
      ? this.readOnly(given)
      : { kind: "number", value: qualifier.otherwise, range };
    return [first, ...this.readAll(rest)];
  }

  private readPiecewise(element: XmlElement): Expression {
    const parts: Expression[] = [];
    const pieces = element.children.filter((child) => child.name !== "otherwise");
    const [otherwise, more] = element.children.filter((child) => child.name === "otherwise");
    for (const piece of pieces) {
      if (piece.name !== "piece") this.unknown(piece);
      else if (piece.children.length !== 2)
        this.fault(piece, "CH1512", { cause: "<piece> needs a value and a condition" });
      else parts.push(...this.readAll(piece.children));
    }
    if (more) this.fault(more, "CH1512", { cause: "<piecewise> has more than one <otherwise>" });
    if (otherwise) parts.push(this.readOnly(otherwise));
    return { kind: "apply", operator: "piecewise", arguments: parts, range: element.range };
  }

  private readSemantics(element: XmlElement): Expression {
    const [content] = element.children.filter(isContent);
    return content ? this.read(content) : this.readOnly(element);
  }

  private readOnly(holder: XmlElement): Expression {
    const [content, more] = holder.children;
    if (content && !more) return this.read(content);
    return this.fault(holder, "CH1512", { cause: `<${holder.name}> needs one formula` });
  }

  private readAll(elements: readonly XmlElement[]): Expression[] {
    return elements.map((element) => this.read(element));
  }

  private idIn(ci: XmlElement): string {
    const text = ci.text.trim();
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text))
      this.fault(ci, "CH1512", { cause: `"${text}" is no identifier` });
    return text;
  }

  private badNumber(element: XmlElement): Expression {
    const text = element.text.trim();
    return this.fault(element, "CH1512", { cause: `"${text}" is no number of its type` });
  }

  private unknown(element: XmlElement): Expression {
    return this.fault(element, "CH1511", { name: element.name });
  }

  /** Notes a fault; the number returned stands in for what could not be read. */
  private fault(
    element: XmlElement,
    code: "CH1006" | "CH1511" | "CH1512" | "CH1513",
    values: Readonly<Record<string, string | number>>,
  ): Expression {
    this.reading.note(element, code, values);
    return { kind: "number", value: Number.NaN };
  }
}

/** What a formula calls for a random draw; undefined for anything else. */
function drawOf(head: XmlElement): string | undefined {
  const url = head.name === "csymbol" ? urlOf(head) : "";
  if (!url.startsWith(drawSymbols)) return undefined;
  const name = url.slice(drawSymbols.length);
  return distributionArity(name) && drawPrefix + name;
}

function urlOf(element: XmlElement): string {
  const url = element.attributes.find((item) => item.name === "definitionURL")?.value;
  return url?.trim() ?? "";
}
