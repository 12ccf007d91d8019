// The tables against the model text: every constant has one row and the row says what the text
// says; whatever a table refers to exists; codes for exchange are well formed and used once.

import {
  type Assignment,
  type Diagnostic,
  diagnose,
  freeSymbols,
  hasErrors,
  type Ledger,
  type Model,
  type Parameter,
  type ParameterRow,
  parseFormula,
} from "@chondron/model";

/** Diagnostics about the tables as a whole; none means they and the model agree. */
export function checkTables(model: Model, ledger: Ledger): Diagnostic[] {
  return [
    ...duplicates(ledger),
    ...constantsWithoutRow(model, ledger),
    ...ledger.parameters.flatMap((row) => checkParameter(row, model)),
    ...checkReferences(model, ledger),
    ...checkFormulas(model, ledger),
    ...checkCodes(ledger),
  ];
}

interface Constant {
  readonly value: number;
  readonly unit: string;
}

/**
 * Constants of the text by id: parameters and compartments with a value of their own that no rule
 * changes and no covariate sets. The unit is the name of its definition, or its id.
 */
export function modelConstants(model: Model, covariates: readonly string[]): Map<string, Constant> {
  const changed = new Set([
    ...model.rules.flatMap((rule) => (rule.kind === "algebraic" ? [] : [rule.variable])),
    ...model.initialAssignments.map((assignment) => assignment.symbol),
    ...covariates,
  ]);
  const names = new Map(model.unitDefinitions.map((unit) => [unit.id, unit.name ?? unit.id]));
  const name = (unit = "") => (unit === "dimensionless" ? "1" : (names.get(unit) ?? unit));
  const constants = new Map<string, Constant>();
  for (const { id, value, unit } of [...model.parameters, ...model.compartments.map(asParameter)]) {
    if (value !== undefined && !changed.has(id)) constants.set(id, { value, unit: name(unit) });
  }
  return constants;
}

function asParameter(compartment: Model["compartments"][number]): Parameter {
  const { size, ...rest } = compartment;
  return size === undefined ? rest : { ...rest, value: size };
}

/** Model parameters that describe a person or a therapy rather than the disease: no row of their own. */
export function switches(ledger: Ledger): string[] {
  const assigned = ledger.therapies.flatMap((therapy) =>
    therapy.routes.flatMap((route) => route.give.map((give) => give.variable)),
  );
  return [
    ...ledger.covariates.map((covariate) => covariate.parameter),
    ...Object.keys(ledger.naturalHistory.healthyParameters),
    ...assigned,
  ];
}

function constantsWithoutRow(model: Model, ledger: Ledger): Diagnostic[] {
  const rows = new Set(ledger.parameters.map((row) => row.id));
  return [...modelConstants(model, switches(ledger)).keys()]
    .filter((id) => !rows.has(id))
    .map((id) => diagnose("CH5007", { id, table: "parameters.tsv" }));
}

function checkParameter(row: ParameterRow, model: Model): Diagnostic[] {
  const { id, value, low, high, source } = row;
  const found: Diagnostic[] = [];
  const constant = modelConstants(model, []).get(id);
  if (!constant) return [diagnose("CH5008", { id })];
  if (constant.value !== value) {
    found.push(diagnose("CH5009", { id, what: "value", row: value, model: constant.value }));
  }
  if (constant.unit !== row.unit) {
    found.push(diagnose("CH5009", { id, what: "unit", row: row.unit, model: constant.unit }));
  }
  if (!(low <= value && value <= high)) {
    found.push(diagnose("CH5010", { id, value, low, high }));
  }
  if (source === "") found.push(diagnose("CH5001", { id }));
  return found;
}

/** Ids that occur more than once within one table. */
function duplicates(ledger: Ledger): Diagnostic[] {
  const { parameters, covariates, populations = [], therapies, outcomes } = ledger;
  return [parameters, covariates, populations, therapies, outcomes].flatMap((rows) =>
    repeated(rows.map((row) => row.id)).map((id) => diagnose("CH5006", { id })),
  );
}

