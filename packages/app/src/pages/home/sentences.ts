// The answer of the first screen in words, chosen by the numbers.

import type { BookResult } from "chondron/ledger";
import { words } from "../../texts/index.js";
import type { FirstAnswer } from "./first-answer.js";

const text = words.home;

export function answerSentence({ main, efficacy, efficacySupported }: FirstAnswer): string {
  const interval = main ? intervalOf(main) : undefined;
  if (!interval) return text.unasked(efficacy, efficacySupported);
  const { low, high } = interval;
  const shown = shownInterval(interval);
  const told = low > 0 ? text.harm : high < 0 ? text.benefit : text.untold;
  return `${text.answer({ ...shown, level: interval.level, unit: interval.unit })}: ${told}`;
}

/** What saline alone does, "" where the experiment did not ask. */
export function salineSentence({ quantities }: BookResult): string {
  const saline = quantities?.find(({ id }) => id === "saline_alone");
  if (!saline) return "";
  return text.saline(shownInterval({ value: saline.mean, low: saline.low90, high: saline.high90 }));
}

/** Whether the interval leaves out zero. */
export function isTold({ low, high }: { readonly low: number; readonly high: number }): boolean {
  return low > 0 || high < 0;
}

function intervalOf({ value, low, high, level, unit }: BookResult) {
  if (value === undefined || low === undefined || high === undefined || level === undefined)
    return undefined;
  return { value, low, high, level, unit: unit ?? "" };
}

interface Interval<T = number> {
  readonly value: T;
  readonly low: T;
  readonly high: T;
}

/** To one decimal: nothing finer means anything for points of 100. */
export function toTenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}

function shownInterval({ value, low, high }: Interval): Interval<string> {
  const shown = (one: number): string => {
    const digits = Math.abs(toTenth(one)).toFixed(1);
    return toTenth(one) < 0 ? `−${digits}` : toTenth(one) > 0 ? `+${digits}` : digits;
  };
  return { value: shown(value), low: shown(low), high: shown(high) };
}
