// What the model says to a claim, in sentences: the number with its interval, whether that is what the
// claim needs, and what would have to be true for it to hold.

import type { Criterion, ExperimentAnswer, ScanAnswer, Stretch } from "@chondron/trial";
import { listWords, plain } from "../report/format.js";

/** Significant digits of results: more would be noise of sampling. */
const digits = 3;

export function rounded(value: number): number {
  return Number(value.toPrecision(digits));
}

/** Rounded so that a width keeps two digits: nothing finer means anything. */
export function roundedTo(value: number, width: number): number {
  if (!(width > 0)) return rounded(value);
  const place = 10 ** (Math.floor(Math.log10(width)) - 1);
  return Number((Math.round(value / place) * place).toPrecision(12)) + 0;
}

/** "−0.25 points of 100"; "31 %" */
export function amountWords(value: number, unit: string): string {
  return [plain(rounded(value)), unit].filter((words) => words !== "").join(" ");
}

export function answerWords(answer: ExperimentAnswer): string {
  const { experiment, probability } = answer;
  const { label, quantity, unit } = experiment.answer;
  const { mean, low90, high90 } = mainQuantity(answer);
  const shown = (value: number): number => roundedTo(value, high90 - low90);
  const interval = `90 % interval ${plain(shown(low90))} to ${plain(shown(high90))}`;
  const needs = criteriaWords(experiment.holds, quantity);
  const often = shareWords(probability);
  return `${capitalised(label)}: ${amountWords(shown(mean), unit)} (${interval}). The claim needs ${needs}; ${often} of the draws have it so.`;
}

export function mainQuantity({ experiment, quantities }: ExperimentAnswer) {
  return quantities.find(({ id }) => id === experiment.answer.quantity)!;
}

/** "it below 1.25 and above 0.8", "it above 50 and grades above 0" */
export function criteriaWords(criteria: readonly Criterion[], main: string): string {
  const words = criteria.map(({ quantity, direction, limit }, i) => {
    const name = quantity === main ? "it" : quantityWords(quantity);
    const again = i > 0 && criteria[i - 1]!.quantity === quantity;
    return `${again ? "" : `${name} `}${direction} ${plain(limit)}`;
  });
  return listWords(words);
}

/** An id as words: `saline_alone` is "saline alone". */
export function quantityWords(id: string): string {
  return id.replaceAll("_", " ");
}

/** "none", "fewer than 1 %", "12 %", "all" */
export function shareWords(share: number): string {
  if (share <= 0) return "none";
  if (share >= 1) return "all";
  if (share < 0.01) return "fewer than 1 %";
  if (share > 0.99) return "more than 99 %";
  return `${Math.round(100 * share)} %`;
}

/** What would have to be true; "" where nothing was walked along. */
export function neededWords({ scans }: ExperimentAnswer): string {
  return scans.map((scan) => `${capitalised(scanWords(scan))}.`).join(" ");
}

export function scanWords(scan: ScanAnswer): string {
  const { points, stretches } = scan;
  const name = `${subject(scan)}${conditionWords(scan)}`;
  const [first, last] = [points[0]!.value, points.at(-1)!.value];
  const walk = `${amount(first, scan)} to ${amount(last, scan)}`;
  if (stretches.length === 0) return `no ${name} from ${walk} makes it hold`;
  const whole = stretches.length === 1 && stretches[0]!.openBelow && stretches[0]!.openAbove;
  if (whole) return `it holds at any ${name} from ${walk}`;
  const where = stretches.map((one) => stretchWords(one, scan)).join(" or ");
  return `it holds where ${scan.of === "dose" ? "the " : ""}${name} is ${where}${standingWords(scan)}`;
}

function subject({ of, id }: ScanAnswer): string {
  return of === "dose" ? `dose of ${id}` : id;
}

/** " (with EC_m at 1e8)"; "" where nothing else is set. */
export function conditionWords(scan: ScanAnswer): string {
  const others = Object.entries(scan.with).map(([id, value]) => `${id} at ${plain(value)}`);
  return others.length === 0 ? "" : ` (with ${listWords(others)})`;
}

function stretchWords({ from, to, openBelow, openAbove }: Stretch, scan: ScanAnswer): string {
  if (openAbove) return `${amount(from, scan)} or more`;
  if (openBelow) return `${amount(to, scan)} or less`;
  return `between ${amount(from, scan)} and ${amount(to, scan)}`;
}

function amount(value: number, { unit }: ScanAnswer): string {
  return amountWords(value, unit);
}

/** What is known of the parameter says how likely that is, or whether it has ever been seen. */
function standingWords({ of, probability, withinRange, low, high }: ScanAnswer): string {
  const range = `${plain(low)} to ${plain(high)}`;
  if (!withinRange)
    return of === "dose"
      ? `, outside the doses with evidence (${range})`
      : `, outside the range of the ledger (${range})`;
  if (probability === null) return "";
  return `, to which its distribution gives ${probability < 0.01 ? "less than 1 %" : `${Math.round(100 * probability)} %`}`;
}

/** First letter raised, unless it belongs to a name such as iNOS. */
export function capitalised(words: string): string {
  return /^[a-z]+[ ,:]/.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}
