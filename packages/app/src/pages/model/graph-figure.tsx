// A graph of a model as a figure: nodes are links that choose them, edges tell apart what is used up,
// made and acted on by dashes as well as words; numbers of a run widen the arrows of reactions.

import { useId, useMemo, useState } from "preact/hooks";
import { ArrowHead } from "../../charts/arrow-head.js";
import { ChartFigure } from "../../charts/chart-figure.js";
import type { ChartTable } from "../../charts/chart-props.js";
import { numberText } from "../../charts/number-text.js";
import { words } from "../../texts/index.js";
import { layoutGraph } from "./graph-layout.js";
import type { GraphEdge, GraphEdgeKind, GraphNode, ModelGraph } from "./model-graph.js";
import "./graph.css";

export interface GraphFigureProps {
  readonly id: string;
  readonly title: string;
  readonly graph: ModelGraph;
  readonly selected?: string | undefined;
  /** Where a node leads. */
  readonly href: (node: GraphNode) => string;
  /** Rates of reactions by id at the time shown, with their unit. */
  readonly rates?: ReadonlyMap<string, number>;
  readonly caption?: string;
}

const zooms = [0.5, 0.75, 1, 1.5, 2] as const;
const usualZoom = 2;
const widest = 6;
/** Below it words cannot be read. */
const leastScale = 0.7;
/** As in graph.css, pixels. */
const windowHeight = 540;

export function GraphFigure(props: GraphFigureProps) {
  const { graph, rates } = props;
  const placed = useMemo(() => layoutGraph(graph), [graph]);
  const [zoom, setZoom] = useState<number>(usualZoom);
  const texts = words.model.graph;
  const scaleAt = (width: number): number => zooms[zoom]! * fitted(placed, width);
  const change = (by: number) => () =>
    setZoom((now) => Math.max(0, Math.min(zooms.length - 1, now + by)));
  return (
    <>
      <ChartFigure
        {...props}
        reading={rates ? `${texts.reading} ${texts.ratesReading}` : texts.reading}
        table={graphTable(graph, rates)}
      >
        {(width) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section class="graph-window" tabIndex={0} aria-label={props.title}>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing */}
            <svg
              class="model-graph"
              viewBox={`0 0 ${placed.width} ${placed.height}`}
              width={placed.width * scaleAt(width)}
              height={placed.height * scaleAt(width)}
              role="group"
              aria-label={props.title}
            >
              <Edges {...props} placed={placed} />
              <Nodes {...props} placed={placed} />
            </svg>
          </section>
        )}
      </ChartFigure>
      <p class="plan-actions">
        <button type="button" onClick={change(-1)} disabled={zoom === 0}>
          {texts.smaller}
        </button>
        <button type="button" onClick={change(1)} disabled={zoom === zooms.length - 1}>
          {texts.larger}
        </button>
      </p>
    </>
  );
}

/** Scale at which a graph fits its window, as far as its words stay readable. */
function fitted({ width, height }: PlacedProps["placed"], room: number): number {
  return Math.max(leastScale, Math.min(1, room / width, windowHeight / height));
}

interface PlacedProps extends GraphFigureProps {
  readonly placed: ReturnType<typeof layoutGraph>;
}

function Nodes({ graph, placed, selected, href }: PlacedProps) {
  const texts = words.model.graph;
  return (
    <>
      {graph.nodes.map((node) => {
        const { x, y, width, height } = placed.nodes.get(node.id)!;
        const meaning = node.name === "" ? node.label : `${node.label}: ${node.name}`;
        return (
          <a
            key={node.id}
            href={href(node)}
            class={`graph-node graph-${node.kind}`}
            aria-current={node.id === selected || undefined}
            aria-label={`${meaning}, ${texts.kinds[node.kind]}`}
          >
            <title>{meaning}</title>
            <rect
              x={x - width / 2}
              y={y - height / 2}
              width={width}
              height={height}
              rx={node.kind === "reaction" ? 0 : 8}
            />
            <text x={x} y={y + 4.5} text-anchor="middle">
              {node.label}
            </text>
          </a>
        );
      })}
    </>
  );
}

const dashes: Readonly<Record<GraphEdgeKind, string | undefined>> = {
  uses: undefined,
  makes: undefined,
  acts: "4 3",
};

function Edges({ graph, placed, rates }: PlacedProps) {
  const marker = `arrow${useId()}`;
  const fastest = Math.max(0, ...(rates?.values() ?? []));
  return (
    <>
      <ArrowHead id={marker} size={7} end={7} color="var(--ink-soft)" />
      {graph.edges.map((edge, i) => {
        const way = placed.ways[i]!;
        const rate = rateOf(edge, rates);
        return (
          <path
            key={`${edge.from} ${edge.to} ${edge.kind}`}
            class="graph-edge"
            d={`M${way.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`}
            stroke-dasharray={dashes[edge.kind]}
            stroke-width={
              rate === undefined ? 1 + Math.log10(edge.count) : rateWidth(rate, fastest)
            }
            marker-end={`url(#${marker})`}
          />
        );
      })}
    </>
  );
}

/** Three powers of ten below the fastest are hair lines. */
function rateWidth(rate: number, fastest: number): number {
  if (!(rate > 0 && fastest > 0)) return 0.4;
  return Math.max(0.4, widest * (1 + Math.log10(rate / fastest) / 3));
}

function rateOf(
  { from, to, kind }: GraphEdge,
  rates: GraphFigureProps["rates"],
): number | undefined {
  if (kind === "acts") return undefined;
  return rates?.get(kind === "uses" ? to : from);
}

/** Every edge in words; with its rate, where a run is shown. */
export function graphTable(graph: ModelGraph, rates?: ReadonlyMap<string, number>): ChartTable {
  const { columns, edges } = words.model.graph;
  const label = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const heads = [columns.from, columns.relation, columns.to, rates ? columns.rate : columns.count];
  return {
    columns: heads.map((name) => ({ name, unit: "" })),
    rows: graph.edges.map((edge) => [
      ...[label.get(edge.from) ?? edge.from, edges[edge.kind], label.get(edge.to) ?? edge.to],
      rates ? textOfRate(rateOf(edge, rates)) : edge.count,
    ]),
  };
}

function textOfRate(rate: number | undefined): string {
  return rate === undefined ? "" : numberText(rate);
}
