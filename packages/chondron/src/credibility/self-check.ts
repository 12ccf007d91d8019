// What this installation shows of itself, now: the healthy patient stays healthy, one treated course equals
// that of another implementation, targets agree, and a second run gives the same bits.

import { type CompiledModel, compile } from "@chondron/compiler";
import type { SelfCheckPlan } from "@chondron/knee";
import { DiagnosticError, type Disease } from "@chondron/model";
import { openEngine, type Problem, ResultCode, type Solution, type Target } from "@chondron/solver";
import { therapyActions } from "@chondron/trial";
import {
  allStates,
  parameterVector,
  type ReferenceRun,
  readReferenceRun,
  referenceProblem,
} from "./reference-run.js";

export interface SelfCheckRow {
  readonly id: string;
  readonly label: string;
  /** NaN: could not be run; `detail` says why. */
  readonly value: number;
  readonly unit: string;
  readonly detail: string;
}

export function selfCheck(disease: Disease, plan: SelfCheckPlan): SelfCheckRow[] {
  const { compiled, diagnostics } = compile(disease.model, { actions: therapyActions(disease) });
  if (!compiled) throw new DiagnosticError(diagnostics);
  const run = readReferenceRun(plan);
  const healthy = healthyRow(compiled, disease, plan);
  if (!run) return [healthy, ...notShipped];
  return [
    healthy,
    referenceRow(run, compiled, disease, plan),
    ...targetRows(run, compiled, disease, plan),
  ];
}

const labels = {
  healthy: "Largest change of a state of the healthy knee, of its value",
  reference: "Largest distance from an independent implementation, of the state's scale",
  targets: "Largest distance of WebAssembly from JavaScript",
  repeat: "Recorded numbers that differ between two runs",
} as const;

const notShipped: readonly SelfCheckRow[] = (["reference", "targets", "repeat"] as const).map(
  (id) => ({
    ...{ id: `self-check-${id}`, label: labels[id], value: Number.NaN, unit: "" },
    detail: "the reference run does not ship with this installation",
  }),
);

function healthyRow(
  compiled: CompiledModel,
  disease: Disease,
  { healthyYears }: SelfCheckPlan,
): SelfCheckRow {
  const { healthyParameters, daysPerYear } = disease.naturalHistory;
  const end = healthyYears * daysPerYear;
  const solution = solve(compiled, "js", {
    ...{ start: 0, end, saveAt: Float64Array.of(0, end), observe: allStates(compiled) },
    parameters: parameterVector(compiled, disease, healthyParameters),
    tolerance: { relative: 1e-8, absolute: new Float64Array(compiled.states.length).fill(1e-10) },
  });
  const n = compiled.states.length;
  const changes = compiled.states.map(({ id }, i) => {
    const first = solution.values[i]!;
    return { id, size: Math.abs(solution.values[n + i]! - first) / (Math.abs(first) || 1) };
  });
  const worst = largest(changes);
  const detail = `${worst.id}, after ${healthyYears} years without ageing`;
  return { id: "self-check-healthy", label: labels.healthy, value: worst.size, unit: "", detail };
}

function referenceRow(
  run: ReferenceRun,
  compiled: CompiledModel,
  disease: Disease,
  plan: SelfCheckPlan,
): SelfCheckRow {
  const scale = (state: string): number => plan.scales[state] ?? plan.defaultScale;
  const absolute = Float64Array.from(compiled.states, ({ id }) => 1e-7 * scale(id));
  const problem = problemOf(run, compiled, disease, plan, { relative: 1e-8, absolute });
  const { values } = solve(compiled, "js", problem);
  const n = compiled.states.length;
  const errors = run.states.flatMap((id, column) => {
    const at = compiled.states.findIndex((state) => state.id === id);
    return run.days.map((day, row) => {
      const want = run.values[row]![column]!;
      const got = values[row * n + at] ?? Number.NaN;
      return {
        id: `${id} on day ${day}`,
        size: Math.abs(got - want) / Math.max(Math.abs(want), scale(id)),
      };
    });
  });
  const worst = largest(errors);
  const detail = `${worst.id}; scenario "${run.label}", ${errors.length} numbers`;
  return {
    id: "self-check-reference",
    label: labels.reference,
    value: worst.size,
    unit: "",
    detail,
  };
}

