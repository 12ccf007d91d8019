// The begin of one lane's past as code: at the start of a run and after a jump. First step size by the
// rule of multistep/bdf-first-step.ts; then order 1 with the slope there. Rates are evaluated for all
// lanes, as kernels do, into work space that no lane keeps anything in.

import type { ModuleBuilder } from "@chondron/compiler";
import type { BdfTable } from "../../method/bdf.js";
import { ageless, type BdfMemory } from "./bdf-memory.js";
import { defineForLane, type LaneCode } from "./lane-code.js";
import {
  abs,
  add,
  assign,
  both,
  choose,
  div,
  type Expression,
  finite,
  greater,
  integer,
  isLess,
  less,
  max,
  min,
  mul,
  plus,
  sqrt,
  sub,
  type Variable,
  variable,
  when,
} from "./scalar-code.js";

/** As in bdf-first-step.ts. */
const iterations = 4;
const largestChange = 0.1;
const leastOfTime = 100 * Number.EPSILON;
const leastOfLargest = 1e-10;

export interface RestartKernels {
  readonly rates: number;
  /** Address of the time that kernels read. */
  readonly time: number;
  /** Begin of the history: history-code.ts. */
  readonly begin: number;
}

export interface RestartFunctions {
  /** (record, lane byte) → the first step size; the lane begins anew at its end with `to`. */
  readonly firstStep: number;
  /** (record, lane byte) → the slope at (start, from) into `rates`, and a begin with it at `wanted`. */
  readonly renewSlope: number;
}

export function defineRestart(
  module: ModuleBuilder,
  table: BdfTable,
  memory: BdfMemory,
  kernels: RestartKernels,
): RestartFunctions {
  return {
    firstStep: defineForLane(module, memory, "f64", (lane) =>
      new RestartCode(lane, kernels).write(table),
    ),
    renewSlope: defineForLane(module, memory, undefined, (lane) =>
      new RestartCode(lane, kernels).renew(),
    ),
  };
}

class RestartCode {
  readonly #h: Variable;

  constructor(
    readonly lane: LaneCode,
    readonly kernels: RestartKernels,
  ) {
    this.#h = variable(lane.f);
  }

  write(table: BdfTable): void {
    const { lane } = this;
    const { f, memory } = lane;
    this.#rates(lane.double("end"), memory.to, memory.rates);
    this.#guess();
    lane.set("rowsSize", min(lane.double("wanted"), this.#h));
    lane.call(this.kernels.begin);
    lane.set("matrixGamma", 0);
    lane.setInteger("jacobianAge", ageless);
    lane.setInteger("orderChange", 0);
    lane.setInteger("wait", 2);
    lane.setInteger("failures", 0);
    lane.set("largestGrowth", table.firstGrowth);
    lane.double("rowsSize")(f);
  }

  renew(): void {
    const { lane } = this;
    const { memory } = lane;
    // The state here is row 0: `to` holds what failed.
    lane.overStates(() => lane.setElement(memory.to, lane.element(lane.row(0))));
    this.#rates(lane.double("end"), memory.to, memory.rates);
    lane.set("rowsSize", lane.double("wanted"));
    lane.call(this.kernels.begin);
  }

  #guess(): void {
    const { lane } = this;
    const { f } = lane;
    const h = this.#h;
    const [longest, smallest, largest] = [variable(f), variable(f), variable(f)];
    this.#longestChange(longest);
    when(
      f,
      finite(longest),
      () => {
        const least = mul(leastOfTime, abs(lane.double("end")));
        assign(f, smallest, max(least, mul(leastOfLargest, longest)));
        assign(f, largest, max(smallest, longest));
        assign(f, h, sqrt(mul(smallest, largest)));
        this.#iterate(largest);
        assign(f, h, min(largest, max(smallest, mul(0.5, h))));
      },
      // Nothing moves yet, or no slope is known: any small step will tell.
      () => assign(f, h, mul(1e-6, max(1, abs(lane.double("end"))))),
    );
  }

  #iterate(largest: Variable): void {
    const { f } = this.lane;
    const h = this.#h;
    const [bend, wanted, ratio] = [variable(f), variable(f), variable(f)];
    const round = variable(f, "i32");
    assign(f, round, integer(0));
    const next = (): void => {
      assign(f, round, plus(round, integer(1)));
    };
    f.loop(() => {
      this.#curvature(bend);
      next();
      when(
        f,
        finite(bend),
        () => {
          const far = greater(mul(mul(bend, largest), largest), 2);
          assign(f, wanted, choose(far, sqrt(div(2, bend)), sqrt(mul(h, largest))));
          assign(f, ratio, div(wanted, h));
          assign(f, h, wanted);
          when(f, both(greater(ratio, 0.5), less(ratio, 2)), () =>
            assign(f, round, integer(iterations)),
          );
        },
        () => assign(f, h, mul(h, 0.1)),
      );
      isLess(round, integer(iterations))(f);
      f.branchIf(0);
    });
  }

  /** Step in which the fastest state changes by a part of its scale. */
  #longestChange(longest: Variable): void {
    const { lane } = this;
    const { f, memory } = lane;
    assign(f, longest, 0);
    lane.overStates(() => {
      const scale = add(
        mul(largestChange, abs(lane.element(memory.to))),
        lane.element(memory.absolute),
      );
      assign(f, longest, max(longest, div(abs(lane.element(memory.rates)), scale)));
    });
    assign(f, longest, div(1, longest));
  }

  #curvature(bend: Variable): void {
    const { lane } = this;
    const { f, memory } = lane;
    const h = this.#h;
    const part = variable(f);
    lane.overStates(() =>
      lane.setElement(
        memory.moved,
        add(lane.element(memory.to), mul(h, lane.element(memory.rates))),
      ),
    );
    this.#rates(add(lane.double("end"), h), memory.moved, memory.solved);
    assign(f, bend, 0);
    lane.overStates(() => {
      const scale = mul(lane.value(memory.relative), abs(lane.element(memory.to)));
      const weight = div(1, add(lane.element(memory.absolute), scale));
      const change = sub(lane.element(memory.solved), lane.element(memory.rates));
      assign(f, part, div(mul(weight, change), h));
      assign(f, bend, add(bend, mul(part, part)));
    });
    assign(f, bend, sqrt(div(bend, Math.max(1, memory.states))));
  }

  #rates(time: Expression, state: number, result: number): void {
    const { lane, kernels } = this;
    lane.setValue(kernels.time, time);
    lane.f.i32(state).i32(result).call(kernels.rates);
    lane.increase("rhsCalls");
  }
}
