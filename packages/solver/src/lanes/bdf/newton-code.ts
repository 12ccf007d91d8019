// The Newton iteration of all lanes as code, by the rules of multistep/modified-newton.ts. The vectors
// of all lanes are improved together; each lane says by itself whether it goes on, wants a fresh matrix
// or a fresh Jacobian, and a mask leaves alone the lanes that have ended.

import type { Local, ModuleBuilder } from "@chondron/compiler";
import type { BdfTable } from "../../method/bdf.js";
import { vectorLoop } from "../vector-loop.js";
import { ageless, type BdfMemory } from "./bdf-memory.js";
import { defineForLane, type LaneCode } from "./lane-code.js";
import { loadMask } from "./predict-code.js";
import {
  abs,
  add,
  assign,
  atMost,
  both,
  div,
  either,
  finite,
  greater,
  integer,
  isEqual,
  isLess,
  leave,
  less,
  max,
  min,
  mul,
  not,
  sqrt,
  sub,
  variable,
  when,
} from "./scalar-code.js";

/** As in modified-newton.ts. */
const rateMemory = 0.3;
const divergence = 2;
const sameRatio = 0.2;

/** What lanes want, as bits of the result of the functions below. */
export const Wants = { iteration: 1, matrix: 2, jacobian: 4, newStart: 8 } as const;

export interface NewtonKernels {
  readonly ratesAdded: number;
  readonly solve: number;
  /** Address of the shift of each lane's matrix. */
  readonly shift: number;
}

export interface NewtonFunctions {
  /** (record, lane byte) → wants, at the start of an attempt. */
  readonly begin: number;
  /** () → one iteration of all lanes. */
  readonly improve: number;
  /** (record, lane byte) → wants, after an iteration. */
  readonly judge: number;
}

export function defineNewton(
  module: ModuleBuilder,
  table: BdfTable,
  memory: BdfMemory,
  kernels: NewtonKernels,
): NewtonFunctions {
  const refresh = defineForLane(module, memory, "i32", (lane) =>
    writeRefresh(lane, table, kernels),
  );
  const judge = defineForLane(module, memory, "i32", (lane) =>
    writeJudgement(lane, table, refresh),
  );
  return {
    begin: defineForLane(module, memory, "i32", (lane) => writeBegin(lane, refresh)),
    improve: defineImprovement(module, memory, kernels),
    judge,
  };
}

function writeBegin(lane: LaneCode, refresh: number): void {
  const { f, memory } = lane;
  for (const mask of [memory.iterating, memory.wantsJacobian, memory.beginsAgain])
    lane.setMask(mask, false);
  when(f, not(lane.integer("active")), () => leave(f, integer(0)));
  for (const field of ["iteration", "retried", "converged"] as const) lane.setInteger(field, 0);
  lane.setInteger("iterating", 1);
  lane.setMask(memory.iterating, true);
  lane.call(refresh);
  f.i32(Wants.iteration).op("i32.or");
}

/** A new matrix where the old one is too old or was made for a γ too far off, and so a Jacobian. */
function writeRefresh(lane: LaneCode, table: BdfTable, { shift }: NewtonKernels): void {
  const { f, memory } = lane;
  const wants = variable(f, "i32");
  const [gamma, made] = [lane.double("gamma"), lane.double("matrixGamma")];
  const young = isLess(lane.integer("matrixAge"), integer(table.matrixLife));
  const near = atMost(abs(sub(div(gamma, made), 1)), table.staleRatio);
  assign(f, wants, integer(0));
  lane.setInteger("made", not(both(both(greater(made, 0), young), near)));
  when(f, lane.integer("made"), () => {
    assign(f, wants, integer(Wants.matrix));
    when(f, isLess(integer(table.jacobianLife), lane.integer("jacobianAge")), () => {
      assign(f, wants, integer(Wants.matrix | Wants.jacobian));
      lane.setMask(memory.wantsJacobian, true);
      lane.increase("jacobianCalls");
      lane.setInteger("jacobianAge", 0);
    });
    lane.increase("factorizations");
    lane.set("matrixGamma", gamma);
    lane.setInteger("matrixAge", 0);
    lane.set("rate", 1);
    lane.setValue(shift, div(1, gamma));
  });
  const ratio = variable(f);
  assign(f, ratio, div(gamma, made));
  lane.setValue(memory.damping, div(mul(2, ratio), add(1, ratio)));
  wants(f);
}

