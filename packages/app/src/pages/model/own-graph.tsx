// A model of the user's own as a graph: whole where it is small, else around one of its nodes.

import type { Model } from "@chondron/model";
import { useMemo } from "preact/hooks";
import { printRoute } from "../../state/route.js";
import { useQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import { FocusChoice } from "./focus-choice.js";
import { GraphFigure } from "./graph-figure.js";
import { busiest, modelGraph, neighbourhood } from "./model-graph.js";

/** Larger graphs are shown around a node: layout and eyes both end here. */
const mostWhole = 60;
const mostAround = 40;

export function OwnGraph({ model }: { readonly model: Model }) {
  const [query] = useQuery();
  const texts = words.model.graph;
  const whole = useMemo(() => modelGraph(model), [model]);
  const asked = whole.nodes.some(({ id }) => id === query.focus) ? query.focus : undefined;
  const focus = asked ?? (whole.nodes.length > mostWhole ? busiest(whole) : undefined);
  const graph = useMemo(
    () => (focus === undefined ? whole : neighbourhood(whole, focus, 2, mostAround)),
    [whole, focus],
  );
  if (whole.nodes.length === 0) return null;
  return (
    <>
      <h3>{texts.title}</h3>
      <FocusChoice graph={whole} {...(focus === undefined ? {} : { focus })} />
      <GraphFigure
        id="own-graph"
        title={focus === undefined ? texts.whole(whole.nodes.length) : texts.around(focus)}
        graph={graph}
        selected={focus}
        href={({ id }) =>
          printRoute({ page: "model", path: ["own"], query: { ...query, focus: id } })
        }
      />
    </>
  );
}
