// The arms: who is the control, and what each is given, as days and amounts in the therapy's unit.

import type { Therapy, TherapyRoute } from "@chondron/model";
import type { Arm, RegimenItem } from "../protocol.js";
import { checkUnique, type Reading, readTime, report } from "./context.js";
import type { Path } from "./document.js";
import { convertUnit, parseQuantity } from "./quantity.js";
import { printPath } from "./shape.js";
import { suggest } from "./suggestion.js";
import type { ArmText, RegimenText } from "./text.js";

/** More than a dose per day for ten years is a slip of the unit. */
const administrationLimit = 4000;

export function readArms(reading: Reading, arms: readonly ArmText[], durationDays: number): Arm[] {
  checkUnique(reading, arms, "arms", ["arms"]);
  checkControl(reading, arms);
  return arms.map((arm, i) => ({
    id: arm.id,
    label: arm.label,
    control: arm.control ?? false,
    allocation: arm.allocation ?? 1,
    regimen: readRegimen(reading, arm, ["arms", i], durationDays),
  }));
}

function checkControl(reading: Reading, arms: readonly ArmText[]): void {
  const controls = arms.filter((arm) => arm.control);
  if (controls.length === 0) report(reading, "CH4040", {}, ["arms"]);
  if (controls.length > 1) {
    const ids = controls.map((arm) => arm.id).join(", ");
    const second = arms.indexOf(controls[1]!);
    report(reading, "CH4041", { count: controls.length, ids }, ["arms", second, "control"]);
  }
}

function readRegimen(
  reading: Reading,
  arm: ArmText,
  path: Path,
  durationDays: number,
): RegimenItem[] {
  const { regimen, id } = arm;
  if (regimen === undefined) {
    report(reading, "CH4042", { id }, path);
    return [];
  }
  const at = [...path, "regimen"];
  if (typeof regimen === "string") {
    const values = { path: printPath(at), found: regimen };
    const suggestion = 'Write a list of therapies, or "none" for an arm without treatment.';
    if (regimen !== "none") report(reading, "CH4013", { ...values, suggestion }, at);
    return [];
  }
  return regimen.flatMap((item, i) => readItem(reading, item, [...at, i], durationDays) ?? []);
}

function readItem(
  reading: Reading,
  text: RegimenText,
  path: Path,
  durationDays: number,
): RegimenItem | undefined {
  const therapy = findTherapy(reading, text, path);
  if (!therapy) return undefined;
  const amount = readAmount(reading, text, therapy, path);
  const route = findRoute(reading, text, therapy, path);
  if (!route) return undefined;
  const timing = route.stop
    ? readLasting(reading, text, path, durationDays)
    : readRepeated(reading, text, path, durationDays);
  return { therapy: therapy.id, route: route.id, amount, ...timing };
}

function findTherapy(reading: Reading, text: RegimenText, path: Path): Therapy | undefined {
  const { therapies } = reading.disease;
  const therapy = therapies.find((candidate) => candidate.id === text.therapy);
  if (!therapy) {
    const ids = therapies.map((candidate) => candidate.id);
    const suggestion = suggest(text.therapy, ids, "therapy");
    report(reading, "CH4043", { id: text.therapy, suggestion }, [...path, "therapy"]);
  }
  return therapy;
}

function findRoute(
  reading: Reading,
  text: RegimenText,
  therapy: Therapy,
  path: Path,
): TherapyRoute | undefined {
  const route = therapy.routes.find((candidate) => candidate.id === text.route);
  if (!route) {
    const ids = therapy.routes.map((candidate) => candidate.id);
    const values = { therapy: therapy.id, id: text.route };
    const suggestion = suggest(text.route, ids, "route");
    report(reading, "CH4044", { ...values, suggestion }, [...path, "route"]);
  }
  return route;
}

function readAmount(reading: Reading, text: RegimenText, therapy: Therapy, path: Path): number {
  const { usual, low, high } = therapy.amount;
  const at = [...path, "amount"];
  const withUnit = (value: number): string =>
    therapy.unit ? `${value} ${therapy.unit}` : `${value}`;
  if (text.amount === undefined) {
    if (therapy.unit === "") return usual;
    const values = { therapy: therapy.id, unit: therapy.unit, example: withUnit(usual) };
    report(reading, "CH4047", values, path);
    return usual;
  }
  const amount = amountIn(reading, text.amount, therapy, at);
  if (amount === undefined) return usual;
  const found = withUnit(amount);
  if (amount < 0) report(reading, "CH4045", { therapy: therapy.id, found }, at);
  else if (amount !== 0 && (amount < low || amount > high)) {
    const range = { low: withUnit(low), high: withUnit(high), usual: withUnit(usual) };
    report(reading, "CH4046", { therapy: therapy.id, found, ...range }, at);
  }
  return amount;
}

