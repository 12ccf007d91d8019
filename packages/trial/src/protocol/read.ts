// Protocol text to Protocol: YAML, then shape, then meaning against the disease. All mistakes of a
// stage are reported together; a later stage runs only when the earlier one found none.

import { type Diagnostic, type Disease, hasErrors, sha256Hex } from "@chondron/model";
import { methodNames } from "@chondron/solver";
import type { Arm, DropoutPlan, MeasurementPlan, Protocol } from "../protocol.js";
import { readArms } from "./arms.js";
import { knows, type Reading, readTime, report } from "./context.js";
import { readDocument } from "./document.js";
import { readEndpoints } from "./endpoints.js";
import { readPopulation, readRandomisation } from "./population.js";
import { checkShape, printPath } from "./shape.js";
import { suggest } from "./suggestion.js";
import type { ProtocolText } from "./text.js";
import { readVisits } from "./visits.js";

export interface ProtocolReading {
  /** Absent where there is an error; warnings leave it in place. */
  readonly protocol?: Protocol;
  readonly diagnostics: readonly Diagnostic[];
}

/** Relative tolerance where the protocol does not set one: far below measurement error. */
const defaultRelativeTolerance = 1e-5;
const defaultFailureLimit = 0.02;
/** A disease is stiff, and a report names the one method of all its patients. */
const trialMethod = "rodas5p";

/** Read protocol text; `file` names it in diagnostics. */
export function readProtocol(text: string, file: string, disease: Disease): ProtocolReading {
  const { document, diagnostics } = readDocument(text, file);
  if (!document) return { diagnostics };
  const shape = checkShape(document);
  if (shape.length > 0) return { diagnostics: shape };
  const reading: Reading = { disease, document, diagnostics: [] };
  const protocol = resolve(reading, document.value as ProtocolText, text);
  const found = reading.diagnostics;
  return hasErrors(found) ? { diagnostics: found } : { protocol, diagnostics: found };
}

function resolve(reading: Reading, text: ProtocolText, source: string): Protocol {
  checkDisease(reading, text);
  const durationDays = readDuration(reading, text);
  const arms = readArms(reading, text.arms, durationDays);
  const visits = readVisits(reading, text.visits, durationDays);
  const level = text.analysis?.confidenceLevel ?? 0.95;
  return {
    id: text.id,
    title: text.title,
    question: text.question,
    contextOfUse: text.contextOfUse ?? "",
    disease: reading.disease.id,
    seed: text.seed,
    replicates: text.replicates ?? 1,
    durationDays,
    population: readPopulation(reading, text),
    variation: {
      betweenPatients: Number(text.variation?.betweenPatients ?? 1),
      priors: text.variation?.priors ?? true,
    },
    arms,
    randomisation: readRandomisation(reading, text),
    visits,
    endpoints: readEndpoints(reading, text.endpoints, visits),
    dropout: readDropout(reading, text, arms),
    measurement: readMeasurement(reading, text),
    missingData: text.missingData ?? "available-cases",
    intercurrentEvents: text.intercurrentEvents ?? "treatment-policy",
    analysis: {
      confidenceLevel: level,
      // Rounded, for 1 - 0.95 is not 0.05 in binary.
      alpha: Number((1 - level).toPrecision(12)),
      covariates: readAnalysisCovariates(reading, text),
      continuityCorrection: text.analysis?.continuityCorrection ?? false,
    },
    solver: {
      relativeTolerance: text.solver?.relativeTolerance ?? defaultRelativeTolerance,
      method: readMethod(reading, text),
      failureLimit: text.solver?.failureLimit ?? defaultFailureLimit,
    },
    hash: sha256Hex(source),
  };
}

function checkDisease(reading: Reading, text: ProtocolText): void {
  const { id } = reading.disease;
  if (text.disease === undefined || text.disease === id) return;
  report(reading, "CH4016", { found: text.disease, disease: id }, ["disease"]);
}

function readDuration(reading: Reading, text: ProtocolText): number {
  const days = readTime(reading, text.duration, ["duration"]);
  if (days === 0) {
    const values = { path: "duration", found: text.duration, limit: "longer than 0 days" };
    report(reading, "CH4024", values, ["duration"]);
  }
  return days;
}

function readDropout(reading: Reading, text: ProtocolText, arms: readonly Arm[]): DropoutPlan {
  const given = text.dropout?.multipliers ?? {};
  const ids = arms.map((arm) => arm.id);
  for (const id of Object.keys(given)) {
    if (ids.includes(id)) continue;
    report(reading, "CH4072", { id, suggestion: suggest(id, ids, "arm") }, [
      "dropout",
      "multipliers",
      id,
    ]);
  }
  return {
    annualHazard: text.dropout?.annualHazard ?? 0,
    multipliers: ids.map((id) => given[id] ?? 1),
  };
}

function readMeasurement(reading: Reading, text: ProtocolText): MeasurementPlan {
  const sd = text.measurement?.sd ?? {};
  for (const id of Object.keys(sd)) knows(reading, "outcome", id, ["measurement", "sd", id]);
  return { error: text.measurement?.error ?? true, sd };
}

function readMethod(reading: Reading, text: ProtocolText): string {
  const method = text.solver?.method ?? trialMethod;
  if (methodNames.includes(method)) return method;
  const known = methodNames.join(", ");
  report(reading, "CH3001", { method, methods: known }, ["solver", "method"]);
  return trialMethod;
}

function readAnalysisCovariates(reading: Reading, text: ProtocolText): readonly string[] {
  const ids = text.analysis?.covariates ?? [];
  ids.forEach((id, i) => {
    const path = ["analysis", "covariates", i];
    if (!knows(reading, "covariate", id, path)) return;
    if (ids.indexOf(id) === i) return;
    report(
      reading,
      "CH4013",
      { path: printPath(path), found: id, suggestion: "Name it once." },
      path,
    );
  });
  return ids;
}
