// Search and filters of a list. What is chosen stands in the address.

import { changeQuery, useQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";

export interface Choice {
  /** Name in the address. */
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
  readonly say?: (value: string) => string;
}

interface FilterBarProps {
  readonly choices: readonly Choice[];
  readonly shown: number;
  readonly total: number;
  readonly what: string;
}

export function FilterBar({ choices, shown, total, what }: FilterBarProps): preact.JSX.Element {
  const [query] = useQuery();
  const names = ["q", ...choices.map(({ name }) => name)];
  const filtered = names.some((name) => query[name]);
  return (
    <search class="filters">
      <label class="filter filter-search">
        {words.evidence.search}
        <input
          type="search"
          value={query.q ?? ""}
          onInput={({ currentTarget }) =>
            changeQuery({ q: currentTarget.value || undefined }, "search")
          }
        />
      </label>
      {choices.map((choice) => (
        <ChoiceField key={choice.name} {...choice} value={query[choice.name] ?? ""} />
      ))}
      <p class="filter-count" role="status">
        {words.evidence.shown(shown, total, what)}
      </p>
      {filtered ? (
        <button
          type="button"
          onClick={() => changeQuery(Object.fromEntries(names.map((name) => [name, undefined])))}
        >
          {words.evidence.clear}
        </button>
      ) : null}
    </search>
  );
}

function ChoiceField(props: Choice & { readonly value: string }): preact.JSX.Element {
  const { name, label, values, value, say = (word) => word } = props;
  return (
    <label class="filter">
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => changeQuery({ [name]: currentTarget.value || undefined })}
      >
        <option value="">{words.evidence.any}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {say(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
