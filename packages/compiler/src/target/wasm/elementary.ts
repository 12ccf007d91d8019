// Elementary functions as functions of the module. exp, ln, powers, sin, cos and tanh are computed in the
// lanes by formulas (elementary-code.ts, portable-code.ts) for arguments whose result is a normal number;
// outside of these (overflow, denormals, negative numbers, NaN, tiny angles) a lane takes the host's
// function, so every case means what the JavaScript target says. The other functions are the host's, lane
// by lane.
//
// Errors against the exact value, in units in its last place (elementary.reference.test.ts):
//   exp 1; ln 1 (measured 0.72); powln, a^b by exp(b ln a), 1 + 2.5 |b ln a|, for the rounding of
//   b ln a is multiplied by its size; powratio, a^b by a^(b+1) / a, 3 + 2.5 |(b + 1) ln a|.

import { factorial } from "../../operation-value.js";
import { cos, sin, tanh } from "../portable-functions.js";
import { ElementaryCode, inLanes, type LaneFunction } from "./elementary-code.js";
import type { FunctionBuilder, Local } from "./function-builder.js";
import type { Lanes } from "./lanes.js";
import type { ModuleBuilder } from "./module-builder.js";
import type { ValueType } from "./opcodes.js";

/** Functions that a module takes from its host, with their number of arguments. */
export const hostFunctions = {
  exp: 1,
  ln: 1,
  log10: 1,
  sin: 1,
  cos: 1,
  tan: 1,
  asin: 1,
  acos: 1,
  atan: 1,
  sinh: 1,
  cosh: 1,
  tanh: 1,
  asinh: 1,
  acosh: 1,
  atanh: 1,
  factorial: 1,
  pow: 2,
  rem: 2,
} as const;
export type ElementaryFunction = keyof typeof hostFunctions;

/** The host's side of `hostFunctions`. */
export const hostImplementations: Readonly<
  Record<ElementaryFunction, (...values: number[]) => number>
> = {
  exp: Math.exp,
  ln: Math.log,
  log10: Math.log10,
  sin,
  cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  factorial,
  pow: (a, b) => a ** b,
  rem: (a, b) => a % b,
};

/** What `ModuleBuilder` is told of the host's functions. */
export const hostImports = Object.entries(hostFunctions).map(([name, arity]) => ({
  name,
  parameters: new Array<ValueType>(arity).fill("f64"),
  results: ["f64"] as const,
}));

/** The host's function for a lane out of range, and the arguments that it takes. */
const hosts: Readonly<Record<LaneFunction, readonly [ElementaryFunction, readonly Local[]]>> = {
  exp: ["exp", [0]],
  ln: ["ln", [0]],
  sin: ["sin", [0]],
  cos: ["cos", [0]],
  tanh: ["tanh", [0]],
  powln: ["pow", [0, 1]],
  powratio: ["pow", [2, 3]],
};

export function isInLanes(name: string): name is LaneFunction {
  return Object.hasOwn(inLanes, name);
}

/** Defines functions in a module when they are first asked for. */
export class ElementaryFunctions {
  readonly #known = new Map<string, number>();

  constructor(
    readonly module: ModuleBuilder,
    readonly lanes: Lanes,
  ) {}

  /** Index of a function that takes and gives values of all lanes. */
  index(name: ElementaryFunction | LaneFunction): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const index = isInLanes(name) ? this.#withFormula(name) : this.#laneByLane(name);
    this.#known.set(name, index);
    return index;
  }

  /**
   * Index of a function over `bytes` of values: (first value of each argument, of the result, bytes).
   * Where an argument was out of a formula's range all values are computed again, one by one.
   */
  batch(name: LaneFunction): number {
    const key = `batch ${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { lanes, module } = this;
    const safe = this.index(name);
    const count = inLanes[name];
    const [result, bytes] = [count, count + 1];
    const parameters = new Array<ValueType>(count + 2).fill("i32");
    const index = module.define(parameters, [], (f) => {
      const code = new ElementaryCode(f, lanes);
      const good = f.local(lanes.truthType);
      const at = f.local("i32");
      const args = Array.from({ length: count }, () => f.local(lanes.type));
      const value = f.local(lanes.type);
      const loop = (body: () => void): void => {
        f.i32(0).set(at);
        f.loop(() => {
          body();
          f.get(at).i32(lanes.bytes).op("i32.add").tee(at);
          f.get(bytes).op("i32.lt_u").branchIf(0);
        });
      };
      const load = (k: number): void => {
        f.get(k).get(at).op("i32.add");
        lanes.load(f, 0);
      };
      lanes.truth(f, true);
      f.set(good);
      loop(() => {
        args.forEach((local, k) => {
          load(k);
          f.set(local);
        });
        code.value(name, args);
        f.set(value);
        code.good(name, args, value);
        f.get(good);
        lanes.logical(f, "and");
        f.set(good);
        f.get(result).get(at).op("i32.add").get(value);
        lanes.store(f, 0);
      });
      f.get(good);
      lanes.everywhere(f);
      f.op("i32.eqz").if(() =>
        loop(() => {
          f.get(result).get(at).op("i32.add");
          args.forEach((_, k) => {
            load(k);
          });
          f.call(safe);
          lanes.store(f, 0);
        }),
      );
    });
    this.#known.set(key, index);
    return index;
  }

  #withFormula(name: LaneFunction): number {
    const { lanes, module } = this;
    const { type } = lanes;
    const args = Array.from({ length: inLanes[name] }, (_, i) => i);
    const [host, hostArguments] = hosts[name];
    return module.define(
      args.map(() => type),
      [type],
      (f) => {
        const code = new ElementaryCode(f, lanes);
        const result = f.local(type);
        code.value(name, args);
        f.set(result);
        this.#repaired(f, result, () => code.good(name, args, result), host, hostArguments);
      },
    );
  }

  // Leaves `result`, with the host's value in the lanes where `good` is false.
  #repaired(
    f: FunctionBuilder,
    result: Local,
    good: () => void,
    name: ElementaryFunction,
    args: readonly Local[],
  ): void {
    const { lanes, module } = this;
    const host = module.imported(name);
    const mask = f.local(lanes.truthType);
    good();
    f.tee(mask);
    lanes.everywhere(f);
    f.op("i32.eqz").if(() => {
      if (lanes.width === 1) {
        for (const a of args) f.get(a);
        f.call(host).set(result);
        return;
      }
      for (const lane of [0, 1]) {
        f.get(mask)
          .vector("i64x2.bitmask")
          .i32(1 << lane)
          .op("i32.and")
          .op("i32.eqz")
          .if(() => {
            f.get(result);
            for (const a of args) f.get(a).lane("f64x2.extract_lane", lane);
            f.call(host).lane("f64x2.replace_lane", lane).set(result);
          });
      }
    });
    f.get(result);
  }

  #laneByLane(name: ElementaryFunction): number {
    const { lanes, module } = this;
    const host = module.imported(name);
    if (lanes.width === 1) return host;
    const args = Array.from({ length: hostFunctions[name] }, (_, i) => i);
    return module.define(
      args.map(() => "v128"),
      ["v128"],
      (f) => {
        for (const a of args) f.get(a).lane("f64x2.extract_lane", 0);
        f.call(host).vector("f64x2.splat");
        for (const a of args) f.get(a).lane("f64x2.extract_lane", 1);
        f.call(host).lane("f64x2.replace_lane", 1);
      },
    );
  }
}
