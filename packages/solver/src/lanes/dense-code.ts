// The solution inside a step as code, after dense-output.ts: the state at each lane's own fraction of
// its step.

import type { Local, ModuleBuilder } from "@chondron/compiler";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import type { LaneMemory } from "./lane-memory.js";
import { LoadedValues, vectorLoop, weightedSum } from "./vector-loop.js";

/** () → the interpolated state into `memory.between`. */
export function defineInterpolation(
  module: ModuleBuilder,
  tableau: RosenbrockTableau,
  memory: LaneMemory,
): number {
  const { lanes, states } = memory;
  return module.define([], [], (f) => {
    const offset = f.local("i32");
    const [fraction, rest, sum] = [0, 1, 2].map(() => f.local(lanes.type)) as [Local, Local, Local];
    const load = (address: number): void => {
      f.get(offset);
      lanes.load(f, address);
    };
    f.i32(0);
    lanes.load(f, memory.fraction);
    f.set(fraction);
    lanes.constant(f, 1);
    f.get(fraction);
    lanes.arithmetic(f, "sub");
    f.set(rest);
    const used = Math.max(0, ...tableau.dense.map((row) => row.length));
    const addresses = Array.from(
      { length: used },
      (_, j) => memory.stages + j * states * lanes.bytes,
    );
    const stages = new LoadedValues(f, lanes, offset, addresses);
    vectorLoop(f, lanes, states, offset, () => {
      stages.load();
      [...tableau.dense].reverse().forEach((row, r) => {
        if (r > 0) {
          f.get(sum).get(fraction);
          lanes.arithmetic(f, "mul");
        }
        weightedSum(f, lanes, stages.terms(row));
        if (r > 0) lanes.arithmetic(f, "add");
        f.set(sum);
      });
      // (1-θ)·y + θ·(y_new + (1-θ)·sum)
      f.get(offset);
      f.get(rest);
      load(memory.from);
      lanes.arithmetic(f, "mul");
      f.get(fraction);
      load(memory.to);
      f.get(rest).get(sum);
      lanes.arithmetic(f, "mul");
      lanes.arithmetic(f, "add");
      lanes.arithmetic(f, "mul");
      lanes.arithmetic(f, "add");
      lanes.store(f, memory.between);
    });
  });
}
