// The two datasets under data/ as targets: arms become regimens by their arms.tsv, levels become
// changes from entry on 0 to 100. What the rows are and what is wrong with some of them is said in
// the about.md beside each. The rows carry a licence of their own.

import {
  type CalibrationTarget,
  type Diagnostic,
  diagnose,
  type TargetUse,
  targetUses,
} from "@chondron/model";
import { choiceCell, delimitedTable, numberCell, parseTable, type Row } from "./table.js";

/** Reads a file by its path within the package. */
export type ReadText = (path: string) => string;

export const datasetFolders = {
  oral: "data/oral-analgesics",
  hyaluronate: "data/hyaluronate",
} as const;

interface ArmRule {
  readonly regimen: string;
  readonly use: TargetUse;
  readonly note: string;
}

/** Trials in which a level that cannot be right stands in for a result. */
const suspectStudies: Readonly<Record<string, string>> = {
  "McKenna 2001": "level at week 6 equals that at entry to all digits",
};

/** Every change of every arm of the trials of oral analgesics. */
export function readOralAnalgesics(readText: ReadText, found: Diagnostic[]): CalibrationTarget[] {
  const folder = datasetFolders.oral;
  const rules = readArmRules(readText, folder, found);
  const file = `${folder}/data.csv`;
  const columns = ["studyID", "time", "y", "se", "treatment", "arm", "treatname"];
  const rows = delimitedTable(readText(file), file, columns, ",", found);
  const entry = new Map(
    rows
      .filter((row) => Number(row.cells.time) === 0)
      .map((row) => [armKey(row), numberCell(row, "y", found)]),
  );
  return rows.flatMap((row) => {
    const week = numberCell(row, "time", found);
    const start = entry.get(armKey(row));
    if (week === 0 || start === undefined) return [];
    const { studyID: study, treatname: arm } = row.cells as Record<"studyID" | "treatname", string>;
    const suspect = suspectStudies[study];
    return target(row, rules.get(arm), found, {
      ...{ set: "oral analgesics", study, arm, week },
      ...{ endpoint: "womac_pain_100", baseline: 10 * start, n: Number.NaN },
      value: 10 * (numberCell(row, "y", found) - start),
      se: 10 * numberCell(row, "se", found),
      source: `${study}, from MBNMAtime osteopain`,
      ...(suspect === undefined ? {} : { use: "exclude" as const, note: suspect }),
    });
  });
}

/** Every change of every arm of the trials of hyaluronate. */
export function readHyaluronate(readText: ReadText, found: Diagnostic[]): CalibrationTarget[] {
  const folder = datasetFolders.hyaluronate;
  const rules = readArmRules(readText, folder, found);
  const file = `${folder}/data.csv`;
  const columns = [
    ...["studyID", "time", "label_as_exported", "treatment_corrected", "n", "y", "se"],
  ];
  return delimitedTable(readText(file), file, columns, ",", found).flatMap((row) => {
    const study = row.cells.studyID!;
    const arm = row.cells.treatment_corrected!;
    return target(row, rules.get(arm), found, {
      ...{ set: "hyaluronate", study, arm, week: numberCell(row, "time", found) },
      ...{ endpoint: "vas_pain", baseline: Number.NaN },
      n: row.cells.n === "NA" ? Number.NaN : numberCell(row, "n", found),
      value: numberCell(row, "y", found),
      se: numberCell(row, "se", found),
      source: `${study}, from MBNMAtime hyalarthritis, label corrected`,
    });
  });
}

function armKey({ cells }: Row): string {
  return `${cells.studyID} ${cells.arm}`;
}

/** What each treatment of a dataset is to the model. */
function readArmRules(
  readText: ReadText,
  folder: string,
  found: Diagnostic[],
): ReadonlyMap<string, ArmRule> {
  const file = `${folder}/arms.tsv`;
  const rows = parseTable(readText(file), file, ["treatment", "regimen", "use", "note"], found);
  return new Map(
    rows.map((row) => [
      row.cells.treatment!,
      {
        regimen: row.cells.regimen!,
        use: choiceCell(row, "use", targetUses, found),
        note: row.cells.note!,
      },
    ]),
  );
}

type Measured = Pick<
  CalibrationTarget,
  "set" | "study" | "arm" | "week" | "endpoint" | "baseline" | "value" | "se" | "n" | "source"
> &
  Partial<Pick<CalibrationTarget, "use" | "note">>;

function target(
  row: Row,
  rule: ArmRule | undefined,
  found: Diagnostic[],
  measured: Measured,
): CalibrationTarget[] {
  if (!rule) {
    const values = { column: "treatment", id: measured.study, text: measured.arm };
    found.push(diagnose("CH5005", { ...values, allowed: "those of arms.tsv" }, row.range));
    return [];
  }
  return [
    {
      id: `${measured.study}: ${measured.arm}, week ${measured.week}`,
      ...{ versus: "", population: trialPopulations[measured.endpoint]!, measure: "change" },
      ...{ regimen: rule.regimen, use: rule.use, note: rule.note },
      ...measured,
      range: row.range,
    },
  ];
}

/**
 * Whom such trials took in, by what they measured: those in pain at a visit, on the scale of the trial.
 * Pain on the same scale then falls by regression to the mean whatever is given.
 */
const trialPopulations: Readonly<Record<string, string>> = {
  womac_pain_100: "from trial & kl_grade 2..3 & womac_pain 8..18",
  vas_pain: "from trial & kl_grade 2..3 & vas_pain 40..90",
};
