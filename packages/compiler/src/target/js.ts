// The JavaScript target: slow and right, the reference for every other target. It writes the whole
// system as the body of one function over flat arrays, and loads it again with `new Function`.

import type { CompiledModel } from "../compiled-model.js";
import type { Equations, EventEquations, Slot, Variable } from "../equations.js";
import { type Graph, liveNodes, type NodeId } from "../ir.js";
import type { SymbolicJacobian } from "../jacobian.js";
import type { System } from "../system.js";
import { type EmittedBlock, emitBlock, type HoistedSlots } from "./js-expression.js";

/** An action with its right-hand sides as nodes. */
export interface ActionEquations {
  readonly id: string;
  readonly arguments: readonly string[];
  readonly assignments: readonly { readonly slot: Slot; readonly value: NodeId }[];
}

/** Parameters and states to compute at the start, in dependency order. */
export type InitialOrder = readonly Variable[];

/** Load the functions of a compiled model. Each call gives an independent system. */
export function loadJs(compiled: CompiledModel): System {
  const load = new Function(compiled.source) as () => Omit<System, "compiled">;
  return { compiled, ...load() };
}

/** Source of the target and the number of values it hoists behind the parameters. */
export function emitJs(
  equations: Equations,
  jacobian: SymbolicJacobian,
  actions: readonly ActionEquations[],
  initialOrder: InitialOrder,
): { source: string; hoistedCount: number } {
  const { graph } = equations;
  const perStep = [
    ...equations.derivatives,
    ...jacobian.values,
    ...jacobian.timeDerivative,
    ...equations.events.map((e) => e.trigger),
  ];
  const hoisted = chooseHoisted(graph, perStep, equations.parameters.length);
  const block = (roots: readonly NodeId[]): EmittedBlock => emitBlock(graph, roots, hoisted);
  const parts = [
    '"use strict";',
    factorialSource,
    "return {",
    method(
      "hoist(p)",
      store(emitBlock(graph, [...hoisted.keys()]), (i) => slotAt(hoisted, i)),
    ),
    method("initial(t, p, y, fixedParameters, fixedStates)", initialSource(graph, initialOrder)),
    method(
      "rhs(t, y, p, f)",
      store(block(equations.derivatives), (i) => `f[${i}]`),
    ),
    method(
      "jacobian(t, y, p, J)",
      store(block(jacobian.values), (i) => `J[${i}]`),
    ),
    method(
      "timeDerivative(t, y, p, f)",
      store(block(jacobian.timeDerivative), (i) => `f[${i}]`),
    ),
    method(
      "observe(t, y, p, o)",
      store(block(equations.observables.map((o) => o.value)), (i) => `o[${i}]`),
    ),
    method("triggers(t, y, p, o)", triggerSource(block(equations.events.map((e) => e.trigger)))),
    ...eventMethods(equations.events, block),
    ...actionMethods(graph, actions),
    "};",
  ];
  return { source: parts.join("\n"), hoistedCount: hoisted.size };
}

// The largest subexpressions over parameters alone: computed once per change of parameters.
function chooseHoisted(graph: Graph, roots: readonly NodeId[], firstSlot: number): HoistedSlots {
  const parametric = new Map<NodeId, boolean>();
  const order = liveNodes(graph, roots);
  for (const id of order) {
    const { operation, arguments: args } = graph.node(id);
    const leaf = operation === "parameter" || operation === "constant" || operation === "truth";
    parametric.set(id, leaf || (args.length > 0 && args.every((a) => parametric.get(a))));
  }
  const worth = (id: NodeId): boolean => {
    const node = graph.node(id);
    return parametric.get(id) === true && node.arguments.length > 0 && node.type === "number";
  };
  const chosen = new Set<NodeId>();
  for (const id of order)
    if (!parametric.get(id)) for (const a of graph.node(id).arguments) if (worth(a)) chosen.add(a);
  for (const root of roots) if (worth(root)) chosen.add(root);
  return new Map([...chosen].sort((a, b) => a - b).map((id, i) => [id, firstSlot + i]));
}

function slotAt(hoisted: HoistedSlots, index: number): string {
  return `p[${[...hoisted.values()][index]}]`;
}

function initialSource(graph: Graph, order: InitialOrder): string[] {
  return order.map((variable) => {
    const { vector, index } = variable.slot;
    const [flag, target] = vector === "state" ? ["fixedStates", "y"] : ["fixedParameters", "p"];
    const { statements, results } = emitBlock(graph, [variable.initialNode!]);
    const body = [...statements, `${target}[${index}] = ${results[0]};`].join(" ");
    return `if (!${flag}[${index}]) { ${body} }`;
  });
}

function eventMethods(
  events: readonly EventEquations[],
  block: (roots: readonly NodeId[]) => EmittedBlock,
): string[] {
  const single = (node: NodeId | undefined, otherwise: string): string[] => {
    if (node === undefined) return [`return ${otherwise};`];
    const { statements, results } = block([node]);
    return [...statements, `return ${results[0]};`];
  };
  return [
    method(
      "delay(k, t, y, p)",
      cases(
        events.map((e) => single(e.delay, "0")),
        "return 0;",
      ),
    ),
    method(
      "priority(k, t, y, p)",
      cases(
        events.map((e) => single(e.priority, "-Infinity")),
        "return -Infinity;",
      ),
    ),
    method(
      "eventValues(k, t, y, p, o)",
      cases(
        events.map((e) => store(block(e.assignments.map((a) => a.value)), (i) => `o[${i}]`)),
        "",
      ),
    ),
    method(
      "applyEvent(k, o, y, p)",
      cases(
        events.map((e) => e.assignments.map((a, i) => `${place(a.slot)} = o[${i}];`)),
        "",
      ),
    ),
  ];
}

function actionMethods(graph: Graph, actions: readonly ActionEquations[]): string[] {
  const bodies = actions.map(({ assignments }) => {
    const { statements, results } = emitBlock(
      graph,
      assignments.map((a) => a.value),
    );
    return [
      ...statements,
      ...results.map((text, i) => `const w${i} = ${text};`),
      ...assignments.map((a, i) => `${place(a.slot)} = w${i};`),
    ];
  });
  return [method("applyAction(k, a, t, y, p)", cases(bodies, ""))];
}

function triggerSource(block: EmittedBlock): string[] {
  return [...block.statements, ...block.results.map((text, i) => `o[${i}] = ${text} ? 1 : 0;`)];
}

function store(block: EmittedBlock, target: (index: number) => string): string[] {
  return [...block.statements, ...block.results.map((text, i) => `${target(i)} = ${text};`)];
}

function cases(bodies: readonly (readonly string[])[], otherwise: string): string[] {
  const branches = bodies.map((body, k) => `case ${k}: { ${body.join(" ")} break; }`);
  return ["switch (k) {", ...branches, "}", otherwise];
}

function method(signature: string, body: readonly string[]): string {
  return `${signature} {\n${body.join("\n")}\n},`;
}

function place(slot: Slot): string {
  return `${slot.vector === "state" ? "y" : "p"}[${slot.index}]`;
}

const factorialSource =
  "function factorial(n) { let r = 1; for (let k = 2; k <= n; k++) r *= k; return r; }";
