// The solution inside a step as code: `interpolateNordsieck` of multistep/bdf-step.ts for all lanes,
// each at its own fraction of its step. Rows beyond a lane's order are 0.

import type { Local, ModuleBuilder } from "@chondron/compiler";
import { vectorLoop } from "../vector-loop.js";
import type { BdfMemory } from "./bdf-memory.js";

/** () → the interpolated state into `memory.between`. */
export function defineInterpolation(module: ModuleBuilder, memory: BdfMemory): number {
  const { lanes, states, maxOrder, history } = memory;
  return module.define([], [], (f) => {
    const offset = f.local("i32");
    const [fraction, back] = [f.local(lanes.type), f.local(lanes.type)];
    // 1 + u + … + u^(j-2), by j from 2 on.
    const powers: Local[] = Array.from({ length: maxOrder - 1 }, () => f.local(lanes.type));
    const load = (address: number): void => {
      f.get(offset);
      lanes.load(f, address);
    };
    const row = (j: number): number => history + j * states * lanes.bytes;
    f.i32(0);
    lanes.load(f, memory.fraction);
    f.set(fraction);
    lanes.constant(f, 1);
    f.get(fraction);
    lanes.arithmetic(f, "sub");
    f.set(back);
    powers.forEach((power, i) => {
      lanes.constant(f, 1);
      if (i > 0) {
        f.get(powers[i - 1]!).get(back);
        lanes.arithmetic(f, "mul");
        lanes.arithmetic(f, "add");
      }
      f.set(power);
    });
    // u·from + fraction·(z_0 - u·Σ_(j≥2) (-1)^j·z_j·(1 + u + … + u^(j-2)))
    vectorLoop(f, lanes, states, offset, () => {
      f.get(offset);
      f.get(back);
      load(memory.from);
      lanes.arithmetic(f, "mul");
      f.get(fraction);
      load(row(0));
      f.get(back);
      powers.forEach((power, i) => {
        load(row(i + 2));
        f.get(power);
        lanes.arithmetic(f, "mul");
        if (i > 0) lanes.arithmetic(f, i % 2 === 0 ? "add" : "sub");
      });
      for (const operation of ["mul", "sub", "mul", "add"] as const) lanes.arithmetic(f, operation);
      lanes.store(f, memory.between);
    });
  });
}
