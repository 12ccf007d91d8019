// Formulas as MathML, in the subset of SBML L3V2 Core section 3.4. Operators carry MathML names
// already, so what is left is the shape: degrees and bases, pieces, csymbols, and numbers.

import type { Application, ConstantName, Expression, NumberLiteral } from "../expression.js";
import { drawPrefix } from "../formula/random-draws.js";
import { drawSymbols } from "./annotation/vocabulary.js";
import { type XmlElement, xml } from "./xml.js";

const namespace = "http://www.w3.org/1998/Math/MathML";
const symbols = "http://www.sbml.org/sbml/symbols/";

/** `<math>` around one formula. Units of numbers take the prefix sbml, declared on the root. */
export function mathOf(expression: Expression): XmlElement {
  return math(content(expression));
}

/** `<math>` around a `<lambda>` of named arguments. */
export function lambdaOf(parameters: readonly string[], body: Expression): XmlElement {
  const variables = parameters.map((parameter) => xml("bvar", {}, [ci(parameter)]));
  return math(xml("lambda", {}, [...variables, content(body)]));
}

function math(inner: XmlElement): XmlElement {
  return xml("math", { xmlns: namespace }, [inner]);
}

function content(expression: Expression): XmlElement {
  switch (expression.kind) {
    case "number":
      return numberOf(expression);
    case "symbol":
      return ci(expression.id);
    case "constant":
      return constantOf(expression.name);
    case "call":
      return apply(calleeOf(expression.function), expression.arguments.map(content));
    case "apply":
      return applicationOf(expression);
  }
}

function calleeOf(id: string): XmlElement {
  if (!id.startsWith(drawPrefix)) return ci(id);
  const name = id.slice(drawPrefix.length);
  return xml("csymbol", { encoding: "text", definitionURL: drawSymbols + name }, [` ${name} `]);
}

function ci(id: string): XmlElement {
  return xml("ci", {}, [` ${id} `]);
}

function apply(head: XmlElement, parts: readonly XmlElement[]): XmlElement {
  return xml("apply", {}, [head, ...parts]);
}

/** A `<cn>`: integer, real, or e-notation, since MathML reals have no exponent. */
function numberOf(literal: NumberLiteral): XmlElement {
  const { value, unit } = literal;
  if (Number.isNaN(value)) return xml("notanumber");
  if (!Number.isFinite(value))
    return value > 0 ? xml("infinity") : apply(xml("minus"), [xml("infinity")]);
  const text = Object.is(value, -0) ? "-0" : String(value);
  const [digits = text, exponent] = text.split("e");
  if (exponent !== undefined) {
    const attributes = { "sbml:units": unit, type: "e-notation" };
    const power = exponent.replace("+", "");
    return xml("cn", attributes, [` ${digits} `, xml("sep"), ` ${power} `]);
  }
  const isInteger = Number.isInteger(value) && Math.abs(value) < 2 ** 31;
  return xml("cn", { "sbml:units": unit, type: isInteger ? "integer" : undefined }, [` ${text} `]);
}

function constantOf(name: ConstantName): XmlElement {
  return name === "time" || name === "avogadro" ? csymbol(name) : xml(name);
}

function csymbol(name: string): XmlElement {
  return xml("csymbol", { encoding: "text", definitionURL: symbols + name }, [` ${name} `]);
}

function applicationOf(expression: Application): XmlElement {
  const { operator, arguments: parts } = expression;
  const inner = parts.map(content);
  switch (operator) {
    case "piecewise":
      return piecewiseOf(inner);
    case "root":
      return apply(xml("root"), [xml("degree", {}, inner.slice(0, 1)), ...inner.slice(1)]);
    case "log":
      return apply(xml("log"), [xml("logbase", {}, inner.slice(0, 1)), ...inner.slice(1)]);
    case "delay":
    case "rateOf":
      return apply(csymbol(operator), inner);
    default:
      return apply(xml(operator), inner);
  }
}

/** Value and condition in pairs; one left over is the otherwise. */
function piecewiseOf(parts: readonly XmlElement[]): XmlElement {
  const pieces: XmlElement[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const pair = parts.slice(i, i + 2);
    pieces.push(xml(pair.length === 2 ? "piece" : "otherwise", {}, pair));
  }
  return xml("piecewise", {}, pieces);
}
