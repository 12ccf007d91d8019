// Subject-level analysis tables with CDISC ADaM variable names: ADSL (one row per subject), ADQS
// (one row per subject, parameter and visit), ADTTE (one row per subject and event). The tables
// are shaped after ADaM, not a submission: they hold no calendar dates, for a simulation has none;
// days are counted from randomisation. Every row says that it is simulated: STUDYID starts with
// "SIM-" and SIMFL is "Y".
// Names and labels: ADaM Implementation Guide 1.3; ADaM Basic Data Structure for Time-to-Event 1.0.
// Ours, in place of dates or for what only simulations have: SIMFL, REPLIC, TRTSDY, TRTEDY, EOSDY,
// STARTDY.

import type { Cell, Column, ColumnType, Table } from "./table.js";

/** One further baseline variable of ADSL, e.g. BMIBL, "Baseline BMI (kg/m^2)". */
export interface AdamVariable {
  /** At most 8 characters: capital letters and digits. */
  readonly name: string;
  /** At most 40 characters. */
  readonly label: string;
  readonly type: ColumnType;
}

/** A stratification factor of the randomisation, in order of use. */
export interface AdamStratum {
  readonly description: string;
}

export interface AdamSubject {
  /** Unique over the whole table (include the replicate where there are several). */
  readonly usubjid: string;
  readonly subjid: string;
  readonly siteid: string;
  /** Simulation replicate, from 1. */
  readonly replicate: number;
  /** Planned arm and its number (control 0 or as the protocol orders them, from 1). */
  readonly arm: string;
  readonly armNumber: number;
  /** Arm whose treatment was given; null for none. */
  readonly actualArm: string | null;
  readonly actualArmNumber: number | null;
  /** Age at entry, years. */
  readonly age: number | null;
  readonly sex: "F" | "M" | null;
  /** Values of `AdamInput.variables`, in that order. */
  readonly covariates: readonly Cell[];
  /** Values of `AdamInput.strata`, in that order. */
  readonly strata: readonly string[];
  /** Days from randomisation (0: that day) to first and last dose and to the end of study; null: never. */
  readonly firstDoseDay: number | null;
  readonly lastDoseDay: number | null;
  readonly endOfStudyDay: number | null;
  readonly randomised: boolean;
  readonly intentToTreat: boolean;
  readonly safety: boolean;
  readonly completed: boolean;
  readonly endOfStudyStatus: "COMPLETED" | "DISCONTINUED" | "ONGOING";
  /** Null for those who completed. */
  readonly discontinuationReason: string | null;
}

export interface AdamParameter {
  /** At most 8 characters. */
  readonly paramcd: string;
  /** Description with unit, e.g. "WOMAC Pain (0-100)". */
  readonly param: string;
}

export interface AdamMeasurement {
  readonly usubjid: string;
  readonly paramcd: string;
  /** Visit name and number. */
  readonly visit: string;
  readonly visitNumber: number;
  /** Days from randomisation; 0 is that day. */
  readonly day: number | null;
  /** Value, baseline and change; null where missing. */
  readonly value: number | null;
  readonly base: number | null;
  readonly change: number | null;
  readonly percentChange: number | null;
  /** This record is the subject's baseline. */
  readonly baseline: boolean;
  /** This record enters the analysis. */
  readonly analysed: boolean;
  /** How a value was derived (e.g. "LOCF"); null for observed and missing ones. */
  readonly derivation: string | null;
  /** Why a value is missing; null where it is present. */
  readonly missingReason: string | null;
}

export interface AdamTimeToEvent {
  readonly usubjid: string;
  readonly paramcd: string;
  /** Days from randomisation to the event or to censoring. */
  readonly days: number;
  /** True: no event seen by then (CNSR = 1). */
  readonly censored: boolean;
  readonly description: string;
}

export interface AdamInput {
  /** Without "SIM-", which is put before it. */
  readonly studyId: string;
  readonly variables: readonly AdamVariable[];
  readonly strata: readonly AdamStratum[];
  readonly subjects: readonly AdamSubject[];
  /** Parameters of `measurements`, numbered (PARAMN) in this order. */
  readonly measurementParameters: readonly AdamParameter[];
  readonly measurements: readonly AdamMeasurement[];
  readonly eventParameters: readonly AdamParameter[];
  readonly timesToEvent: readonly AdamTimeToEvent[];
}

type Field<Row> = Omit<Column, "values"> & { readonly of: (row: Row) => Cell };

/** A record of ADQS or ADTTE with the subject and the parameter it refers to. */
interface Joined<Row> {
  readonly row: Row;
  readonly subject: AdamSubject;
  readonly parameter: AdamParameter;
  readonly parameterNumber: number;
}

/** "SIM-" before the study's id, so that no reader can take it for a real study. */
export function simulatedStudyId(studyId: string): string {
  return `SIM-${studyId}`;
}

/**
 * CDISC study day of a number of days from randomisation: day 1 is the day of randomisation, -1
 * the day before, and there is no day 0.
 */
