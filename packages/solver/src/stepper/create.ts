// A stepper for a system by the name of its method.

import type { System } from "@chondron/compiler";
import { unsuited } from "../method/choose.js";
import {
  automatic,
  explicitMethods,
  multistepMethods,
  rosenbrockMethods,
} from "../method/methods.js";
import { AdaptiveBdf } from "./adaptive-bdf.js";
import { AdaptiveExplicit } from "./adaptive-explicit.js";
import { AdaptiveRosenbrock } from "./adaptive-rosenbrock.js";
import { AutomaticStepper } from "./automatic.js";
import type { Stepper } from "./stepper.js";

/** Throws RangeError for a method that does not exist or cannot run the model: see `unsuited`. */
export function createStepper(system: System, method: string): Stepper {
  const reason = unsuited(method, system.compiled);
  if (reason !== undefined) throw new RangeError(`method "${method}": ${reason}`);
  if (method === automatic) return new AutomaticStepper(system, createStepper);
  const rosenbrock = rosenbrockMethods[method];
  if (rosenbrock) return new AdaptiveRosenbrock(system, rosenbrock);
  const explicit = explicitMethods[method];
  if (explicit) return new AdaptiveExplicit(system, explicit);
  const multistep = multistepMethods[method];
  if (multistep) return new AdaptiveBdf(system, multistep);
  throw new RangeError(`unknown method "${method}"`);
}
