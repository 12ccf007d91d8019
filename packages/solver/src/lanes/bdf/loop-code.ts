// The loop of the BDF lanes as code: attempts of all lanes together until one of them needs its host.
// A fresh Jacobian or matrix is made where any lane asks; the others keep theirs.

import type { FunctionBuilder, Local, ModuleBuilder } from "@chondron/compiler";
import type { BdfMemory } from "./bdf-memory.js";
import type { ControlFunctions } from "./control-code.js";
import { type NewtonFunctions, Wants } from "./newton-code.js";

export interface LoopKernels {
  readonly control: ControlFunctions;
  readonly newton: NewtonFunctions;
  readonly predict: number;
  readonly advance: number;
  readonly beginAgain: number;
  readonly jacobian: number;
  readonly assemble: number;
  readonly factorize: number;
}

/** Define () → steps until a lane's status is not `running`. */
export function defineLoop(module: ModuleBuilder, memory: BdfMemory, kernels: LoopKernels): number {
  const { control, newton } = kernels;
  return module.define([], [], (f) => {
    const wants = f.local("i32");
    const forLanes = (functionIndex: number): void =>
      writeForLanes(f, memory, functionIndex, wants);
    f.loop(() => {
      forLanes(control.choose);
      f.get(wants).if(() => void f.op("return"));
      forLanes(newton.begin);
      f.call(kernels.predict);
      writeIteration(f, kernels, wants, () => forLanes(newton.judge));
      for (const [record, byte] of recordsOf(memory)) f.i32(record).i32(byte).call(control.judge);
      f.call(kernels.advance);
      forLanes(control.conclude);
      f.get(wants).if(() => void f.op("return"));
      f.branch(0);
    });
  });
}

function writeIteration(
  f: FunctionBuilder,
  { newton, jacobian, assemble, factorize, beginAgain }: LoopKernels,
  wants: Local,
  judge: () => void,
): void {
  const where = (wanted: number, ...functions: number[]): void => {
    f.get(wants).i32(wanted).op("i32.and");
    f.if(() => {
      for (const index of functions) f.call(index);
    });
  };
  f.loop(() => {
    where(Wants.jacobian, jacobian);
    where(Wants.matrix, assemble, factorize);
    where(Wants.newStart, beginAgain);
    f.call(newton.improve);
    judge();
    f.get(wants).branchIf(0);
  });
}

/** Results of a function of (record, lane byte) of all lanes, as bits. */
function writeForLanes(
  f: FunctionBuilder,
  memory: BdfMemory,
  functionIndex: number,
  results: Local,
): void {
  f.i32(0).set(results);
  for (const [record, byte] of recordsOf(memory))
    f.i32(record).i32(byte).call(functionIndex).get(results).op("i32.or").set(results);
}

function recordsOf({ lanes, records, recordBytes }: BdfMemory): (readonly [number, number])[] {
  return Array.from(
    { length: lanes.width },
    (_, lane) => [records + lane * recordBytes, 8 * lane] as const,
  );
}
