// Every number of the model with its range and the kind of evidence that it has.

import type { BookParameter } from "chondron/ledger";
import { numberText } from "../../charts/number-text.js";
import { useQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import type { BookIndex } from "./book-index.js";
import { fits, matcher } from "./filter.js";
import { type Choice, FilterBar } from "./filter-bar.js";
import { EvidenceLink } from "./links.js";

const text = words.evidence;

const choices: readonly Choice[] = [
  {
    name: "grade",
    label: text.grade,
    values: Object.keys(text.grades),
    say: (grade) => text.grades[grade as keyof typeof text.grades],
  },
  { name: "status", label: text.status, values: ["measured", "fitted", "assumed"] },
];

export function ParameterList({ index }: { readonly index: BookIndex }): preact.JSX.Element {
  const [query] = useQuery();
  const { parameters } = index.book;
  const matches = matcher(query.q ?? "");
  const shown = parameters.filter(
    (one) =>
      fits(query.grade, one.grade) &&
      fits(query.status, one.status) &&
      matches(one.id, one.label, one.note, one.source, one.unit),
  );
  return (
    <>
      <FilterBar
        choices={choices}
        shown={shown.length}
        total={parameters.length}
        what={text.parameters.toLowerCase()}
      />
      {shown.length === 0 ? <p>{text.nothing}</p> : <ParameterTable rows={shown} />}
    </>
  );
}

function ParameterTable({ rows }: { readonly rows: readonly BookParameter[] }): preact.JSX.Element {
  const [name, value, range, unit, evidence] = text.parameterHeads;
  return (
    // A scrolling box must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section class="table" tabIndex={0} aria-label={text.parameters}>
      <table>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col" class="number">
              {value}
            </th>
            <th scope="col" class="number">
              {range}
            </th>
            <th scope="col">{unit}</th>
            <th scope="col">{evidence}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ParameterRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ParameterRow({ row }: { readonly row: BookParameter }): preact.JSX.Element {
  return (
    <tr>
      <th scope="row">
        <EvidenceLink path={["parameter", row.id]}>{row.label}</EvidenceLink>
        {row.label === row.id ? null : <span class="soft"> {row.id}</span>}
      </th>
      <td class="number">{numberText(row.value)}</td>
      <td class="number">{rangeWords(row)}</td>
      <td>{row.unit === "1" ? "" : row.unit}</td>
      <td>{row.gradeWords}</td>
    </tr>
  );
}

export function rangeWords({ low, high }: BookParameter): string {
  return low === high ? "" : `${numberText(low)} to ${numberText(high)}`;
}
