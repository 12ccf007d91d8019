// What a run cost, as lines for people: method, target, steps, evaluations, wall time.

import type { Counters, Solution, Target } from "@chondron/solver";

export interface RunStats {
  readonly solution: Solution;
  /** What really ran it. */
  readonly target: Target;
  /** Wall time of making the equations run. */
  readonly loading: number;
  /** Wall time of the integration alone. */
  readonly milliseconds: number;
}

const labels: Readonly<Record<keyof Counters, string>> = {
  steps: "steps",
  rejected: "rejected",
  rhsCalls: "right-hand sides",
  jacobianCalls: "Jacobians",
  factorizations: "factorizations",
  solves: "linear solves",
};

/** One line per figure. */
export function statsText({ solution, target, loading, milliseconds }: RunStats): string {
  const { method, counters } = solution;
  const rows: [string, string][] = [
    ["method", method],
    ["target", target],
  ];
  for (const [name, label] of Object.entries(labels))
    rows.push([label, String(counters[name as keyof Counters])]);
  rows.push(["loading", `${loading.toFixed(1)} ms`]);
  rows.push(["wall time", `${milliseconds.toFixed(1)} ms`]);
  return rows.map(([label, value]) => `${label.padEnd(17)} ${value}\n`).join("");
}