export function studyDay(day: number): number {
  const whole = Math.floor(day);
  return whole >= 0 ? whole + 1 : whole;
}

/** Subject-level analysis dataset: one row per subject, in the order given. */
export function adsl(input: AdamInput): Table {
  return build("ADSL", "Subject-Level Analysis", adslFields(input), input.subjects);
}

/** Questionnaire and measurement analysis dataset: one row per measurement, in the order given. */
export function adqs(input: AdamInput): Table {
  const rows = join(input, input.measurementParameters, input.measurements);
  return build("ADQS", "Measurements Analysis", adqsFields(input), rows);
}

/** Time-to-event analysis dataset: one row per subject and event, in the order given. */
export function adtte(input: AdamInput): Table {
  const rows = join(input, input.eventParameters, input.timesToEvent);
  return build("ADTTE", "Time-to-Event Analysis", adtteFields(input), rows);
}

function adslFields(input: AdamInput): Field<AdamSubject>[] {
  return [
    ...identityFields<AdamSubject>(input, (s) => s),
    text("SUBJID", "Subject Identifier for the Study", (s) => s.subjid),
    text("SITEID", "Study Site Identifier", (s) => s.siteid),
    text("ARM", "Description of Planned Arm", (s) => s.arm),
    text("ACTARM", "Description of Actual Arm", (s) => s.actualArm),
    text("TRT01P", "Planned Treatment for Period 01", (s) => s.arm),
    whole("TRT01PN", "Planned Treatment for Period 01 (N)", (s) => s.armNumber),
    text("TRT01A", "Actual Treatment for Period 01", (s) => s.actualArm),
    whole("TRT01AN", "Actual Treatment for Period 01 (N)", (s) => s.actualArmNumber),
    real("AGE", "Age", (s) => s.age),
    text("AGEU", "Age Units", (s) => (s.age === null ? null : "YEARS")),
    text("SEX", "Sex", (s) => s.sex),
    ...covariateFields(input.variables),
    ...strataFields(input.strata),
    ...populationFields(),
    ...dispositionFields(),
  ];
}

function covariateFields(variables: readonly AdamVariable[]): Field<AdamSubject>[] {
  return variables.map(({ name, label, type }, i) => ({
    name,
    label,
    type,
    of: (s) => s.covariates[i] ?? null,
  }));
}

function strataFields(strata: readonly AdamStratum[]): Field<AdamSubject>[] {
  const joined = text<AdamSubject>("STRATAR", "Strata Used for Randomization", (s) =>
    s.strata.length > 0 ? s.strata.join(", ") : null,
  );
  const each = strata.flatMap(({ description }, i) => [
    text<AdamSubject>(
      `STRAT${i + 1}D`,
      `Description of Stratification Factor ${i + 1}`,
      () => description,
    ),
    text<AdamSubject>(
      `STRAT${i + 1}R`,
      `Strat Factor ${i + 1} Value Used for Rand`,
      (s) => s.strata[i] ?? null,
    ),
  ]);
  return [joined, ...each];
}

function populationFields(): Field<AdamSubject>[] {
  return [
    flag("RANDFL", "Randomized Population Flag", (s) => s.randomised),
    flag("ITTFL", "Intent-To-Treat Population Flag", (s) => s.intentToTreat),
    flag("SAFFL", "Safety Population Flag", (s) => s.safety),
    flag("COMPLFL", "Completers Population Flag", (s) => s.completed),
  ];
}

function dispositionFields(): Field<AdamSubject>[] {
  return [
    whole("TRTSDY", "Study Day of First Exposure", (s) => studyDayOf(s.firstDoseDay)),
    whole("TRTEDY", "Study Day of Last Exposure", (s) => studyDayOf(s.lastDoseDay)),
    whole("EOSDY", "Study Day of End of Study", (s) => studyDayOf(s.endOfStudyDay)),
    text("EOSSTT", "End of Study Status", (s) => s.endOfStudyStatus),
    text("DCSREAS", "Reason for Discontinuation from Study", (s) => s.discontinuationReason),
  ];
}

function adqsFields(input: AdamInput): Field<Joined<AdamMeasurement>>[] {
  return [
    ...identityFields<Joined<AdamMeasurement>>(input, (j) => j.subject),
    ...treatmentFields<AdamMeasurement>(),
    ...parameterFields<AdamMeasurement>(2),
    key(
      3,
      whole("AVISITN", "Analysis Visit (N)", (j) => j.row.visitNumber),
    ),
    text("AVISIT", "Analysis Visit", (j) => j.row.visit),
    whole("ADY", "Analysis Relative Day", (j) => studyDayOf(j.row.day)),
    real("AVAL", "Analysis Value", (j) => j.row.value),
    real("BASE", "Baseline Value", (j) => j.row.base),
    real("CHG", "Change from Baseline", (j) => j.row.change),
    real("PCHG", "Percent Change from Baseline", (j) => j.row.percentChange),
    flag("ABLFL", "Baseline Record Flag", (j) => j.row.baseline || null),
    flag("ANL01FL", "Analysis Flag 01", (j) => j.row.analysed || null),
    text("DTYPE", "Derivation Type", (j) => j.row.derivation),
    text("QSREASND", "Reason Not Done", (j) => j.row.missingReason),
  ];
}

