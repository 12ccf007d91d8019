// chondron compile MODEL: what a model's equations become on their way to being run: the graph of
// operations, JavaScript source, a WebAssembly module or its text.

import {
  type CompiledModel,
  compile as compileModel,
  optimise,
  printProgram,
  printWat,
} from "@chondron/compiler";
import { hasErrors } from "@chondron/model";
import { defaultMethod, planEngine, type Target } from "@chondron/solver";
import { CliError, ExitCode, usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import type { EmittedForm } from "./emitted-form.js";
import { loadModel } from "./model-file.js";
import { saveFile } from "./save-file.js";
import { observableIndex, refuseMethod, refuseUnknownMethod } from "./simulate.js";
import type { Terminal } from "./terminal.js";

export interface CompileOptions {
  readonly emit: EmittedForm;
  /** The graph as it was before the passes. */
  readonly plain?: boolean;
  readonly target: Exclude<Target, "js">;
  /** Absent: the choice is left to the engine. */
  readonly method?: string;
  /** Part of what is chosen where the method is not named. */
  readonly rtol: number;
  /** Ids that the module watches; absent: all states. */
  readonly observe?: readonly string[];
  readonly out?: string;
}

export async function compile(
  file: string,
  options: CompileOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { emit, out } = options;
  if (options.method !== undefined) refuseUnknownMethod(options.method);
  if (emit === "wasm" && out === undefined && terminal.showsOutput) throw usageError("CH6020", {});
  const { model, diagnostics } = loadModel(file);
  const compiling = compileModel(model);
  const found = [...diagnostics, ...compiling.diagnostics];
  const { compiled } = compiling;
  if (!compiled || hasErrors(found)) throw new CliError(found, ExitCode.failed);
  noteDiagnostics(terminal, found);
  const content = emitted(compiled, options, terminal);
  if (out === undefined) await terminal.write(content);
  else await saveFile(out, content);
  return ExitCode.success;
}

function emitted(
  compiled: CompiledModel,
  options: CompileOptions,
  terminal: Terminal,
): string | Uint8Array {
  switch (options.emit) {
    case "ir":
      return printProgram(options.plain ? compiled.program : optimise(compiled.program));
    case "js":
      return `${compiled.source}\n`;
    case "wat":
      return printWat(moduleOf(compiled, options, terminal));
    case "wasm":
      return moduleOf(compiled, options, terminal);
  }
}

/** The module that a run with these options is given, with room for one recorded time. */
function moduleOf(
  compiled: CompiledModel,
  { target, method = defaultMethod, rtol, observe }: CompileOptions,
  terminal: Terminal,
): Uint8Array {
  refuseMethod(compiled, method);
  const columns = observe ?? compiled.states.map((state) => state.id);
  const plan = planEngine({
    compiled,
    target,
    method,
    relativeTolerance: rtol,
    observe: Int32Array.from(columns, (id) => observableIndex(compiled, id)),
    rows: 1,
  });
  terminal.note(`target ${plan.target}, method ${plan.method}\n`);
  return plan.build!();
}
