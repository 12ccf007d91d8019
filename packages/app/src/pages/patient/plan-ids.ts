// Which therapies each plan of the engine's request holds.

import type { PatientPlan } from "../../engine/client.js";

/** Ids of therapies by plan id. */
export type PlanItemIds = Readonly<Record<string, readonly string[]>>;

export function planItemIds(plans: readonly PatientPlan[]): PlanItemIds {
  return Object.fromEntries(plans.map(({ id, items }) => [id, items.map((item) => item.therapy)]));
}
