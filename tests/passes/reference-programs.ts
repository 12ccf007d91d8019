// The programs of the reference models: problems, the synthetic networks, the knee and, where the pack
// is at hand, 30 BioModels.

import { type CompiledModel, compile } from "@chondron/compiler";
import { loadKnee } from "@chondron/knee";
import { compileModel as compileBioModel, readPack } from "../biomodels/biomodels.js";
import { compileText, problemText } from "../problems/problem.js";

export const problemNames = ["hires", "linear", "robertson", "synth50", "synth50p"];

export function compileProblem(name: string): CompiledModel {
  return compileText(problemText(name));
}

export function compileKnee(): CompiledModel {
  const { compiled, diagnostics } = compile(loadKnee().model);
  if (!compiled) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return compiled;
}

/** Every model that is at hand, by name, compiled when asked for. */
export function referenceModels(): [string, () => CompiledModel][] {
  const problems = problemNames.map((name): [string, () => CompiledModel] => [
    name,
    () => compileProblem(name),
  ]);
  const pack = [...(readPack() ?? [])].map(([id, bytes]): [string, () => CompiledModel] => [
    id,
    () => compileBioModel(bytes, `${id}.xml`),
  ]);
  return [...problems, ["knee", compileKnee], ...pack];
}
