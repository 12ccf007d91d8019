// A disease's model with what its therapies do, compiled.

import { type CompiledModel, compile } from "@chondron/compiler";
import { DiagnosticError, type Disease } from "@chondron/model";
import { therapyActions } from "./regimen.js";

/** Throws DiagnosticError where the model does not compile. */
export function compileDisease(disease: Disease): CompiledModel {
  const { compiled, diagnostics } = compile(disease.model, { actions: therapyActions(disease) });
  if (!compiled) throw new DiagnosticError(diagnostics);
  return compiled;
}
