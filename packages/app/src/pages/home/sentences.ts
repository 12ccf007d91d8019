// The answer of the first screen in words, chosen by the numbers.

import type { BookResult } from "chondron/ledger";
import { signedText } from "../../charts/number-text.js";
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

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One decimal: nothing finer means anything for points of 100. */
function shownInterval({ value, low, high }: Interval) {
  const shown = (one: number): string => signedText(Math.round(one * 10) / 10 + 0);
  return { value: shown(value), low: shown(low), high: shown(high) };
}
