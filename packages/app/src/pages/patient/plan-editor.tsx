// Plans side by side: therapy, route, amount, schedule of each, as native controls bound to the
// address.

import type { Therapy } from "@chondron/model";
import { numberText } from "../../charts/number-text.js";
import { changeQuery } from "../../state/store.js";
import { words } from "../../texts/index.js";
import {
  findTherapy,
  limitedAmount,
  type Plan,
  type PlanItem,
  planKeys,
  printPlans,
  replacedAt,
  usualItem,
} from "./plan.js";

export interface PlanEditorProps {
  readonly plans: readonly Plan[];
  readonly therapies: readonly Therapy[];
}

export function PlanEditor({ plans, therapies }: PlanEditorProps) {
  const texts = words.patient.plans;
  const change = (index: number, plan: Plan | undefined): void => {
    changeQuery(printPlans(replacedAt(plans, index, plan)), `plan${index}`);
  };
  return (
    <form aria-label={texts.title} onSubmit={(event) => event.preventDefault()}>
      <h2>{texts.title}</h2>
      <div class="plans">
        {plans.map((plan, i) => (
          <PlanColumn
            key={i}
            number={i + 1}
            plan={plan}
            therapies={therapies}
            onChange={(next) => change(i, next)}
            removable={plans.length > 1}
          />
        ))}
      </div>
      {plans.length < planKeys.length ? (
        <button type="button" onClick={() => changeQuery(printPlans([...plans, []]))}>
          {texts.add}
        </button>
      ) : null}
    </form>
  );
}

interface PlanColumnProps {
  readonly number: number;
  readonly plan: Plan;
  readonly therapies: readonly Therapy[];
  readonly removable: boolean;
  readonly onChange: (plan: Plan | undefined) => void;
}

function PlanColumn({ number, plan, therapies, removable, onChange }: PlanColumnProps) {
  const texts = words.patient.plans;
  const items: readonly (PlanItem | undefined)[] = plan.length === 0 ? [undefined] : plan;
  const replace = (index: number, item: PlanItem | undefined): void =>
    onChange(plan.length === 0 ? (item ? [item] : []) : replacedAt(plan, index, item));
  return (
    <fieldset class="plan">
      <legend>{texts.plan(number)}</legend>
      {items.map((item, i) => (
        <ItemControls
          key={i}
          id={`plan${number}-${i}`}
          item={item}
          therapies={therapies}
          onChange={(next) => replace(i, next)}
        />
      ))}
      <p class="plan-actions">
        {plan.length > 0 && plan.length < 3 ? (
          <button
            type="button"
            onClick={() => onChange([...plan, usualItem(therapyBeside(plan, therapies))])}
          >
            {texts.addItem}
          </button>
        ) : null}
        {removable ? (
          <button type="button" onClick={() => onChange(undefined)}>
            {texts.remove(number)}
          </button>
        ) : null}
      </p>
    </fieldset>
  );
}

function therapyBeside(plan: Plan, therapies: readonly Therapy[]): Therapy {
  const free = therapies.filter(({ id }) => plan.every((item) => item.therapy !== id));
  return free.find(({ id }) => id === "exercise") ?? free[0] ?? therapies[0]!;
}

interface ItemControlsProps {
  readonly id: string;
  readonly item: PlanItem | undefined;
  readonly therapies: readonly Therapy[];
  readonly onChange: (item: PlanItem | undefined) => void;
}

