// chondron simulate --sensitivity: a run whose columns are followed by their derivatives by parameters
// and initial values, named d(watched)/d(input). Of a state that holds an amount the amount is meant.

import type { CompiledModel, System } from "@chondron/compiler";
import { diagnose } from "@chondron/model";
import {
  ForwardSensitivities,
  findInputs,
  type Problem,
  refusal,
  type Solution,
  sensitivityMethods,
} from "@chondron/solver";
import { usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { suggestion } from "./simulate.js";
import type { Terminal } from "./terminal.js";

/** Throws CliError where what is asked for cannot be differentiated. */
export function refuseSensitivity(
  compiled: CompiledModel,
  ids: readonly string[],
  method: string,
): void {
  const [id] = findInputs(compiled, ids).unknown;
  const known = [...compiled.parameters, ...compiled.states].map((item) => item.id);
  if (id !== undefined)
    throw usageError("CH6060", {
      id,
      suggestion: suggestion(id, known).replace(/, or watch.*$/, "."),
    });
  if (!sensitivityMethods.includes(method))
    throw usageError("CH6062", { method, methods: sensitivityMethods.join(", ") });
  const cause = refusal(compiled);
  if (cause !== undefined) throw usageError("CH6061", { cause });
}

/** The run with its derivatives as further columns. */
export function sensitivityRun(
  system: System,
  problem: Problem,
  columns: readonly string[],
  ids: readonly string[],
  method: string,
  terminal: Terminal,
): { readonly columns: readonly string[]; readonly solution: Solution } {
  const { inputs } = findInputs(system.compiled, ids);
  const run = new ForwardSensitivities(system, inputs, method).run(problem);
  if (Number.isFinite(run.undefinedFrom))
    noteDiagnostics(terminal, [diagnose("CH6063", { time: run.undefinedFrom })]);
  const derived = columns.flatMap((column) => ids.map((id) => `d(${column})/d(${id})`));
  const values = beside(run.solution.values, columns.length, run.derivatives, derived.length);
  return { columns: [...columns, ...derived], solution: { ...run.solution, values } };
}

/** Rows of two tables side by side. */
function beside(
  left: Float64Array,
  leftWidth: number,
  right: Float64Array,
  rightWidth: number,
): Float64Array {
  const width = leftWidth + rightWidth;
  const rows = left.length / leftWidth;
  const joined = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    joined.set(left.subarray(row * leftWidth, (row + 1) * leftWidth), row * width);
    const rest = right.subarray(row * rightWidth, (row + 1) * rightWidth);
    joined.set(rest, row * width + leftWidth);
  }
  return joined;
}