function writeJudgement(lane: LaneCode, table: BdfTable, refresh: number): void {
  const { f, memory } = lane;
  const size = variable(f);
  lane.setMask(memory.wantsJacobian, false);
  lane.setMask(memory.beginsAgain, false);
  when(f, not(lane.integer("iterating")), () => leave(f, integer(0)));
  lane.increase("rhsCalls");
  lane.increase("solves");
  assign(f, size, sqrt(div(lane.value(memory.changeSquares), Math.max(1, memory.states))));
  when(f, finite(size), () => {
    const later = isLess(integer(0), lane.integer("iteration"));
    const before = lane.double("increment");
    const rate = lane.double("rate");
    when(f, later, () => lane.set("rate", max(mul(rateMemory, rate), div(size, before))));
    when(f, atMost(mul(size, min(1, rate)), lane.double("newtonTolerance")), () => {
      lane.setInteger("converged", 1);
      end(lane);
      leave(f, integer(0));
    });
    when(f, not(both(later, greater(size, mul(divergence, before)))), () => {
      lane.set("increment", size);
      lane.increase("iteration");
      when(f, isLess(lane.integer("iteration"), integer(table.newtonIterations)), () =>
        leave(f, integer(Wants.iteration)),
      );
    });
  });
  writeFailure(lane, refresh);
}

// What an old matrix could not do, one from here may; what a fresh one could not, only a smaller step.
function writeFailure(lane: LaneCode, refresh: number): void {
  const { f, memory } = lane;
  const current = variable(f, "i32");
  assign(
    f,
    current,
    either(isEqual(lane.integer("jacobianAge"), integer(0)), lane.integer("retried")),
  );
  const ratio = div(lane.double("gamma"), lane.double("matrixGamma"));
  const blamed = either(lane.integer("made"), less(abs(sub(ratio, 1)), sameRatio));
  when(f, either(current, blamed), () => lane.setInteger("jacobianAge", ageless));
  lane.set("matrixGamma", 0);
  when(f, current, () => {
    end(lane);
    leave(f, integer(0));
  });
  lane.setInteger("retried", 1);
  lane.setInteger("iteration", 0);
  lane.setMask(memory.beginsAgain, true);
  lane.call(refresh);
  f.i32(Wants.iteration | Wants.newStart).op("i32.or");
}

function end(lane: LaneCode): void {
  lane.setInteger("iterating", 0);
  lane.setMask(lane.memory.iterating, false);
}

// right = f(to) - (slopes + correction)/γ, then solved; the next right is prepared in the same pass
// over the states that takes the increment.
function defineImprovement(
  module: ModuleBuilder,
  memory: BdfMemory,
  { ratesAdded, solve }: NewtonKernels,
): number {
  const { lanes } = memory;
  return module.define([], [], (f) => {
    const offset = f.local("i32");
    const mask = f.local(lanes.truthType);
    const [gamma, damping, change, weight, correction, changes, errors] = Array.from(
      { length: 7 },
      () => f.local(lanes.type),
    ) as [Local, Local, Local, Local, Local, Local, Local];
    const load = (address: number): void => {
      f.get(offset);
      lanes.load(f, address);
    };
    const loadValue = (address: number, into: Local): void => {
      f.i32(0);
      lanes.load(f, address);
      f.set(into);
    };
    const addSquare = (factor: Local, total: Local): void => {
      f.get(factor).get(weight);
      lanes.arithmetic(f, "mul");
      f.set(change).get(change).get(change);
      lanes.arithmetic(f, "mul");
      f.get(total);
      lanes.arithmetic(f, "add");
      f.set(total);
    };
    const store = (address: number, value: () => void): void => {
      f.get(offset);
      value();
      lanes.store(f, address);
    };
    f.i32(memory.to).i32(memory.right).i32(memory.couplings).call(ratesAdded);
    f.i32(memory.right).i32(memory.solved).call(solve);
    loadMask(f, lanes, memory.iterating);
    f.set(mask);
    loadValue(memory.inverseGamma, gamma);
    loadValue(memory.damping, damping);
    for (const total of [changes, errors]) {
      lanes.constant(f, 0);
      f.set(total);
    }
    vectorLoop(f, lanes, memory.states, offset, () => {
      load(memory.solved);
      f.get(damping);
      lanes.arithmetic(f, "mul");
      lanes.constant(f, 0);
      f.get(mask);
      lanes.select(f);
      f.set(change);
      load(memory.correction);
      f.get(change);
      lanes.arithmetic(f, "add");
      f.set(correction);
      store(memory.correction, () => void f.get(correction));
      store(memory.to, () => {
        load(memory.predicted);
        f.get(correction);
        lanes.arithmetic(f, "add");
      });
      store(memory.couplings, () => {
        load(memory.slopes);
        f.get(correction);
        lanes.arithmetic(f, "add");
        f.get(gamma);
        lanes.arithmetic(f, "mul");
        lanes.arithmetic(f, "neg");
      });
      load(memory.weights);
      f.set(weight);
      addSquare(change, changes);
      addSquare(correction, errors);
    });
    f.i32(0).get(changes);
    lanes.store(f, memory.changeSquares);
    f.i32(0).get(errors);
    lanes.store(f, memory.errorSquares);
  });
}