function targetRows(
  run: ReferenceRun,
  compiled: CompiledModel,
  disease: Disease,
  plan: SelfCheckPlan,
): SelfCheckRow[] {
  const { absoluteTolerances, defaultAbsoluteTolerance } = disease.naturalHistory;
  const absolute = Float64Array.from(
    compiled.states,
    ({ id }) => absoluteTolerances[id] ?? defaultAbsoluteTolerance,
  );
  const tolerance = { relative: 1e-5, absolute };
  const problem = problemOf(run, compiled, disease, plan, tolerance);
  const targets = ["js", "wasm", "wasm-simd"] as const;
  const [first, second] = [0, 1].map(() =>
    targets.map((target) => solve(compiled, target, problem)),
  );
  const apart = first!.slice(1).map((solution, i) => ({
    id: targets[i + 1]!,
    size: distance(solution.values, first![0]!.values, tolerance),
  }));
  const changed = first!.map(({ values }, t) =>
    values.reduce((sum, value, i) => sum + (Object.is(value, second![t]!.values[i]) ? 0 : 1), 0),
  );
  const worst = largest(apart);
  const numbers = first!.reduce((sum, { values }) => sum + values.length, 0);
  return [
    {
      ...{ id: "self-check-targets", label: labels.targets, value: worst.size, unit: "tolerances" },
      detail: `${worst.id}; relative 1e-5, as in trials`,
    },
    {
      ...{ id: "self-check-repeat", label: labels.repeat, unit: "" },
      value: changed.reduce((sum, count) => sum + count, 0),
      detail: `of ${numbers} on ${targets.join(", ")}`,
    },
  ];
}

function problemOf(
  run: ReferenceRun,
  compiled: CompiledModel,
  disease: Disease,
  { startYear }: SelfCheckPlan,
  tolerance: Problem["tolerance"],
): Problem {
  const start = startYear * disease.naturalHistory.daysPerYear;
  return referenceProblem(run, compiled, disease, start, tolerance);
}

/** Values are NaN where the run failed, and no check passes with them. */
function solve(compiled: CompiledModel, target: Target, problem: Problem): Solution {
  const engine = openEngine({
    ...{ compiled, target, relativeTolerance: problem.tolerance.relative },
    ...{ observe: problem.observe!, rows: problem.saveAt.length },
  });
  const solution = engine.run(problem);
  if (solution.code === ResultCode.success) return solution;
  return { ...solution, values: solution.values.map(() => Number.NaN) };
}

/** Largest difference in units of the tolerance, a curve's scale being its largest absolute value. */
function distance(
  values: Float64Array,
  expected: Float64Array,
  { relative, absolute }: Problem["tolerance"],
): number {
  const n = absolute.length;
  const scales = new Float64Array(n);
  expected.forEach((value, i) => {
    scales[i % n] = Math.max(scales[i % n]!, Math.abs(value));
  });
  return expected.reduce((worst, want, i) => {
    const unit = absolute[i % n]! + relative * scales[i % n]!;
    const apart = Math.abs(values[i]! - want) / unit;
    return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(worst, apart);
  }, 0);
}

interface Sized {
  readonly id: string;
  readonly size: number;
}

/** What is no number counts as largest. */
function largest(items: readonly Sized[]): Sized {
  const rank = ({ size }: Sized): number => (Number.isNaN(size) ? Number.POSITIVE_INFINITY : size);
  return items.reduce((worst, next) => (rank(next) > rank(worst) ? next : worst));
}
