// The JavaScript target: slow and right, the reference for every other target. It writes the whole
// system as the body of one function over flat arrays, and loads it again with `new Function`.

import type { CompiledModel } from "../compiled-model.js";
import type { Equations, EventEquations, Slot, SlotAssignment, Variable } from "../equations.js";
import type { NodeId } from "../ir.js";
import type { SymbolicJacobian } from "../jacobian.js";
import { hoistable } from "../pass/hoisting.js";
import type { System } from "../system.js";
import { type EmittedBlock, emitBlock } from "./js-expression.js";

/** An action with its right-hand sides as nodes. */
export interface ActionEquations {
  readonly id: string;
  readonly arguments: readonly string[];
  readonly assignments: readonly SlotAssignment[];
}

/** Parameters and states to compute at the start, in dependency order. */
export type InitialOrder = readonly Variable[];

/** What a system does beside its equations. */
export interface SystemParts {
  readonly actions: readonly ActionEquations[];
  readonly initialOrder: InitialOrder;
  /** Differences whose signs decide the triggers. */
  readonly roots: readonly NodeId[];
}

/** Load the functions of a compiled model. Each call gives an independent system. */
export function loadJs(compiled: CompiledModel): System {
  const load = new Function(compiled.source) as () => Omit<System, "compiled">;
  return { compiled, ...load() };
}

/** Source of the target and the number of values it hoists behind the parameters. */
export function emitJs(
  equations: Equations,
  jacobian: SymbolicJacobian,
  { actions, initialOrder, roots }: SystemParts,
): { source: string; hoistedCount: number } {
  const { graph, parameters, events } = equations;
  const perStep = [
    ...equations.derivatives,
    ...jacobian.values,
    ...jacobian.timeDerivative,
    ...events.map((e) => e.trigger),
  ];
  const first = parameters.length;
  const hoisted = new Map(hoistable(graph.nodes, perStep).map((id, i) => [id, first + i]));
  const layout = { hoisted, contextStart: first + hoisted.size };
  const slots = [...hoisted.values()];
  const plain = { ...layout, hoisted: new Map<NodeId, number>() };
  const block = (nodes: readonly NodeId[]): EmittedBlock => emitBlock(graph, nodes, layout);
  const unhoisted = (nodes: readonly NodeId[]): EmittedBlock => emitBlock(graph, nodes, plain);
  const parts = [
    '"use strict";',
    factorialSource,
    "return {",
    method(
      "hoist(p)",
      store(unhoisted([...hoisted.keys()]), (i) => `p[${slots[i]}]`),
    ),
    method(
      "initial(t, p, y, fixedParameters, fixedStates)",
      initialSource(unhoisted, initialOrder),
    ),
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
    method("triggers(t, y, p, o)", triggerSource(block(events.map((e) => e.trigger)))),
    method(
      "roots(t, y, p, o)",
      store(block(roots), (i) => `o[${i}]`),
    ),
    ...delayMethods(equations, block),
    ...eventMethods(equations, block, unhoisted),
    ...actionMethods(equations, actions, unhoisted),
    "};",
  ];
  return { source: parts.join("\n"), hoistedCount: hoisted.size };
}

type Block = (nodes: readonly NodeId[]) => EmittedBlock;

function initialSource(block: Block, order: InitialOrder): string[] {
  return order.map((variable) => {
    const { vector, index } = variable.slot;
    const [flag, target] = vector === "state" ? ["fixedStates", "y"] : ["fixedParameters", "p"];
    const { statements, results } = block([variable.initialNode!]);
    const body = [...statements, `${target}[${index}] = ${results[0]};`].join(" ");
    return `if (!${flag}[${index}]) { ${body} }`;
  });
}

/** A `return` of one node's value, or of `otherwise` where there is none. */
function single(block: Block, node: NodeId | undefined, otherwise: string): string[] {
  if (node === undefined) return [`return ${otherwise};`];
  const { statements, results } = block([node]);
  return [...statements, `return ${results[0]};`];
}

function delayMethods({ delayed }: Equations, block: Block): string[] {
  const returns = (nodes: readonly NodeId[]): string[] =>
    cases(
      nodes.map((node) => single(block, node, "NaN")),
      "return NaN;",
    );
  return [
    method("lag(k, t, y, p)", returns(delayed.map((d) => d.lag))),
    method("delayed(k, t, y, p)", returns(delayed.map((d) => d.value))),
  ];
}

function eventMethods(equations: Equations, block: Block, unhoisted: Block): string[] {
  const { events } = equations;
  const perEvent = (bodies: (event: EventEquations) => string[], otherwise: string): string[] =>
    cases(events.map(bodies), otherwise);
  return [
    method(
      "delay(k, t, y, p)",
      perEvent((e) => single(block, e.delay, "0"), "return 0;"),
    ),
    method(
      "priority(k, t, y, p)",
      perEvent((e) => single(block, e.priority, "-Infinity"), "return -Infinity;"),
    ),
    method(
      "eventValues(k, t, y, p, o)",
      perEvent((e) => store(block(e.assignments.map((a) => a.value)), (i) => `o[${i}]`), ""),
    ),
    method(
      "applyEvent(k, o, t, y, p)",
      perEvent((e) => assign(equations, e.assignments, unhoisted, (i) => `o[${i}]`), ""),
    ),
  ];
}

function actionMethods(
  equations: Equations,
  actions: readonly ActionEquations[],
  block: Block,
): string[] {
  const bodies = actions.map(({ assignments }) => {
    const { statements, results } = block(assignments.map((a) => a.value));
    return [
      ...statements,
      ...results.map((text, i) => `const w${i} = ${text};`),
      `{ ${assign(equations, assignments, block, (i) => `w${i}`).join(" ")} }`,
    ];
  });
  return [method("applyAction(k, a, t, y, p)", cases(bodies, ""))];
}

// Concentrations become amounts by the sizes before the assignments, as right-hand sides are read.
function assign(
  equations: Equations,
  assignments: readonly SlotAssignment[],
  block: Block,
  value: (index: number) => string,
): string[] {
  const direct: string[] = [];
  const amounts: { target: string; value: string; size: NodeId }[] = [];
  assignments.forEach(({ slot }, i) => {
    const size = equations.sizeOf(slot);
    if (size === undefined) direct.push(`${place(slot)} = ${value(i)};`);
    else amounts.push({ target: place(slot), value: value(i), size });
  });
  const { statements, results } = block(amounts.map((a) => a.size));
  const stores = amounts.map((a, i) => `${a.target} = (${a.value} * ${results[i]});`);
  return [...statements, ...stores, ...direct];
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
  "function factorial(n) { let r = 1; for (let k = 2; k <= n && r < Infinity; k++) r *= k; return r; }";
