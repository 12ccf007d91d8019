// A small model for tests of ensembles: x decays, and runs away where b is large.

import { type CompiledModel, compile } from "@chondron/compiler";
import { formatDiagnostic, type Model, parseAntimony } from "@chondron/model";
import type { Dose } from "./dose.js";

const text = `model small
  compartment cell = 2;
  species S in cell;
  S = 3; x = 1; k = 0.5; b = 0; twice := 2*k;
  x' = -k*x + b*x^2;
  J: S -> ; k*S*cell;
end
`;

export function smallModel(): Model {
  const { model, diagnostics } = parseAntimony(text, { file: "small.ant" });
  if (!model) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return model;
}

export function smallCompiled(doses: readonly Dose[] = []): CompiledModel {
  const { compiled, diagnostics } = compile(smallModel(), {
    actions: doses.map((dose) => dose.action),
  });
  if (!compiled) throw new Error(diagnostics.map(formatDiagnostic).join("\n"));
  return compiled;
}
