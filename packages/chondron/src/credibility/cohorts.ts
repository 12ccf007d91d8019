// The cohorts of credibility.yaml followed, and their figures beside the published ranges.

import { existsSync, readFileSync } from "node:fs";
import { type CohortFigureRow, type CohortRow, kneeFolder } from "@chondron/knee";
import { DiagnosticError, type Disease } from "@chondron/model";
import type { EnsemblePool } from "@chondron/solver";
import {
  type FollowedCohort,
  type FollowedPeople,
  type FollowOptions,
  followUntreated,
  type Protocol,
  readProtocol,
} from "@chondron/trial";
import type { CohortResult, CohortResultRow } from "./assessment.js";
import { cohortFigure } from "./cohort-figures.js";
import { orNull } from "./factor-results.js";

/** A population that nobody belongs to is said in `reason`. */
export async function cohortResult(
  cohort: CohortRow,
  disease: Disease,
  pool: EnsemblePool,
  options: FollowOptions,
): Promise<CohortResult> {
  const { id, label } = cohort;
  const years = cohort.figures.map((figure) => figure.years);
  const own = protocolPopulation(cohort.protocol, disease);
  const population = own ? `protocol ${cohort.protocol}` : cohort.population;
  try {
    const people = own ?? cohort.population;
    const followed = await followUntreated(people, years, disease, pool, options);
    const patients = followed.draws[0]?.patients ?? 0;
    const figures = cohort.figures.map((row) => figureOf(row, followed, disease));
    const draws = followed.draws.length;
    return { ...{ id, label, population, patients, draws, figures }, reason: "" };
  } catch (error) {
    if (!(error instanceof DiagnosticError) || options.signal?.aborted) throw error;
    const reason = error.diagnostics[0]?.message ?? "";
    return { ...{ id, label, population, patients: 0, draws: 0, figures: [] }, reason };
  }
}

/** Undefined where no such protocol ships. */
function protocolPopulation(id: string, disease: Disease): Protocol["population"] | undefined {
  const file = `protocols/${id}.yaml`;
  const place = new URL(file, kneeFolder);
  if (id === "" || !existsSync(place)) return undefined;
  const { protocol, diagnostics } = readProtocol(readFileSync(place, "utf8"), file, disease);
  if (!protocol) throw new DiagnosticError(diagnostics);
  return protocol.population;
}

function figureOf(
  asked: CohortFigureRow,
  { years, draws }: FollowedCohort,
  disease: Disease,
): CohortResultRow {
  const { range: _, ...row } = asked;
  const visit = years.indexOf(row.years);
  const values = draws
    .map((people) => cohortFigure(asked, people, visit, disease))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (values.length === 0)
    return { ...row, value: null, low90: null, high90: null, standardError: null, inside: null };
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  const at = (p: number): number => values[Math.round(p * (values.length - 1))]!;
  const inside = value >= row.low && value <= row.high;
  const standardError = orNull(groupedError(asked, draws[0]!, visit, disease));
  return { ...row, value, low90: at(0.05), high90: at(0.95), standardError, inside };
}

const groups = 10;

/** Delete-a-group jackknife: every tenth person left out in turn. */
export function groupedError(
  row: CohortFigureRow,
  people: FollowedPeople,
  visit: number,
  disease: Disease,
): number {
  const values = Array.from({ length: groups }, (_, group) =>
    cohortFigure(row, without(people, group), visit, disease),
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / groups;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(((groups - 1) / groups) * squares);
}

function without(people: FollowedPeople, group: number): FollowedPeople {
  const kept = Array.from({ length: people.patients }, (_, i) => i).filter(
    (patient) => patient % groups !== group,
  );
  return {
    patients: kept.length,
    value: (patient, visit, outcome) => people.value(kept[patient]!, visit, outcome),
    hazard: (patient, visit, event) => people.hazard(kept[patient]!, visit, event),
  };
}
