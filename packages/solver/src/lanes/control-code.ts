// The adaptive loop of the lanes as code: the choice of each lane's step, the judgement of its error,
// the recording along it. The same rules as controller.ts and integrate.ts have for one run; every
// lane follows them by itself. `run` goes on until some lane needs its host.

import type { ElementaryFunctions, Local, ModuleBuilder } from "@chondron/compiler";
import { defaultController } from "../controller.js";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import { defineFirstStep } from "./first-step-code.js";
import { type LaneMemory, LaneStatus } from "./lane-memory.js";
import { RecordAccess } from "./record-access.js";

/** Cancelled part of a pivot beyond which elimination without row exchanges is not trusted. */
export const cancellationLimit = 1e10;
const smallestError = 1e-10;
const smallestRememberedError = 1e-4;

export interface ControlKernels {
  readonly step: number;
  /** Looks for triggers in the step; absent where no step can hide one. */
  readonly watch?: number;
  readonly rates: number;
  readonly interpolate: number;
  readonly observe: number;
  readonly time: number;
  readonly shift: number;
  /** exp and ln of single numbers. */
  readonly scalar: ElementaryFunctions;
}

export interface ControlFunctions {
  /** () → steps until a lane's status is not `running`. */
  readonly run: number;
  /** (record, lane byte) → a first step size at the lane's end. */
  readonly firstStep: number;
}

export function defineControl(
  module: ModuleBuilder,
  tableau: RosenbrockTableau,
  memory: LaneMemory,
  kernels: ControlKernels,
  algebraicStates: Int32Array,
): ControlFunctions {
  const choose = defineChoice(module, tableau, memory, kernels);
  const record = defineRecording(module, memory, kernels);
  const judge = defineJudgement(module, tableau, memory, kernels, record);
  return {
    run: defineLoop(module, memory, kernels, choose, judge),
    firstStep: defineFirstStep(module, tableau, memory, kernels, algebraicStates),
  };
}

function defineLoop(
  module: ModuleBuilder,
  memory: LaneMemory,
  { step, watch }: ControlKernels,
  choose: number,
  judge: number,
): number {
  const records = Array.from(
    { length: memory.lanes.width },
    (_, lane) => [memory.records + lane * memory.recordBytes, 8 * lane] as const,
  );
  return module.define([], [], (f) => {
    const stop = f.local("i32");
    const forLanes = (functionIndex: number): void => {
      f.i32(0).set(stop);
      for (const [record, byte] of records)
        f.i32(record).i32(byte).call(functionIndex).get(stop).op("i32.or").set(stop);
      f.get(stop).if(() => void f.op("return"));
    };
    f.loop(() => {
      forLanes(choose);
      f.call(step);
      if (watch !== undefined) f.call(watch);
      forLanes(judge);
      f.branch(0);
    });
  });
}

/** (record, lane byte) → status: the size of the lane's next step. */
function defineChoice(
  module: ModuleBuilder,
  tableau: RosenbrockTableau,
  memory: LaneMemory,
  kernels: ControlKernels,
): number {
  return module.define(["i32", "i32"], ["i32"], (f) => {
    const lane = new RecordAccess(f);
    const [rest, wanted, size, start] = [0, 1, 2, 3].map(() => f.local("f64")) as [
      Local,
      Local,
      Local,
      Local,
    ];
    lane
      .integer("active")
      .op("i32.eqz")
      .if(() => void f.i32(0).op("return"));
    lane.double("end").set(start);
    lane.setDouble("start", () => void f.get(start));
    lane.double("stop").get(start).op("f64.sub").set(rest);
    lane.double("wanted");
    lane.double("longest").op("f64.min").set(wanted);
    // A step that would leave a sliver before the stop is stretched or halved instead.
    f.get(rest);
    f.get(wanted).get(rest).f64(0.5).op("f64.mul").op("f64.min");
    f.get(wanted).get(rest).f64(0.999_999).op("f64.mul").op("f64.ge").op("select").set(size);
    f.get(start)
      .get(size)
      .op("f64.add")
      .get(start)
      .op("f64.eq")
      .if(() => {
        lane.setInteger("status", () => void f.i32(LaneStatus.stepSizeTooSmall));
      });
    lane.integer("steps");
    lane.integer("rejected").op("i32.add");
    lane
      .integer("mostAttempts")
      .op("i32.ge_s")
      .if(() => {
        lane.setInteger("status", () => void f.i32(LaneStatus.tooManySteps));
      });
    lane.setDouble("size", () => void f.get(size));
    lane.setValue(memory.startTime, () => void f.get(start));
    lane.setValue(memory.size, () => void f.get(size));
    lane.setValue(memory.inverseSize, () => void f.f64(1).get(size).op("f64.div"));
    lane.setValue(kernels.shift, () => {
      f.f64(1).get(size).f64(tableau.gamma).op("f64.mul").op("f64.div");
    });
    lane.setValue(kernels.time, () => void f.get(start));
    lane.integer("status");
  });
}

