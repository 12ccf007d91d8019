// Run a model that was read: from, to, points, and what to show.

import { useState } from "preact/hooks";
import { LineChart } from "../../charts/index.js";
import { numberText } from "../../charts/number-text.js";
import type { ModelReading, Simulation } from "../../engine/client.js";
import { Problem } from "../../shell/problem.js";
import { words } from "../../texts/index.js";
import { sharedEngine } from "../shared-engine.js";
import { NumberInput } from "./number-input.js";
import { useTask } from "./use-task.js";

export interface PanelProps {
  readonly reading: ModelReading;
  readonly handle: number;
}

export function SimulatePanel({ reading, handle }: PanelProps) {
  const texts = words.model.own;
  const [end, setEnd] = useState(10);
  const [steps, setSteps] = useState(200);
  const [observe, setObserve] = useState<readonly string[]>(firstStates(reading));
  const task = useTask<Simulation>();
  const run = (): void =>
    task.run((signal) =>
      sharedEngine().simulateModel({ model: handle, end, steps, observe }, { signal }),
    );
  return (
    <section aria-labelledby="simulate-title">
      <h3 id="simulate-title">{texts.simulate}</h3>
      <div class="panel-fields">
        <NumberInput id="simulate-end" label={texts.end} value={end} onChange={setEnd} />
        <NumberInput
          id="simulate-steps"
          label={texts.steps}
          value={steps}
          onChange={(value) => setSteps(Math.min(10_000, Math.max(1, Math.round(value))))}
        />
        <div class="field">
          <label for="simulate-observe">{texts.observe}</label>
          <select
            id="simulate-observe"
            multiple
            size={5}
            onChange={(event) =>
              setObserve([...event.currentTarget.selectedOptions].map(({ value }) => value))
            }
          >
            {reading.observables.map((id) => (
              <option key={id} value={id} selected={observe.includes(id)}>
                {id}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p class="plan-actions">
        <button type="button" class="primary" onClick={run} disabled={observe.length === 0}>
          {texts.run}
        </button>
        {task.running ? (
          <button type="button" onClick={task.cancel}>
            {texts.cancel}
          </button>
        ) : null}
      </p>
      <p role="status" class="field-note">
        {task.running ? texts.running : ""}
      </p>
      {task.problem || task.value?.failure ? (
        <Problem
          problem={texts.failed}
          cause={task.problem?.cause ?? task.value?.failure ?? ""}
          next={task.problem?.help || texts.failedNext}
        />
      ) : null}
      {task.value ? <SimulationChart run={task.value} /> : null}
    </section>
  );
}

/** States to show at first: as many as a picture can label. */
export function firstStates(reading: ModelReading): string[] {
  const known = new Set(reading.observables);
  const states = reading.states.map(({ id }) => id).filter((id) => known.has(id));
  return (states.length > 0 ? states : reading.observables).slice(0, 5);
}

function SimulationChart({ run }: { readonly run: Simulation }) {
  const texts = words.model.own;
  return (
    <LineChart
      id="own-simulation"
      title={texts.result(run.ids[0] ?? "", run.ids.length)}
      caption={texts.cost(run.method, numberText(run.milliseconds))}
      x={{ title: texts.time, unit: "" }}
      y={{ title: texts.value, unit: "" }}
      series={run.ids.map((id, i) => ({
        id: `own-${id}`,
        label: id,
        x: run.times,
        middle: run.values[i]!,
      }))}
    />
  );
}
