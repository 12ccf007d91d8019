// The engine as the pages see it: promises, progress and cancel; all work is done in a worker. This
// file is what pages code against; engine-client.ts keeps the promises.
//
//   const engine = openEngine();
//   const answer = await engine.projectPatient({ covariates: { age: 62 }, plans }, { signal });
//
// A promise rejects with EngineError for bad input or a stopped worker, and with the signal's reason
// (AbortError) after cancel.

import type { Disease } from "@chondron/model";
import type {
  PatientRequest,
  ProjectedCourses,
  ProjectionExplanation,
  ProtocolEdit,
} from "@chondron/trial";
import type { ClaimRequest, ClaimRun } from "./claim-run.js";
import type { EvidenceAnswer } from "./evidence-answer.js";
import type {
  ModelReading,
  ParameterScan,
  ReadModelRequest,
  ScanRequest,
  SimulateRequest,
  Simulation,
} from "./model-run.js";
import type { ProtocolCheck, TrialProgress, TrialRequest, TrialRun } from "./trial-run.js";

export type {
  Band,
  Contribution,
  Influence,
  PatientPlan,
  PatientProjection,
  PatientRequest,
  PlannedTherapy,
  ProjectedCourses,
  ProjectedOutcome,
  ProjectionExplanation,
  Spread,
} from "@chondron/trial";
export type * from "./claim-run.js";
export type * from "./evidence-answer.js";
export type * from "./model-run.js";
export type * from "./trial-run.js";

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface EngineClient {
  /** The knee as shipped, for forms: covariates, populations, therapies, outcomes, parameters, model. */
  knee(): Promise<Disease>;
  /** The protocols that ship: file name and text. */
  protocols(): Promise<readonly { readonly file: string; readonly text: string }[]>;
  /**
   * Where plans lead. A newer call of this or of `explainProjection` ends an older one that is still
   * running: its promise rejects with AbortError.
   */
  projectPatient(request: PatientRequest, options?: CallOptions): Promise<ProjectedCourses>;
  /** Why the courses of a request are so: needs more runs, so courses are asked for first. */
  explainProjection(request: PatientRequest, options?: CallOptions): Promise<ProjectionExplanation>;
  /** The text with values changed, comments kept. */
  editProtocol(text: string, edits: readonly ProtocolEdit[]): Promise<string>;
  checkProtocol(text: string, file?: string): Promise<ProtocolCheck>;
  runTrial(
    request: TrialRequest,
    options?: CallOptions & { onProgress?(progress: TrialProgress): void },
  ): Promise<TrialRun>;
  /** What the model says to a claim; `onProgress`: share of the cohorts that are done. */
  askClaim(
    request: ClaimRequest,
    options?: CallOptions & { onProgress?(share: number): void },
  ): Promise<ClaimRun>;
  readModel(request: ReadModelRequest, options?: CallOptions): Promise<ModelReading>;
  simulateModel(request: SimulateRequest, options?: CallOptions): Promise<Simulation>;
  scanParameter(request: ScanRequest, options?: CallOptions): Promise<ParameterScan>;
  evidence(): Promise<EvidenceAnswer>;
  close(): void;
}

export { EngineError } from "./engine-error.js";
