// The adaptive loop of the BDF lanes as code: the rules of stepper/adaptive-bdf.ts and
// multistep/bdf-controller.ts, followed by every lane by itself. Lanes attempt their steps together;
// within an attempt they iterate until the last has ended.

import type { ElementaryFunctions, ModuleBuilder } from "@chondron/compiler";
import type { BdfTable } from "../../method/bdf.js";
import { cancellationLimit } from "../control-code.js";
import { LaneStatus } from "../lane-memory.js";
import type { BdfDouble, BdfMemory } from "./bdf-memory.js";
import { pastSteps } from "./bdf-memory.js";
import { growthFunction } from "./growth-code.js";
import type { HistoryFunctions } from "./history-code.js";
import { past } from "./history-code.js";
import { defineForLane, type LaneCode } from "./lane-code.js";
import { defineOrderChoice } from "./order-code.js";
import {
  add,
  assign,
  atLeast,
  atMost,
  both,
  choose,
  different,
  div,
  equal,
  greater,
  integer,
  isAtLeast,
  isEqual,
  isLess,
  leave,
  max,
  min,
  mul,
  not,
  plus,
  sqrt,
  sub,
  variable,
  when,
} from "./scalar-code.js";

/** As in bdf-controller.ts. */
const smallestShrink = 0.1;
const secondShrink = 0.2;
const failuresAtOrder = 3;
const longWait = 10;

export interface ControlKernels {
  readonly history: HistoryFunctions;
  readonly coefficients: number;
  readonly renewSlope: number;
  /** (record, lane byte) → records the times up to the end of the lane's step. */
  readonly record: number;
  /** The host must look at every step, for an event may lie in it. */
  readonly watched: boolean;
  /** Address of the time that kernels read. */
  readonly time: number;
  /** exp and ln of single numbers. */
  readonly scalar: ElementaryFunctions;
}

export interface ControlFunctions {
  /** (record, lane byte) → status: the lane's next step. */
  readonly choose: number;
  /** (record, lane byte) → accept or reject it. */
  readonly judge: number;
  /** (record, lane byte) → status: after an accepted step was taken, what comes next. */
  readonly conclude: number;
}

export function defineControl(
  module: ModuleBuilder,
  table: BdfTable,
  memory: BdfMemory,
  kernels: ControlKernels,
): ControlFunctions {
  const growth = growthFunction(module, kernels.scalar);
  const order = defineOrderChoice(module, table, memory, growth);
  return {
    choose: defineForLane(module, memory, "i32", (lane) => writeChoice(lane, table, kernels)),
    judge: defineForLane(module, memory, undefined, (lane) =>
      writeJudgement(lane, table, kernels, growth),
    ),
    conclude: defineForLane(module, memory, "i32", (lane) =>
      writeConclusion(lane, table, kernels, order),
    ),
  };
}

function writeChoice(lane: LaneCode, table: BdfTable, kernels: ControlKernels): void {
  const { f } = lane;
  const [rest, wanted, size, start] = [variable(f), variable(f), variable(f), variable(f)];
  when(f, not(lane.integer("active")), () => leave(f, integer(0)));
  writeOrder(lane, kernels);
  assign(f, start, lane.double("end"));
  lane.set("start", start);
  assign(f, rest, sub(lane.double("stop"), start));
  assign(f, wanted, min(lane.double("wanted"), lane.double("longest")));
  // A step that would leave a sliver before the stop is stretched or halved instead.
  const whole = atLeast(wanted, mul(rest, 0.999_999));
  assign(f, size, choose(whole, rest, min(wanted, mul(rest, 0.5))));
  when(f, equal(add(start, size), start), () =>
    lane.setInteger("status", LaneStatus.stepSizeTooSmall),
  );
  const attempts = plus(lane.integer("steps"), lane.integer("rejected"));
  when(f, isAtLeast(attempts, lane.integer("mostAttempts")), () =>
    lane.setInteger("status", LaneStatus.tooManySteps),
  );
  lane.set("size", size);
  when(f, different(size, lane.double("rowsSize")), () => lane.call(kernels.history.rescale));
  lane.call(kernels.coefficients);
  lane.set("newtonTolerance", div(table.newtonTolerance, lane.double("error")));
  lane.setValue(kernels.time, endOf(lane));
  lane.integer("status")(f);
}

