// Text of experiments to Experiments: YAML, then shape, then meaning against the disease and the claims.
// All mistakes of a stage are reported together.

import type { CompiledModel } from "@chondron/compiler";
import { type Diagnostic, type Disease, diagnose, hasErrors, sha256Hex } from "@chondron/model";
import { type Path, readDocument } from "../protocol/document.js";
import { checkShape, compileShape } from "../protocol/shape.js";
import { suggest } from "../protocol/suggestion.js";
import { parseCriterion } from "./criterion.js";
import type { ArmPlan, CohortPlan, Criterion, Experiment, ExperimentBook } from "./experiment.js";
import {
  FormulaFault,
  type PatientColumn,
  parseQuantity,
  type QuantityFormula,
} from "./quantity-formula.js";
import { readArms, readCohorts } from "./read-arms.js";
import { readScans } from "./read-scans.js";
import { type ExperimentReading, refuse, requireName, symbolsOf } from "./reading.js";
import { type BookText, type ExperimentText, experimentSchema } from "./schema.js";

export interface BookReading {
  /** Absent where there is an error. */
  readonly book?: ExperimentBook;
  readonly diagnostics: readonly Diagnostic[];
}

/** A claim and the experiment that its row names; "": none. */
export interface ClaimLink {
  readonly id: string;
  readonly experiment: string;
}

const validate = compileShape(experimentSchema);

/** Read experiments; `file` names the text in diagnostics. */
export function readExperiments(
  text: string,
  file: string,
  disease: Disease,
  compiled: CompiledModel,
  claims: readonly ClaimLink[],
): BookReading {
  const { document, diagnostics } = readDocument(text, file, "the file of experiments");
  if (!document) return { diagnostics };
  const shape = checkShape(document, validate);
  if (shape.length > 0) return { diagnostics: shape };
  const symbols = symbolsOf(disease, compiled);
  const reading: ExperimentReading = { disease, document, symbols, found: [] };
  const value = document.value as BookText;
  const cohorts = readCohorts(reading, value);
  const experiments = value.experiments.map((one, i) => readExperiment(reading, one, i, cohorts));
  checkClaims(reading, experiments, claims);
  const { found } = reading;
  const hash = sha256Hex(text);
  if (hasErrors(found)) return { diagnostics: found };
  return { book: { cohorts, experiments, hash }, diagnostics: found };
}

function readExperiment(
  reading: ExperimentReading,
  text: ExperimentText,
  index: number,
  cohorts: readonly CohortPlan[],
): Experiment {
  const path = ["experiments", index];
  const arms = readArms(reading, text, cohorts, path);
  const quantities = readQuantities(reading, text, arms, path);
  const { id, claims, kind, question, answer, note = "" } = text;
  const ids = Object.keys(text.quantities);
  requireName(reading, `experiment "${id}"`, "quantity", answer.quantity, ids, [...path, "answer"]);
  return {
    ...{ id, claims, kind, question, arms, quantities, answer, note },
    holds: readCriteria(reading, text, path),
    scans: readScans(reading, text, path),
    range: reading.document.rangeOf([...path, "id"]),
  };
}

function readQuantities(
  reading: ExperimentReading,
  text: ExperimentText,
  arms: readonly ArmPlan[],
  path: Path,
): QuantityFormula[] {
  const earlier: string[] = [];
  return Object.entries(text.quantities).flatMap(([id, formula]) => {
    const at = [...path, "quantities", id];
    const context = { covariates: reading.symbols.covariates, earlier: [...earlier] };
    const quantity = parseQuantity(id, formula, context);
    earlier.push(id);
    if (quantity instanceof FormulaFault) {
      refuse(reading, text.id, formula, quantity.cause, quantity.suggestion, at);
      return [];
    }
    for (const column of quantity.columns) checkColumn(reading, text.id, column, arms, at);
    checkCohorts(reading, text.id, quantity, arms, at);
    return [quantity];
  });
}

function checkColumn(
  reading: ExperimentReading,
  id: string,
  { kind, symbol, arm }: PatientColumn,
  arms: readonly ArmPlan[],
  path: Path,
): void {
  const { symbols } = reading;
  const where = `experiment "${id}"`;
  const armIds = arms.map((plan) => plan.id);
  requireName(reading, where, "arm", arm, armIds, path);
  if (kind === "covariate") return;
  if (kind === "recorded") requireName(reading, where, "outcome", symbol, symbols.outcomes, path);
  else if (kind === "chance") requireName(reading, where, "event", symbol, symbols.events, path);
  else requireName(reading, where, "symbol of the model", symbol, symbols.observables, path);
}

/** Values of patients belong together only where the patients are the same. */
function checkCohorts(
  reading: ExperimentReading,
  id: string,
  { aggregates, columns, text }: QuantityFormula,
  arms: readonly ArmPlan[],
  path: Path,
): void {
  const cohortOf = (arm: string): string | undefined =>
    arms.find((plan) => plan.id === arm)?.cohort;
  for (const aggregate of aggregates) {
    const parts = [...aggregate.arguments, ...(aggregate.condition ? [aggregate.condition] : [])];
    const used = JSON.stringify(parts).matchAll(/"\$(\d+)"/g);
    const cohorts = new Set([...used].map(([, i]) => cohortOf(columns[Number(i)]!.arm)));
    if (cohorts.size <= 1) continue;
    const suggestion = "Summarise each arm by itself and combine the summaries.";
    refuse(reading, id, text, "it mixes patients of different cohorts", suggestion, path);
  }
}

function readCriteria(reading: ExperimentReading, text: ExperimentText, path: Path): Criterion[] {
  const ids = Object.keys(text.quantities);
  return text.holds.flatMap((line, i) => {
    const at = [...path, "holds", i];
    const criterion = parseCriterion(line);
    if (!criterion) {
      const suggestion = `Write it as in "${ids[0]} < 0".`;
      refuse(reading, text.id, line, "it compares no quantity with a number", suggestion, at);
      return [];
    }
    const where = `experiment "${text.id}"`;
    requireName(reading, where, "quantity", criterion.quantity, ids, at);
    return [criterion];
  });
}

/** Claims and experiments must name each other. */
function checkClaims(
  { document, found }: ExperimentReading,
  experiments: readonly Experiment[],
  claims: readonly ClaimLink[],
): void {
  const ids = experiments.map(({ id }) => id);
  experiments.forEach(({ id, claims: named, range }, i) => {
    if (ids.indexOf(id) !== i) found.push(diagnose("CH4106", { id }, range));
    named.forEach((claim, c) => {
      const at = document.rangeOf(["experiments", i, "claims", c]);
      const row = claims.find((one) => one.id === claim);
      if (!row) {
        const known = claims.map((one) => one.id);
        const suggestion = suggest(claim, known, "claim");
        found.push(diagnose("CH4202", { id, claim, suggestion }, at));
      } else if (row.experiment !== id) {
        const other = row.experiment === "" ? "nothing" : `"${row.experiment}"`;
        found.push(diagnose("CH4206", { id, claim, found: other }, at));
      }
    });
  });
  const start = document.rangeOf(["experiments"]);
  for (const { id: claim, experiment: id } of claims) {
    if (id === "") continue;
    const named = experiments.find((one) => one.id === id);
    const suggestion = suggest(id, ids, "experiment");
    if (!named) found.push(diagnose("CH4204", { claim, id, suggestion }, start));
    else if (!named.claims.includes(claim))
      found.push(diagnose("CH4205", { claim, id }, named.range));
  }
}
