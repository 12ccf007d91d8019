// A model ready to be run by one target, in any thread: problems in, solutions out.

import {
  type CompiledModel,
  isSystemModule,
  loadJs,
  loadSystem,
  type System,
} from "@chondron/compiler";
import { Integrator } from "../integrate.js";
import { LaneRunner, type LaneTask } from "../lanes/lane-runner.js";
import type { Problem, Solution } from "../problem.js";
import { type EngineQuestion, planEngine } from "./engine-plan.js";

export type { LaneTask } from "../lanes/lane-runner.js";

export class Engine {
  readonly system: System;
  readonly #lanes: LaneRunner | undefined;
  readonly #method: string | undefined;
  #integrator: Integrator | undefined;

  /**
   * @param module what an EnginePlan builds, compiled; absent: the JavaScript target.
   * @param method where lanes do not run it. Throws RangeError for one that does not exist.
   */
  constructor(compiled: CompiledModel, module?: WebAssembly.Module, method?: string) {
    const outside = module !== undefined && isSystemModule(module);
    this.system = outside ? loadSystem(compiled, module) : loadJs(compiled);
    this.#method = method;
    if (module && !outside) this.#lanes = new LaneRunner(this.system, module);
    else this.#integrator = new Integrator(this.system, method);
  }

  /** Run tasks as lanes become free; their order of ending is open, their solutions are not. */
  runAll(tasks: Iterator<LaneTask, unknown>): void {
    if (this.#lanes) {
      this.#lanes.run(tasks);
      return;
    }
    for (let next = tasks.next(); !next.done; next = tasks.next())
      next.value.done(this.#stepping().run(next.value.problem));
  }

  run(problem: Problem): Solution {
    let solution: Solution | undefined;
    const task: LaneTask = {
      problem,
      done: (result) => {
        solution = result;
      },
    };
    this.runAll([task].values());
    return solution!;
  }

  #stepping(): Integrator {
    this.#integrator ??= new Integrator(this.system, this.#method);
    return this.#integrator;
  }
}

/** An engine in this thread, its module compiled at once. */
export function openEngine(question: EngineQuestion): Engine {
  const { build, method } = planEngine(question);
  const module = build && new WebAssembly.Module(build());
  return new Engine(question.compiled, module, method);
}
