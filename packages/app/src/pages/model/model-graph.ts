// Who acts on whom in a model, read off its equations: reactions with what they use up and make, and
// quantities with what their rules depend on. Nothing is drawn by hand.

import { freeSymbols, type Model } from "@chondron/model";

export type GraphNodeKind = "quantity" | "reaction" | "module";

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  /** What it means, for titles and tables; "" where not said. */
  readonly name: string;
  readonly kind: GraphNodeKind;
}

/** `uses`: into a reaction that uses it up; `makes`: out of one; `acts`: stands in the other's formula. */
export const edgeKinds = ["uses", "makes", "acts"] as const;
export type GraphEdgeKind = (typeof edgeKinds)[number];

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: GraphEdgeKind;
  /** How many influences between quantities it stands for. */
  readonly count: number;
}

export interface ModelGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Quantities that change, and reactions. */
export function modelGraph(model: Model): ModelGraph {
  const names = new Map(
    [...model.compartments, ...model.species, ...model.parameters].map((one) => [one.id, one.name]),
  );
  const ruled = model.rules.flatMap((rule) => (rule.kind === "algebraic" ? [] : [rule.variable]));
  const reacting = model.reactions.flatMap(({ reactants, products }) =>
    [...reactants, ...products].map(({ species }) => species),
  );
  const quantities = new Set([...ruled, ...reacting]);
  const reactions = new Map(model.reactions.map((reaction) => [reaction.id, reaction.name]));
  const node = (kind: GraphNodeKind, id: string, name = ""): GraphNode => ({
    ...{ id, label: id, name, kind },
  });
  return {
    nodes: [
      ...[...quantities].map((id) => node("quantity", id, names.get(id))),
      ...[...reactions].map(([id, name]) => node("reaction", id, name)),
    ],
    edges: [...reactionEdges(model, quantities), ...ruleEdges(model, quantities, reactions)],
  };
}

function reactionEdges(model: Model, quantities: ReadonlySet<string>): GraphEdge[] {
  return model.reactions.flatMap(({ id, reactants, products, kineticLaw }) => {
    const used = [...new Set(reactants.map(({ species }) => species))];
    const made = [...new Set(products.map(({ species }) => species))];
    const local = new Set(kineticLaw?.localParameters.map((one) => one.id));
    const acting = kineticLaw ? [...freeSymbols(kineticLaw.expression)] : [];
    return [
      ...used.map((from) => edge(from, id, "uses")),
      ...made.map((to) => edge(id, to, "makes")),
      ...acting
        .filter((from) => quantities.has(from) && !used.includes(from) && !local.has(from))
        .map((from) => edge(from, id, "acts")),
    ];
  });
}

function ruleEdges(
  model: Model,
  quantities: ReadonlySet<string>,
  reactions: ReadonlyMap<string, unknown>,
): GraphEdge[] {
  return model.rules.flatMap((rule) => {
    if (rule.kind === "algebraic") return [];
    const acting = [...freeSymbols(rule.expression)].filter(
      (id) => (quantities.has(id) || reactions.has(id)) && id !== rule.variable,
    );
    return acting.map((from) => edge(from, rule.variable, "acts"));
  });
}

function edge(from: string, to: string, kind: GraphEdgeKind): GraphEdge {
  return { from, to, kind, count: 1 };
}

/** What stands within `steps` of a node, the nearest first, at most `most` nodes. */
export function neighbourhood(
  graph: ModelGraph,
  focus: string,
  steps: number,
  most: number,
): ModelGraph {
  const beside = new Map<string, string[]>();
  const link = (a: string, b: string): void => void beside.set(a, [...(beside.get(a) ?? []), b]);
  for (const { from, to } of graph.edges) {
    link(from, to);
    link(to, from);
  }
  const found = new Set([focus]);
  let rim = [focus];
  for (let step = 0; step < steps; step++) {
    rim = rim.flatMap((id) => beside.get(id) ?? []).filter((id) => !found.has(id));
    for (const id of rim) if (found.size < most) found.add(id);
  }
  return {
    nodes: graph.nodes.filter(({ id }) => found.has(id)),
    edges: graph.edges.filter(({ from, to }) => found.has(from) && found.has(to)),
  };
}

/** The node with the most edges; undefined in an empty graph. */
export function busiest({ nodes, edges }: ModelGraph): string | undefined {
  const count = new Map<string, number>();
  for (const { from, to } of edges)
    for (const id of [from, to]) count.set(id, (count.get(id) ?? 0) + 1);
  const size = (id: string): number => count.get(id) ?? 0;
  return (
    nodes.map(({ id }) => id).reduce((a, b) => (size(b) > size(a) ? b : a), nodes[0]?.id ?? "") ||
    undefined
  );
}

/** Files of the model as nodes; an edge counts the quantities of one that act on those of the other. */
export function moduleGraph(model: Model, names: Readonly<Record<string, string>>): ModelGraph {
  const graph = modelGraph(model);
  const files = definingFiles(model);
  const counts = new Map<string, GraphEdge>();
  for (const { from, to } of graph.edges) {
    const [a, b] = [files.get(from), files.get(to)];
    if (a === undefined || b === undefined || a === b) continue;
    const key = `${a} ${b}`;
    counts.set(key, { from: a, to: b, kind: "acts", count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const used = new Set([...counts.values()].flatMap(({ from, to }) => [from, to]));
  return {
    nodes: [...used].map((id) => ({
      ...{ id, label: names[id] ?? id, name: "", kind: "module" as const },
    })),
    edges: [...counts.values()],
  };
}

/** Quantities and reactions that are written in a file of the model. */
export function moduleMembers(model: Model, module: string): ReadonlySet<string> {
  return new Set([...definingFiles(model)].flatMap(([id, file]) => (file === module ? [id] : [])));
}

/** File in which each quantity's course, or each reaction, is written, without its folder and ending. */
function definingFiles(model: Model): ReadonlyMap<string, string> {
  const stem = (file: string): string => file.replace(/^.*\//, "").replace(/\.\w+$/, "");
  const places = [
    ...model.species.map(({ id, range }) => [id, range] as const),
    ...model.reactions.map(({ id, range }) => [id, range] as const),
    ...model.rules.flatMap((rule) =>
      rule.kind === "algebraic" ? [] : [[rule.variable, rule.range] as const],
    ),
  ];
  return new Map(places.flatMap(([id, range]) => (range ? [[id, stem(range.file)] as const] : [])));
}
