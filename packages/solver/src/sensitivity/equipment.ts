// What forward and adjoint sensitivities need of a model and a method.

import {
  type CotangentBlock,
  compileDerivatives,
  type DerivativeSystem,
  loadDerivatives,
  type System,
  type TangentBlock,
} from "@chondron/compiler";

import { automatic, rosenbrockMethods } from "../method/methods.js";
import { rodas5p } from "../method/rodas5p.js";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import { refusal, type SensitivityInput } from "./inputs.js";

/** Methods whose steps are differentiated; the automatic choice among them is Rodas5P. */
export const sensitivityMethods: readonly string[] = [automatic, ...Object.keys(rosenbrockMethods)];

/** Throws RangeError for a method whose steps are not differentiated. */
export function tableauOf(method: string = automatic): RosenbrockTableau {
  const tableau = method === automatic ? rodas5p : rosenbrockMethods[method];
  if (!tableau) throw new RangeError(`no sensitivities with method "${method}"`);
  return tableau;
}

/** Forward mode. Throws RangeError for a model that `refusal` names. */
export function tangentsOf(
  system: System,
  inputs: readonly SensitivityInput[],
): DerivativeSystem<TangentBlock> {
  return loadDerivatives(compileDerivatives(system.compiled, chosen(system, inputs), ["tangent"]));
}

/** Reverse mode. Throws RangeError for a model that `refusal` names. */
export function cotangentsOf(
  system: System,
  inputs: readonly SensitivityInput[],
): DerivativeSystem<CotangentBlock> {
  return loadDerivatives(
    compileDerivatives(system.compiled, chosen(system, inputs), ["cotangent"]),
  );
}

function chosen(system: System, inputs: readonly SensitivityInput[]): Int32Array {
  const reason = refusal(system.compiled);
  if (reason !== undefined) throw new RangeError(`no sensitivities of this model: ${reason}`);
  const parameters = inputs.filter((input) => input.vector === "parameter");
  return Int32Array.from(parameters, (input) => input.index);
}
