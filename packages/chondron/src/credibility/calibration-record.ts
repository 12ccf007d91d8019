// What is known of the fit: priors, what was there to be fitted, the posterior that ships with its
// diagnostics, and the tables beside it.

import { existsSync, readFileSync } from "node:fs";
import { kneeFolder } from "@chondron/knee";
import type { CalibrationTarget, Disease } from "@chondron/model";
import {
  diseaseHash,
  type ParameterSource,
  type PosteriorTexts,
  readPosterior,
  uncertainParameters,
} from "@chondron/trial";
import { tally } from "../ledger/overview.js";
import type { CalibrationRecord, CalibrationTable } from "./assessment.js";

export function calibrationRecord(
  disease: Disease,
  targets: readonly CalibrationTarget[],
  texts: PosteriorTexts | undefined,
  source: ParameterSource,
): CalibrationRecord {
  const grades = new Map(disease.parameters.map((row) => [row.id, row.grade]));
  return {
    priors: uncertainParameters(disease).map(({ id, unit, prior, nominal }) => ({
      ...{ id, unit, prior, nominal, grade: grades.get(id) ?? "" },
    })),
    targets: targetCounts(targets),
    source,
    posterior: posteriorState(disease, texts),
    tables: texts ? ["parameters", "cross-validation-summary"].flatMap(readTable) : [],
  };
}

function targetCounts(targets: readonly CalibrationTarget[]): CalibrationRecord["targets"] {
  const counts = tally(targets, ({ set, use }) => `${set}\t${use}`);
  return Object.entries(counts).map(([key, rows]) => {
    const [set = "", use = ""] = key.split("\t");
    return { set, use, rows };
  });
}

function posteriorState(
  disease: Disease,
  texts: PosteriorTexts | undefined,
): CalibrationRecord["posterior"] {
  const manifest = texts && readPosterior(texts).posterior?.manifest;
  if (!manifest) return { state: "none", seed: null, settings: {}, diagnostics: {} };
  const own = manifest.diseaseHash === diseaseHash(disease);
  const { seed, settings, diagnostics } = manifest;
  return {
    state: own ? "belongs to this disease" : "made for another version",
    ...{ seed, settings, diagnostics },
  };
}

function readTable(name: string): CalibrationTable[] {
  const file = `posterior/${name}.tsv`;
  const place = new URL(file, kneeFolder);
  if (!existsSync(place)) return [];
  const lines = readFileSync(place, "utf8").trimEnd().split("\n");
  const [columns = [], ...rows] = lines.map((line) => line.split("\t"));
  return [{ file, columns, rows }];
}

/** A number of a table, by the text of its first cell; NaN where it is not there. */
export function tableNumber(
  { tables }: CalibrationRecord,
  name: string,
  row: string,
  column: string,
): number {
  const table = tables.find(({ file }) => file === `posterior/${name}.tsv`);
  const at = table?.columns.indexOf(column) ?? -1;
  const cell = table?.rows.find(([first]) => first === row)?.[at];
  return cell === undefined || cell === "" ? Number.NaN : Number(cell);
}
