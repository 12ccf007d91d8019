// The knee as a graph: its modules, one module's quantities and reactions, or what is around one of them.
// Which is shown stands in the address, so that it can be shared.

import type { Disease, Model } from "@chondron/model";
import { useMemo } from "preact/hooks";
import type { Simulation } from "../../engine/client.js";
import { printRoute, type Query } from "../../state/route.js";
import { words } from "../../texts/index.js";
import { FocusChoice } from "./focus-choice.js";
import { GraphFigure } from "./graph-figure.js";
import {
  type GraphNode,
  type ModelGraph,
  modelGraph,
  moduleGraph,
  moduleMembers,
  neighbourhood,
} from "./model-graph.js";

export interface KneeGraphProps {
  readonly knee: Disease;
  readonly query: Query;
  readonly path: readonly string[];
  readonly run: Simulation | undefined;
  /** Index of the time shown. */
  readonly at: number;
}

const mostAround = 40;

export function KneeGraph({ knee, query, path, run, at }: KneeGraphProps) {
  const texts = words.model.graph;
  const { focus, module } = query;
  const whole = useMemo(() => modelGraph(knee.model), [knee]);
  const shown = useMemo(() => choose(knee.model, whole, focus, module), [knee, focus, module]);
  const address = (change: Query): string => {
    const { focus: _focus, module: _module, ...rest } = query;
    return printRoute({ page: "model", path: [...path], query: { ...rest, ...change } });
  };
  const href = ({ id, kind }: GraphNode): string =>
    address(kind === "module" ? { module: id } : { focus: id });
  const rates = ratesAt(knee.model, run, at);
  const isPart = shown.graph.nodes.some(({ kind }) => kind === "reaction");
  return (
    <section class="knee-graph">
      <h2>{texts.title}</h2>
      <p>{texts.lede}</p>
      <FocusChoice graph={whole} {...(focus === undefined ? {} : { focus })} />
      {shown.title === texts.modules ? null : (
        <p>
          <a href={address({})}>{texts.all}</a>
        </p>
      )}
      <GraphFigure
        id="knee-graph"
        title={shown.title}
        graph={shown.graph}
        selected={focus}
        href={href}
        caption={texts.caption}
        {...(isPart && rates ? { rates } : {})}
      />
    </section>
  );
}

interface ShownGraph {
  readonly title: string;
  readonly graph: ModelGraph;
}

function choose(
  model: Model,
  whole: ModelGraph,
  focus: string | undefined,
  module: string | undefined,
): ShownGraph {
  const texts = words.model.graph;
  const names: Readonly<Record<string, string>> = texts.moduleNames;
  if (focus !== undefined && whole.nodes.some(({ id }) => id === focus))
    return { title: texts.around(focus), graph: neighbourhood(whole, focus, 1, mostAround) };
  const members = module === undefined ? new Set<string>() : moduleMembers(model, module);
  if (module === undefined || members.size === 0)
    return { title: texts.modules, graph: moduleGraph(model, names) };
  return {
    title: texts.module(names[module] ?? module),
    graph: {
      nodes: whole.nodes.filter(({ id }) => members.has(id)),
      edges: whole.edges.filter(({ from, to }) => members.has(from) && members.has(to)),
    },
  };
}

/** Rates of all reactions at the time shown. */
function ratesAt(
  model: Model,
  run: Simulation | undefined,
  at: number,
): ReadonlyMap<string, number> | undefined {
  if (!run) return undefined;
  return new Map(
    model.reactions.flatMap(({ id }) => {
      const rate = run.values[run.ids.indexOf(id)]?.[at];
      return rate === undefined ? [] : [[id, rate] as const];
    }),
  );
}
