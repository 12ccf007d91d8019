// One arm of the form: its name and what is given in it.

import type { Disease, Therapy } from "@chondron/model";
import type { ProtocolEdit } from "@chondron/trial";
import { words } from "../../texts/index.js";
import { Choice, Field } from "./field.js";
import type { ArmData, ItemData } from "./protocol-data.js";

export interface ArmFormProps {
  readonly arm: ArmData;
  readonly index: number;
  readonly disease: Disease;
  readonly removable: boolean;
  edit(edits: readonly ProtocolEdit[], gesture: string): void;
}

const texts = words.trial.form;

export function ArmForm({ arm, index, disease, removable, edit }: ArmFormProps) {
  const path = ["arms", index] as const;
  const set = (rest: readonly (string | number)[], value: unknown): void =>
    edit([{ path: [...path, ...rest], value }], `protocol arm ${index} ${rest.join(".")}`);
  const items = arm.regimen ?? [];
  const first = disease.therapies[0];
  return (
    <fieldset class="arm">
      <legend>
        {arm.label || arm.id}
        {arm.control ? ` (${texts.control})` : ""}
      </legend>
      <Field wide label={texts.arm} value={arm.label} onChange={(v) => set(["label"], v)} />
      <div class="fields">
        <Field
          label={texts.allocation}
          value={arm.allocation || "1"}
          type="number"
          min={1}
          onChange={(v) => set(["allocation"], v === "" || v === "1" ? undefined : Number(v))}
        />
      </div>
      {items.map((item, i) => (
        <ItemForm
          key={i}
          item={item}
          disease={disease}
          set={(key, value) => set(["regimen", i, key], value)}
          change={(value) => set(["regimen", i], value)}
          remove={() => set(["regimen", i], undefined)}
          removable={items.length > 1}
        />
      ))}
      <p class="actions">
        {first ? (
          <button
            type="button"
            onClick={() =>
              set(arm.regimen ? ["regimen", items.length] : ["regimen"], added(arm, first))
            }
          >
            {texts.addItem}
          </button>
        ) : null}
        {removable && !arm.control ? (
          <button type="button" onClick={() => set([], undefined)}>
            {texts.removeArm(arm.label)}
          </button>
        ) : null}
      </p>
    </fieldset>
  );
}

function added(arm: ArmData, therapy: Therapy): unknown {
  const item = itemOf(therapy);
  return arm.regimen ? item : [item];
}

function itemOf({ id, routes }: Therapy): Readonly<Record<string, unknown>> {
  return { therapy: id, route: routes[0]?.id ?? "" };
}

interface ItemFormProps {
  readonly item: ItemData;
  readonly disease: Disease;
  readonly removable: boolean;
  set(key: string, value: unknown): void;
  change(value: unknown): void;
  remove(): void;
}

function ItemForm({ item, disease, removable, set, change, remove }: ItemFormProps) {
  const therapy = disease.therapies.find(({ id }) => id === item.therapy);
  const usual = therapy && therapy.unit !== "" ? `${therapy.amount.usual} ${therapy.unit}` : "";
  const choose = (id: string): void => {
    const next = disease.therapies.find((row) => row.id === id);
    // Another therapy has other routes and another unit; when and how often stays.
    if (next) change({ ...itemOf(next), ...timing(item) });
  };
  const setText = (key: string) => (value: string) => set(key, value === "" ? undefined : value);
  return (
    <div class="fields">
      <Choice
        label={texts.therapy}
        value={item.therapy}
        choices={disease.therapies.map(({ id, label }) => [id, label])}
        onChange={choose}
      />
      <Choice
        label={texts.route}
        value={item.route}
        choices={(therapy?.routes ?? []).map(({ id, label }) => [id, label])}
        onChange={(v) => set("route", v)}
      />
      {usual === "" ? null : (
        <Field label={texts.amount} value={item.amount || usual} onChange={setText("amount")} />
      )}
      <Field label={texts.start} value={item.start} onChange={setText("start")} />
      <Field label={texts.every} value={item.every} onChange={setText("every")} />
      <Field
        label={texts.count}
        value={item.count}
        type="number"
        min={1}
        onChange={(v) => set("count", v === "" ? undefined : Number(v))}
      />
      <Field label={texts.until} value={item.until} onChange={setText("until")} />
      {removable ? (
        <button type="button" onClick={remove}>
          {texts.removeItem(therapy?.label ?? item.therapy)}
        </button>
      ) : null}
    </div>
  );
}

function timing({ start, every, count, until }: ItemData): Readonly<Record<string, unknown>> {
  return {
    ...(start === "" ? {} : { start }),
    ...(until === "" ? {} : { until }),
    ...(every === "" ? {} : { every }),
    ...(count === "" ? {} : { count: Number(count) }),
  };
}
