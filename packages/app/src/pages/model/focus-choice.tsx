// Choose a quantity or reaction of a graph by name: the way there for keyboards and for large models.

import { changeQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import type { ModelGraph } from "./model-graph.js";

export interface FocusChoiceProps {
  readonly graph: ModelGraph;
  readonly focus?: string;
}

export function FocusChoice({ graph, focus }: FocusChoiceProps) {
  const texts = words.model.graph;
  return (
    <div class="field field-row">
      <label for="graph-focus">{texts.choose}</label>
      <select
        id="graph-focus"
        value={focus ?? ""}
        onChange={({ currentTarget: { value } }) =>
          changeQuery({ focus: value === "" ? undefined : value, module: undefined }, "focus")
        }
      >
        <option value="">{texts.everything}</option>
        {graph.nodes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name === "" ? id : `${id}: ${name}`}
          </option>
        ))}
      </select>
    </div>
  );
}
