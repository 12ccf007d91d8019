// One formula on its own, as a command line or a therapy table gives it.

import { Lexer } from "../antimony/lexer.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import { FormulaParser } from "./formula-parser.js";
import { SyntaxFailure, TokenSource } from "./token-source.js";

export interface ParsedFormula {
  /** Absent where a diagnostic is an error. */
  readonly expression?: Expression;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parse infix text such as `k1*S1/(Km + S1)`. Newlines are spaces here. Symbols are not looked up;
 * `file` names the text in diagnostics.
 */
export function parseFormula(text: string, file = "formula"): ParsedFormula {
  const sink = new DiagnosticSink();
  const lexer = new Lexer(text.replaceAll(/[\r\n]/g, " "), file, sink);
  const tokens = new TokenSource(lexer, sink);
  const expression = attempt(tokens);
  const failed = sink.diagnostics.some((found) => found.severity === "error");
  const diagnostics = sink.diagnostics;
  return expression && !failed ? { expression, diagnostics } : { diagnostics };
}

function attempt(tokens: TokenSource): Expression | undefined {
  try {
    const expression = new FormulaParser(tokens).parse();
    const rest = tokens.peek();
    if (rest.kind !== "end") tokens.fail("CH1014", { text: rest.text.slice(0, 40) }, rest.range);
    return expression;
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return undefined;
    throw failure;
  }
}
