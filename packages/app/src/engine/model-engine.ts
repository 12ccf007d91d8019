// Models of users: reading with limits, simulating, scanning. Runs in a worker that its page ends when it
// takes too long, so nothing here watches the clock.

import { type CompiledModel, compile } from "@chondron/compiler";
import {
  checkModel,
  type Diagnostic,
  DiagnosticError,
  diagnose,
  hasErrors,
  type Model,
  parseAntimony,
  printAntimony,
  printFormula,
  readSbml,
  withAnnotations,
  writeSbml,
} from "@chondron/model";
import {
  codeWords,
  defaultMethod,
  type Engine,
  openEngine,
  ResultCode,
  resultText,
  type Solution,
} from "@chondron/solver";
import { findTarget, isTarget, storedState } from "chondron/target";
import type {
  ModelLimits,
  ModelReading,
  ParameterScan,
  ReadModelRequest,
  ScanRequest,
  SimulateRequest,
  Simulation,
} from "./model-run.js";
import { isArchive, openArchive } from "./open-archive.js";

export const defaultModelLimits: ModelLimits = { bytes: 5e6, milliseconds: 20_000, states: 2000 };
const mostSteps = 200_000;
const defaults = { steps: 200, points: 11, relativeTolerance: 1e-6, absoluteTolerance: 1e-9 };

export class ModelEngine {
  readonly #models = new Map<number, CompiledModel>();
  #last = 0;

  /** @param knee the knee as shipped, read when first asked for. */
  constructor(readonly knee: () => Promise<Model>) {}

  readModel(request: ReadModelRequest): ModelReading {
    const { bytes: most } = { ...defaultModelLimits, ...request.limits };
    if (!isArchive(request.bytes)) return this.#readFile(request);
    const found = modelInArchive(request.bytes, most);
    if (typeof found !== "string") return this.#readFile({ ...request, ...found });
    return nothingRead("sbml", [unreadable(request.name, found)]);
  }

  #readFile({ name, bytes, limits }: ReadModelRequest): ModelReading {
    const within = { ...defaultModelLimits, ...limits };
    const text = new TextDecoder().decode(bytes);
    const kind = /^\s*</.test(text) ? "sbml" : "antimony";
    const refused = (diagnostics: readonly Diagnostic[]): ModelReading =>
      nothingRead(kind, diagnostics);
    if (bytes.length > within.bytes)
      return refused([unreadable(name, `it has ${bytes.length} bytes, more than ${within.bytes}`)]);
    const read = kind === "sbml" ? readXml(name, bytes, text) : readText(name, text);
    if (!read.model) return refused(read.diagnostics);
    const compiling = compile(read.model);
    const diagnostics = [...read.diagnostics, ...compiling.diagnostics];
    const { compiled } = compiling;
    if (!compiled || hasErrors(diagnostics)) return { ...refused(diagnostics), model: read.model };
    if (compiled.states.length > within.states) {
      const cause = `it has ${compiled.states.length} states, more than ${within.states}`;
      return refused([...diagnostics, unreadable(name, cause)]);
    }
    this.#models.set(++this.#last, compiled);
    return { ...described(read.model, compiled), kind, diagnostics, handle: this.#last };
  }

  async simulate(request: SimulateRequest): Promise<Simulation> {
    const compiled = await this.#compiled(request.model);
    const started = performance.now();
    const run = openRun(compiled, request);
    const solution = run.solve(request.set ?? {});
    const { times, ids } = run;
    return {
      ...{ times, ids, values: columnsOf(solution, ids.length, times.length) },
      failure: failureOf(compiled, solution),
      method: solution.method,
      milliseconds: performance.now() - started,
    };
  }

