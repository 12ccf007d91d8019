// Kernels: functions of the module that compute nodes of a program from memory into memory, for all
// lanes at once. A node used once is computed in place on the stack, a node used more often is kept
// in a local; elementary functions are computed between the segments of a kernel (elementary-waves.ts);
// a long segment is cut into functions, for engines optimise only functions of bounded size. What
// crosses a cut goes through memory.

import type { Node, NodeId } from "../../ir.js";
import { type ElementaryFunction, type ElementaryFunctions, hostFunctions } from "./elementary.js";
import { planWaves, type Segment } from "./elementary-waves.js";
import type { FunctionBuilder, Local } from "./function-builder.js";
import type { Arithmetic, Lanes } from "./lanes.js";
import type { ModuleBuilder } from "./module-builder.js";
import type { ValueType } from "./opcodes.js";

/** A place in memory: a pointer parameter of the kernel, or none, and bytes behind it. */
export interface Place {
  readonly pointer?: Local;
  readonly offset: number;
}

export interface KernelOutput {
  readonly node: NodeId;
  readonly place: Place;
  /** A place whose value is added. */
  readonly addend?: Place;
}

export interface KernelContext {
  readonly module: ModuleBuilder;
  readonly lanes: Lanes;
  readonly functions: ElementaryFunctions;
  readonly nodes: readonly Node[];
  /** Where a leaf, or a node computed before, is read; undefined for what is computed here. */
  place(id: NodeId, node: Node): Place | undefined;
  /** Reserve memory for `count` values of all lanes; the offset of the first. */
  reserve(count: number): number;
}

/** How deep expressions may nest before a node is kept: bounds recursion here and in engines. */
const maximalDepth = 24;
/** Nodes per function. */
const chunkSize = 6000;

const arithmetic: ReadonlySet<string> = new Set<Arithmetic>([
  "add",
  "sub",
  "mul",
  "div",
  "min",
  "max",
  "neg",
  "abs",
  "sqrt",
  "floor",
  "ceil",
]);

type Item = { readonly segment: number; readonly cost: number } & (
  | { readonly kind: "keep"; readonly node: NodeId }
  | { readonly kind: "store"; readonly output: KernelOutput }
);

/**
 * Define a kernel of `pointers` i32 parameters. The result is the index of a function that computes
 * all outputs; each is stored as soon as it is known, so no output may be an input of another.
 */
export function defineKernel(
  outer: KernelContext,
  pointers: number,
  outputs: readonly KernelOutput[],
): number {
  const { context, segments } = planWaves(outer, outputs);
  const { module, lanes, functions } = context;
  const plan = planKernel(context, segments);
  const chunks = cutItems(plan.items);
  const parameters = new Array<ValueType>(pointers).fill("i32");
  const shared = sharedBetween(context, plan, chunks);
  const parts = chunks.map((items) =>
    module.define(parameters, [], (f) => new ChunkWriter(context, plan, shared, f).write(items)),
  );
  if (parts.length === 1) return parts[0]!;
  return module.define(parameters, [], (f) => {
    segments.forEach(({ batches }, s) => {
      parts.forEach((part, c) => {
        if (chunks[c]![0]?.segment !== s) return;
        for (let p = 0; p < pointers; p++) f.get(p);
        f.call(part);
      });
      for (const { name, arguments: starts, result, count } of batches) {
        for (const start of starts) f.i32(start);
        f.i32(result)
          .i32(count * lanes.bytes)
          .call(functions.batch(name));
      }
    });
  });
}

interface Plan {
  readonly items: readonly Item[];
  /** Nodes that are kept in a local, in a chunk that computes or reads them. */
  readonly kept: ReadonlySet<NodeId>;
  readonly keptLeaves: ReadonlySet<NodeId>;
}

