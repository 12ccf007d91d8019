// What a run cost, as lines for people: method, steps, evaluations, wall time.

import type { Counters, Solution } from "@chondron/solver";

const labels: Readonly<Record<keyof Counters, string>> = {
  steps: "steps",
  rejected: "rejected",
  rhsCalls: "right-hand sides",
  jacobianCalls: "Jacobians",
  factorizations: "factorizations",
  solves: "linear solves",
};

/** One line per figure; `milliseconds` is the wall time of the integration. */
export function statsText({ method, counters }: Solution, milliseconds: number): string {
  const rows: [string, string][] = [["method", method]];
  for (const [name, label] of Object.entries(labels))
    rows.push([label, String(counters[name as keyof Counters])]);
  rows.push(["wall time", `${milliseconds.toFixed(1)} ms`]);
  return rows.map(([label, value]) => `${label.padEnd(17)} ${value}\n`).join("");
}
