// Regimens as actions of the compiled model: one action for giving and, for therapies that last,
// one for ending each therapy by each route; and the schedule of every arm. All patients of an arm
// share one schedule.

import type { ActionDefinition, CompiledModel } from "@chondron/compiler";
import type { Disease } from "@chondron/model";
import type { ScheduledAction } from "@chondron/solver";
import type { Arm, RegimenItem } from "./protocol.js";

/** Arguments of every action, in order. */
const actionArguments = ["amount", "context"] as const;

/** Every way of giving and ending the disease's therapies, for `compile`. */
export function therapyActions(disease: Disease): ActionDefinition[] {
  return disease.therapies.flatMap((therapy) =>
    therapy.routes.flatMap((route) => {
      const action = (verb: Verb, assignments: ActionDefinition["assignments"]) => ({
        id: actionId(therapy.id, route.id, verb),
        arguments: actionArguments,
        assignments,
      });
      const give = action("give", route.give);
      return route.stop ? [give, action("stop", route.stop)] : [give];
    }),
  );
}

type Verb = "give" | "stop";

function actionId(therapy: string, route: string, verb: Verb): string {
  return `${verb} ${therapy} ${route}`;
}

/** What an arm is given, ascending in time; at one time in the order of the regimen. */
export function scheduleOf(
  arm: Arm,
  disease: Disease,
  actions: CompiledModel["actions"],
): ScheduledAction[] {
  return arm.regimen
    .flatMap((item) => scheduleItem(item, disease, actions))
    .sort((a, b) => a.time - b.time);
}

function scheduleItem(
  item: RegimenItem,
  disease: Disease,
  actions: CompiledModel["actions"],
): ScheduledAction[] {
  const { therapy, route, amount, times, stop } = item;
  const context = disease.therapies.find((row) => row.id === therapy)?.context ?? 0;
  const at = (time: number, verb: Verb): ScheduledAction => {
    const id = actionId(therapy, route, verb);
    const action = actions.findIndex((candidate) => candidate.id === id);
    if (action < 0) throw new Error(`the compiled model lacks the action "${id}"`);
    return { time, action, arguments: [amount, context] };
  };
  const given = times.map((time) => at(time, "give"));
  return Number.isNaN(stop) ? given : [...given, at(stop, "stop")];
}
