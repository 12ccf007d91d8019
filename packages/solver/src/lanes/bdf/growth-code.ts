// The step size factor that would bring a biased error to the tolerance, as code: `growth` of
// multistep/bdf-controller.ts.

import type { ElementaryFunctions, ModuleBuilder } from "@chondron/compiler";
import { add, call, div, finite, leave, not, toDouble, when } from "./scalar-code.js";

/** Define (error, order) → 1/(error^(1/order) + 1e-6); 0 where the error is not finite. */
export function growthFunction(module: ModuleBuilder, scalar: ElementaryFunctions): number {
  const [ln, exp] = [scalar.index("ln"), scalar.index("exp")];
  return module.define(["f64", "i32"], ["f64"], (f) => {
    const error = (): void => void f.get(0);
    when(f, not(finite(error)), () => leave(f, 0));
    const order = toDouble(() => void f.get(1));
    const root = call(exp, div(call(ln, error), order));
    div(1, add(root, 1e-6))(f);
  });
}
