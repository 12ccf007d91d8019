// All analyses of one replicate. What is compared over replicates is small: means, effects, shares
// and mean courses.

import type { Trial } from "../prepare.js";
import type { SubjectTable } from "../result.js";
import type { Count } from "../stats/proportion.js";
import type { SurvivalCurve } from "../stats/survival.js";
import { type Effect, estimateEffects } from "./effects.js";
import { survivalCurves } from "./event-times.js";
import { describeMeasures, type Measures, meanCourses } from "./measures.js";
import { countResponders } from "./responders.js";

export interface ReplicateAnalysis {
  readonly measures: Measures;
  readonly effects: readonly Effect[];
  /** [responder endpoint][arm] */
  readonly responders: readonly (readonly Count[])[];
  /** [time-to-event endpoint][arm] */
  readonly survival: readonly (readonly SurvivalCurve[])[];
  /** [arm][outcome][day] */
  readonly meanCourses: Float64Array;
}

/** Analyse one replicate; `courses` as `FollowUp` has them. */
export function analyseReplicate(
  trial: Trial,
  table: SubjectTable,
  courses: Float64Array,
): ReplicateAnalysis {
  const { endpoints } = trial.protocol;
  return {
    measures: describeMeasures(trial, table),
    effects: estimateEffects(trial, table),
    responders: endpoints.flatMap((endpoint) =>
      endpoint.kind === "responder" ? [countResponders(trial, table, endpoint)] : [],
    ),
    survival: endpoints.flatMap((endpoint) =>
      endpoint.kind === "time-to-event" ? [survivalCurves(trial, table, endpoint.event)] : [],
    ),
    meanCourses: meanCourses(trial, table, courses),
  };
}
