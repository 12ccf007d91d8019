// A list of the protocol as rows of fields: each can be changed, added and taken away. Every change is an
// edit of the text.

import type { ProtocolEdit } from "@chondron/trial";
import { words } from "../../texts/index.js";
import { Choice, Field } from "./field.js";
import { record, shown } from "./protocol-data.js";

export type RowValues = Readonly<Record<string, unknown>>;
export type ListPath = readonly (string | number)[];

export interface RowColumn {
  /** Unique in its row. */
  readonly id: string;
  readonly label: string;
  /** Absent: a text. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
  readonly read: (row: RowValues) => string;
  /** Keys of the row and their new values; undefined takes a key away. */
  readonly write: (value: string, row: RowValues) => RowValues;
  /** False where the row has no such field. */
  readonly applies?: (row: RowValues) => boolean;
}

export interface RowsFormProps {
  readonly title: string;
  readonly path: ListPath;
  readonly rows: readonly unknown[];
  readonly columns: readonly RowColumn[];
  /** How a row is called when it is taken away. */
  readonly nameOf: (row: RowValues, index: number) => string;
  readonly added: () => RowValues;
  readonly addWords: string;
  /** Rows that may not be taken away. */
  readonly least?: number;
  edit(edits: readonly ProtocolEdit[], gesture: string): void;
}

export function RowsForm(props: RowsFormProps) {
  const { title, path, rows, columns, nameOf, added, addWords, least = 0, edit } = props;
  const change = (index: number, changes: RowValues, column: string): void =>
    edit(
      Object.entries(changes).map(([key, value]) => ({ path: [...path, index, key], value })),
      `protocol ${[...path, index, column].join(".")}`,
    );
  const add = (): void => {
    const whole = rows.length === 0 ? { path, value: [added()] } : undefined;
    const next = { path: [...path, rows.length], value: added() };
    edit([whole ?? next], `protocol ${path.join(".")} add`);
  };
  const remove = (index: number): void =>
    edit([{ path: [...path, index], value: undefined }], `protocol ${path.join(".")} remove`);
  return (
    <fieldset class="rows">
      <legend>{title}</legend>
      {rows.map(record).map((row, index) => (
        <div class="fields" key={index}>
          {columns
            .filter(({ applies }) => applies?.(row) ?? true)
            .map((column) => (
              <Cell
                key={column.id}
                column={column}
                row={row}
                onChange={(value) => change(index, column.write(value, row), column.id)}
              />
            ))}
          {rows.length > least ? (
            <button type="button" onClick={() => remove(index)}>
              {words.trial.form.removeItem(nameOf(row, index))}
            </button>
          ) : null}
        </div>
      ))}
      <p class="actions">
        <button type="button" onClick={add}>
          {addWords}
        </button>
      </p>
    </fieldset>
  );
}

function Cell({
  column: { label, choices, read },
  row,
  onChange,
}: {
  readonly column: RowColumn;
  readonly row: RowValues;
  onChange(value: string): void;
}) {
  const common = { label, value: read(row), onChange };
  return choices ? <Choice {...common} choices={choices} /> : <Field {...common} />;
}

/** A text as it stands in the row under its own key; left empty, the key goes. */
export function textColumn(id: string, label: string, rest: Partial<RowColumn> = {}): RowColumn {
  return {
    ...{ id, label },
    read: (row) => shown(row[id]),
    write: (value) => ({ [id]: value === "" ? undefined : numberOr(value) }),
    ...rest,
  };
}

/** Numbers as numbers; "4 weeks" as it is. */
export function numberOr(text: string): number | string {
  const value = Number(text);
  return text.trim() === "" || Number.isNaN(value) ? text : value;
}
