// The projection that belongs to the request on the page: asked at once after a change, the older one
// staying in sight until the new one is there. Courses arrive first; until their explanation follows the
// last one stands beside them, and the page says that it is being brought up to date.

import { useLayoutEffect, useState } from "preact/hooks";
import {
  EngineError,
  type PatientProjection,
  type PatientRequest,
  type ProjectedCourses,
} from "../../engine/client.js";
import { sharedEngine } from "../shared-engine.js";

export interface ProjectionState {
  readonly projection?: PatientProjection;
  readonly pending: boolean;
  readonly problem?: { readonly cause: string; readonly help: string };
}

export function useProjection(request: PatientRequest | undefined): ProjectionState {
  const [state, setState] = useState<ProjectionState>({ pending: true });
  const key = request === undefined ? "" : JSON.stringify(request);
  // Not after the next frame, as effects are: a frame is a tenth of what an answer may take.
  useLayoutEffect(() => {
    if (key === "") return;
    const stop = new AbortController();
    setState((before) => ({ ...before, pending: true }));
    const request = JSON.parse(key) as PatientRequest;
    projectInSteps(request, stop.signal, (projection, pending) =>
      setState(({ projection: old }) => ({ projection: projection(old), pending })),
    ).catch((error: unknown) => {
      if (!stop.signal.aborted && !isAbort(error))
        setState((before) => ({ ...before, pending: false, problem: problemOf(error) }));
    });
    return () => stop.abort();
  }, [key]);
  return state;
}

type Show = (
  projection: (old: PatientProjection | undefined) => PatientProjection,
  pending: boolean,
) => void;

/** The courses are on the screen before what explains them is run. */
async function projectInSteps(
  request: PatientRequest,
  signal: AbortSignal,
  show: Show,
): Promise<void> {
  const engine = sharedEngine();
  const courses = await engine.projectPatient(request, { signal });
  if (signal.aborted) return;
  show((old) => beside(courses, old), true);
  await nextFrame();
  const explanation = await engine.explainProjection(request, { signal });
  if (!signal.aborted) show(() => ({ ...courses, ...explanation }), false);
}

/** Resolves after a frame was drawn; in a hidden page, where none is, soon. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const soon = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(soon);
      setTimeout(resolve, 0);
    });
  });
}

/** New courses with the explanation of the old ones, where it is about the same plans. */
function beside(courses: ProjectedCourses, old: PatientProjection | undefined): PatientProjection {
  const plans = ({ plans: found }: ProjectedCourses): string => JSON.stringify(found);
  const { contributions, influences } =
    old && plans(old) === plans(courses) ? old : { contributions: [], influences: [] };
  return { ...courses, contributions, influences };
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
