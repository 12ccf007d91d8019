// Flow of participants through the shown trial (CONSORT 2010), with the sums over all trials in the
// data table.

import type { ArmFlow, FlowSummary, ReasonCount } from "@chondron/trial";
import { consortDiagram } from "../charts/consort-diagram.js";
import { figure, section } from "./figure.js";
import { count, inSentence, plural } from "./format.js";
import { armName, armStyle, armWord, type ReportContext } from "./report-context.js";
import { dataTable } from "./table.js";

export function flowSection(context: ReportContext): string {
  const { flow } = context.summary;
  const analysed = flow.arms.reduce((sum, arm) => sum + arm.analysed, 0);
  const title = `${count(flow.randomised)} of ${count(flow.assessed)} assessed were randomised, ${count(
    analysed,
  )} analysed`;
  const reading = flowReading(flow);
  const draw = (width: number): string =>
    consortDiagram({
      assessed: ["Assessed for eligibility", `n = ${count(flow.assessed)}`],
      excluded: [`Excluded, n = ${count(excludedTotal(flow))}`, ...reasonLines(flow.excluded)],
      randomised: ["Randomised", `n = ${count(flow.randomised)}`],
      arms: flow.arms.map((arm) => ({
        style: armStyle(context, arm.arm),
        stages: armStages(context, arm),
      })),
      width,
      label: `Flow of participants. ${title}. ${reading}`,
    });
  return section(
    "flow",
    "Who went through it",
    figure({
      id: "flow-figure",
      title,
      reading,
      wide: draw(720),
      narrow: draw(350),
      caption: `Flow of the shown trial (number ${flow.replicate} of ${context.summary.design.replicates}), after CONSORT 2010. Those with an event stay in the analysis. Simulated; seed ${context.summary.design.seed}.`,
      data: flowData(context),
    }),
  );
}

function excludedTotal(flow: FlowSummary): number {
  return flow.excluded.reduce((sum, item) => sum + item.count, 0);
}

function flowReading(flow: FlowSummary): string {
  const left = flow.arms.reduce((sum, arm) => sum + total(arm.discontinued), 0);
  const failed = flow.arms.reduce((sum, arm) => sum + arm.failed, 0);
  const share = flow.assessed === 0 ? 0 : (100 * excludedTotal(flow)) / flow.assessed;
  return `Screening turned away ${share.toFixed(0)} % of those assessed; ${plural(
    left,
    "patient",
  )} left the trial early and ${plural(failed, "integration")} failed after randomisation.`;
}

function total(reasons: readonly ReasonCount[]): number {
  return reasons.reduce((sum, item) => sum + item.count, 0);
}

/** Reasons that applied to someone. */
function reasonLines(reasons: readonly ReasonCount[]): string[] {
  return reasons
    .filter((item) => item.count > 0)
    .map((item) => `${item.reason}: ${count(item.count)}`);
}

function armStages(context: ReportContext, arm: ArmFlow): string[][] {
  return [
    [
      `Allocated to ${armWord(context, arm.arm)}`,
      `n = ${count(arm.allocated)}`,
      `received it: ${count(arm.received)}`,
    ],
    [
      `Left early, n = ${count(total(arm.discontinued))}`,
      ...reasonLines(arm.discontinued),
      ...arm.events.map((event) => `${inSentence(event.label)}, kept: ${count(event.count)}`),
      ...(arm.failed > 0 ? [`failed integration: ${count(arm.failed)}`] : []),
    ],
    [`Analysed, n = ${count(arm.analysed)}`],
  ];
}

function flowData(context: ReportContext): string {
  const { flow, flowAllReplicates } = context.summary;
  const row = (name: string, read: (flow: FlowSummary) => number): string[] => [
    name,
    count(read(flow)),
    count(read(flowAllReplicates)),
  ];
  const ofArm = (id: string, read: (arm: ArmFlow) => number) => (flow: FlowSummary) => {
    const arm = flow.arms.find((item) => item.arm === id);
    return arm ? read(arm) : 0;
  };
  return dataTable({
    caption: "Flow of participants: the shown trial and the sum over all trials",
    columns: [{ head: "Stage" }, { head: "Shown trial" }, { head: "All trials" }],
    rows: [
      row("Assessed", (f) => f.assessed),
      row("Excluded", excludedTotal),
      row("Randomised", (f) => f.randomised),
      ...context.arms.flatMap((arm) => [
        row(
          `${armName(context, arm.id)}: allocated`,
          ofArm(arm.id, (a) => a.allocated),
        ),
        row(
          `${armName(context, arm.id)}: received`,
          ofArm(arm.id, (a) => a.received),
        ),
        row(
          `${armName(context, arm.id)}: left early`,
          ofArm(arm.id, (a) => total(a.discontinued)),
        ),
        row(
          `${armName(context, arm.id)}: failed integration`,
          ofArm(arm.id, (a) => a.failed),
        ),
        row(
          `${armName(context, arm.id)}: analysed`,
          ofArm(arm.id, (a) => a.analysed),
        ),
      ]),
    ],
  });
}
