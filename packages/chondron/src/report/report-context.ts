// What every section looks up: arms with their looks, outcomes, visits, the primary endpoint, and
// the line of source and seed below each figure. Built once from the result.

import type {
  ArmSummary,
  EffectRow,
  EndpointSummary,
  OutcomeSummary,
  TrialResult,
  TrialSummary,
  VisitSummary,
} from "@chondron/trial";
import { type ArmStyle, armStyles } from "../charts/arm-style.js";
import { type TimeUnit, timeUnit } from "../charts/time-axis.js";
import { digitsFor, inSentence, plural } from "./format.js";

export interface ReportContext {
  readonly result: TrialResult;
  readonly summary: TrialSummary;
  readonly arms: readonly ArmSummary[];
  readonly styles: readonly ArmStyle[];
  readonly control: ArmSummary | undefined;
  readonly primary: EndpointSummary | undefined;
  /** Outcome that the first figure shows: the primary one, else the first. */
  readonly mainOutcome: OutcomeSummary | undefined;
  readonly unit: TimeUnit;
  /** "40 simulated trials of 600 virtual patients each; seed 1" */
  readonly source: string;
}

export function reportContext(result: TrialResult): ReportContext {
  const { summary } = result;
  const { arms, endpoints, outcomes, durationDays, seed } = summary.design;
  const primary = endpoints.find((endpoint) => endpoint.primary) ?? endpoints[0];
  return {
    result,
    summary,
    arms,
    styles: armStyles(arms.map((arm) => ({ ...arm, label: shortName(arm.label, arms) }))),
    control: arms.find((arm) => arm.control),
    primary,
    mainOutcome: outcomes.find((outcome) => outcome.id === primary?.outcome) ?? outcomes[0],
    unit: timeUnit(durationDays),
    source: `${trialsWords(summary)}; simulated; seed ${seed}`,
  };
}

/** A label up to its first comma, as long as that still tells the arms apart. */
function shortName(label: string, arms: readonly ArmSummary[]): string {
  const head = (text: string): string => text.split(/,| \(/)[0]!.trim();
  const short = head(label);
  const sharing = arms.filter((arm) => head(arm.label) === short).length;
  return sharing === 1 && short !== "" ? short : label;
}

/** "40 simulated trials of 600 virtual patients each" */
export function trialsWords(summary: TrialSummary): string {
  const { replicates, size } = summary.design;
  const trials = plural(replicates, "simulated trial");
  return `${trials} of ${plural(size, "virtual patient")}${replicates === 1 ? "" : " each"}`;
}

export function outcomeById(context: ReportContext, id: string): OutcomeSummary | undefined {
  return context.summary.design.outcomes.find((outcome) => outcome.id === id);
}

export function endpointById(context: ReportContext, id: string): EndpointSummary | undefined {
  return context.summary.design.endpoints.find((endpoint) => endpoint.id === id);
}

export function visitById(context: ReportContext, id: string): VisitSummary | undefined {
  return context.summary.design.visits.find((visit) => visit.id === id);
}

/** Short name of an arm, for figures, tables and the terminal. */
export function armName(context: ReportContext, id: string): string {
  return context.styles.find((style) => style.id === id)?.label ?? id;
}

/** Short name inside a sentence: a first capital goes unless it belongs to an abbreviation. */
export function armWord(context: ReportContext, id: string): string {
  return inSentence(armName(context, id));
}

/** An arm's look; an arm that the design does not name is a bug. */
export function armStyle(context: ReportContext, id: string): ArmStyle {
  const style = context.styles.find((item) => item.id === id);
  if (!style) throw new Error(`report: no arm "${id}" in the design`);
  return style;
}

/** Decimals for values of an effect's unit. */
export function effectDigits(context: ReportContext, row: EffectRow): number {
  const outcome = outcomeById(context, row.outcome);
  return row.kind === "mean difference" && outcome ? digitsFor(outcome.low, outcome.high) : 1;
}

/** Rows of an endpoint at its own visit, in the order of the arms. */
export function endpointEffects(context: ReportContext, endpoint: string): EffectRow[] {
  return context.arms.flatMap((arm) =>
    context.summary.effects.filter(
      (row) => row.endpoint === endpoint && row.arm === arm.id && row.atEndpointVisit,
    ),
  );
}

/** "at week 12": a visit's label inside a sentence; whole trial for times to event. */
export function atVisit(context: ReportContext, visit: string): string {
  const label = visitById(context, visit)?.label ?? "";
  return label === ""
    ? "over the whole trial"
    : `at ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