function amountIn(
  reading: Reading,
  given: string | number,
  { unit, amount }: Therapy,
  path: Path,
): number | undefined {
  const at = printPath(path);
  const example = unit === "" ? `${amount.usual}` : `${amount.usual} ${unit}`;
  const quantity = parseQuantity(String(given));
  if (!quantity) {
    report(reading, "CH4021", { path: at, found: given, example }, path);
  } else if (!Number.isFinite(quantity.value)) {
    report(reading, "CH4023", { path: at, found: given }, path);
  } else if (quantity.unit === "" && unit !== "") {
    const found = typeof given === "string" ? `"${given}"` : given;
    report(reading, "CH4020", { path: at, found, example }, path);
  } else {
    const value = convertUnit(quantity.value, quantity.unit, unit);
    if (value !== undefined) return value;
    report(reading, "CH4022", { path: at, found: quantity.unit, unit, example }, path);
  }
  return undefined;
}

type Timing = Pick<RegimenItem, "times" | "stop">;

/** A therapy that lasts: given once, ended at `until` or never. */
function readLasting(
  reading: Reading,
  text: RegimenText,
  path: Path,
  durationDays: number,
): Timing {
  const { therapy, route } = text;
  if (text.every !== undefined || text.count !== undefined) {
    const key = text.every === undefined ? "count" : "every";
    report(reading, "CH4051", { therapy, route }, [...path, key]);
  }
  const start = startOf(reading, text, path, durationDays);
  if (text.until === undefined) return { times: [start], stop: Number.NaN };
  const stop = readTime(reading, text.until, [...path, "until"]);
  if (stop <= start) report(reading, "CH4053", { therapy, start, stop }, [...path, "until"]);
  return { times: [start], stop: stop < durationDays ? stop : Number.NaN };
}

/** A therapy given at points in time, once or in equal steps. */
function readRepeated(
  reading: Reading,
  text: RegimenText,
  path: Path,
  durationDays: number,
): Timing {
  const start = startOf(reading, text, path, durationDays);
  const every = readEvery(reading, text, path);
  if (every === undefined) return { times: [start], stop: Number.NaN };
  const count = countOf(reading, text, path, start, every);
  if (count > administrationLimit) {
    const values = { therapy: text.therapy, count, limit: administrationLimit };
    report(reading, "CH4054", values, [...path, "every"]);
    return { times: [start], stop: Number.NaN };
  }
  const times = Array.from({ length: count }, (_, i) => start + i * every);
  const late = times.find((day) => day > durationDays);
  if (late !== undefined) {
    const values = { therapy: text.therapy, day: late, end: durationDays };
    report(reading, "CH4052", values, [...path, text.count === undefined ? "until" : "count"]);
  }
  return { times, stop: Number.NaN };
}

function startOf(reading: Reading, text: RegimenText, path: Path, durationDays: number): number {
  if (text.start === undefined) return 0;
  const start = readTime(reading, text.start, [...path, "start"]);
  if (start > durationDays) {
    const values = { therapy: text.therapy, day: start, end: durationDays };
    report(reading, "CH4052", values, [...path, "start"]);
  }
  return start;
}

/** Days between two administrations; undefined where there is one, or where it cannot be told. */
function readEvery(reading: Reading, text: RegimenText, path: Path): number | undefined {
  const { therapy, every, count, until } = text;
  if (every === undefined) {
    const key = until !== undefined ? "until" : count !== undefined && count > 1 ? "count" : "";
    if (key) report(reading, "CH4050", { therapy, key }, [...path, key]);
    return undefined;
  }
  const at = [...path, "every"];
  const days = readTime(reading, every, at);
  if (Number.isNaN(days)) return undefined;
  if (days === 0) {
    const values = { path: printPath(at), found: every, limit: "longer than 0 days" };
    report(reading, "CH4024", values, at);
    return undefined;
  }
  if (count === undefined && until === undefined) {
    report(reading, "CH4048", { therapy, every }, at);
    return undefined;
  }
  if (count !== undefined && until !== undefined) {
    report(reading, "CH4049", { therapy }, [...path, "until"]);
  }
  return days;
}

function countOf(
  reading: Reading,
  text: RegimenText,
  path: Path,
  start: number,
  every: number,
): number {
  if (text.count !== undefined || text.until === undefined) return text.count ?? 1;
  const until = readTime(reading, text.until, [...path, "until"]);
  if (Number.isNaN(until)) return 1;
  if (until < start) {
    report(reading, "CH4053", { therapy: text.therapy, start, stop: until }, [...path, "until"]);
    return 1;
  }
  // A hair of slack, so that 12 weeks hold 3 times 4 weeks whatever the rounding.
  return Math.floor((until - start) / every + 1e-9) + 1;
}
