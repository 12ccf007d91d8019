// From a checked model to a compiled one: equations → symbolic Jacobian → code. Each stage is a pure
// function of the one before; what cannot be compiled is a diagnostic with the element's name.

import {
  type Diagnostic,
  diagnose,
  hasErrors,
  type Model,
  parseFormula,
  sha256Hex,
} from "@chondron/model";
import { changesOf } from "./changes.js";
import type {
  ActionDefinition,
  CompiledModel,
  DelayInfo,
  ParameterInfo,
  StateInfo,
} from "./compiled-model.js";
import { contextSlots } from "./context.js";
import { dependencyOrder } from "./dependency-order.js";
import { differentiate } from "./differentiate.js";
import { deriveEquations, type Equations, type Variable } from "./equations.js";
import { type Graph, isZero, liveNodes, type NodeId, type Operation } from "./ir.js";
import { deriveJacobian, type SymbolicJacobian } from "./jacobian.js";
import { UnsupportedFeature } from "./lower.js";
import type { Program } from "./program.js";
import { refuseDraws } from "./random-draws.js";
import { type ActionEquations, emitJs } from "./target/js.js";

export interface CompileOptions {
  /** Changes from outside the model, callable by index at known times. */
  readonly actions?: readonly ActionDefinition[];
  /**
   * Watch every species in both its quantities, as `amount(id)` and `concentration(id)`, whichever
   * its symbol means.
   */
  readonly quantities?: boolean;
  /** Treat fast reactions (SBML up to L3V1) as any others, as many programs do. */
  readonly ignoreFast?: boolean;
}

export interface CompileResult {
  /** Absent where `diagnostics` holds an error. */
  readonly compiled?: CompiledModel;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compile a model that `checkModel` found no errors in. */
export function compile(model: Model, options: CompileOptions = {}): CompileResult {
  const draws = refuseDraws(model);
  if (draws.length > 0) return { diagnostics: draws };
  const targets = (options.actions ?? []).flatMap((a) => a.assignments.map((x) => x.variable));
  const equations = deriveEquations(model, {
    changedFromOutside: new Set(targets),
    quantities: options.quantities === true,
    ignoreFast: options.ignoreFast === true,
  });
  const diagnostics = [...equations.diagnostics];
  const actions = (options.actions ?? []).map((a) => lowerAction(equations, a, diagnostics));
  const initialOrder = orderInitial(equations, diagnostics);
  if (hasErrors(diagnostics)) return { diagnostics };
  const jacobian = deriveJacobian(equations);
  const roots = triggerRoots(equations);
  const { source, hoistedCount } = emitJs(equations, jacobian, { actions, initialOrder, roots });
  const program: Program = {
    nodes: equations.graph.nodes,
    derivatives: equations.derivatives,
    jacobian: jacobian.values,
    timeDerivative: jacobian.timeDerivative,
    observables: equations.observables.map((o) => o.value),
    triggers: equations.events.map((e) => e.trigger),
    roots,
  };
  const changes = changesOf(equations, initialOrder, actions);
  const tables = {
    ...describe(model, equations, jacobian, actions),
    rootCount: roots.length,
    timedTriggers: moveByThemselves(equations, roots),
    triggersByClock: equations.events.length > 0 && followTheClock(equations, roots),
  };
  return {
    compiled: withHash({ ...tables, source, hoistedCount, program, changes }, tables),
    diagnostics,
  };
}

function describe(
  model: Model,
  equations: Equations,
  jacobian: SymbolicJacobian,
  actions: readonly ActionEquations[],
): Omit<
  CompiledModel,
  | "source"
  | "program"
  | "changes"
  | "hoistedCount"
  | "rootCount"
  | "timedTriggers"
  | "triggersByClock"
  | "hash"
> {
  const { graph, delayed } = equations;
  const usesContext = delayed.length > 0 || equations.hasFastReactions;
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
    triggerStates: triggerStates(equations),
    actions: actions.map((a) => ({ id: a.id, arguments: a.arguments })),
    jacobian: { rows: jacobian.rows, columns: jacobian.columns },
    algebraicStates: Int32Array.from(equations.algebraic),
    delays: describeDelays(equations),
    hasFastReactions: equations.hasFastReactions,
    contextCount: usesContext ? contextSlots.firstDelayed + delayed.length : 0,
    // A delayed value changes with time by itself.
    nonAutonomous: delayed.length > 0 || jacobian.timeDerivative.some((id) => !isZero(graph, id)),
  };
}

/** Indices of the states that triggers read, ascending; all where delayed values may read any. */
function triggerStates({ graph, events, delayed, states }: Equations): Int32Array {
  if (delayed.length > 0) return Int32Array.from(states.keys());
  return leavesIn(
    graph,
    events.map((e) => e.trigger),
    "state",
  );
}

