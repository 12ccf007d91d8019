// A first step size as code, by the rule of initial-step.ts. The rates are evaluated for all lanes, as
// kernels do; the norms are those of the one lane that asks. State and time are those of its end.

import type {
  ElementaryFunctions,
  FunctionBuilder,
  Local,
  ModuleBuilder,
} from "@chondron/compiler";
import type { RosenbrockTableau } from "../method/rosenbrock.js";
import type { LaneMemory } from "./lane-memory.js";
import { RecordAccess } from "./record-access.js";

const laneByte = 1;

export interface FirstStepKernels {
  readonly rates: number;
  /** Address of the time that kernels read. */
  readonly time: number;
  /** exp and ln of single numbers. */
  readonly scalar: ElementaryFunctions;
}

/** (record, lane byte) → a first step size. */
export function defineFirstStep(
  module: ModuleBuilder,
  tableau: RosenbrockTableau,
  memory: LaneMemory,
  kernels: FirstStepKernels,
  algebraicStates: Int32Array,
): number {
  return module.define(["i32", "i32"], ["f64"], (f) =>
    new FirstStepCode(f, tableau, memory, kernels, algebraicStates).write(),
  );
}

class FirstStepCode {
  readonly #lane: RecordAccess;
  readonly #at: Local;
  readonly #sum: Local;
  readonly #value: Local;

  constructor(
    readonly f: FunctionBuilder,
    readonly tableau: RosenbrockTableau,
    readonly memory: LaneMemory,
    readonly kernels: FirstStepKernels,
    readonly algebraicStates: Int32Array,
  ) {
    this.#lane = new RecordAccess(f);
    this.#at = f.local("i32");
    this.#sum = f.local("f64");
    this.#value = f.local("f64");
  }

  write(): void {
    const { f, memory, kernels } = this;
    const lane = this.#lane;
    const [stateNorm, rateNorm, curvature, guess] = [0, 1, 2, 3].map(() => f.local("f64")) as [
      Local,
      Local,
      Local,
      Local,
    ];
    lane.setValue(kernels.time, () => void lane.double("end"));
    this.#rates(memory.to, memory.rates);
    this.#norm(() => this.#load(memory.to), stateNorm);
    this.#norm(() => this.#load(memory.rates), rateNorm);
    this.#guess(stateNorm, rateNorm, guess);
    this.#overStates(() => {
      f.get(this.#at);
      this.#load(memory.to);
      this.#load(memory.rates);
      f.get(guess).op("f64.mul").op("f64.add").memory("f64.store", memory.moved);
    });
    lane.setValue(kernels.time, () => {
      lane.double("end").get(guess).op("f64.add");
    });
    this.#rates(memory.moved, memory.right);
    this.#norm(() => {
      this.#load(memory.right);
      this.#load(memory.rates);
      f.op("f64.sub");
    }, curvature);
    f.get(rateNorm).get(curvature).get(guess).op("f64.div").op("f64.max").set(curvature);
    this.#result(guess, curvature);
  }

  /** 0.01 |y|/|f|, or 1e-6 where one of them is tiny. */
  #guess(stateNorm: Local, rateNorm: Local, guess: Local): void {
    const { f } = this;
    f.f64(1e-6).f64(0.01).get(stateNorm).op("f64.mul").get(rateNorm).op("f64.div");
    f.get(stateNorm).f64(1e-5).op("f64.lt").get(rateNorm).f64(1e-5).op("f64.lt").op("i32.or");
    f.op("select").set(guess);
  }

  /** The step that keeps an Euler step's error near a hundredth of the tolerance. */
  #result(guess: Local, curvature: Local): void {
    const { f, kernels, tableau } = this;
    const h = f.local("f64");
    f.f64(1e-6).get(guess).f64(1e-3).op("f64.mul").op("f64.max");
    f.f64(0.01).get(curvature).op("f64.div").call(kernels.scalar.index("ln"));
    f.f64(1 / tableau.order)
      .op("f64.mul")
      .call(kernels.scalar.index("exp"));
    f.get(curvature).f64(1e-15).op("f64.le").op("select");
    f.get(guess).f64(100).op("f64.mul").op("f64.min").set(h);
    f.get(h).f64(1e-6).get(h).f64(0).op("f64.gt").get(h).f64(Number.MAX_VALUE).op("f64.le");
    f.op("i32.and").op("select");
    // Where the estimate vanishes time must still move.
    this.#lane.double("end").op("f64.abs").f64(1e-14).op("f64.mul").op("f64.max");
  }

  #rates(state: number, result: number): void {
    const { f, memory } = this;
    f.i32(state).i32(result).call(this.kernels.rates);
    for (const s of this.algebraicStates)
      f.get(laneByte)
        .f64(0)
        .memory("f64.store", result + s * memory.lanes.bytes);
  }

  /** Root mean square of what `value` leaves, weighted by the tolerances at the lane's state. */
  #norm(value: () => void, result: Local): void {
    const { f, memory } = this;
    f.f64(0).set(this.#sum);
    this.#overStates(() => {
      value();
      this.#load(memory.absolute);
      this.#lane.value(memory.relative);
      this.#load(memory.to);
      f.op("f64.abs").op("f64.mul").op("f64.add").op("f64.div").tee(this.#value);
      f.get(this.#value).op("f64.mul").get(this.#sum).op("f64.add").set(this.#sum);
    });
    f.get(this.#sum).f64(Math.max(1, memory.states)).op("f64.div").op("f64.sqrt").set(result);
  }

  /** Load the lane's value of a vector at the loop's state. */
  #load(address: number): void {
    this.f.get(this.#at).memory("f64.load", address);
  }

  /** Run `body` with #at at the lane's byte of each state. */
  #overStates(body: () => void): void {
    const { f, memory } = this;
    const { bytes } = memory.lanes;
    if (memory.states === 0) return;
    f.get(laneByte).set(this.#at);
    f.loop(() => {
      body();
      f.get(this.#at).i32(bytes).op("i32.add").tee(this.#at);
      f.i32(memory.states * bytes)
        .op("i32.lt_u")
        .branchIf(0);
    });
  }
}
