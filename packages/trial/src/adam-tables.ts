// Subject-level tables with CDISC ADaM names from the columns of a trial. One row of ADQS per
// subject, outcome and visit, missed visits included with the reason; one of ADTTE per subject and
// event. Every table says that it is simulated (exchange/adam.ts sees to it).

import type { Disease } from "@chondron/model";
import {
  type AdamInput,
  type AdamMeasurement,
  type AdamSubject,
  type AdamTimeToEvent,
  adqs,
  adsl,
  adtte,
} from "./exchange/adam.js";
import type { Table } from "./exchange/table.js";
import type { Protocol } from "./protocol.js";
import { levelsOf, levelText } from "./randomise.js";
import { type SubjectTable, subjectEndings, type TrialResult } from "./result.js";

export interface AdamTables {
  readonly adsl: Table;
  readonly adqs: Table;
  readonly adtte: Table;
}

/** Tables of the given replicates (from 1); the shown one where none are named. */
export function adamTables(
  { protocol, replicates }: Pick<TrialResult, "protocol" | "replicates">,
  disease: Disease,
  chosen: readonly number[] = [1],
): AdamTables {
  const tables = replicates.filter((table) => chosen.includes(table.replicate));
  const input = adamInput(protocol, disease, tables);
  return { adsl: adsl(input), adqs: adqs(input), adtte: adtte(input) };
}

function adamInput(
  protocol: Protocol,
  disease: Disease,
  tables: readonly SubjectTable[],
): AdamInput {
  const names = variableNames(disease.covariates.map(({ id }) => id));
  return {
    studyId: protocol.id.toUpperCase(),
    variables: disease.covariates.map(({ label, unit }, i) => ({
      name: names[i]!,
      label: shortened(unit === "" ? label : `${label} (${unit})`, 40),
      type: "number",
    })),
    strata: protocol.randomisation.strata.map(({ of, id }) => ({
      description: labelOf(disease, of, id),
    })),
    subjects: tables.flatMap((table) =>
      subjectRows(table, (row) => subjectOf(protocol, disease, table, row)),
    ),
    measurementParameters: disease.outcomes.map(({ paramcd, label, unit }) => ({
      paramcd,
      param: unit === "" ? label : `${label} (${unit})`,
    })),
    measurements: tables.flatMap((table) =>
      subjectRows(table, (row) => measurementsOf(protocol, disease, table, row)).flat(),
    ),
    eventParameters: disease.naturalHistory.hazardEvents.map(({ paramcd, label }) => ({
      paramcd,
      param: `Time to ${label.toLowerCase()} (days)`,
    })),
    timesToEvent: tables.flatMap((table) =>
      subjectRows(table, (row) => eventsOf(protocol, disease, table, row)).flat(),
    ),
  };
}

function subjectRows<T>({ size }: SubjectTable, of: (row: number) => T): T[] {
  return Array.from({ length: size }, (_, row) => of(row));
}

function labelOf(disease: Disease, of: "covariate" | "outcome", id: string): string {
  const rows: readonly { id: string; label: string }[] =
    of === "covariate" ? disease.covariates : disease.outcomes;
  return rows.find((row) => row.id === id)?.label ?? id;
}

function subjectId({ replicate, candidate }: SubjectTable, row: number): string {
  const padded = (value: number, width: number) => String(value).padStart(width, "0");
  return `R${padded(replicate, 4)}-${padded(candidate[row]!, 6)}`;
}

function uniqueId(protocol: Protocol, table: SubjectTable, row: number): string {
  return `SIM-${protocol.id.toUpperCase()}-${subjectId(table, row)}`;
}

