// One labelled field of the form. It hands its value on when it is left or Enter is pressed, so that a
// number half typed changes nothing.

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly type?: "text" | "number";
  readonly wide?: boolean;
  readonly min?: number;
  readonly step?: number | "any";
  onChange(value: string): void;
}

export function Field({ label, value, type = "text", wide, min, step, onChange }: FieldProps) {
  const common = {
    value,
    onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
      onChange(currentTarget.value),
  };
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is one of two below
    <label class={wide ? "field wide" : "field"}>
      <span>{label}</span>
      {type === "number" ? (
        <input type="number" min={min} step={step} {...common} />
      ) : (
        <input type="text" list={undefined} {...common} />
      )}
    </label>
  );
}

export interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, label: string])[];
  onChange(value: string): void;
}

export function Choice({ label, value, choices, onChange }: ChoiceProps) {
  const known = choices.some(([choice]) => choice === value);
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {known ? null : <option value={value}>{value}</option>}
        {choices.map(([choice, words]) => (
          <option value={choice} key={choice}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