function ItemControls({ id, item, therapies, onChange }: ItemControlsProps) {
  const texts = words.patient.plans;
  const choose = (therapy: string): void => {
    const found = therapies.find((one) => one.id === therapy);
    onChange(found ? usualItem(found) : undefined);
  };
  const found = item ? findTherapy(item, therapies) : undefined;
  return (
    <div class="plan-item">
      <div class="field">
        <label for={`${id}-therapy`}>{texts.therapy}</label>
        <select
          id={`${id}-therapy`}
          value={item?.therapy ?? ""}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{texts.none}</option>
          {therapies.map((therapy) => (
            <option value={therapy.id} key={therapy.id}>
              {therapy.label}
            </option>
          ))}
        </select>
      </div>
      {item && found ? (
        <>
          {found.therapy.routes.length > 1 ? (
            <div class="field">
              <label for={`${id}-route`}>{texts.route}</label>
              <select
                id={`${id}-route`}
                value={item.route}
                onChange={(event) => onChange({ ...item, route: event.currentTarget.value })}
              >
                {found.therapy.routes.map((route) => (
                  <option value={route.id} key={route.id}>
                    {route.label}
                  </option>
                ))}
              </select>
            </div>
          ) : (
            <p class="field-note">{found.route.label}</p>
          )}
          {found.therapy.amount.low < found.therapy.amount.high ? (
            <AmountControl id={id} item={item} therapy={found.therapy} onChange={onChange} />
          ) : null}
          {found.route.stop ? (
            <NumberBox
              id={`${id}-weeks`}
              label={texts.weeks}
              value={(item.count * item.every) / 7}
              low={1}
              high={520}
              onChange={(weeks) => onChange({ ...item, count: weeks, every: 7 })}
            />
          ) : found.route.id === "surgery" ? null : (
            <>
              <NumberBox
                id={`${id}-count`}
                label={texts.count}
                value={item.count}
                low={1}
                high={60}
                onChange={(count) => onChange({ ...item, count })}
              />
              {item.count > 1 ? (
                <NumberBox
                  id={`${id}-every`}
                  label={texts.every}
                  value={item.every}
                  low={1}
                  high={730}
                  onChange={(every) => onChange({ ...item, every })}
                />
              ) : null}
            </>
          )}
        </>
      ) : null}
    </div>
  );
}

interface AmountControlProps {
  readonly id: string;
  readonly item: PlanItem;
  readonly therapy: Therapy;
  readonly onChange: (item: PlanItem) => void;
}

/** Amounts span decades: the slider moves in powers of ten where they do. */
function AmountControl({ id, item, therapy, onChange }: AmountControlProps) {
  const { low, high } = therapy.amount;
  const texts = words.patient.plans;
  const amount = limitedAmount(item.amount, therapy.amount);
  const wide = high / low > 100;
  const set = (value: number): void => {
    if (Number.isFinite(value) && value > 0)
      onChange({ ...item, amount: limitedAmount(Number(value.toPrecision(3)), therapy.amount) });
  };
  const label = texts.amount(therapy.unit);
  return (
    <div class="field">
      <label for={`${id}-amount`}>{label}</label>
      <div class="field-number">
        <input
          type="range"
          min={wide ? Math.log10(low) : low}
          max={wide ? Math.log10(high) : high}
          step={wide ? 0.1 : (high - low) / 100}
          value={wide ? Math.log10(amount) : amount}
          aria-label={words.patient.form.slider(label)}
          aria-valuetext={`${numberText(amount)} ${therapy.unit}`}
          onInput={(event) => {
            const value = Number(event.currentTarget.value);
            set(wide ? 10 ** value : value);
          }}
        />
        <input
          id={`${id}-amount`}
          type="text"
          inputMode="decimal"
          value={amountText(amount)}
          onChange={(event) => set(Number(event.currentTarget.value))}
        />
      </div>
      <p class="field-note">{texts.limits(numberText(low), numberText(high))}</p>
    </div>
  );
}

/** As it is typed: large amounts as powers of ten. */
function amountText(amount: number): string {
  return amount >= 1e5 ? amount.toExponential().replace("e+", "e") : String(amount);
}

interface NumberBoxProps {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly onChange: (value: number) => void;
}

function NumberBox({ id, label, value, low, high, onChange }: NumberBoxProps) {
  return (
    <div class="field field-row">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={low}
        max={high}
        step={1}
        value={Math.round(value)}
        onChange={(event) => {
          const next = Math.round(Number(event.currentTarget.value));
          if (Number.isFinite(next)) onChange(Math.min(high, Math.max(low, next)));
        }}
      />
    </div>
  );
}
