// Native controls bound to the address: a number with a slider beside it, and a choice.

import { changeQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import type { PatientAnswers } from "./patient-answers.js";
import { type FieldId, type NumberField, patientFields } from "./patient-fields.js";

interface FieldProps {
  readonly id: FieldId;
  readonly answers: PatientAnswers;
}

interface FieldWords {
  readonly label: string;
  readonly unit?: string;
  readonly choices?: Readonly<Record<string, string>>;
}

export function Field({ id, answers }: FieldProps) {
  return patientFields[id].kind === "number" ? (
    <NumberControl id={id} answers={answers} />
  ) : (
    <ChoiceControl id={id} answers={answers} />
  );
}

export function NumberControl({
  id,
  answers,
  ends,
}: FieldProps & { readonly ends?: readonly [number, number] }) {
  const field = patientFields[id] as NumberField;
  const texts: FieldWords = words.patient.form.fields[id];
  const value = answers.number(id);
  const [low, high] = ends ?? [field.low, field.high];
  const shown = value === undefined ? undefined : Math.min(high, Math.max(low, value));
  const change = (event: Event): void => {
    const text = (event.currentTarget as HTMLInputElement).value;
    if (text !== "" && Number.isFinite(Number(text))) changeQuery({ [id]: text }, id);
    else if (field.optional) changeQuery({ [id]: undefined }, id);
  };
  const limits = { min: low, max: high, step: field.step };
  return (
    <div class="field">
      <label for={`field-${id}`}>
        {texts.label}
        {texts.unit ? <span class="soft"> ({texts.unit})</span> : null}
      </label>
      <div class="field-number">
        <input
          type="range"
          {...limits}
          value={shown ?? field.usual}
          aria-label={words.patient.form.slider(texts.label)}
          onInput={change}
        />
        <input
          id={`field-${id}`}
          type="number"
          inputMode="decimal"
          {...limits}
          value={shown ?? ""}
          placeholder={field.optional ? words.patient.form.notKnown : undefined}
          onChange={change}
        />
      </div>
    </div>
  );
}

function ChoiceControl({ id, answers }: FieldProps) {
  const field = patientFields[id];
  const texts: FieldWords = words.patient.form.fields[id];
  if (field.kind !== "choice") return null;
  const values = [...field.values].sort(byScale);
  return (
    <div class="field">
      <label for={`field-${id}`}>{texts.label}</label>
      <select
        id={`field-${id}`}
        value={answers.choice(id)}
        onChange={(event) => changeQuery({ [id]: event.currentTarget.value }, id)}
      >
        {values.map((value) => (
          <option value={value} key={value}>
            {texts.choices?.[value] ?? value}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Numbers in their order, words as they stand. */
function byScale(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  return Number.isFinite(x) && Number.isFinite(y) ? x - y : 0;
}
