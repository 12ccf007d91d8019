// Runs everything that a credibility report needs, in order: checks of the installation, predictions of all
// published figures and of the therapy in question, cohorts left alone; then holds the figures to the
// criteria stated before.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Credibility, kneeFolder, modelRisk } from "@chondron/knee";
import {
  type CalibrationTarget,
  type Diagnostic,
  DiagnosticError,
  type Disease,
  hasErrors,
} from "@chondron/model";
import type { EnsemblePool } from "@chondron/solver";
import {
  type ChosenSource,
  diseaseHash,
  type PosteriorTexts,
  type PredictionRow,
  predict,
  targetsHash,
} from "@chondron/trial";
import type { Knowledge } from "../ledger/knowledge.js";
import { overview } from "../ledger/overview.js";
import type { CohortResult, CredibilityAssessment, CredibilityManifest } from "./assessment.js";
import { calibrationRecord } from "./calibration-record.js";
import { cohortResult } from "./cohorts.js";
import { compareRow, type SortedRows, sortRows } from "./compare-rows.js";
import { explorationTargets, exploreTherapy } from "./exploration.js";
import { type Evidence, factorResults, figuresOf, outcomeOf, unknown } from "./factor-results.js";
import { selfCheck } from "./self-check.js";
import { verificationFile, verificationRows } from "./verification.js";

export interface AssessmentSizes {
  readonly seed: number;
  /** Virtual patients of a trial population, and draws of the parameters. */
  readonly patients: number;
  readonly draws: number;
  /** The same for cohorts. */
  readonly cohortPatients: number;
  readonly cohortDraws: number;
}

export interface AssessmentInputs {
  readonly version: string;
  readonly credibility: Credibility;
  readonly knowledge: Knowledge;
  readonly targets: readonly CalibrationTarget[];
  /** Published figures that are no targets. */
  readonly comparatorRows: readonly CalibrationTarget[];
  /** The posterior that ships, and what was chosen. */
  readonly texts: PosteriorTexts | undefined;
  readonly chosen: ChosenSource;
}

export interface AssessmentControl {
  readonly signal?: AbortSignal;
  onProgress?(stage: string, done: number, total: number): void;
}

/** Rejects with DiagnosticError where credibility.yaml names what there is not, or nothing can be run. */
export async function assessCredibility(
  inputs: AssessmentInputs,
  sizes: AssessmentSizes,
  pool: EnsemblePool,
  control: AssessmentControl = {},
): Promise<{
  readonly assessment: CredibilityAssessment;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const { credibility, knowledge } = inputs;
  const { disease } = knowledge;
  refuseUnknownRows(inputs);
  control.onProgress?.("checking this installation", 0, 1);
  const checks = selfCheck(disease, credibility.selfCheck);
  const { sorted, predictions, diagnostics } = await predictAll(inputs, sizes, pool, control);
  const cohorts = await followAll(inputs, sizes, pool, control);
  const evidence: Evidence = {
    ...{ format: "chondron-credibility", formatVersion: 1, simulated: true },
    manifest: manifestOf(inputs, sizes),
    verification: verificationRows(),
    selfCheck: checks,
    calibration: calibrationRecord(disease, inputs.targets, inputs.texts, inputs.chosen.source),
    validation: validationTargets(inputs).map((target) =>
      compareRow(
        { id: target.id, label: rowWords(target, disease), therapy: target.regimen, target },
        predictions,
        sorted.reasons,
        disease,
      ),
    ),
    comparators: credibility.comparators.map(({ id, label, therapy, row }) => {
      const target = rowOf(inputs, row);
      return compareRow({ id, label, therapy, target }, predictions, sorted.reasons, disease);
    }),
    exploration: exploreTherapy(credibility.exploration, disease, predictions, sorted.reasons),
    cohorts,
    provenance: overview(knowledge),
  };
  return { assessment: judged(evidence, credibility), diagnostics };
}

function judged(evidence: Evidence, credibility: Credibility): CredibilityAssessment {
  const { results, diagnostics } = factorResults(credibility.factors, figuresOf(evidence));
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  const { question, contextOfUse, notFor, influence, consequence, impact } = credibility;
  const { format, formatVersion, simulated, manifest, ...rest } = evidence;
  return {
    ...{ format, formatVersion, simulated, manifest },
    context: {
      ...{ question, contextOfUse, notFor, influence, consequence, impact },
      risk: modelRisk(influence.level, consequence.level),
      ...{ assumptions: credibility.assumptions, limits: credibility.limits },
    },
    outcome: outcomeOf(results),
    factors: results,
    ...rest,
  };
}

