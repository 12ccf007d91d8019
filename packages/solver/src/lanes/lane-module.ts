// A model and a Rosenbrock method as one WebAssembly module: equations, factorisation, step, adaptive
// loop, dense output. `buildLaneModule` writes it; lane-instance.ts runs it. What every kind of lane
// module exports and says of itself is here too; modules of the BDF are in bdf/.

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
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import { defineControl } from "./control-code.js";
import { defineInterpolation } from "./dense-code.js";
import { planFactors } from "./factor-pattern.js";
import { type LaneMemory, planMemory } from "./lane-memory.js";
import { defineLinearSolver } from "./linear-solver.js";
import { defineStep } from "./rosenbrock-code.js";
import { defineWatch } from "./watch-code.js";

const layoutSection = "chondron.lanes";

export interface LaneModuleOptions {
  /** Patients at once: 2 takes one instruction for both. */
  readonly width: 1 | 2;
  /** Indices of the observables to record. */
  readonly observe: readonly number[];
  /** Largest number of times to record. */
  readonly rowCapacity: number;
}

/** What every lane module exports, as functions of its host. */
export interface LaneExports {
  /** Fill the values that depend on parameters alone. */
  readonly hoist: () => void;
  /** Step until a lane's status is not `running`. */
  readonly run: () => void;
  /** A first step size at the lane's end; a method with a past begins it anew there. */
  readonly firstStep: (record: number, laneByte: number) => number;
  /** State at each lane's `fraction` of its step, into `between`. */
  readonly interpolate: () => void;
  readonly observe: (state: number, result: number) => void;
}

export type LaneKind = "rosenbrock" | "bdf";

/** What the host of a module must know of it; a section of the module. */
export interface LaneLayout extends Omit<LaneMemory, "lanes"> {
  readonly kind: LaneKind;
  /** Name of the method. */
  readonly method: string;
  readonly pages: number;
  readonly width: 1 | 2;
  readonly time: number;
  readonly parameters: number;
  readonly parameterCount: number;
  readonly context: number;
  readonly contextCount: number;
  readonly observe: readonly number[];
}

export function buildLaneModule(
  compiled: CompiledModel,
  tableau: RosenbrockTableau,
  { width, observe, rowCapacity }: LaneModuleOptions,
): Uint8Array<ArrayBuffer> {
  const lanes = width === 1 ? scalarLanes : pairLanes;
  const module = new ModuleBuilder(hostImports);
  const arena = new Arena();
  const equations = new EquationKernels(compiled, module, lanes, arena, observe);
  const pattern = planFactors(compiled);
  const memory = planMemory(arena, lanes, {
    states: compiled.states.length,
    stages: tableau.stages,
    matrixEntries: pattern.entries,
    observables: observe.length,
    roots: compiled.rootCount,
    rowCapacity,
  });
  const entries = Array.from({ length: pattern.entries }, (_, e) => ({
    address: memory.matrix + e * lanes.bytes,
    ...(pattern.nonzeros[e]! >= 0 ? { nonzero: pattern.nonzeros[e]! } : {}),
    shifted: pattern.shifted[e] === 1,
  }));
  const parts = {
    rates: equations.rates(),
    ratesAdded: equations.ratesAdded(),
    ratesAndMatrix: equations.ratesAndMatrix(entries),
    timeDerivative: equations.timeDerivative(),
    ...defineLinearSolver(module, arena, lanes, pattern, memory),
  };
  const { algebraicStates } = compiled;
  const { time, shift } = equations;
  const step = defineStep(module, tableau, memory, { ...parts, time }, algebraicStates);
  const watch = watchFor(compiled, tableau, module, equations, memory);
  const interpolate = defineInterpolation(module, tableau, memory);
  const observed = equations.observe();
  const scalar = width === 1 ? equations.functions : new ElementaryFunctions(module, scalarLanes);
  const control = defineControl(
    module,
    tableau,
    memory,
    {
      step,
      ...(watch === undefined ? {} : { watch }),
      rates: parts.rates,
      interpolate,
      observe: observed,
      time,
      shift,
      scalar,
    },
    algebraicStates,
  );
  module.export("step", step);
  for (const name of ["rates", "ratesAndMatrix", "factorize", "solve"] as const)
    module.export(name, parts[name]);
  const functions = { ...control, hoist: equations.hoist(), interpolate, observe: observed };
  return encodeLaneModule(module, arena, memory, equations, functions, "rosenbrock", tableau.name);
}

/** A lane module of any kind: its exports and its layout beside what was defined. */
export function encodeLaneModule(
  module: ModuleBuilder,
  arena: Arena,
  memory: LaneMemory,
  equations: EquationKernels,
  functions: Readonly<Record<keyof LaneExports, number>>,
  kind: LaneKind,
  method: string,
): Uint8Array<ArrayBuffer> {
  for (const [name, index] of Object.entries(functions)) module.export(name, index);
  const { lanes, ...places } = memory;
  const { compiled } = equations;
  const layout: LaneLayout = {
    ...places,
    kind,
    method,
    pages: arena.pages,
    width: lanes.width,
    time: equations.time,
    parameters: equations.parameters,
    parameterCount: compiled.parameters.length,
    context: equations.contextAddress,
    contextCount: compiled.contextCount,
    observe: equations.observables,
  };
  return module.encode(arena.pages, { [layoutSection]: JSON.stringify(layout) });
}

/** A function that looks for triggers in a step, where steps can hide them. */
function watchFor(
  compiled: CompiledModel,
  tableau: RosenbrockTableau,
  module: ModuleBuilder,
  equations: EquationKernels,
  memory: LaneMemory,
): number | undefined {
  const { events, triggersByClock, triggerStates, rootCount } = compiled;
  if (events.length === 0 || triggersByClock) return undefined;
  const kernels = { roots: equations.roots(), time: equations.time };
  return defineWatch(module, tableau, memory, kernels, triggerStates, rootCount);
}

/** Read what `buildLaneModule` wrote of itself into a module. */
export function layoutOf(module: WebAssembly.Module): LaneLayout {
  const [section] = WebAssembly.Module.customSections(module, layoutSection);
  return JSON.parse(new TextDecoder().decode(section)) as LaneLayout;
}
