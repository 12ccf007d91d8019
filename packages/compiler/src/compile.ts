// From a checked model to a compiled one: equations → symbolic Jacobian → code. Each stage is a pure
// function of the one before; what cannot be compiled is a diagnostic with the element's name.

import { type Diagnostic, diagnose, hasErrors, type Model, parseFormula } from "@chondron/model";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type {
  ActionDefinition,
  CompiledModel,
  ParameterInfo,
  StateInfo,
} from "./compiled-model.js";
import { deriveEquations, type Equations, type Variable } from "./equations.js";
import { isZero, liveNodes, type NodeId } from "./ir.js";
import { deriveJacobian, type SymbolicJacobian } from "./jacobian.js";
import { UnsupportedFeature } from "./lower.js";
import { type ActionEquations, emitJs } from "./target/js.js";

export interface CompileOptions {
  /** Changes from outside the model, callable by index at known times. */
  readonly actions?: readonly ActionDefinition[];
}

export interface CompileResult {
  /** Absent where `diagnostics` holds an error. */
  readonly compiled?: CompiledModel;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compile a model that `checkModel` found no errors in. */
export function compile(model: Model, options: CompileOptions = {}): CompileResult {
  const equations = deriveEquations(model);
  const diagnostics = [...equations.diagnostics];
  const actions = (options.actions ?? []).map((a) => lowerAction(equations, a, diagnostics));
  const initialOrder = orderInitial(equations, diagnostics);
  if (hasErrors(diagnostics)) return { diagnostics };
  const jacobian = deriveJacobian(equations);
  const { source, hoistedCount } = emitJs(equations, jacobian, actions, initialOrder);
  const tables = describe(model, equations, jacobian, actions);
  return {
    compiled: { ...tables, source, hoistedCount, hash: hashOf(tables, source) },
    diagnostics,
  };
}

function describe(
  model: Model,
  equations: Equations,
  jacobian: SymbolicJacobian,
  actions: readonly ActionEquations[],
): Omit<CompiledModel, "source" | "hoistedCount" | "hash"> {
  const { graph } = equations;
  return {
    id: model.id,
    ...(model.units.time === undefined ? {} : { timeUnit: model.units.time }),
    states: equations.states.map(stateInfo),
    parameters: equations.parameters.map(parameterInfo),
    observables: equations.observables.map((o) => o.id),
    events: equations.events.map((event, i) => ({
      id: event.id,
      initialValue: model.events[i]!.initialValue,
      persistent: model.events[i]!.persistent,
      useValuesFromTriggerTime: model.events[i]!.useValuesFromTriggerTime,
      hasDelay: event.delay !== undefined,
      hasPriority: event.priority !== undefined,
      assignmentCount: event.assignments.length,
    })),
    triggerStates: statesIn(
      equations,
      equations.events.map((e) => e.trigger),
    ),
    actions: actions.map((a) => ({ id: a.id, arguments: a.arguments })),
    jacobian: { rows: jacobian.rows, columns: jacobian.columns },
    nonAutonomous: jacobian.timeDerivative.some((id) => !isZero(graph, id)),
  };
}

/** Indices of the states that nodes read, ascending. */
function statesIn({ graph }: Equations, roots: readonly NodeId[]): Int32Array {
  const read = liveNodes(graph, roots).map((id) => graph.node(id));
  return Int32Array.from(read.filter((n) => n.operation === "state").map((n) => n.value)).sort();
}

function stateInfo(variable: Variable): StateInfo {
  const { compartment } = variable.slot;
  return {
    ...shared(variable),
    initialValue: variable.initialValue,
    computed: variable.initialNode !== undefined,
    ...(compartment === undefined ? {} : { concentrationIn: compartment }),
  };
}

function parameterInfo(variable: Variable): ParameterInfo {
  return {
    ...shared(variable),
    value: variable.initialValue,
    computed: variable.initialNode !== undefined,
  };
}

function shared(variable: Variable): { id: string; name?: string; unit?: string } {
  return {
    id: variable.id,
    ...(variable.name === undefined ? {} : { name: variable.name }),
    ...(variable.unit === undefined ? {} : { unit: variable.unit }),
  };
}

function lowerAction(
  equations: Equations,
  action: ActionDefinition,
  diagnostics: Diagnostic[],
): ActionEquations {
  const { graph } = equations;
  const extra = new Map(action.arguments.map((id, i) => [id, graph.leaf("argument", i)]));
  const assignments = action.assignments.flatMap(({ variable, formula }) => {
    const slot = equations.slot(variable);
    if (!slot) {
      diagnostics.push(diagnose("CH2003", { id: action.id, variable }));
      return [];
    }
    const value = lowerFormula(equations, action.id, formula, extra, diagnostics);
    return value === undefined ? [] : [{ slot, value: equations.stored(slot, value) }];
  });
  return { id: action.id, arguments: action.arguments, assignments };
}

function lowerFormula(
  equations: Equations,
  action: string,
  formula: string,
  extra: ReadonlyMap<string, NodeId>,
  diagnostics: Diagnostic[],
): NodeId | undefined {
  const parsed = parseFormula(formula, action);
  if (!parsed.expression) {
    const cause = parsed.diagnostics.map((d) => d.message).join(" ");
    diagnostics.push(diagnose("CH2004", { action, cause }));
    return undefined;
  }
  try {
    return equations.lower(parsed.expression, extra);
  } catch (error) {
    if (!(error instanceof UnsupportedFeature)) throw error;
    diagnostics.push(diagnose("CH2004", { action, cause: `${error.message}.` }));
    return undefined;
  }
}

/** Computed parameters and states, each after those its start value reads. */
function orderInitial(equations: Equations, diagnostics: Diagnostic[]): Variable[] {
  const computed = [...equations.parameters, ...equations.states].filter(
    (v) => v.initialNode !== undefined,
  );
  const bySlot = new Map(computed.map((v) => [`${v.slot.vector}${v.slot.index}`, v]));
  const ordered = new Set<Variable>();
  const open: Variable[] = [];
  const visit = (variable: Variable): void => {
    if (ordered.has(variable)) return;
    if (open.includes(variable)) {
      const cycle = open.slice(open.indexOf(variable)).map((v) => `"${v.id}"`);
      diagnostics.push(diagnose("CH2002", { cycle: cycle.join(", ") }));
      return;
    }
    open.push(variable);
    for (const id of liveNodes(equations.graph, [variable.initialNode!])) {
      const { operation, value } = equations.graph.node(id);
      const needed = bySlot.get(`${operation}${value}`);
      if (needed) visit(needed);
    }
    open.pop();
    ordered.add(variable);
  };
  computed.forEach(visit);
  return [...ordered];
}

function hashOf(tables: object, source: string): string {
  const text = JSON.stringify(tables, (_, value: unknown) =>
    value instanceof Int32Array ? [...value] : value,
  );
  return bytesToHex(sha256(utf8ToBytes(`${text}\n${source}`)));
}
