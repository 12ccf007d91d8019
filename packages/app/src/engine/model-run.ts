// Models of users in the browser: what is asked and told of them. Data only.

import type { Diagnostic, Model } from "@chondron/model";

/** What a model must stay under to be read and run here. */
export interface ModelLimits {
  readonly bytes: number;
  /** Wall-clock milliseconds; the worker is ended beyond. */
  readonly milliseconds: number;
  readonly states: number;
}

export interface ReadModelRequest {
  readonly name: string;
  /** SBML (begins with "<"), Antimony, or a COMBINE archive (zip) that holds one of them. */
  readonly bytes: Uint8Array;
  readonly limits?: Partial<ModelLimits>;
}

export interface NamedQuantity {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
}

export interface ModelReading {
  /** Names the model in later calls; absent where a diagnostic is an error. */
  readonly handle?: number;
  readonly kind: "sbml" | "antimony";
  readonly diagnostics: readonly Diagnostic[];
  readonly model?: Model;
  readonly states: readonly NamedQuantity[];
  readonly parameters: readonly NamedQuantity[];
  /** Ids that a simulation can record. */
  readonly observables: readonly string[];
  /** One equation a line, `x' = ...`, and rules. */
  readonly equations: readonly { readonly id: string; readonly text: string }[];
  /** The model as text in both forms, for editing and export; absent where it was not read. */
  readonly antimony?: string;
  readonly sbml?: string;
}

export interface SimulateRequest {
  /** From `readModel`; "knee": the knee as shipped. */
  readonly model: number | "knee";
  readonly start?: number;
  readonly end: number;
  /** Equal steps to record; default 200. */
  readonly steps?: number;
  /** Values of parameters and initial values by id. */
  readonly set?: Readonly<Record<string, number>>;
  /** Ids to record; absent: all states. */
  readonly observe?: readonly string[];
  /** Default `auto`. */
  readonly method?: string;
  readonly relativeTolerance?: number;
  readonly absoluteTolerance?: number;
}

export interface Simulation {
  readonly times: Float64Array;
  readonly ids: readonly string[];
  /** [id][time]; NaN from a failure on. */
  readonly values: readonly Float64Array[];
  /** "" for success, else what went wrong and what to try. */
  readonly failure: string;
  readonly method: string;
  readonly milliseconds: number;
}

export interface ScanRequest extends SimulateRequest {
  readonly parameter: string;
  readonly from: number;
  readonly to: number;
  /** Default 11. */
  readonly points?: number;
  readonly logarithmic?: boolean;
}

export interface ParameterScan {
  readonly parameter: string;
  readonly points: Float64Array;
  readonly times: Float64Array;
  readonly ids: readonly string[];
  /** [point][id][time] */
  readonly values: readonly (readonly Float64Array[])[];
  /** [point] "" for success. */
  readonly failures: readonly string[];
  readonly milliseconds: number;
}
