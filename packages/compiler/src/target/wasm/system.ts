// A System whose equations run in a WebAssembly module of one patient: what a stepper outside the
// module evaluates (models with delays, methods that lanes do not know). Initial values, events,
// actions and lags stay with the JavaScript target, and so does the layout of `p`; the module keeps
// hoisted values of its own.

import type { CompiledModel } from "../../compiled-model.js";
import { contextStart, type System } from "../../system.js";
import { loadJs } from "../js.js";
import { Arena } from "./arena.js";
import { hostImplementations, hostImports } from "./elementary.js";
import { EquationKernels } from "./equation-kernels.js";
import { scalarLanes } from "./lanes.js";
import { importedMemory, importModule, ModuleBuilder } from "./module-builder.js";

const layoutSection = "chondron.system";

/** Addresses in the memory of a system's module. */
interface SystemLayout {
  readonly pages: number;
  readonly time: number;
  /** [state] */
  readonly state: number;
  /** [parameter], then what the module hoists. */
  readonly parameters: number;
  readonly context: number;
  /** Results of every kernel. */
  readonly result: number;
}

interface SystemExports {
  hoist(): void;
  rates(state: number, result: number): void;
  jacobian(state: number, result: number): void;
  /** Absent where it is zero. */
  timeDerivative?(state: number, result: number): void;
  observe(state: number, result: number): void;
}

/** Bytes of the module that `loadSystem` loads. */
export function buildSystem(compiled: CompiledModel): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(hostImports);
  const arena = new Arena();
  const { states, observables, jacobian } = compiled;
  const equations = new EquationKernels(compiled, module, scalarLanes, arena, [
    ...observables.keys(),
  ]);
  const timeDerivative = equations.timeDerivative();
  module.export("hoist", equations.hoist());
  module.export("rates", equations.rates());
  module.export("jacobian", equations.jacobian());
  if (timeDerivative !== undefined) module.export("timeDerivative", timeDerivative);
  module.export("observe", equations.observe());
  const largest = Math.max(states.length, observables.length, jacobian.rows.length);
  const state = arena.reserve(states.length * scalarLanes.bytes);
  const result = arena.reserve(largest * scalarLanes.bytes);
  const layout: SystemLayout = {
    pages: arena.pages,
    time: equations.time,
    state,
    parameters: equations.parameters,
    context: equations.contextAddress,
    result,
  };
  return module.encode(arena.pages, { [layoutSection]: JSON.stringify(layout) });
}

/** True for what `buildSystem` made, compiled. */
export function isSystemModule(module: WebAssembly.Module): boolean {
  return WebAssembly.Module.customSections(module, layoutSection).length > 0;
}

/** The functions of a compiled model over an instance of its own. */
export function loadSystem(compiled: CompiledModel, module: WebAssembly.Module): System {
  const equations = new SystemInstance(compiled, module);
  return {
    ...loadJs(compiled),
    rhs: (t, y, p, f) => equations.run("rates", t, y, p, f),
    jacobian: (t, y, p, values) => equations.run("jacobian", t, y, p, values),
    timeDerivative: (t, y, p, f) => equations.run("timeDerivative", t, y, p, f),
    observe: (t, y, p, out) => equations.run("observe", t, y, p, out),
  };
}

/** As `loadJs`, with rates, Jacobian, time derivative and observables computed in WebAssembly. */
export function loadWasm(compiled: CompiledModel): System {
  return loadSystem(compiled, new WebAssembly.Module(buildSystem(compiled)));
}

class SystemInstance {
  readonly #exports: SystemExports;
  readonly #time: Float64Array;
  readonly #state: Float64Array;
  readonly #parameters: Float64Array;
  readonly #context: Float64Array;
  readonly #result: Float64Array;
  readonly #layout: SystemLayout;
  /** Where the context lies in `p`. */
  readonly #contextStart: number;
  #hoisted = false;

  constructor(compiled: CompiledModel, module: WebAssembly.Module) {
    const layout = layoutOf(module);
    const memory = new WebAssembly.Memory({ initial: layout.pages });
    const imports = { [importModule]: { ...hostImplementations, [importedMemory]: memory } };
    const instance = new WebAssembly.Instance(module, imports);
    const doubles = (address: number, count: number): Float64Array =>
      new Float64Array(memory.buffer, address, count);
    const { states, parameters, observables, jacobian, contextCount } = compiled;
    this.#exports = instance.exports as unknown as SystemExports;
    this.#layout = layout;
    this.#contextStart = contextStart(compiled);
    this.#time = doubles(layout.time, 1);
    this.#state = doubles(layout.state, states.length);
    this.#parameters = doubles(layout.parameters, parameters.length);
    this.#context = doubles(layout.context, contextCount);
    const largest = Math.max(states.length, observables.length, jacobian.rows.length);
    this.#result = doubles(layout.result, largest);
  }

  run(
    kernel: Exclude<keyof SystemExports, "hoist">,
    t: number,
    y: Float64Array,
    p: Float64Array,
    out: Float64Array,
  ): void {
    const { state, result } = this.#layout;
    this.#time[0] = t;
    this.#state.set(y);
    this.#takeParameters(p);
    if (!this.#exports[kernel]) {
      out.fill(0);
      return;
    }
    this.#exports[kernel](state, result);
    for (let i = 0; i < out.length; i++) out[i] = this.#result[i]!;
  }

  /** Hoisted values follow the parameters, so they are computed again where one differs. */
  #takeParameters(p: Float64Array): void {
    const parameters = this.#parameters;
    let same = this.#hoisted;
    for (let i = 0; i < parameters.length; i++) {
      if (Object.is(parameters[i], p[i])) continue;
      parameters[i] = p[i]!;
      same = false;
    }
    for (let k = 0; k < this.#context.length; k++) this.#context[k] = p[this.#contextStart + k]!;
    if (same) return;
    this.#exports.hoist();
    this.#hoisted = true;
  }
}

function layoutOf(module: WebAssembly.Module): SystemLayout {
  const [section] = WebAssembly.Module.customSections(module, layoutSection);
  return JSON.parse(new TextDecoder().decode(section)) as SystemLayout;
}
