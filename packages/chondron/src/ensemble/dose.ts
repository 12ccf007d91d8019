// Doses that all patients get: --dose "A = 100; time = 0; interval = 24; additional = 6". The amount
// is a formula of the model, so that a column of the table or a draw can set it for each patient.
// Words of time, interval and additional doses as in NONMEM (TIME, II, ADDL).

import type { ActionDefinition, CompiledModel } from "@chondron/compiler";
import { type Diagnostic, diagnose, hasErrors, type Model, parseFormula } from "@chondron/model";
import type { ScheduledAction } from "@chondron/solver";
import { parseNumber } from "../command/option-value.js";

export interface Dose {
  readonly action: ActionDefinition;
  readonly times: readonly number[];
}

const mostDoses = 100_000;

/** Read a dose. `number`: which of several it is, for the name of its action. */
export function readDose(text: string, number: number, model: Model): Dose | Diagnostic {
  const parts = text.split(";").filter((part) => part.trim() !== "");
  const pairs = parts.map((part) => /^\s*([^=\s]+)\s*=\s*(.+?)\s*$/s.exec(part));
  const [given, ...rest] = pairs;
  if (!given || rest.some((pair) => !pair)) return wrong(text, "it is not a list of word=value");
  const words = new Map(rest.map((pair) => [pair![1]!, parseNumber(pair![2]!)]));
  const cause = whatIsWrong(words, rest.length);
  if (cause !== undefined) return wrong(text, cause);
  const [, variable = "", formula = ""] = given;
  const { expression, diagnostics } = parseFormula(formula);
  if (!expression || hasErrors(diagnostics)) return wrong(text, "its amount is no formula");
  const action = {
    id: `dose ${number}`,
    arguments: [],
    assignments: [{ variable, formula: `${variable} + ${increase(formula, variable, model)}` }],
  };
  return { action, times: doseTimes(words) };
}

function wrong(text: string, cause: string): Diagnostic {
  return diagnose("CH6037", { value: text, cause });
}

function whatIsWrong(words: ReadonlyMap<string, number>, given: number): string | undefined {
  const known = ["time", "interval", "additional"];
  const unknown = [...words.keys()].find((word) => !known.includes(word));
  if (unknown !== undefined) return `it has no word "${unknown}"`;
  if (words.size < given) return "a word is there twice";
  for (const [word, value] of words) if (!Number.isFinite(value)) return `its ${word} is no number`;
  const { additional, interval } = { ...Object.fromEntries(words) };
  if (additional === undefined)
    return interval === undefined ? undefined : "it says every when, not how often";
  if (!(Number.isInteger(additional) && additional >= 0 && additional < mostDoses))
    return `its additional doses are no whole number from 0 to ${mostDoses - 1}`;
  return interval !== undefined && interval > 0 ? undefined : "its interval is no number above 0";
}

/** An amount raises a concentration by amount / size (SBML L3V2, section 4.6.5). */
function increase(formula: string, variable: string, model: Model): string {
  const species = model.species.find(({ id }) => id === variable);
  const compartment = model.compartments.find(({ id }) => id === species?.compartment);
  const concentration =
    species && !species.hasOnlySubstanceUnits && compartment?.spatialDimensions !== 0;
  return concentration ? `(${formula}) / ${species.compartment}` : `(${formula})`;
}

function doseTimes(words: ReadonlyMap<string, number>): number[] {
  const time = words.get("time") ?? 0;
  const interval = words.get("interval") ?? 0;
  const doses = 1 + (words.get("additional") ?? 0);
  return Array.from({ length: doses }, (_, i) => time + i * interval);
}

/** All doses, ascending in time; at one time in the order in which they were given. */
export function scheduleDoses(doses: readonly Dose[], compiled: CompiledModel): ScheduledAction[] {
  return doses
    .flatMap(({ action: { id }, times }) => {
      const action = compiled.actions.findIndex((candidate) => candidate.id === id);
      return times.map((time) => ({ time, action, arguments: [] }));
    })
    .sort((a, b) => a.time - b.time);
}
