// The parts of a protocol's plain data that the form shows. Anything may stand there: the text is being
// written.

export interface ArmData {
  readonly id: string;
  readonly label: string;
  readonly control: boolean;
  /** "" where the protocol does not say. */
  readonly allocation: string;
  /** Undefined where the regimen is "none" or no list. */
  readonly regimen: readonly ItemData[] | undefined;
}

export interface ItemData {
  readonly therapy: string;
  readonly route: string;
  readonly amount: string;
  readonly start: string;
  readonly every: string;
  readonly count: string;
  readonly until: string;
}

type Values = Readonly<Record<string, unknown>>;

export function record(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Values)
    : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A scalar as the form shows it; "" for anything else. */
export function shown(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function armsOf(data: unknown): ArmData[] {
  return list(record(data).arms).map((arm) => {
    const { id, label, control, allocation, regimen } = record(arm);
    return {
      ...{ id: shown(id), label: shown(label), control: control === true },
      allocation: shown(allocation),
      regimen: Array.isArray(regimen) ? regimen.map(itemOf) : undefined,
    };
  });
}

function itemOf(value: unknown): ItemData {
  const { therapy, route, amount, start, every, count, until } = record(value);
  return {
    therapy: shown(therapy),
    route: shown(route),
    amount: shown(amount),
    start: shown(start),
    every: shown(every),
    count: shown(count),
    until: shown(until),
  };
}
