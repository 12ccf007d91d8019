// The run that the joint picture shows: the wear of a knee, or vesicles into the knee that it has become.

import type { Disease } from "@chondron/model";
import { useEffect } from "preact/hooks";
import type { Simulation } from "../../engine/client.js";
import { sharedEngine } from "../shared-engine.js";
import {
  type Scenario,
  type ScenarioId,
  statesAt,
  vesicleScenario,
  wearScenario,
} from "./scenario.js";
import { type Task, useTask } from "./use-task.js";

export interface JointRun {
  readonly scenario: Scenario;
  readonly run: Simulation;
  /** Share of the laboratory effect of vesicles that the nominal parameters take to carry over. */
  readonly carriedOver?: number;
}

export function useJointRun(knee: Disease, id: ScenarioId): Task<JointRun> {
  const task = useTask<JointRun>();
  useEffect(() => task.run((signal) => runScenario(knee, id, signal)), [knee, id]);
  return task;
}

async function runScenario(knee: Disease, id: ScenarioId, signal: AbortSignal): Promise<JointRun> {
  const engine = sharedEngine();
  const wear = wearScenario(knee.model, knee.naturalHistory.healthyAge);
  const worn = await engine.simulateModel(wear.request, { signal });
  if (id === "wear") return { scenario: wear, run: worn };
  const usual = knee.therapies.find((therapy) => therapy.id === "ev")?.amount.usual ?? 0;
  const scenario = vesicleScenario(knee.model, statesAt(knee.model, worn, 0), usual);
  const run = await engine.simulateModel(scenario.request, { signal });
  const carriedOver = knee.model.parameters.find((one) => one.id === "h_ev")?.value;
  return carriedOver === undefined ? { scenario, run } : { scenario, run, carriedOver };
}
