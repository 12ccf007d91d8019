// Writer of CDISC Dataset-JSON 1.1 (one table per file, rows as arrays, missing values as null).
// Attributes stand in the order of the specification's tables, which readers that stream rely on.
// It knows nothing of ADaM. The data are marked as simulated in originator, studyOID and fileOID.
// Source: CDISC Dataset-JSON Specification 1.1 (2024-12-05), "Top-level Metadata Attributes" and
// "Column Metadata".

import { assertTable, type Column, rowCount, type Table } from "./table.js";

export interface DatasetJsonOptions {
  /** Study id; "SIM-" is put before it unless it is there. */
  readonly studyId: string;
  /** ISO 8601 time of creation, e.g. "2026-01-31T12:00:00Z"; passed in so that equal runs give equal files. */
  readonly created: string;
  /** Version of Chondron that wrote the data. */
  readonly version: string;
}

const DATA_TYPES = {
  string: "string",
  integer: "integer",
  number: "double",
  boolean: "boolean",
} as const;

/** The table as the text of a Dataset-JSON file: metadata, then one row per line. */
export function writeDatasetJson(table: Table, options: DatasetJsonOptions): string {
  assertTable(table);
  const head = JSON.stringify(metadata(table, options)).slice(0, -1);
  const rows: string[] = [];
  for (let row = 0; row < rowCount(table); row++) {
    rows.push(JSON.stringify(table.columns.map((column) => column.values[row])));
  }
  return `${head},"rows":[\n${rows.join(",\n")}\n]}\n`;
}

function metadata(table: Table, options: DatasetJsonOptions): object {
  const study = options.studyId.startsWith("SIM-") ? options.studyId : `SIM-${options.studyId}`;
  return {
    datasetJSONCreationDateTime: options.created,
    datasetJSONVersion: "1.1.0",
    fileOID: `chondron.simulated.${study}.${table.name}`,
    originator: "Chondron (SIMULATED data: virtual patients, no human subjects)",
    sourceSystem: { name: "Chondron", version: options.version },
    studyOID: study,
    metaDataVersionOID: `MDV.${study}`,
    itemGroupOID: `IG.${table.name}`,
    records: rowCount(table),
    name: table.name,
    label: `${table.label} (SIMULATED)`,
    columns: table.columns.map((column) => columnMetadata(table, column)),
  };
}

function columnMetadata(table: Table, column: Column): object {
  return {
    itemOID: `IT.${table.name}.${column.name}`,
    name: column.name,
    label: column.label,
    dataType: DATA_TYPES[column.type],
    ...(column.length ? { length: column.length } : {}),
    ...(column.keySequence ? { keySequence: column.keySequence } : {}),
  };
}