function subjectOf(
  protocol: Protocol,
  disease: Disease,
  table: SubjectTable,
  row: number,
): AdamSubject {
  const armIndex = table.arm[row]!;
  const arm = protocol.arms[armIndex]!;
  const exit = table.exitDay[row]!;
  const given = arm.regimen.flatMap((item) => item.times).filter((day) => day <= exit);
  const completed = table.ending[row] === 0;
  const untreated = arm.regimen.length === 0;
  const levels = levelsOf(protocol.randomisation.strata, table.stratum[row]!);
  const width = table.covariateIds.length;
  const covariates = [...table.covariates.subarray(row * width, (row + 1) * width)];
  const received = given.length > 0 || untreated;
  return {
    usubjid: uniqueId(protocol, table, row),
    subjid: subjectId(table, row),
    siteid: "SIM",
    replicate: table.replicate,
    arm: arm.label,
    armNumber: armIndex + 1,
    actualArm: received ? arm.label : null,
    actualArmNumber: received ? armIndex + 1 : null,
    age: covariateValue(table, row, disease.naturalHistory.ageCovariate),
    sex: sexOf(covariateValue(table, row, "female")),
    covariates,
    strata: protocol.randomisation.strata.map((factor, i) => levelText(factor, levels[i]!)),
    firstDoseDay: given.length > 0 ? Math.min(...given) : null,
    lastDoseDay: given.length > 0 ? Math.max(...given) : null,
    endOfStudyDay: exit,
    randomised: true,
    intentToTreat: true,
    safety: received,
    completed,
    endOfStudyStatus: completed ? "COMPLETED" : "DISCONTINUED",
    discontinuationReason: completed ? null : subjectEndings[table.ending[row]!]!.toUpperCase(),
  };
}

/** A covariate by id; null where the disease has none of that name. */
function covariateValue(table: SubjectTable, row: number, id: string): number | null {
  const column = table.covariateIds.indexOf(id);
  return column < 0 ? null : table.covariates[row * table.covariateIds.length + column]!;
}

function sexOf(female: number | null): "F" | "M" | null {
  if (female === null) return null;
  return female === 1 ? "F" : "M";
}

function measurementsOf(
  protocol: Protocol,
  disease: Disease,
  table: SubjectTable,
  row: number,
): AdamMeasurement[] {
  const { visits } = protocol;
  const usubjid = uniqueId(protocol, table, row);
  const outcomes = disease.outcomes.length;
  const at = (visit: number, outcome: number): number =>
    table.observed[(row * visits.length + visit) * outcomes + outcome]!;
  return disease.outcomes.flatMap(({ paramcd }, outcome) =>
    visits.map((visit, v): AdamMeasurement => {
      const base = at(0, outcome);
      const value = at(v, outcome);
      const missing = Number.isNaN(value);
      const change = v === 0 || missing ? null : value - base;
      return {
        usubjid,
        paramcd,
        visit: visit.label,
        visitNumber: v,
        day: visit.day,
        value: missing ? null : value,
        base,
        change,
        percentChange: change === null || base === 0 ? null : (100 * change) / base,
        baseline: v === 0,
        analysed: !missing,
        derivation: null,
        missingReason: missing ? subjectEndings[table.ending[row]!]!.toUpperCase() : null,
      };
    }),
  );
}

function eventsOf(
  protocol: Protocol,
  disease: Disease,
  table: SubjectTable,
  row: number,
): AdamTimeToEvent[] {
  const usubjid = uniqueId(protocol, table, row);
  return disease.naturalHistory.hazardEvents.map(({ paramcd, label }, event) => {
    const at = row * table.eventIds.length + event;
    const happened = table.eventHappened[at] === 1;
    return {
      usubjid,
      paramcd,
      days: table.eventDay[at]!,
      censored: !happened,
      description: happened
        ? label.toUpperCase()
        : subjectEndings[table.ending[row]!]!.toUpperCase(),
    };
  });
}

/** ADaM names for covariates: capitals and digits, at most 8, made distinct by a number. */
function variableNames(ids: readonly string[]): string[] {
  const taken = new Set<string>(reserved);
  return ids.map((id) => {
    const plain = id.toUpperCase().replace(/[^A-Z0-9]/g, "");
    let name = `${plain.slice(0, 6)}BL`;
    for (let n = 2; taken.has(name); n++) name = `${plain.slice(0, 6 - String(n).length)}${n}BL`;
    taken.add(name);
    return name;
  });
}

const reserved = ["BASE", "ABL"];

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 3)}...`;
}