// What the last step decided about the order happens once the next is sure to come.
function writeOrder(lane: LaneCode, { history }: ControlKernels): void {
  const { f } = lane;
  const change = lane.integer("orderChange");
  when(
    f,
    different(lane.double("rowsTime"), lane.double("end")),
    () => {
      lane.call(history.move);
      lane.setInteger("wait", plus(lane.integer("order"), integer(1)));
    },
    () => {
      when(f, isEqual(change, integer(1)), () => lane.call(history.raise));
      when(f, isEqual(change, integer(-1)), () => lane.call(history.lower));
    },
  );
  lane.setInteger("orderChange", 0);
}

/** Time at which the lane's step ends: its stop to the bit where it reaches it. */
function endOf(lane: LaneCode) {
  const [start, size, stop] = [lane.double("start"), lane.double("size"), lane.double("stop")];
  return choose(equal(size, sub(stop, start)), stop, add(start, size));
}

function writeJudgement(
  lane: LaneCode,
  table: BdfTable,
  kernels: ControlKernels,
  growth: number,
): void {
  const { f, memory } = lane;
  const error = variable(f);
  lane.setMask(memory.accepted, false);
  lane.setInteger("acceptedStep", 0);
  when(f, not(lane.integer("active")), () => leave(f));
  when(f, not(lane.integer("converged")), () => {
    lane.increase("rejected");
    when(f, isEqual(lane.integer("failures"), integer(0)), () => lane.setInteger("failures", 1));
    lane.set("wanted", mul(lane.double("size"), table.divergedShrink));
    leave(f);
  });
  const norm = sqrt(div(lane.value(memory.errorSquares), Math.max(1, memory.states)));
  assign(f, error, mul(lane.double("error"), norm));
  lane.set("stepError", error);
  when(
    f,
    atMost(error, 1),
    () => {
      lane.setMask(memory.accepted, true);
      lane.setInteger("acceptedStep", 1);
    },
    () => writeRejection(lane, table, kernels, growth),
  );
}

function writeRejection(
  lane: LaneCode,
  table: BdfTable,
  { history, renewSlope }: ControlKernels,
  growth: number,
): void {
  const { f } = lane;
  const factor = variable(f);
  const order = lane.integer("order");
  const aboveOne = isLess(integer(1), order);
  lane.increase("rejected");
  lane.increase("failures");
  when(f, isLess(integer(failuresAtOrder), lane.integer("failures")), () => {
    lane.set("wanted", mul(lane.double("size"), smallestShrink));
    when(
      f,
      aboveOne,
      () => {
        lane.setInteger("wait", order);
        lane.call(history.lower);
      },
      () => {
        lane.setInteger("wait", longWait);
        lane.call(renewSlope);
      },
    );
    leave(f);
  });
  mul(table.bias.same, lane.double("stepError"))(f);
  plus(order, integer(1))(f);
  f.call(growth).set(factor.local);
  const again = isLess(integer(1), lane.integer("failures"));
  const largest = choose(again, secondShrink, 0.9);
  assign(f, factor, min(max(smallestShrink, factor), largest));
  lane.set("wanted", mul(lane.double("size"), factor));
}

function writeConclusion(
  lane: LaneCode,
  table: BdfTable,
  { record, watched }: ControlKernels,
  order: number,
): void {
  const { f, memory } = lane;
  when(f, not(lane.integer("acceptedStep")), () => leave(f, integer(LaneStatus.running)));
  when(f, greater(lane.value(memory.cancellation), cancellationLimit), () => {
    lane.setInteger("status", LaneStatus.untrustedPivots);
    leave(f, integer(LaneStatus.untrustedPivots));
  });
  lane.increase("steps");
  lane.set("end", endOf(lane));
  lane.set("rowsTime", lane.double("end"));
  for (let i = pastSteps; i > 1; i--) lane.set(`past${i}` as BdfDouble, past(lane, i - 1));
  lane.set("past1", lane.double("size"));
  lane.increase("matrixAge");
  lane.increase("jacobianAge");
  lane.increase("wait", -1);
  when(f, savesCorrection(lane, table), () => {
    lane.overStates(() => lane.setElement(memory.saved, lane.element(memory.correction)));
    lane.set("savedScale", lane.double("derivativeScale"));
    lane.set("savedSize", lane.double("size"));
  });
  lane.call(order);
  if (watched) lane.setInteger("status", LaneStatus.stepped);
  else {
    lane.call(record);
    when(f, atLeast(lane.double("end"), lane.double("stop")), () =>
      lane.setInteger("status", LaneStatus.stopped),
    );
  }
  lane.integer("status")(f);
}

function savesCorrection(lane: LaneCode, table: BdfTable) {
  const soon = isEqual(lane.integer("wait"), integer(1));
  return both(soon, isLess(lane.integer("order"), integer(table.maxOrder)));
}
