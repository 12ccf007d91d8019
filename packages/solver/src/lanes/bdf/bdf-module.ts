// A model and the variable-order BDF as one WebAssembly module: equations, factorisation, Newton
// iteration, adaptive loop, dense output. Its host is that of the Rosenbrock modules.

import {
  Arena,
  type CompiledModel,
  ElementaryFunctions,
  EquationKernels,
  hostImports,
  ModuleBuilder,
  pairLanes,
  scalarLanes,
} from "@chondron/compiler";
import type { BdfTable } from "../../method/bdf.js";
import { defineRecording } from "../control-code.js";
import { planFactors } from "../factor-pattern.js";
import { encodeLaneModule, type LaneModuleOptions } from "../lane-module.js";
import { defineLinearSolver } from "../linear-solver.js";
import { planBdfMemory } from "./bdf-memory.js";
import { defineCoefficients } from "./coefficients-code.js";
import { defineControl } from "./control-code.js";
import { defineInterpolation } from "./dense-code.js";
import { defineHistory } from "./history-code.js";
import { defineAssembly, defineJacobian } from "./jacobian-code.js";
import { defineLoop } from "./loop-code.js";
import { defineNewton } from "./newton-code.js";
import { defineAdvance, defineBeginAgain, definePrediction } from "./predict-code.js";
import { defineRestart } from "./restart-code.js";

/** @param compiled a model without algebraic states, delays and fast reactions. */
export function buildBdfModule(
  compiled: CompiledModel,
  table: BdfTable,
  { width, observe, rowCapacity }: LaneModuleOptions,
): Uint8Array<ArrayBuffer> {
  const lanes = width === 1 ? scalarLanes : pairLanes;
  const module = new ModuleBuilder(hostImports);
  const arena = new Arena();
  const equations = new EquationKernels(compiled, module, lanes, arena, observe);
  const pattern = planFactors(compiled);
  const memory = planBdfMemory(arena, lanes, table, {
    states: compiled.states.length,
    matrixEntries: pattern.entries,
    nonzeros: compiled.jacobian.rows.length,
    observables: observe.length,
    roots: 0,
    rowCapacity,
  });
  const { time, shift } = equations;
  const rates = equations.rates();
  const linear = defineLinearSolver(module, arena, lanes, pattern, memory);
  const interpolate = defineInterpolation(module, memory);
  const observed = equations.observe();
  const scalar = width === 1 ? equations.functions : new ElementaryFunctions(module, scalarLanes);
  const history = defineHistory(module, memory);
  const restart = defineRestart(module, table, memory, { rates, time, begin: history.begin });
  const ratesAdded = equations.ratesAdded();
  const control = defineControl(module, table, memory, {
    history,
    coefficients: defineCoefficients(module, memory),
    renewSlope: restart.renewSlope,
    record: defineRecording(module, memory, { interpolate, observe: observed, time }),
    watched: compiled.events.length > 0 && !compiled.triggersByClock,
    time,
    scalar,
  });
  const parts = {
    predict: definePrediction(module, memory),
    advance: defineAdvance(module, memory),
    beginAgain: defineBeginAgain(module, memory),
    jacobian: defineJacobian(module, memory, equations.jacobian()),
    assemble: defineAssembly(module, arena, memory, pattern, shift),
    factorize: linear.factorize,
  };
  const newton = defineNewton(module, table, memory, { ratesAdded, solve: linear.solve, shift });
  const run = defineLoop(module, memory, { control, newton, ...parts });
  // For measurements.
  for (const [name, index] of Object.entries(parts)) module.export(name, index);
  module.export("improve", newton.improve);
  const functions = {
    hoist: equations.hoist(),
    run,
    firstStep: restart.firstStep,
    interpolate,
    observe: observed,
  };
  return encodeLaneModule(module, arena, memory, equations, functions, "bdf", table.name);
}
