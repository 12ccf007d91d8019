// The knee: joint picture on the left, the chosen part on the right.

import type { Disease } from "@chondron/model";
import { useState } from "preact/hooks";
import { type JointPartId, jointPartIds } from "../../joint/joint-parts.js";
import { Problem } from "../../shell/problem.js";
import { printRoute } from "../../state/route.js";
import { changeQuery, usePlace, useQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import { JointPlayer } from "./joint-player.js";
import { KneeGraph } from "./knee-graph.js";
import { PartSection } from "./part-section.js";
import { type ScenarioId, scenarioIds } from "./scenario.js";
import { useJointRun } from "./use-joint-run.js";

export function KneeView({ knee }: { readonly knee: Disease }) {
  const [query] = useQuery();
  const { route } = usePlace();
  const selected = selectedPart(route?.path ?? []);
  const scenario = scenarioIds.find((id) => id === query.scenario) ?? "wear";
  const task = useJointRun(knee, scenario);
  const texts = words.model;
  const [at, setAt] = useState(0);
  return (
    <>
      <div class="knee-view">
        <div class="knee-picture">
          <ScenarioChoice scenario={scenario} />
          {task.value ? (
            <JointPlayer
              shown={task.value}
              selected={selected}
              query={query}
              at={at}
              setAt={setAt}
            />
          ) : null}
          <p class="field-note" role="status">
            {task.running ? texts.scenario.running : ""}
          </p>
          {task.problem || task.value?.run.failure ? (
            <Problem
              problem={texts.scenario.failed}
              cause={task.problem?.cause ?? task.value?.run.failure ?? ""}
              next={texts.scenario.failedNext}
            />
          ) : null}
          <nav aria-label={texts.part.choose}>
            <ul class="parts">
              {jointPartIds.map((id) => (
                <li key={id}>
                  <a
                    href={printRoute({ page: "model", path: ["part", id], query })}
                    aria-current={id === selected ? "true" : undefined}
                  >
                    {texts.joint.parts[id]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <div class="knee-part">
          <PartSection knee={knee} id={selected ?? "cartilage"} shown={task.value} />
        </div>
      </div>
      <KneeGraph knee={knee} query={query} path={route?.path ?? []} run={task.value?.run} at={at} />
    </>
  );
}

function selectedPart([kind, name]: readonly string[]): JointPartId | undefined {
  return kind === "part" ? jointPartIds.find((id) => id === name) : undefined;
}

function ScenarioChoice({ scenario }: { readonly scenario: ScenarioId }) {
  const texts = words.model.scenario;
  return (
    <fieldset>
      <legend>{texts.legend}</legend>
      {scenarioIds.map((id) => (
        <label key={id} class="radio">
          <input
            type="radio"
            name="scenario"
            checked={id === scenario}
            onChange={() => changeQuery({ scenario: id === "wear" ? undefined : id }, "scenario")}
          />{" "}
          {texts[id]}
        </label>
      ))}
    </fieldset>
  );
}