function adtteFields(input: AdamInput): Field<Joined<AdamTimeToEvent>>[] {
  return [
    ...identityFields<Joined<AdamTimeToEvent>>(input, (j) => j.subject),
    ...treatmentFields<AdamTimeToEvent>(),
    ...parameterFields<AdamTimeToEvent>(2),
    real("AVAL", "Analysis Value", (j) => j.row.days),
    text("AVALU", "Analysis Value Unit", () => "DAYS"),
    // The origin is the day of randomisation, study day 1; there is no date to give.
    whole("STARTDY", "Time-to-Event Origin Relative Day", () => 1),
    whole("ADY", "Analysis Relative Day", (j) => studyDay(j.row.days)),
    whole("CNSR", "Censor", (j) => (j.row.censored ? 1 : 0)),
    text("EVNTDESC", "Event or Censoring Description", (j) => j.row.description),
  ];
}

function identityFields<Row>(input: AdamInput, subject: (row: Row) => AdamSubject): Field<Row>[] {
  const study = simulatedStudyId(input.studyId);
  return [
    text("STUDYID", "Study Identifier", () => study),
    key(
      1,
      text("USUBJID", "Unique Subject Identifier", (row) => subject(row).usubjid),
    ),
    text("SIMFL", "Simulated Data Flag", () => "Y"),
    whole("REPLIC", "Simulation Replicate", (row) => subject(row).replicate),
  ];
}

function treatmentFields<Row>(): Field<Joined<Row>>[] {
  return [
    text("TRTP", "Planned Treatment", (j) => j.subject.arm),
    whole("TRTPN", "Planned Treatment (N)", (j) => j.subject.armNumber),
    text("TRTA", "Actual Treatment", (j) => j.subject.actualArm),
    flag("ITTFL", "Intent-To-Treat Population Flag", (j) => j.subject.intentToTreat),
    flag("SAFFL", "Safety Population Flag", (j) => j.subject.safety),
  ];
}

function parameterFields<Row>(keySequence: number): Field<Joined<Row>>[] {
  return [
    text("PARAM", "Parameter", (j) => j.parameter.param),
    key(
      keySequence,
      text("PARAMCD", "Parameter Code", (j) => j.parameter.paramcd, 8),
    ),
    whole("PARAMN", "Parameter (N)", (j) => j.parameterNumber),
  ];
}

function text<Row>(
  name: string,
  label: string,
  of: (row: Row) => string | null,
  length?: number,
): Field<Row> {
  return { name, label, type: "string", of, ...(length ? { length } : {}) };
}

function whole<Row>(name: string, label: string, of: (row: Row) => number | null): Field<Row> {
  return { name, label, type: "integer", of };
}

function real<Row>(name: string, label: string, of: (row: Row) => number | null): Field<Row> {
  return { name, label, type: "number", of };
}

/** Y, N, or missing where the condition gives null (flags that are either Y or empty). */
function flag<Row>(name: string, label: string, of: (row: Row) => boolean | null): Field<Row> {
  const letter = (value: boolean | null): string | null =>
    value === null ? null : value ? "Y" : "N";
  return { name, label, type: "string", length: 1, of: (row) => letter(of(row)) };
}

function key<Row>(keySequence: number, field: Field<Row>): Field<Row> {
  return { ...field, keySequence };
}

function studyDayOf(day: number | null): number | null {
  return day === null ? null : studyDay(day);
}

function join<Row extends { readonly usubjid: string; readonly paramcd: string }>(
  input: AdamInput,
  parameters: readonly AdamParameter[],
  rows: readonly Row[],
): Joined<Row>[] {
  const subjects = new Map(input.subjects.map((s) => [s.usubjid, s]));
  const numbered = new Map(parameters.map((p, i) => [p.paramcd, { parameter: p, number: i + 1 }]));
  return rows.map((row) => {
    const subject = subjects.get(row.usubjid);
    const found = numbered.get(row.paramcd);
    if (!subject) throw new Error(`no subject ${row.usubjid} in the input`);
    if (!found) throw new Error(`no parameter ${row.paramcd} in the input`);
    return { row, subject, parameter: found.parameter, parameterNumber: found.number };
  });
}

function build<Row>(
  name: string,
  label: string,
  fields: readonly Field<Row>[],
  rows: readonly Row[],
): Table {
  return { name, label, columns: fields.map((field) => column(field, rows)) };
}

function column<Row>({ of, ...field }: Field<Row>, rows: readonly Row[]): Column {
  const values = rows.map(of);
  if (field.type !== "string" || field.length) return { ...field, values };
  return { ...field, values, length: longest(values) };
}

/** Length of the longest string, at least 1: a column of missing values still needs a length. */
function longest(values: readonly Cell[]): number {
  return values.reduce<number>(
    (max, v) => (typeof v === "string" ? Math.max(max, v.length) : max),
    1,
  );
}
