// Events: `E1: at 2 after (x > 5), priority = 1, t0 = false: y = 3, x = r + 2`. A new line may
// follow the colon and each comma. An event persists and is true before the start unless told
// otherwise, as libAntimony writes it (the tutorial says the opposite of `persistent`).

import type { Expression } from "../expression.js";
import type { Label, StatementParser } from "./statement-parser.js";
import type { EventStatement, Name, Statement } from "./syntax.js";

type Flag = "initialValue" | "persistent" | "useValuesFromTriggerTime";
type Options = Record<Flag, boolean> & { priority?: Expression };

const flags: ReadonlyMap<string, Flag> = new Map([
  ["t0", "initialValue"],
  ["persistent", "persistent"],
  ["fromTrigger", "useValuesFromTriggerTime"],
]);

export function parseEvent(parser: StatementParser, head: Label): Statement {
  const { tokens } = parser;
  const from = (head.name ?? tokens.peek()).range;
  tokens.next();
  const condition = parser.formulas.parse();
  const trigger = tokens.accept("after") ? parser.formulas.parse() : undefined;
  const options = parseOptions(parser);
  tokens.expect(":", "An event is at condition: variable = formula.");
  const assignments = parseAssignments(parser);
  return {
    kind: "event",
    ...(head.name ? { name: head.name } : {}),
    trigger: trigger ?? condition,
    ...(trigger ? { delay: condition } : {}),
    ...options,
    assignments,
    range: parser.since(from),
  };
}

function parseOptions(parser: StatementParser): Options {
  const { tokens } = parser;
  const options: Options = { initialValue: true, persistent: true, useValuesFromTriggerTime: true };
  while (tokens.accept(",")) {
    const word = tokens.peek().text;
    const flag = flags.get(word);
    if (!flag && word !== "priority")
      tokens.unexpected("priority, t0, persistent or fromTrigger", "These are an event's options.");
    tokens.next();
    tokens.expect("=", `Write ${word} = value.`);
    if (flag) options[flag] = parseTruth(parser, word);
    else options.priority = parser.formulas.parse();
  }
  return options;
}

function parseTruth(parser: StatementParser, option: string): boolean {
  const { tokens } = parser;
  if (tokens.accept("true")) return true;
  if (tokens.accept("false")) return false;
  return tokens.unexpected("true or false", `The option ${option} is true or false.`);
}

/** None where a semicolon, the end of the model or that of the text follows the colon. */
function parseAssignments(parser: StatementParser): EventStatement["assignments"] {
  const { tokens } = parser;
  const found: { variable: Name; expression: Expression }[] = [];
  if (tokens.at(";") || tokens.peek().kind === "end") return found;
  do {
    tokens.skipNewlines();
    const variable = parser.name();
    parser.refuseBuiltIn(variable);
    tokens.expect("=", "An event assigns with =: variable = formula.");
    found.push({ variable, expression: parser.formulas.parse() });
  } while (tokens.accept(",") || tokens.accept(":"));
  return found;
}