function repeated(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}

/** Outcomes that a scored outcome reads; the text itself where it is no formula. */
function scoreParts({ scoredFrom }: Ledger["outcomes"][number]): string[] {
  if (scoredFrom === "") return [];
  const { expression } = parseFormula(scoredFrom);
  return expression ? [...freeSymbols(expression)] : [scoredFrom];
}

function checkReferences(model: Model, ledger: Ledger): Diagnostic[] {
  const symbols = symbolsOf(model);
  const events = new Set(model.events.map((event) => event.id));
  const missing = (kind: string, id: string, symbol: string, known: ReadonlySet<string>) =>
    known.has(symbol) ? [] : [diagnose("CH5011", { kind, id, symbol })];
  const measured = new Set(ledger.outcomes.filter((o) => o.scoredFrom === "").map((o) => o.id));
  const { naturalHistory: history, populations = [] } = ledger;
  const drawn = new Set(ledger.covariates.map((c) => c.id));
  return [
    ...populations.flatMap((population) =>
      population.covariates.flatMap((c) => missing("population", population.id, c.id, drawn)),
    ),
    ...ledger.covariates
      .filter((c) => c.parameter !== "")
      .flatMap((c) => missing("covariate", c.id, c.parameter, symbols)),
    ...ledger.outcomes.flatMap((o) => missing("outcome", o.id, o.observable, symbols)),
    ...ledger.outcomes.flatMap((o) =>
      scoreParts(o).flatMap((part) => missing("outcome", o.id, part, measured)),
    ),
    ...history.hazardEvents.flatMap((h) => [
      ...missing("event", h.id, h.hazard, symbols),
      ...missing("event", h.id, h.threshold, symbols),
      ...missing("event", h.id, h.event, events),
    ]),
    ...[
      ...Object.keys(history.healthyParameters),
      ...Object.keys(history.absoluteTolerances),
    ].flatMap((id) => missing("natural history", id, id, symbols)),
    ...missing(
      "natural history",
      "ageCovariate",
      history.ageCovariate,
      new Set(ledger.covariates.map((c) => c.id)),
    ),
  ];
}

function symbolsOf(model: Model): Set<string> {
  const { parameters, species, compartments } = model;
  return new Set([...parameters, ...species, ...compartments].map((element) => element.id));
}

function checkFormulas(model: Model, ledger: Ledger): Diagnostic[] {
  const symbols = symbolsOf(model).add("amount").add("context");
  return ledger.therapies.flatMap((therapy) =>
    therapy.routes
      .flatMap((route) => [...route.give, ...(route.stop ?? [])])
      .flatMap((assignment) => checkAssignment(therapy.id, assignment, symbols)),
  );
}

function checkAssignment(
  id: string,
  { variable, formula }: Assignment,
  symbols: ReadonlySet<string>,
): Diagnostic[] {
  const kind = "therapy";
  const { expression, diagnostics } = parseFormula(formula);
  if (!expression || hasErrors(diagnostics)) {
    const cause = diagnostics[0]?.message ?? "it is empty.";
    return [diagnose("CH5012", { kind, id, formula, cause })];
  }
  return [variable, ...freeSymbols(expression)]
    .filter((symbol) => !symbols.has(symbol))
    .map((symbol) => diagnose("CH5011", { kind, id, symbol }));
}

function checkCodes(ledger: Ledger): Diagnostic[] {
  const coded = [...ledger.outcomes, ...ledger.naturalHistory.hazardEvents];
  const twice = new Set(repeated(coded.map((row) => row.paramcd)));
  return coded.flatMap(({ id, paramcd: code }) => {
    if (!/^[A-Z][A-Z0-9]{0,7}$/.test(code)) {
      return [diagnose("CH5013", { code, id, problem: "is not well formed" })];
    }
    return twice.has(code) ? [diagnose("CH5013", { code, id, problem: "is used twice" })] : [];
  });
}
