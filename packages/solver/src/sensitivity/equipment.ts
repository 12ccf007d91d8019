// What forward and adjoint sensitivities need of a model and a method.

import {
  compileDerivatives,
  type DerivativeSystem,
  loadDerivatives,
  type System,
} from "@chondron/compiler";
import { defaultMethod, methods } from "../method/methods.js";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import { refusal, type SensitivityInput } from "./inputs.js";

/** Throws RangeError for a method whose steps are not differentiated. */
export function tableauOf(method: string = defaultMethod): RosenbrockTableau {
  const tableau = methods[method];
  if (!tableau) throw new RangeError(`no sensitivities with method "${method}"`);
  return tableau;
}

/** Throws RangeError for a model that `refusal` names. */
export function derivativesOf(system: System, inputs: readonly SensitivityInput[]): DerivativeSystem {
  const reason = refusal(system.compiled);
  if (reason !== undefined) throw new RangeError(`no sensitivities of this model: ${reason}`);
  const parameters = inputs.filter((input) => input.vector === "parameter").map((i) => i.index);
  return loadDerivatives(compileDerivatives(system.compiled, Int32Array.from(parameters)));
}
