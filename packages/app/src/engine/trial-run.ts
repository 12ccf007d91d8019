// A trial in the browser: what is asked and told of it. Data only.

import type { Diagnostic } from "@chondron/model";
import type { CurveTable, Protocol, TrialSummary } from "@chondron/trial";

export interface TrialRequest {
  readonly protocolText: string;
  /** Name in diagnostics; default protocol.yaml. */
  readonly file?: string;
  readonly seed?: number;
  readonly patients?: number;
  readonly replicates?: number;
  /** As `chondron trial --parameters`. */
  readonly parameters?: "nominal" | "prior" | "posterior";
  /** ISO 8601 time that the files bear; default now. Equal times give equal files. */
  readonly created?: string;
}

export interface TrialProgress {
  readonly phase: "screening" | "follow-up" | "analysis";
  readonly replicate: number;
  readonly replicates: number;
  readonly done: number;
  readonly total: number;
  /** Share of the whole run, 0 to 1. */
  readonly share: number;
  readonly seconds: number;
  /** Patients followed to the end per second so far, all replicates. */
  readonly rate: number;
  /** Of the replicates so far, whenever one ends: as in summary.json of a trial of that many. */
  readonly summary?: TrialSummary;
}

export interface TrialRun {
  readonly summary: TrialSummary;
  /** The run's folder as `chondron trial` writes it: summary.json, manifest.json, adsl.parquet ... */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Courses of the patients of the shown replicate. */
  readonly curves: CurveTable;
  readonly tooManyFailures: boolean;
  readonly seconds: number;
  readonly workers: number;
}

export interface ProtocolCheck {
  /** Absent where there is an error. */
  readonly protocol?: Protocol;
  /** The text as plain data, as far as it is YAML. */
  readonly data: unknown;
  /** With line and column of the text. */
  readonly diagnostics: readonly Diagnostic[];
}
