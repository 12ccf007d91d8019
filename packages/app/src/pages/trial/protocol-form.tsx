// The protocol as a form. Every change is made in the text, which keeps the
// comments and the rest of it as they are.

import type { Disease } from "@chondron/model";
import type { ProtocolEdit } from "@chondron/trial";
import { words } from "../../texts/index.js";
import { ArmForm } from "./arm-form.js";
import { DesignForm } from "./design-form.js";
import { Choice, Field } from "./field.js";
import { armsOf, record, shown } from "./protocol-data.js";

export interface FormProps {
  readonly data: unknown;
  readonly disease: Disease;
  edit(edits: readonly ProtocolEdit[], gesture: string): void;
}

const texts = words.trial.form;

export function ProtocolForm({ data, disease, edit }: FormProps) {
  const values = record(data);
  const population = record(values.population);
  const sizeKey = population.size === undefined ? "sizePerArm" : "size";
  const set = (path: ProtocolEdit["path"], value: unknown): void =>
    edit([{ path, value }], `protocol ${path.join(".")}`);
  const setNumber = (path: ProtocolEdit["path"]) => (text: string) => set(path, numberOf(text));
  const arms = armsOf(data);
  return (
    <div class="protocol-form">
      <Field
        wide
        label={texts.title}
        value={shown(values.title)}
        onChange={(v) => set(["title"], v)}
      />
      <Field
        wide
        label={texts.question}
        value={shown(values.question)}
        onChange={(v) => set(["question"], v)}
      />
      <div class="fields">
        <Field
          label={texts[sizeKey]}
          value={shown(population[sizeKey])}
          type="number"
          min={1}
          onChange={setNumber(["population", sizeKey])}
        />
        <Choice
          label={texts.from}
          value={shown(population.from) || (disease.populations?.[0]?.id ?? "")}
          choices={(disease.populations ?? []).map(({ id, label }) => [id, label])}
          onChange={(v) => set(["population", "from"], v)}
        />
        <Field
          label={texts.replicates}
          value={shown(values.replicates ?? 1)}
          type="number"
          min={1}
          onChange={setNumber(["replicates"])}
        />
        <Field
          label={texts.seed}
          value={shown(values.seed)}
          type="number"
          min={0}
          onChange={setNumber(["seed"])}
        />
        <Field
          label={texts.duration}
          value={shown(values.duration)}
          onChange={(v) => set(["duration"], v)}
        />
        <Field
          label={texts.dropout}
          value={shown(record(values.dropout).annualHazard ?? 0)}
          type="number"
          min={0}
          step="any"
          onChange={setNumber(["dropout", "annualHazard"])}
        />
      </div>
      <h3>{texts.arms}</h3>
      {arms.map((arm, index) => (
        <ArmForm key={index} {...{ arm, index, disease, edit }} removable={arms.length > 2} />
      ))}
      <button
        type="button"
        onClick={() => set(["arms", arms.length], newArm(arms.length, disease))}
      >
        {texts.addArm}
      </button>
      <DesignForm {...{ data, disease, edit }} />
    </div>
  );
}

/** What is no number stays as it was typed, so that the check can say so. */
function numberOf(text: string): number | string | undefined {
  if (text === "") return undefined;
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}

function newArm(place: number, { therapies }: Disease) {
  const therapy = therapies.find(({ active }) => !active) ?? therapies[0];
  const route = therapy?.routes[0]?.id;
  return {
    id: `arm-${place + 1}`,
    label: `${texts.newArm} ${place + 1}`,
    regimen: therapy && route ? [{ therapy: therapy.id, route }] : "none",
  };
}