  async scan(request: ScanRequest, onProgress: (share: number) => void): Promise<ParameterScan> {
    const { parameter, from, to, points = defaults.points, logarithmic = false } = request;
    if (logarithmic && !(from > 0 && to > 0))
      throw new RangeError("a logarithmic scan goes from one positive value to another");
    if (!(Number.isInteger(points) && points >= 2 && points <= 1000))
      throw new RangeError("a scan has 2 to 1000 points");
    const compiled = await this.#compiled(request.model);
    const started = performance.now();
    const at = Float64Array.from({ length: points }, (_, i) => {
      const share = i / (points - 1);
      return logarithmic ? from * (to / from) ** share : from + (to - from) * share;
    });
    const run = openRun(compiled, request);
    const { times, ids } = run;
    const solutions = Array.from(at, (value, i) => {
      onProgress(i / points);
      return run.solve({ ...request.set, [parameter]: value });
    });
    return {
      ...{ parameter, points: at, times, ids },
      values: solutions.map((solution) => columnsOf(solution, ids.length, times.length)),
      failures: solutions.map((solution) => failureOf(compiled, solution)),
      milliseconds: performance.now() - started,
    };
  }

  async #compiled(handle: SimulateRequest["model"]): Promise<CompiledModel> {
    if (handle !== "knee") {
      const found = this.#models.get(handle);
      if (!found) throw new RangeError("this model is not open any more; import it again");
      return found;
    }
    const known = this.#models.get(0);
    if (known) return known;
    const { compiled, diagnostics } = compile(await this.knee());
    if (!compiled) throw new DiagnosticError(diagnostics);
    this.#models.set(0, compiled);
    return compiled;
  }
}

function nothingRead(kind: ModelReading["kind"], diagnostics: readonly Diagnostic[]): ModelReading {
  return { kind, diagnostics, states: [], parameters: [], observables: [], equations: [] };
}

/** The first model of a COMBINE archive (OMEX) or another zip file; else why there is none. */
function modelInArchive(
  bytes: Uint8Array,
  most: number,
): Pick<ReadModelRequest, "name" | "bytes"> | string {
  const isModel = (path: string): boolean =>
    /\.(xml|sbml|ant|txt)$/i.test(path) && !/(^|\/)(manifest|metadata)\.\w+$/i.test(path);
  try {
    const files = openArchive(bytes, most, isModel);
    const sbml = [...files].find(([, content]) => beginning(content).includes("<sbml"));
    const [name, content] = sbml ?? [...files].find(([path]) => /\.(ant|txt)$/i.test(path)) ?? [];
    if (name === undefined || !content) return "the archive holds no SBML or Antimony";
    return { name, bytes: content };
  } catch (error) {
    return (error as Error).message;
  }
}

/** Enough of a document to know what it is. */
function beginning(content: Uint8Array): string {
  return new TextDecoder().decode(content.subarray(0, 4000));
}

interface Read {
  readonly model?: Model;
  readonly diagnostics: readonly Diagnostic[];
}

function readText(file: string, text: string): Read {
  const cause = "a model in the browser imports no other files";
  return parseAntimony(text, { file, resolveImport: () => ({ cause }) });
}

function readXml(file: string, bytes: Uint8Array, text: string): Read {
  const { model, diagnostics } = readSbml(bytes, { file });
  if (!model) return { diagnostics };
  const found = [...diagnostics, ...checkModel(model)];
  const report = (one: Diagnostic): number => found.push(one);
  return { model: withAnnotations(model, text, { file, report }), diagnostics: found };
}

function unreadable(file: string, cause: string): Diagnostic {
  return diagnose("CH6001", { file, cause });
}

function described(
  model: Model,
  compiled: CompiledModel,
): Pick<
  ModelReading,
  "model" | "states" | "parameters" | "observables" | "equations" | "antimony" | "sbml"
> {
  const named = new Map<string, { readonly name?: string; readonly unit?: string }>(
    [...model.parameters, ...model.species, ...model.compartments].map((one) => [one.id, one]),
  );
  const quantity = (id: string, value: number) => ({
    ...{ id, label: named.get(id)?.name ?? id, value, unit: named.get(id)?.unit ?? "" },
  });
  return {
    model,
    states: compiled.states.map(({ id, initialValue }) => quantity(id, initialValue)),
    parameters: compiled.parameters.map(({ id, value }) => quantity(id, value)),
    observables: compiled.observables,
    equations: equationsOf(model),
    antimony: printAntimony(model),
    sbml: writeSbml(model),
  };
}