/** (record, lane byte) → status: accept or reject the lane's step and say what it wants next. */
function defineJudgement(
  module: ModuleBuilder,
  tableau: RosenbrockTableau,
  memory: LaneMemory,
  kernels: ControlKernels,
  record: number,
): number {
  const { safety, largestGrowth, smallestShrink, proportional, integral } = defaultController;
  const { order } = tableau;
  const exp = kernels.scalar.index("exp");
  const ln = kernels.scalar.index("ln");
  return module.define(["i32", "i32"], ["i32"], (f) => {
    const lane = new RecordAccess(f);
    const [error, factor, wanted] = [0, 1, 2].map(() => f.local("f64")) as [Local, Local, Local];
    const clamp = (low: number, high: number): void => {
      f.f64(low).op("f64.max").f64(high).op("f64.min");
    };
    lane.setMask(memory.accepted, false);
    lane
      .integer("active")
      .op("i32.eqz")
      .if(() => void f.i32(0).op("return"));
    lane.value(memory.errorSquares).f64(Math.max(1, memory.states)).op("f64.div");
    f.op("f64.sqrt").set(error);
    f.get(error)
      .f64(1)
      .op("f64.le")
      .op("i32.eqz")
      .if(() => {
        lane.add("rejected", 1);
        lane.setInteger("justRejected", () => void f.i32(1));
        f.f64(0.1).set(factor);
        f.get(error)
          .f64(Number.MAX_VALUE)
          .op("f64.le")
          .if(() => {
            f.get(error)
              .call(ln)
              .f64(-1 / order)
              .op("f64.mul")
              .call(exp)
              .f64(safety)
              .op("f64.mul");
            clamp(0.1, 0.9);
            f.set(factor);
          });
        lane.setDouble("wanted", () => {
          lane.double("size").get(factor).op("f64.mul");
        });
        f.i32(LaneStatus.running).op("return");
      });
    lane
      .value(memory.cancellation)
      .f64(cancellationLimit)
      .op("f64.gt")
      .if(() => {
        lane.setInteger("status", () => void f.i32(LaneStatus.untrustedPivots));
        f.i32(LaneStatus.untrustedPivots).op("return");
      });
    lane.add("steps", 1);
    f.get(error).f64(smallestError).op("f64.max").call(ln);
    f.f64(-proportional / order).op("f64.mul");
    lane
      .double("previousError")
      .call(ln)
      .f64(integral / order)
      .op("f64.mul")
      .op("f64.add");
    f.call(exp).f64(safety).op("f64.mul");
    clamp(smallestShrink, largestGrowth);
    f.set(factor);
    lane.integer("justRejected").if(() => void f.get(factor).f64(1).op("f64.min").set(factor));
    lane.setInteger("justRejected", () => void f.i32(0));
    lane.setDouble("previousError", () => {
      f.get(error).f64(smallestRememberedError).op("f64.max");
    });
    lane.double("size").get(factor).op("f64.mul").set(wanted);
    // A step cut short by a stop says nothing against the longer one that was wanted.
    lane.double("size");
    lane
      .double("wanted")
      .op("f64.lt")
      .get(factor)
      .f64(1)
      .op("f64.ge")
      .op("i32.and")
      .if(() => {
        f.get(wanted);
        lane.double("wanted").op("f64.max").set(wanted);
      });
    lane.setDouble("wanted", () => void f.get(wanted));
    lane.setMask(memory.accepted, true);
    lane.setDouble("end", () => {
      lane.double("stop");
      lane.double("start");
      lane.double("size").op("f64.add");
      lane.double("size");
      lane.double("stop");
      lane.double("start").op("f64.sub").op("f64.eq").op("select");
    });
    f.get(1)
      .memory("i32.load", memory.suspicious)
      .if(
        () => lane.setInteger("status", () => void f.i32(LaneStatus.stepped)),
        () => {
          f.get(0).get(1).call(record);
          lane.double("end");
          lane
            .double("stop")
            .op("f64.ge")
            .if(() => {
              lane.setInteger("status", () => void f.i32(LaneStatus.stopped));
            });
        },
      );
    lane.integer("status");
  });
}

/** (record, lane byte) → records the times up to the end of the lane's step. */
export function defineRecording(
  module: ModuleBuilder,
  memory: LaneMemory,
  { interpolate, observe, time }: Pick<ControlKernels, "interpolate" | "observe" | "time">,
): number {
  return module.define(["i32", "i32"], [], (f) => {
    const lane = new RecordAccess(f);
    const [at, i] = [f.local("f64"), f.local("i32")];
    f.block(() => {
      f.loop(() => {
        lane.integer("nextSave");
        lane.integer("lastSave").op("i32.ge_s").branchIf(1);
        lane.integer("nextSave").memory("f64.load").set(at);
        f.get(at);
        lane.double("end").op("f64.gt").branchIf(1);
        f.get(at);
        lane.double("recordBefore").op("f64.ge").branchIf(1);
        lane.setValue(memory.fraction, () => {
          f.f64(1).get(at);
          lane.double("start").op("f64.sub");
          lane.double("size").op("f64.div").get(at);
          lane.double("end").op("f64.eq").op("select");
        });
        f.call(interpolate);
        lane.setValue(time, () => void f.get(at));
        f.i32(memory.between).i32(memory.observed).call(observe);
        f.i32(0).set(i);
        if (memory.observables > 0)
          f.loop(() => {
            lane.integer("row").get(i).i32(8).op("i32.mul").op("i32.add");
            f.get(1).get(i).i32(memory.lanes.bytes).op("i32.mul").op("i32.add");
            f.memory("f64.load", memory.observed).memory("f64.store");
            f.get(i).i32(1).op("i32.add").tee(i);
            f.i32(memory.observables).op("i32.lt_u").branchIf(0);
          });
        lane.add("row", 8 * memory.observables);
        lane.add("nextSave", 8);
        f.branch(0);
      });
    });
  });
}
