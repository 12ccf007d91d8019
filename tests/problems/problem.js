// Reference problems of this folder: model text, settings and solution, read for the tests.
import { readFileSync } from "node:fs";
import { compile, loadJs } from "@chondron/compiler";
import { hasErrors, parseAntimony, parseFormula } from "@chondron/model";
/** Compile Antimony text; anything but a clean model is a mistake of the test. */
export function compileText(text, options) {
  return compileModel(modelOf(text), options);
}
/** The model of a text, with what Antimony cannot say put in by `change`. */
export function modelOf(text, change = () => ({})) {
  const parsed = parseAntimony(text, { file: "test.ant" });
  if (!parsed.model || hasErrors(parsed.diagnostics))
    throw new Error(parsed.diagnostics.map((d) => `${d.code} ${d.message}`).join("\n"));
  return { ...parsed.model, ...change(parsed.model) };
}
/** Formulas that are zero, added to the rules of a model. */
export function withAlgebraicRules(...formulas) {
  const rules = formulas.map((text) => ({
    kind: "algebraic",
    expression: parseFormula(text).expression,
  }));
  return (model) => ({ rules: [...model.rules, ...rules] });
}
export function compileModel(model, options) {
  const { compiled, diagnostics } = compile(model, options);
  if (!compiled) throw new Error(diagnostics.map((d) => `${d.code} ${d.message}`).join("\n"));
  return compiled;
}
export function systemOf(text) {
  return loadJs(compileText(text));
}
export function problemText(name) {
  return readFileSync(new URL(`./${name}.ant`, import.meta.url), "utf8");
}
/** Reference values by state, and their time. */
export function referenceOf(name) {
  const lines = readFileSync(new URL(`./${name}.tsv`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  const rows = lines.slice(1).map((line) => line.split("\t"));
  return {
    time: Number(rows[0][1]),
    values: new Map(rows.map(([state, , value]) => [state, Number(value)])),
  };
}
export function defaultParameters(system) {
  return Float64Array.from(system.compiled.parameters, (p) => p.value);
}
export function uniformTolerance(system, relative, absolute) {
  return { relative, absolute: new Float64Array(system.compiled.states.length).fill(absolute) };
}
//# sourceMappingURL=problem.js.map