function equationsOf(model: Model): { readonly id: string; readonly text: string }[] {
  const rules = model.rules.map((rule) => {
    const right = printFormula(rule.expression);
    if (rule.kind === "algebraic") return { id: "", text: `0 = ${right}` };
    const left = rule.kind === "rate" ? `${rule.variable}'` : rule.variable;
    return { id: rule.variable, text: `${left} = ${right}` };
  });
  const rates = model.reactions.flatMap(({ id, kineticLaw }) =>
    kineticLaw ? [{ id, text: `${id} = ${printFormula(kineticLaw.expression)}` }] : [],
  );
  return [...rules, ...rates];
}

interface OpenRun {
  readonly times: Float64Array;
  readonly ids: readonly string[];
  solve(set: Readonly<Record<string, number>>): Solution;
}

function openRun(compiled: CompiledModel, request: SimulateRequest): OpenRun {
  const { start = 0, end, steps = defaults.steps, method = defaultMethod } = request;
  if (!(end > start)) throw new DiagnosticError([diagnose("CH6008", { start, end })]);
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= 10_000))
    throw new RangeError("a simulation records 1 to 10000 steps");
  const times = Float64Array.from({ length: steps + 1 }, (_, i) =>
    i === steps ? end : start + ((end - start) * i) / steps,
  );
  const ids = request.observe ?? compiled.states.map(({ id }) => id);
  const observe = Int32Array.from(ids, (id) => {
    const index = compiled.observables.indexOf(id);
    if (index < 0) throw new RangeError(`the model has no "${id}" to record`);
    return index;
  });
  const relative = request.relativeTolerance ?? defaults.relativeTolerance;
  const absolute = new Float64Array(compiled.states.length).fill(
    request.absoluteTolerance ?? defaults.absoluteTolerance,
  );
  const engine: Engine = openEngine({
    ...{ compiled, target: "js", method, relativeTolerance: relative, observe },
    rows: times.length,
  });
  const problem = { start, end, saveAt: times, observe, tolerance: { relative, absolute } };
  return {
    ...{ times, ids },
    solve: (set) => engine.run({ ...problem, ...startOf(compiled, set), maxSteps: mostSteps }),
  };
}

/** Parameters and initial values with what is set. Throws DiagnosticError for an id that cannot be. */
function startOf(compiled: CompiledModel, set: Readonly<Record<string, number>>) {
  const targets = Object.entries(set).map(([id, value]) => ({
    target: findTarget(compiled, id),
    value,
  }));
  const parameters = Float64Array.from(compiled.parameters, (parameter) => parameter.value);
  const fixedParameters = new Uint8Array(parameters.length);
  const initialState = new Float64Array(compiled.states.length).fill(Number.NaN);
  for (const { target, value } of targets) {
    if (!isTarget(target)) throw new DiagnosticError([target]);
    if (target.vector === "state") continue;
    parameters[target.index] = value;
    fixedParameters[target.index] = 1;
  }
  for (const { target, value } of targets)
    if (isTarget(target) && target.vector === "state")
      initialState[target.index] = storedState(target, value, parameters);
  return { parameters, fixedParameters, initialState };
}

/** [id][time]; NaN from a failure on. */
function columnsOf(solution: Solution, width: number, rows: number): Float64Array[] {
  const reached = (row: number): boolean => row < solution.values.length / width;
  return Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: rows }, (_row, row) =>
      reached(row) ? solution.values[row * width + column]! : Number.NaN,
    ),
  );
}

function failureOf(compiled: CompiledModel, { code, time, worstState }: Solution): string {
  if (code === ResultCode.success) return "";
  const state = compiled.states[worstState]?.id;
  const at = state === undefined ? `at time ${time}` : `at time ${time}, state "${state}"`;
  return `${codeWords(code)} ${at}. ${resultText[code]}`;
}
