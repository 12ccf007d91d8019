// What an arm is given, in one line of a table: `corticosteroid 40 mg`, `ev 2e10 particles by
// intravenous days 0,7,14`, `nsaid until 84 + exercise`, `none`. Without an amount the usual one is
// given, without a route the first, without days on day 0; what lasts, lasts until it is ended.

import {
  type Diagnostic,
  type Disease,
  diagnose,
  type SourceRange,
  type Therapy,
} from "@chondron/model";
import { convertUnit, parseQuantity } from "../protocol/quantity.js";
import { suggest } from "../protocol/suggestion.js";
import type { RegimenItem } from "../protocol.js";

const mostDays = 4000;

/** The regimen of a text; undefined, with what is wrong in `found`, where it cannot be read. */
export function parseRegimen(
  text: string,
  disease: Disease,
  found: Diagnostic[],
  range?: SourceRange,
): RegimenItem[] | undefined {
  if (text.trim() === "none") return [];
  const refuse: Refuse = (cause, suggestion) => {
    found.push(diagnose("CH4107", { text, cause, suggestion }, range));
    return undefined;
  };
  const warn: Warn = ({ id, unit, amount }, given) => {
    const withUnit = (value: number): string => `${value} ${unit}`.trim();
    const [low, high, usual] = [amount.low, amount.high, amount.usual].map(withUnit);
    const values = { therapy: id, found: withUnit(given), low: low!, high: high!, usual: usual! };
    found.push(diagnose("CH4046", values, range));
  };
  const parts = text.split(/\s\+\s/);
  const items = parts.map((part) => parseItem(part.trim(), disease, refuse, warn));
  return items.every((item) => item !== undefined) ? items : undefined;
}

type Refuse = (cause: string, suggestion: string) => undefined;
type Warn = (therapy: Therapy, amount: number) => void;

const example = 'Write it as in "corticosteroid 40 mg days 0,84".';

function parseItem(
  part: string,
  disease: Disease,
  refuse: Refuse,
  warn: Warn,
): RegimenItem | undefined {
  const { id, amountText, routeId, daysText, untilText } = clauses(part);
  const therapy = disease.therapies.find((row) => row.id === id);
  if (!therapy) {
    const ids = disease.therapies.map((row) => row.id);
    return refuse(`there is no therapy "${id}"`, suggest(id, ids, "therapy"));
  }
  const route = routeId ? therapy.routes.find((row) => row.id === routeId) : therapy.routes[0];
  if (!route) {
    const ids = therapy.routes.map((row) => row.id);
    return refuse(`"${id}" has no route "${routeId}"`, suggest(routeId ?? "", ids, "route"));
  }
  const amount = amountText === undefined ? therapy.amount.usual : amountOf(amountText, therapy);
  if (!(amount >= 0)) return refuse(`"${amountText}" is no amount of "${id}"`, amountHelp(therapy));
  if (amount !== 0 && (amount < therapy.amount.low || amount > therapy.amount.high))
    warn(therapy, amount);
  const times = (daysText ?? "0").split(",").map(Number);
  if (!times.every((day, i) => day >= 0 && day <= 36525 && (i === 0 || day > times[i - 1]!)))
    return refuse(`the days "${daysText}" do not ascend from 0`, example);
  if (times.length > mostDays) return refuse("it is given too often", example);
  const stop = untilText === undefined ? Number.NaN : Number(untilText);
  if (untilText !== undefined && !(route.stop && stop > times[0]!))
    return refuse(
      route.stop ? `it ends on day "${untilText}"` : `"${id}" ends by itself`,
      route.stop ? "Let it end on a day after its start." : 'Leave "until" away.',
    );
  if (route.stop && times.length > 1)
    return refuse(`"${id}" lasts until it is ended`, "Give the day of its start alone.");
  return { therapy: id, route: route.id, amount, times, stop };
}

interface Clauses {
  readonly id: string;
  readonly amountText?: string;
  readonly routeId?: string;
  readonly daysText?: string;
  readonly untilText?: string;
}

const keywords: Readonly<Record<string, "routeId" | "daysText" | "untilText">> = {
  by: "routeId",
  day: "daysText",
  days: "daysText",
  until: "untilText",
};

/** `id AMOUNT by ROUTE days LIST until DAY`: each clause may be left away. */
function clauses(part: string): Clauses {
  const [id = "", ...words] = part.split(/\s+/);
  const found: Record<string, string> = {};
  let clause = "amountText";
  for (const word of words) {
    const keyword = keywords[word];
    if (keyword) clause = keyword;
    found[clause] = keyword ? "" : `${found[clause] ?? ""} ${word}`.trim();
  }
  return { id, ...found };
}

function amountOf(text: string, { unit }: Therapy): number {
  const quantity = parseQuantity(text);
  if (!quantity) return Number.NaN;
  if (quantity.unit === "" && unit === "") return quantity.value;
  return convertUnit(quantity.value, quantity.unit, unit) ?? Number.NaN;
}

function amountHelp({ unit, amount }: Therapy): string {
  return unit === ""
    ? "It has no amount: leave it away."
    : `Give it in ${unit}, e.g. ${amount.usual} ${unit}.`;
}
