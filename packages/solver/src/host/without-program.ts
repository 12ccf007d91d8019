// What of a job workers need: everything but the graph of the equations, which is made for building
// modules and is the largest part of a compiled model.

import type { Program } from "@chondron/compiler";
import type { EnsembleShared } from "../ensemble.js";

const noProgram: Program = {
  nodes: [],
  derivatives: [],
  jacobian: [],
  timeDerivative: [],
  observables: [],
  triggers: [],
  roots: [],
};

export function withoutProgram(shared: EnsembleShared): EnsembleShared {
  return { ...shared, compiled: { ...shared.compiled, program: noProgram } };
}
