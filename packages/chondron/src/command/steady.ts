// chondron steady MODEL: where the model comes to rest, how that was found and whether it is stable.

import { type CompiledModel, compile, loadJs } from "@chondron/compiler";
import { type Diagnostic, hasErrors } from "@chondron/model";
import {
  ResultCode,
  resultText,
  SteadyCode,
  type SteadyState,
  steadyState,
  steadyText,
} from "@chondron/solver";
import { CliError, ExitCode, failure } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { loadModel } from "./model-file.js";
import type { Setting } from "./option-value.js";
import { startValues } from "./simulate.js";
import type { Terminal } from "./terminal.js";
import { textTable } from "./text-table.js";

export interface SteadyOptions {
  readonly rtol: number;
  /** One absolute tolerance for every state. */
  readonly atol: number;
  readonly set: readonly Setting[];
  readonly json?: boolean;
  /** Treat reactions marked fast as any others. */
  readonly ignoreFast?: boolean;
}

export async function steady(
  file: string,
  options: SteadyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { model, diagnostics } = loadModel(file);
  const compiling = compile(model, { ignoreFast: options.ignoreFast === true });
  const found = [...diagnostics, ...compiling.diagnostics];
  const { compiled } = compiling;
  if (!compiled || hasErrors(found)) throw new CliError(found, ExitCode.failed);
  if (!options.json) noteDiagnostics(terminal, found);
  const state = search(compiled, options);
  if (options.json) await terminal.write(jsonText(compiled, state, found));
  else if (state.code === SteadyCode.found) await terminal.write(words(compiled, state));
  if (state.code === SteadyCode.found) return ExitCode.success;
  throw notFound(compiled, state);
}

function search(compiled: CompiledModel, options: SteadyOptions): SteadyState {
  return steadyState(loadJs(compiled), {
    ...startValues(compiled, options.set),
    tolerance: {
      relative: options.rtol,
      absolute: new Float64Array(compiled.states.length).fill(options.atol),
    },
  });
}

function words(compiled: CompiledModel, state: SteadyState): string {
  const table = textTable({
    caption: "Steady state",
    columns: [{ head: "state" }, { head: "value" }],
    rows: compiled.states.map(({ id }, s) => [id, String(state.state[s])]),
  });
  const lines = [
    `found by ${foundBy(state)}; residual ${state.residual.toExponential(1)}`,
    `${state.stability}; largest real part of an eigenvalue ${state.abscissa}`,
    ...state.laws.map((law) => `conserved: ${lawText(compiled, law)}`),
  ];
  return `${table}\n\n${lines.join("\n")}\n`;
}

function foundBy({ how, iterations, time }: SteadyState): string {
  const newton = `Newton's method in ${iterations} iterations`;
  if (how === "newton") return newton;
  return how === "run" ? `a run to time ${time}` : `a run to time ${time} and ${newton}`;
}

/** "A + 2*B - C" */
function lawText(compiled: CompiledModel, law: SteadyState["laws"][number]): string {
  const name = (state: number): string => compiled.states[state]!.id;
  const terms = law.others.map(({ state, factor }) => {
    const size = Math.abs(factor) === 1 ? "" : `${Math.abs(factor)}*`;
    return ` ${factor < 0 ? "-" : "+"} ${size}${name(state)}`;
  });
  return `${name(law.state)}${terms.join("")}`;
}

function jsonText(
  compiled: CompiledModel,
  state: SteadyState,
  diagnostics: readonly Diagnostic[],
): string {
  const byId = (items: readonly { readonly id: string }[], values: Float64Array) =>
    Object.fromEntries(items.map(({ id }, i) => [id, values[i]]));
  const result = {
    found: state.code === SteadyCode.found,
    ended: nameOf(SteadyCode, state.code),
    reason: steadyText[state.code],
    how: state.how,
    time: state.time,
    states: byId(compiled.states, state.state),
    residual: state.residual,
    worstState: compiled.states[state.worstState]?.id ?? null,
    iterations: state.iterations,
    conserved: state.laws.map((law) => lawText(compiled, law)),
    stability: state.stability,
    largestRealPart: state.abscissa,
    diagnostics,
  };
  return `${JSON.stringify(result)}\n`;
}

function nameOf(codes: Readonly<Record<string, number>>, code: number): string {
  return Object.entries(codes).find(([, value]) => value === code)?.[0] ?? String(code);
}

function notFound(compiled: CompiledModel, state: SteadyState): CliError {
  const worst = compiled.states[state.worstState]?.id;
  const run = state.run === undefined ? "" : `: ${nameOf(ResultCode, state.run)}`;
  return failure("CH6064", {
    reason: `${nameOf(SteadyCode, state.code)}${run}`,
    state: worst === undefined ? "" : `; farthest from rest: "${worst}"`,
    help: state.run === undefined ? steadyText[state.code] : resultText[state.run],
  });
}
