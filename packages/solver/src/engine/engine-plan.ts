// Which target and method really run a job. Lanes of a WebAssembly module know the Rosenbrock methods
// and no past; what they cannot run is stepped outside of a module that has the equations alone, one
// patient at a time, and the choice says so.

import { buildSystem, type CompiledModel } from "@chondron/compiler";
import { buildLaneModule } from "../lanes/lane-module.js";
import { chooseMethod, traitsOf } from "../method/choose.js";
import { automatic, rosenbrockMethods } from "../method/methods.js";
import { rodas5p } from "../method/rodas5p.js";
import { defaultTarget, type Target } from "./target.js";

/** Part of every key: raise it when equal models no longer mean equal modules. */
const emitterVersion = 1;

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
  /** As asked; the Rosenbrock method chosen where lanes run it. */
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
  const build = (): Uint8Array<ArrayBuffer> =>
    buildLaneModule(compiled, rosenbrockMethods[laneMethod]!, options);
  return { target, method: laneMethod, key, build };
}

/** Undefined where lanes cannot run the model, or not by the method asked for. */
function methodForLanes({ compiled, method = automatic, relativeTolerance }: EngineQuestion) {
  if (compiled.delays.length > 0) return undefined;
  if (method !== automatic) return rosenbrockMethods[method]?.name;
  const chosen = chooseMethod(traitsOf(compiled, relativeTolerance, true));
  return (rosenbrockMethods[chosen] ?? rodas5p).name;
}