/** "Pain, visual analogue scale, change, week 12: nsaid against oral_placebo" */
function rowWords(target: CalibrationTarget, { outcomes, naturalHistory }: Disease): string {
  const { endpoint, measure, week, regimen, versus } = target;
  const named = [...outcomes, ...naturalHistory.hazardEvents].find(({ id }) => id === endpoint);
  const given = regimen.replace(/ days .*/, ", repeated");
  const arms = versus === "" ? given : `${given} against ${versus.replace(/ days .*/, "")}`;
  const what = [named?.label ?? endpoint, ...(measure === "event" ? [] : [measure])].join(", ");
  return `${what}, week ${week}: ${arms === "none" ? "untreated" : arms}`;
}

/** What was kept apart and has a figure. */
function validationTargets({ targets }: AssessmentInputs): CalibrationTarget[] {
  return targets.filter(({ use, value }) => use === "validate" && Number.isFinite(value));
}

function rowOf(inputs: AssessmentInputs, id: string): CalibrationTarget | undefined {
  return [...inputs.targets, ...inputs.comparatorRows].find((row) => row.id === id);
}

function refuseUnknownRows(inputs: AssessmentInputs): void {
  const known = [...inputs.targets, ...inputs.comparatorRows].map(({ id }) => id);
  const wrong = inputs.credibility.comparators
    .filter(({ row }) => !known.includes(row))
    .map(({ id, row, range }) => unknown("comparator", id, "row", row, known, range));
  if (wrong.length > 0) throw new DiagnosticError(wrong);
}

interface Predicted {
  readonly sorted: SortedRows;
  /** By id of the row. */
  readonly predictions: ReadonlyMap<string, PredictionRow>;
  readonly diagnostics: readonly Diagnostic[];
}

/** All rows in one run: those about the same people share them, so that they compare. */
async function predictAll(
  inputs: AssessmentInputs,
  { seed, patients, draws }: AssessmentSizes,
  pool: EnsemblePool,
  control: AssessmentControl,
): Promise<Predicted> {
  const { credibility, knowledge, chosen } = inputs;
  const { disease } = knowledge;
  const compared = credibility.comparators.flatMap(({ row }) => rowOf(inputs, row) ?? []);
  const asked = [
    ...validationTargets(inputs),
    ...compared,
    ...explorationTargets(credibility.exploration, disease),
  ];
  const sorted = sortRows([...new Map(asked.map((row) => [row.id, row])).values()], disease);
  const { prediction, diagnostics } = await predict(sorted.rows, disease, pool, {
    ...{ source: chosen.source, seed, patients, draws },
    ...(chosen.posterior ? { posterior: chosen.posterior } : {}),
    ...(control.signal ? { signal: control.signal } : {}),
    onProgress: (done, total) => control.onProgress?.("predicting", done, total),
  });
  const predictions = new Map(prediction.rows.map((row) => [row.id, row]));
  return { sorted, predictions, diagnostics };
}

async function followAll(
  { credibility, knowledge, chosen }: AssessmentInputs,
  { seed, cohortPatients, cohortDraws }: AssessmentSizes,
  pool: EnsemblePool,
  control: AssessmentControl,
): Promise<CohortResult[]> {
  const results: CohortResult[] = [];
  for (const cohort of credibility.cohorts) {
    const result = await cohortResult(cohort, knowledge.disease, pool, {
      ...{ source: chosen.source, seed, patients: cohortPatients, draws: cohortDraws },
      ...(chosen.posterior ? { posterior: chosen.posterior } : {}),
      ...(control.signal ? { signal: control.signal } : {}),
      onProgress: (done, total) => control.onProgress?.("following cohorts", done, total),
    });
    results.push(result);
  }
  return results;
}

function manifestOf(
  { version, knowledge, targets, chosen }: AssessmentInputs,
  sizes: AssessmentSizes,
): CredibilityManifest {
  const { disease } = knowledge;
  const { id, version: diseaseVersion } = disease;
  const own = ["credibility.yaml", "comparators.tsv", "targets.tsv"];
  const hashes = own.map((file) => [file, sha256(new URL(file, kneeFolder))] as const);
  return {
    ...{ version, node: process.versions.node, disease: { id, version: diseaseVersion } },
    ...{ diseaseHash: diseaseHash(disease), targetsHash: targetsHash(targets) },
    files: {
      ...disease.files,
      ...Object.fromEntries(hashes),
      "verification.tsv": sha256(verificationFile),
    },
    ...{ parameters: chosen.source, ...sizes },
  };
}

function sha256(file: URL): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
