// All files of the knee to one Disease. Reading and hashing are handed in, so that the same code
// runs where there is no file system. The tables are checked against the model before they are used.

import {
  type Diagnostic,
  type Disease,
  hasErrors,
  type Ledger,
  type Model,
  parseAntimony,
} from "@chondron/model";
import { checkTables } from "./check-tables.js";
import { readNaturalHistory, readPopulations, readTherapies } from "./plans.js";
import { readCovariates, readOutcomes, readParameters } from "./rows.js";

export interface DiseaseFiles {
  /** Text of a file by its path within the package, e.g. `model/knee.ant`; throws where it has none. */
  readonly readText: (path: string) => string;
  /** SHA-256 of a text, in hexadecimal. */
  readonly sha256: (text: string) => string;
  readonly version: string;
}

export interface ReadDisease {
  /** Absent where a diagnostic is an error. */
  readonly disease?: Disease;
  readonly diagnostics: readonly Diagnostic[];
}

/** Read model and tables, check them against each other. */
export function readDisease({ readText, sha256, version }: DiseaseFiles): ReadDisease {
  const files: Record<string, string> = {};
  const read = (path: string): string => {
    const text = readText(path);
    files[path] = sha256(text);
    return text;
  };
  const diagnostics: Diagnostic[] = [];
  const ledger = readLedger(read, diagnostics);
  const model = readModel(read, diagnostics);
  if (model && !hasErrors(diagnostics)) diagnostics.push(...checkTables(model, ledger));
  if (!model || hasErrors(diagnostics)) return { diagnostics };
  return {
    disease: { id: "knee", name: "Knee osteoarthritis", version, model, ...ledger, files },
    diagnostics,
  };
}

type Read = (path: string) => string;

function readLedger(read: Read, found: Diagnostic[]): Ledger {
  const from = <T>(path: string, parse: (text: string, file: string, f: Diagnostic[]) => T): T =>
    parse(read(path), path, found);
  return {
    parameters: from("parameters.tsv", readParameters),
    covariates: from("covariates.tsv", readCovariates),
    populations: from("populations.yaml", readPopulations),
    therapies: from("therapies.yaml", readTherapies),
    outcomes: from("outcomes.tsv", readOutcomes),
    naturalHistory: from("natural-history.yaml", readNaturalHistory),
  };
}

function readModel(read: Read, found: Diagnostic[]): Model | undefined {
  const file = "model/knee.ant";
  const resolveImport = (target: string) => {
    const path = `model/${target}`;
    return { file: path, text: read(path) };
  };
  const { model, diagnostics } = parseAntimony(read(file), {
    file,
    resolveImport,
    modelId: "knee",
  });
  found.push(...diagnostics);
  return model && { ...model, name: "Human knee with osteoarthritis" };
}