function planKernel(context: KernelContext, segments: readonly Segment[]): Plan {
  const { nodes } = context;
  const uses = new Map<NodeId, number>();
  const order: NodeId[] = [];
  const emission: { readonly step: NodeId | KernelOutput; readonly segment: number }[] = [];
  let segment = 0;
  const isLeaf = (id: NodeId): boolean => context.place(id, nodes[id]!) !== undefined;
  const visit = (root: NodeId): void => {
    uses.set(root, (uses.get(root) ?? 0) + 1);
    if (uses.get(root)! > 1) return;
    const stack: { id: NodeId; next: number }[] = [{ id: root, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const args = isLeaf(top.id) ? [] : nodes[top.id]!.arguments;
      if (top.next < args.length) {
        const a = args[top.next++]!;
        const count = (uses.get(a) ?? 0) + 1;
        uses.set(a, count);
        if (count === 1) stack.push({ id: a, next: 0 });
        continue;
      }
      stack.pop();
      order.push(top.id);
      emission.push({ step: top.id, segment });
    }
  };
  for (const { outputs } of segments) {
    for (const output of outputs) {
      visit(output.node);
      emission.push({ step: output, segment });
    }
    segment++;
  }
  const depth = new Map<NodeId, number>();
  const cost = new Map<NodeId, number>();
  const kept = new Set<NodeId>();
  const keptLeaves = new Set<NodeId>();
  for (const id of order) {
    const node = nodes[id]!;
    const repeated = uses.get(id)! > 1;
    if (isLeaf(id) || node.arguments.length === 0) {
      if (repeated && isLeaf(id)) keptLeaves.add(id);
      depth.set(id, 0);
      cost.set(id, 1);
      continue;
    }
    const d = 1 + Math.max(...node.arguments.map((a) => depth.get(a)!));
    const keep = repeated || d >= maximalDepth;
    if (keep) kept.add(id);
    depth.set(id, keep ? 0 : d);
    cost.set(id, 1 + node.arguments.reduce((sum, a) => sum + (kept.has(a) ? 1 : cost.get(a)!), 0));
  }
  const items = emission.flatMap(({ step, segment: at }): Item[] => {
    if (typeof step !== "number") {
      const price = 1 + (kept.has(step.node) ? 1 : cost.get(step.node)!);
      return [{ kind: "store", output: step, cost: price, segment: at }];
    }
    if (!kept.has(step)) return [];
    return [{ kind: "keep", node: step, cost: cost.get(step)!, segment: at }];
  });
  return { items, kept, keptLeaves };
}

function cutItems(items: readonly Item[]): Item[][] {
  const chunks: Item[][] = [[]];
  let size = 0;
  for (const item of items) {
    const last = chunks.at(-1)!;
    const full = size + item.cost > chunkSize || last[0]?.segment !== item.segment;
    if (full && last.length > 0) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)!.push(item);
    size += item.cost;
  }
  return chunks;
}

/** Kept nodes that a later chunk reads, with the memory they go through. */
function sharedBetween(
  context: KernelContext,
  plan: Plan,
  chunks: readonly (readonly Item[])[],
): ReadonlyMap<NodeId, number> {
  if (chunks.length === 1) return new Map();
  const home = new Map<NodeId, number>();
  const crossing = new Set<NodeId>();
  chunks.forEach((items, chunk) => {
    for (const item of items) {
      if (item.kind === "keep") home.set(item.node, chunk);
      const root = item.kind === "keep" ? item.node : item.output.node;
      for (const id of readsOf(context, plan, root, item.kind === "keep"))
        if (home.get(id) !== chunk) crossing.add(id);
    }
  });
  const slots = new Map<NodeId, number>();
  const first = context.reserve(crossing.size);
  for (const id of crossing) slots.set(id, first + slots.size * context.lanes.bytes);
  return slots;
}

/** Kept nodes that computing `root` in place reads. */
function readsOf(context: KernelContext, plan: Plan, root: NodeId, isTop: boolean): NodeId[] {
  if (!isTop && plan.kept.has(root)) return [root];
  const node = context.nodes[root]!;
  if (context.place(root, node)) return [];
  return node.arguments.flatMap((a) => readsOf(context, plan, a, false));
}

