// Sentences that say what the numbers say. Every word here is chosen by a number: direction,
// whether the interval leaves zero, whether patients would notice. Nothing is said in advance.

import type { EffectRow, EndpointSummary } from "@chondron/trial";
import { type EffectInterval, effectInterval, type Verdict, verdict } from "./effect-interval.js";
import { capital, fixed, inSentence, listWords, signed } from "./format.js";
import {
  armWord,
  atVisit,
  effectDigits,
  endpointById,
  endpointEffects,
  type ReportContext,
  trialsWords,
} from "./report-context.js";

/** The answer in one sentence per compared arm, with its uncertainty. */
export function answerSentences(context: ReportContext): string[] {
  const { primary, summary } = context;
  if (!primary)
    return ["The protocol names no endpoint, so there is no comparison to answer with."];
  const rows = endpointEffects(context, primary.id);
  if (rows.length === 0)
    return [`In ${trialsWords(summary)}, nothing was compared for ${primary.label}.`];
  const [first, ...others] = rows;
  return [
    `In ${trialsWords(summary)}, ${effectClause(context, first!)}.`,
    ...others.map((row) => `${capital(effectClause(context, row))}.`),
  ];
}

/** "EV changed WOMAC pain at week 12 by −1.9 points more than saline (…): …" */
function effectClause(context: ReportContext, row: EffectRow): string {
  const interval = effectInterval(row, context.summary.design.analysis.confidenceLevel);
  const arm = armWord(context, row.arm);
  const judged = verdict(interval, row.better);
  if (judged === "not estimable")
    return `the effect of ${arm} on ${endpointName(context, row)} could not be estimated`;
  return `${arm} ${changeWords(context, row, interval)}: ${judgement(context, row, interval, judged)}`;
}

function endpointName(context: ReportContext, row: EffectRow): string {
  return endpointById(context, row.endpoint)?.label ?? row.endpoint;
}

function changeWords(context: ReportContext, row: EffectRow, interval: EffectInterval): string {
  const digits = effectDigits(context, row);
  const size = quantity(signed(interval.estimate, digits), row.unit);
  const range = `(${interval.name} ${signed(interval.low, digits)} to ${signed(interval.high, digits)})`;
  const control = armWord(context, row.control);
  const name = endpointName(context, row);
  if (row.kind === "mean difference") {
    const at = name.toLowerCase().includes("week") ? "" : ` ${atVisit(context, row.visit)}`;
    return `changed ${quotedName(name)}${at} by ${size} compared with ${control} ${range}`;
  }
  const what = row.kind === "risk difference" ? `share of ${quotedName(name)}` : "event-free share";
  return `changed the ${what} ${atVisit(context, row.visit)} by ${size} compared with ${control} ${range}`;
}

/** "Change in WOMAC pain at week 12" as what changes: "WOMAC pain at week 12". */
function quotedName(label: string): string {
  return inSentence(label.replace(/^change in /i, ""));
}

function quantity(words: string, unit: string): string {
  return unit === "" ? words : `${words} ${unit}`;
}

function judgement(
  context: ReportContext,
  row: EffectRow,
  interval: EffectInterval,
  judged: Verdict,
): string {
  if (judged === "unclear") return "this model and today's evidence cannot tell it from zero";
  const side = judged === "better" ? "a benefit in this model" : "a harm in this model";
  const important = endpointById(context, row.endpoint)?.importantDifference ?? null;
  return important === null
    ? side
    : `${side}, ${importanceWords(interval, important, effectDigits(context, row))}`;
}

function importanceWords(interval: EffectInterval, important: number, digits: number): string {
  const size = fixed(important, digits);
  const nearest = Math.min(Math.abs(interval.low), Math.abs(interval.high));
  const farthest = Math.max(Math.abs(interval.low), Math.abs(interval.high));
  if (farthest < important) return `smaller than the difference patients notice (${size})`;
  if (nearest > important) return `larger than the difference patients notice (${size})`;
  return `which may or may not reach the difference patients notice (${size})`;
}

/** Finding as a figure's title: which arms can be told from the control at this endpoint. */
export function findingTitle(context: ReportContext, endpoint: EndpointSummary): string {
  const rows = endpointEffects(context, endpoint.id);
  const name = capital(endpoint.label.replace(/^change in /i, ""));
  if (rows.length === 0) return `${name} over time`;
  const judged = rows.map((row) => ({
    arm: armWord(context, row.arm),
    control: armWord(context, row.control),
    verdict: verdict(
      effectInterval(row, context.summary.design.analysis.confidenceLevel),
      row.better,
    ),
  }));
  const control = judged[0]!.control;
  const pick = (wanted: Verdict): string[] =>
    judged.filter((item) => item.verdict === wanted).map((item) => item.arm);
  const parts = [
    clause(pick("better"), `better than ${control}`),
    clause(pick("worse"), `worse than ${control}`),
    clause(pick("unclear"), `not told apart from ${control}`),
    clause(pick("not estimable"), "not estimable"),
  ].filter((part) => part !== "");
  return `${name}: ${parts.join("; ")}`;
}

function clause(arms: readonly string[], what: string): string {
  return arms.length === 0 ? "" : `${listWords(arms)} ${what}`;
}
