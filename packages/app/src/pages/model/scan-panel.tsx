// One parameter over a range: a curve of the chosen quantity for each value.

import { useState } from "preact/hooks";
import { LineChart } from "../../charts/index.js";
import { numberText } from "../../charts/number-text.js";
import type { ParameterScan } from "../../engine/client.js";
import { Problem } from "../../shell/problem.js";
import { words } from "../../texts/index.js";
import { sharedEngine } from "../shared-engine.js";
import { NumberInput } from "./number-input.js";
import { firstStates, type PanelProps } from "./simulate-panel.js";
import { useTask } from "./use-task.js";

export function ScanPanel({ reading, handle }: PanelProps) {
  const texts = words.model.own;
  const { parameters } = reading;
  const [parameter, setParameter] = useState(parameters[0]?.id ?? "");
  const [range, setRange] = useState(rangeAround(parameters[0]?.value ?? 1));
  const [quantity, setQuantity] = useState(firstStates(reading)[0] ?? "");
  const [end, setEnd] = useState(10);
  const [logarithmic, setLogarithmic] = useState(false);
  const task = useTask<ParameterScan>();
  if (parameters.length === 0) return null;
  const choose = (id: string): void => {
    setParameter(id);
    setRange(rangeAround(parameters.find((one) => one.id === id)?.value ?? 1));
  };
  const run = (): void =>
    task.run((signal) =>
      sharedEngine().scanParameter(
        { model: handle, parameter, ...range, points: 6, end, logarithmic, observe: [quantity] },
        { signal },
      ),
    );
  const failure = task.problem?.cause ?? task.value?.failures.find((text) => text !== "") ?? "";
  return (
    <section aria-labelledby="scan-title">
      <h3 id="scan-title">{texts.scan}</h3>
      <div class="panel-fields">
        <Choice
          id="scan-parameter"
          label={texts.parameter}
          value={parameter}
          options={parameters.map(({ id }) => id)}
          onChange={choose}
        />
        <NumberInput
          id="scan-from"
          label={texts.from}
          value={range.from}
          onChange={(from) => setRange({ ...range, from })}
        />
        <NumberInput
          id="scan-to"
          label={texts.to}
          value={range.to}
          onChange={(to) => setRange({ ...range, to })}
        />
        <Choice
          id="scan-quantity"
          label={texts.quantity}
          value={quantity}
          options={reading.observables}
          onChange={setQuantity}
        />
        <NumberInput id="scan-end" label={texts.end} value={end} onChange={setEnd} />
        <label class="radio">
          <input
            type="checkbox"
            checked={logarithmic}
            onChange={(event) => setLogarithmic(event.currentTarget.checked)}
          />{" "}
          {texts.logarithmic}
        </label>
      </div>
      <p class="plan-actions">
        <button type="button" class="primary" onClick={run}>
          {texts.scan}
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
      {failure === "" ? null : (
        <Problem
          problem={texts.failed}
          cause={failure}
          next={task.problem?.help || texts.failedNext}
        />
      )}
      {task.value ? <ScanChart scan={task.value} /> : null}
    </section>
  );
}

/** From half to double of a value; a zero has no scale of its own. */
export function rangeAround(value: number): { readonly from: number; readonly to: number } {
  if (value === 0 || !Number.isFinite(value)) return { from: 0, to: 1 };
  return { from: Number((value / 2).toPrecision(4)), to: Number((value * 2).toPrecision(4)) };
}

function ScanChart({ scan }: { readonly scan: ParameterScan }) {
  const texts = words.model.own;
  const quantity = scan.ids[0] ?? "";
  return (
    <LineChart
      id="own-scan"
      title={texts.scanResult(quantity, scan.parameter)}
      x={{ title: texts.time, unit: "" }}
      y={{ title: quantity, unit: "" }}
      series={Array.from(scan.points, (point, i) => ({
        id: `scan-${i}`,
        label: texts.scanSeries(scan.parameter, numberText(point)),
        x: scan.times,
        middle: scan.values[i]?.[0] ?? [],
      }))}
    />
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChange: (value: string) => void;
}

function Choice({ id, label, value, options, onChange }: ChoiceProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </div>
  );
}
