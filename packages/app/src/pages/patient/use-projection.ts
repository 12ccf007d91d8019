// The projection that belongs to the request on the page: asked shortly after the last change, the
// older one staying in sight until the new one is there.

import { useEffect, useState } from "preact/hooks";
import { EngineError, type PatientProjection, type PatientRequest } from "../../engine/client.js";
import { sharedEngine } from "../shared-engine.js";

export interface ProjectionState {
  readonly projection?: PatientProjection;
  readonly pending: boolean;
  readonly problem?: { readonly cause: string; readonly help: string };
}

const pause = 80;

export function useProjection(request: PatientRequest | undefined): ProjectionState {
  const [state, setState] = useState<ProjectionState>({ pending: true });
  const key = request === undefined ? "" : JSON.stringify(request);
  useEffect(() => {
    if (key === "") return;
    const stop = new AbortController();
    setState((before) => ({ ...before, pending: true }));
    const timer = setTimeout(() => {
      sharedEngine()
        .projectPatient(JSON.parse(key) as PatientRequest, { signal: stop.signal })
        .then(
          (projection) => {
            if (!stop.signal.aborted) setState({ projection, pending: false });
          },
          (error: unknown) => {
            if (!stop.signal.aborted && !isAbort(error))
              setState((before) => ({ ...before, pending: false, problem: problemOf(error) }));
          },
        );
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key]);
  return state;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** Cause and next step of a failure, for people. */
export function problemOf(error: unknown): { readonly cause: string; readonly help: string } {
  if (error instanceof EngineError && error.diagnostics.length > 0) {
    const first = error.diagnostics[0]!;
    return { cause: first.message, help: first.help };
  }
  return { cause: error instanceof Error ? error.message : String(error), help: "" };
}
