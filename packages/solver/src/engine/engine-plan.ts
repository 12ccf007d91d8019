// Which target and method really run a job. Lanes of a WebAssembly module know the Rosenbrock methods
// and the BDF, the latter without algebraic states, and look at no past of the model; what they cannot
// run is stepped outside of a module that has the equations alone, one patient at a time, and the
// choice says so.

import { buildSystem, type CompiledModel } from "@chondron/compiler";
import { buildBdfModule } from "../lanes/bdf/bdf-module.js";
import { buildLaneModule, type LaneModuleOptions } from "../lanes/lane-module.js";
import { chooseMethod, traitsOf, unsuited } from "../method/choose.js";
import { automatic, multistepMethods, rosenbrockMethods } from "../method/methods.js";
import { rodas5p } from "../method/rodas5p.js";
import { defaultTarget, type Target } from "./target.js";

/** Part of every key: raise it when equal models no longer mean equal modules. */
const emitterVersion = 4;

export interface EngineQuestion {
  readonly compiled: CompiledModel;
  readonly target?: Target;
  readonly method?: string;
  readonly relativeTolerance: number;
  /** Indices of the observables to record. */
  readonly observe: Int32Array;
  /** Number of times to record. */
  readonly rows: number;
}

export interface EnginePlan {
  readonly target: Target;
  /** As asked; the method of the lanes where they run it. */
  readonly method: string;
  /** Equal keys mean equal modules. */
  readonly key: string;
  /** Bytes of the module; the JavaScript target has none. */
  readonly build?: () => Uint8Array<ArrayBuffer>;
}

export function planEngine(question: EngineQuestion): EnginePlan {
  const { compiled, target = defaultTarget, method = automatic, observe, rows } = question;
  if (target === "js") return { target, method, key: "js" };
  const laneMethod = methodForLanes(question);
  if (laneMethod === undefined) {
    const key = [compiled.hash, emitterVersion, "system"].join("|");
    return { target: "wasm", method, key, build: () => buildSystem(compiled) };
  }
  const width = target === "wasm-simd" ? 2 : 1;
  const options = { width, observe: [...observe], rowCapacity: Math.max(1, rows) } as const;
  const key = [compiled.hash, emitterVersion, laneMethod, width, rows, observe.join()].join("|");
  const build = (): Uint8Array<ArrayBuffer> => buildModule(compiled, laneMethod, options);
  return { target, method: laneMethod, key, build };
}

function buildModule(compiled: CompiledModel, method: string, options: LaneModuleOptions) {
  const multistep = multistepMethods[method];
  if (multistep) return buildBdfModule(compiled, multistep, options);
  return buildLaneModule(compiled, rosenbrockMethods[method]!, options);
}

/** Undefined where lanes cannot run the model, or not by the method asked for. */
function methodForLanes({ compiled, method = automatic, relativeTolerance }: EngineQuestion) {
  if (compiled.delays.length > 0) return undefined;
  const wanted =
    method === automatic ? chooseMethod(traitsOf(compiled, relativeTolerance, true)) : method;
  if (Object.hasOwn(rosenbrockMethods, wanted) || bdfLanesCanRun(compiled, wanted)) return wanted;
  return method === automatic ? rodas5p.name : undefined;
}

// The slopes of algebraic states at a restart ask for a linear system of their own.
function bdfLanesCanRun(compiled: CompiledModel, method: string): boolean {
  if (!Object.hasOwn(multistepMethods, method)) return false;
  if (compiled.algebraicStates.length > 0) return false;
  return unsuited(method, compiled) === undefined;
}