/** Differences whose signs decide the comparisons in triggers. */
function triggerRoots({ graph, events }: Equations): NodeId[] {
  const triggers = events.map((e) => e.trigger);
  const comparisons = liveNodes(graph, triggers).filter((id) =>
    ["lt", "le", "eq"].includes(graph.node(id).operation),
  );
  const differences = comparisons.map((id) => {
    const [a, b] = graph.node(id).arguments;
    return graph.apply("sub", a!, b!);
  });
  return [...new Set(differences)].filter((id) => graph.node(id).operation !== "constant");
}

/** Do trigger roots bend with time while states may stand still, or look into the past? */
function moveByThemselves({ graph }: Equations, roots: readonly NodeId[]): boolean {
  const order = liveNodes(graph, roots);
  const rates = differentiate(graph, roots, order, graph.time());
  const bends = rates.some((id) => graph.node(id).operation !== "constant");
  return bends || leavesIn(graph, roots, "context").length > 0;
}

/** Piecewise constant: their derivative is zero where they are smooth and says nothing of the rest. */
const steps: ReadonlySet<Operation> = new Set<Operation>(["floor", "ceil", "factorial", "rem"]);

/** Are all trigger roots linear in time, with coefficients that only events and actions change? */
function followTheClock({ graph }: Equations, roots: readonly NodeId[]): boolean {
  const order = liveNodes(graph, roots);
  const readsOnlyTime = order.every((id) => {
    const { operation } = graph.node(id);
    return operation !== "state" && operation !== "context" && !steps.has(operation);
  });
  if (!readsOnlyTime) return false;
  const rates = differentiate(graph, roots, order, graph.time());
  return liveNodes(graph, rates).every((id) => graph.node(id).operation !== "time");
}

function describeDelays({ graph, delayed, derivatives, events }: Equations): DelayInfo[] {
  const triggers = events.map((e) => e.trigger);
  // A delayed value reads only those before it, so one walk back finds all that it needs.
  const closure = (roots: readonly NodeId[]): Int32Array => {
    const needed = new Set(delayedIn(graph, roots));
    for (let k = delayed.length - 1; k >= 0; k--)
      if (needed.has(k))
        for (const inner of delayedIn(graph, [delayed[k]!.lag, delayed[k]!.value]))
          needed.add(inner);
    return Int32Array.from(needed).sort();
  };
  const dynamic = new Set(closure([...derivatives, ...triggers]));
  return delayed.map(({ value, lag }, k) => {
    const { operation, value: fixedLag } = graph.node(lag);
    return {
      inDynamics: dynamic.has(k),
      reads: closure([value]),
      ...(operation === "constant" ? { fixedLag } : {}),
    };
  });
}

/** Indices of the delayed values that nodes read, ascending. */
function delayedIn(graph: Graph, roots: readonly NodeId[]): Int32Array {
  const first = contextSlots.firstDelayed;
  return leavesIn(graph, roots, "context")
    .filter((index) => index >= first)
    .map((index) => index - first);
}

/** Indices of the leaves of one kind that nodes read, ascending. */
function leavesIn(
  graph: Graph,
  roots: readonly NodeId[],
  operation: "state" | "context",
): Int32Array {
  const read = liveNodes(graph, roots).map((id) => graph.node(id));
  return Int32Array.from(read.filter((n) => n.operation === operation).map((n) => n.value)).sort();
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
    return value === undefined ? [] : [{ slot, value }];
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
  const needs = (variable: Variable): Variable[] =>
    liveNodes(equations.graph, [variable.initialNode!]).flatMap((id) => {
      const { operation, value } = equations.graph.node(id);
      return bySlot.get(`${operation}${value}`) ?? [];
    });
  const { order } = dependencyOrder(computed, needs, (ring) => {
    const cycle = ring.map((v) => `"${v.id}"`).join(", ");
    diagnostics.push(diagnose("CH2002", { cycle }));
  });
  return [...order];
}

/** Found when it is asked for: a single run never does, and hashing takes a tenth of compiling. */
function withHash(compiled: Omit<CompiledModel, "hash">, tables: object): CompiledModel {
  let known: string | undefined;
  return {
    ...compiled,
    get hash() {
      known ??= hashOf(tables, compiled.source);
      return known;
    },
  };
}

function hashOf(tables: object, source: string): string {
  const text = JSON.stringify(tables, (_, value: unknown) =>
    value instanceof Int32Array ? [...value] : value,
  );
  return sha256Hex(`${text}\n${source}`);
}
