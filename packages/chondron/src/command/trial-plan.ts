// What a trial would do, for --dry-run: arms with doses, visits, patients, the work to expect.

import type { Disease, Protocol, RegimenItem } from "@chondron/trial";
import { plain, plural } from "../report/format.js";
import { textTable } from "./text-table.js";

export interface TrialPlan {
  readonly id: string;
  readonly title: string;
  readonly replicates: number;
  readonly patients: number;
  readonly seed: number;
  readonly durationDays: number;
  readonly arms: readonly { id: string; label: string; regimen: readonly string[] }[];
  readonly visits: readonly { id: string; label: string; day: number }[];
  readonly endpoints: readonly { id: string; label: string; primary: boolean }[];
  /** One history and one follow-up per randomised patient; screening adds a history per refusal. */
  readonly leastIntegrations: number;
}

export function trialPlan(protocol: Protocol, disease: Disease): TrialPlan {
  const patients = protocol.population.size;
  return {
    id: protocol.id,
    title: protocol.title,
    replicates: protocol.replicates,
    patients,
    seed: protocol.seed,
    durationDays: protocol.durationDays,
    arms: protocol.arms.map((arm) => ({
      id: arm.id,
      label: arm.label,
      regimen: arm.regimen.map((item) => regimenWords(item, disease)),
    })),
    visits: protocol.visits.map(({ id, label, day }) => ({ id, label, day })),
    endpoints: protocol.endpoints.map(({ id, label, primary }) => ({ id, label, primary })),
    leastIntegrations: 2 * patients * protocol.replicates,
  };
}

function regimenWords(item: RegimenItem, disease: Disease): string {
  const therapy = disease.therapies.find((entry) => entry.id === item.therapy);
  const route = therapy?.routes.find((entry) => entry.id === item.route);
  const amount = therapy?.unit ? ` ${plain(item.amount)} ${therapy.unit}` : "";
  const stop = Number.isFinite(item.stop) ? ` until day ${plain(item.stop)}` : "";
  const days = item.times.map(plain).join(", ");
  return `${therapy?.label ?? item.therapy}, ${route?.label ?? item.route},${amount} on day ${days}${stop}`;
}

export function planText(plan: TrialPlan): string {
  const head = [
    plan.title,
    `${plural(plan.replicates, "simulated trial")} of ${plural(plan.patients, "patient")}, ${plain(plan.durationDays)} days, seed ${plan.seed}`,
    `at least ${plan.leastIntegrations} integrations, and one more for every patient screened and refused`,
  ];
  const arms = {
    caption: "Arms",
    columns: [{ head: "Arm" }, { head: "What is given", align: "left" as const }],
    rows: plan.arms.map((arm) => [arm.label, arm.regimen.join("; ") || "nothing"]),
  };
  const visits = {
    caption: "Visits",
    columns: [{ head: "Visit" }, { head: "Day" }],
    rows: plan.visits.map((visit) => [visit.label, plain(visit.day)]),
  };
  const endpoints = {
    caption: "Endpoints",
    columns: [{ head: "Endpoint" }],
    rows: plan.endpoints.map((item) => [item.primary ? `${item.label} (primary)` : item.label]),
  };
  return `${[head.join("\n"), ...[arms, visits, endpoints].map(textTable)].join("\n\n")}\n`;
}