class ChunkWriter {
  readonly #locals = new Map<NodeId, Local>();

  constructor(
    readonly context: KernelContext,
    readonly plan: Plan,
    readonly shared: ReadonlyMap<NodeId, number>,
    readonly f: FunctionBuilder,
  ) {}

  write(items: readonly Item[]): void {
    for (const item of items) {
      if (item.kind === "keep") this.#keep(item.node);
      else this.#store(item.output);
    }
  }

  #keep(id: NodeId): void {
    const { f } = this;
    const slot = this.shared.get(id);
    const node = this.context.nodes[id]!;
    const local = f.local(this.#typeOf(node));
    if (slot !== undefined) f.i32(0);
    this.#compute(id, node);
    if (slot === undefined) f.set(local);
    else {
      f.tee(local);
      this.#storeTyped(node, slot);
    }
    this.#locals.set(id, local);
  }

  #store({ node, place, addend }: KernelOutput): void {
    const { lanes } = this.context;
    this.#address(place);
    this.#value(node);
    if (addend) {
      this.#address(addend);
      lanes.load(this.f, addend.offset);
      lanes.arithmetic(this.f, "add");
    }
    lanes.store(this.f, place.offset);
  }

  #address({ pointer }: Place): void {
    if (pointer === undefined) this.f.i32(0);
    else this.f.get(pointer);
  }

  /** Leave the value of a node on the stack. */
  #value(id: NodeId): void {
    const { f, plan, context } = this;
    const known = this.#locals.get(id);
    if (known !== undefined) {
      f.get(known);
      return;
    }
    const node = context.nodes[id]!;
    const keptHere = plan.keptLeaves.has(id);
    if (!plan.kept.has(id) && !keptHere) {
      this.#compute(id, node);
      return;
    }
    // Kept, but by an earlier chunk; or a leaf at its first use.
    if (keptHere) this.#compute(id, node);
    else this.#loadTyped(node, this.shared.get(id)!);
    const local = f.local(this.#typeOf(node));
    f.tee(local);
    this.#locals.set(id, local);
  }

  #typeOf(node: Node): ValueType {
    const { lanes } = this.context;
    return node.type === "boolean" ? lanes.truthType : lanes.type;
  }

  #loadTyped(node: Node, offset: number): void {
    this.f.i32(0);
    if (this.#typeOf(node) === "i32") this.f.memory("i32.load", offset);
    else this.context.lanes.load(this.f, offset);
  }

  #storeTyped(node: Node, offset: number): void {
    if (this.#typeOf(node) === "i32") this.f.memory("i32.store", offset);
    else this.context.lanes.store(this.f, offset);
  }

  #compute(id: NodeId, node: Node): void {
    const { f, context } = this;
    const { lanes } = context;
    const place = context.place(id, node);
    if (place) {
      this.#address(place);
      lanes.load(f, place.offset);
      return;
    }
    switch (node.operation) {
      case "constant":
        lanes.constant(f, node.value);
        return;
      case "truth":
        lanes.truth(f, node.value === 1);
        return;
      case "select": {
        const [condition, a, b] = node.arguments;
        this.#value(a!);
        this.#value(b!);
        this.#value(condition!);
        lanes.select(f);
        return;
      }
    }
    for (const a of node.arguments) this.#value(a);
    this.#apply(node);
  }

  #apply({ operation }: Node): void {
    const { f, context } = this;
    const { lanes, functions } = context;
    if (arithmetic.has(operation)) lanes.arithmetic(f, operation as Arithmetic);
    else if (operation === "lt" || operation === "le" || operation === "eq")
      lanes.compare(f, operation);
    else if (operation === "and" || operation === "or" || operation === "not")
      lanes.logical(f, operation);
    else if (operation in hostFunctions) f.call(functions.index(operation as ElementaryFunction));
    else throw new Error(`no WebAssembly for ${operation}`);
  }
}
