import { type CompiledModel, compile, type System } from "@chondron/compiler";
import { type Model } from "@chondron/model";
/** Compile Antimony text; anything but a clean model is a mistake of the test. */
export declare function compileText(
  text: string,
  options?: Parameters<typeof compile>[1],
): CompiledModel;
/** The model of a text, with what Antimony cannot say put in by `change`. */
export declare function modelOf(text: string, change?: (model: Model) => Partial<Model>): Model;
/** Formulas that are zero, added to the rules of a model. */
export declare function withAlgebraicRules(...formulas: string[]): (model: Model) => Partial<Model>;
export declare function compileModel(
  model: Model,
  options?: Parameters<typeof compile>[1],
): CompiledModel;
export declare function systemOf(text: string): System;
export declare function problemText(name: string): string;
/** Reference values by state, and their time. */
export declare function referenceOf(name: string): {
  time: number;
  values: Map<string, number>;
};
export declare function defaultParameters(system: System): Float64Array;
export declare function uniformTolerance(
  system: System,
  relative: number,
  absolute: number,
): {
  relative: number;
  absolute: Float64Array;
};
//# sourceMappingURL=problem.d.ts.map
