// Submodels: `A: mod(x, 2), timeconv = 60, extentconv = xc in c1`.

import type { Expression } from "../expression.js";
import type { Label, StatementParser } from "./statement-parser.js";
import type { Conversion, Name, Statement, SubmodelStatement } from "./syntax.js";

/** The parenthesis after the name of the module is still to come. */
export function parseSubmodel(parser: StatementParser, label: Label, module: Name): Statement {
  const { tokens } = parser;
  tokens.next();
  const parts: Expression[] = [];
  if (!tokens.at(")")) {
    do {
      parts.push(parser.formulas.parse());
    } while (tokens.accept(","));
  }
  tokens.expect(")", `Close the list of names for module "${module.path}".`);
  const conversions = parseConversions(parser);
  const compartment = tokens.accept("in") ? parser.name() : label.compartment;
  return {
    kind: "submodel",
    ...(label.name ? { name: label.name } : {}),
    ...(compartment ? { compartment } : {}),
    module,
    arguments: parts,
    conversions,
    range: parser.since((label.name ?? module).range),
  };
}

function parseConversions(parser: StatementParser): SubmodelStatement["conversions"] {
  const { tokens } = parser;
  const found: Partial<Record<Conversion, Expression>> = {};
  while (tokens.accept(",")) {
    const word = parseOption(parser);
    tokens.expect("=", `Write ${word} = number or name.`);
    const { range } = tokens.peek();
    const factor = parser.formulas.parse();
    if (factor.kind !== "number" && factor.kind !== "symbol") {
      const hint = `The option ${word} takes one number or one name.`;
      const values = { expected: "a number or a name", found: "a formula", hint };
      tokens.fail("CH1004", values, range);
    }
    found[word] = factor;
  }
  return found;
}

function parseOption({ tokens }: StatementParser): Conversion {
  if (tokens.accept("timeconv")) return "timeconv";
  if (tokens.accept("extentconv")) return "extentconv";
  return tokens.unexpected("timeconv or extentconv", "These convert the units of a submodel.");
}
