// The one table of codes for every package: CH1xxx model text, CH2xxx compiler, CH3xxx solver and
// patients, CH4xxx protocols and trials, CH5xxx evidence ledger, CH6xxx command line and files.

import { calibrationCodes } from "./calibration-codes.js";
import { commandCodes } from "./command-codes.js";
import { compilerCodes } from "./compiler-codes.js";
import { experimentCodes } from "./experiment-codes.js";
import { ledgerCodes } from "./ledger-codes.js";
import { modelCodes } from "./model-codes.js";
import { solverCodes } from "./solver-codes.js";
import { trialCodes } from "./trial-codes.js";

export interface DiagnosticEntry {
  readonly severity: "error" | "warning" | "notice";
  readonly message: string;
  readonly help: string;
}

export const diagnosticTable = {
  ...modelCodes,
  ...compilerCodes,
  ...solverCodes,
  ...trialCodes,
  ...calibrationCodes,
  ...experimentCodes,
  ...ledgerCodes,
  ...commandCodes,
} as const satisfies Record<string, DiagnosticEntry>;

export type DiagnosticCode = keyof typeof diagnosticTable;
