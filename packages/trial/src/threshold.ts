// The cumulative hazard at which an event comes to a patient: one exponential number for a whole life. A
// candidate whose hazard passed it before entry has had the event and is not enrolled; the event of a
// subject comes when the hazard, counted from health, passes it. So time to event is conditional on
// having reached entry without it.

import { log } from "./stats/elementary.js";
import type { Draws } from "./stats/random.js";

/** A standard exponential number, the same whenever asked. */
export function eventThreshold(draws: Draws, purpose: string): number {
  return -log(draws.uniform(purpose));
}
