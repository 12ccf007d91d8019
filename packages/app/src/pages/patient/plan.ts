// Courses of action to look at side by side, in the address as p1 to p4: items joined by "~", each
// `therapy,route,amount,count,every` (days); "none" is no treatment. Lasting therapies (those that can
// be ended) run for count times every days.

import type { Disease, Therapy, TherapyRoute } from "@chondron/model";
import type { PatientPlan, PlannedTherapy } from "../../engine/client.js";
import type { Query } from "../../state/route.js";

export interface PlanItem {
  readonly therapy: string;
  readonly route: string;
  readonly amount: number;
  readonly count: number;
  /** Days between administrations, or days per unit of `count` for lasting therapies. */
  readonly every: number;
}

/** No items: no treatment. */
export type Plan = readonly PlanItem[];

export const planKeys = ["p1", "p2", "p3", "p4"] as const;

export const usualPlans: readonly Plan[] = [
  [{ therapy: "ev", route: "intra-articular", amount: 4e11, count: 3, every: 7 }],
  [{ therapy: "saline", route: "intra-articular", amount: 1, count: 3, every: 7 }],
];

/** Plans of the address, or the usual ones where it names none. */
export function readPlans(query: Query): readonly Plan[] {
  const given = planKeys.map((key) => query[key]).filter((text) => text !== undefined);
  return given.length === 0 ? usualPlans : given.map(readPlan);
}

/** Values for the address: all keys, so that plans taken away leave it. */
export function printPlans(plans: readonly Plan[]): Record<string, string | undefined> {
  return Object.fromEntries(
    planKeys.map((key, i) => [key, plans[i] ? printPlan(plans[i]) : undefined]),
  );
}

function printPlan(plan: Plan): string {
  if (plan.length === 0) return "none";
  return plan
    .map(({ therapy, route, amount, count, every }) =>
      [therapy, route, amount, count, every].join(","),
    )
    .join("~");
}

function readPlan(text: string): Plan {
  return text.split("~").flatMap((part) => {
    const [therapy, route, ...numbers] = part.split(",");
    const [amount, count, every] = numbers.map(Number);
    if (!therapy || !route) return [];
    return [
      {
        therapy,
        route,
        amount: positive(amount, 1),
        count: Math.min(60, Math.round(positive(count, 1))),
        every: Math.min(3650, positive(every, 7)),
      },
    ];
  });
}

function positive(value: number | undefined, instead: number): number {
  return value !== undefined && value > 0 && Number.isFinite(value) ? value : instead;
}

/** Therapy and route of an item; undefined where the disease has no such. */
export function findTherapy(
  item: PlanItem,
  therapies: readonly Therapy[],
): { readonly therapy: Therapy; readonly route: TherapyRoute } | undefined {
  const therapy = therapies.find(({ id }) => id === item.therapy);
  const route = therapy?.routes.find(({ id }) => id === item.route);
  return therapy && route ? { therapy, route } : undefined;
}

/** A first item of a therapy: its first route, its usual amount. */
export function usualItem(therapy: Therapy): PlanItem {
  const route = therapy.routes[0]!;
  const lasting = route.stop !== undefined;
  const operation = route.id === "surgery";
  return {
    therapy: therapy.id,
    route: route.id,
    amount: therapy.amount.usual,
    count: lasting ? 12 : operation ? 1 : 3,
    every: 7,
  };
}

/** The amount in the therapy's limits. */
export function limitedAmount(amount: number, { low, high }: Therapy["amount"]): number {
  return Math.min(high, Math.max(low, amount));
}

/** What the engine is asked; items that the disease does not know are left out. */
export function plannedTherapies(plan: Plan, therapies: readonly Therapy[]): PlannedTherapy[] {
  return plan.flatMap((item) => {
    const found = findTherapy(item, therapies);
    if (!found) return [];
    const amount = limitedAmount(item.amount, found.therapy.amount);
    const { therapy, route } = item;
    if (found.route.stop)
      return [{ therapy, route, amount, days: [0], stop: item.count * item.every }];
    const days = Array.from({ length: item.count }, (_, i) => i * item.every);
    return [{ therapy, route, amount, days }];
  });
}

/** True where nothing with an active ingredient is given: placebo, advice, or nothing. */
export function isInactive(plan: Plan, therapies: readonly Therapy[]): boolean {
  return plan.every((item) => findTherapy(item, therapies)?.therapy.active === false);
}

/** True where something is given, none of it active. */
export function isPlacebo(plan: Plan, therapies: readonly Therapy[]): boolean {
  return plan.length > 0 && isInactive(plan, therapies);
}

/**
 * The control that looks alike: by the same route, as often, an inactive therapy in place of each
 * active one. Items whose route has no inactive therapy (an operation) are left out.
 */
export function matchedPlacebo(plan: Plan, therapies: readonly Therapy[]): Plan {
  return plan.flatMap((item) => {
    const control = therapies.find(
      ({ active, routes }) => !active && routes.some(({ id }) => id === item.route),
    );
    return control ? [{ ...item, therapy: control.id, amount: control.amount.usual }] : [];
  });
}

export interface ComparedPlans {
  readonly plans: readonly PatientPlan[];
  readonly reference: string;
  /** True where the placebo was added, because none of the chosen plans is one. */
  readonly addedPlacebo: boolean;
}

/** Plans for the engine, always with a placebo among them: it is what the others are compared with. */
export function comparedPlans(
  plans: readonly Plan[],
  disease: Pick<Disease, "therapies">,
  name: (plan: Plan) => string,
): ComparedPlans {
  const { therapies } = disease;
  const chosen = plans.findIndex((plan) => isPlacebo(plan, therapies));
  const first = plans.find((plan) => !isInactive(plan, therapies)) ?? [];
  const all = chosen < 0 ? [...plans, matchedPlacebo(first, therapies)] : plans;
  const names = distinct(all.map(name));
  return {
    plans: all.map((plan, i) => ({
      id: `plan${i + 1}`,
      label: names[i]!,
      items: plannedTherapies(plan, therapies),
    })),
    reference: `plan${(chosen < 0 ? all.length - 1 : chosen) + 1}`,
    addedPlacebo: chosen < 0,
  };
}

function distinct(names: readonly string[]): string[] {
  return names.map((name, i) => {
    const earlier = names.slice(0, i).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name} (${earlier + 1})`;
  });
}

/** The list with the item at `index` replaced, or taken out where there is none in its place. */
export function replacedAt<T>(list: readonly T[], index: number, item: T | undefined): T[] {
  return list.flatMap((old, i) => (i !== index ? [old] : item === undefined ? [] : [item]));
}
