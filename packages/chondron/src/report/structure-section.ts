// The other outcomes that a change endpoint asks about, such as the space between the bones: one
// figure each, in the order of the protocol.

import { section } from "./figure.js";
import { outcomeFigure } from "./outcome-figure.js";
import { findingTitle } from "./reading.js";
import { outcomeById, type ReportContext, visitById } from "./report-context.js";

/** "" where the primary outcome is the only one. */
export function structureSection(context: ReportContext): string {
  const shown = new Set([context.mainOutcome?.id]);
  const figures = context.summary.design.endpoints.flatMap((endpoint) => {
    const outcome = outcomeById(context, endpoint.outcome);
    if (endpoint.kind !== "change" || !outcome || shown.has(outcome.id)) return [];
    shown.add(outcome.id);
    const visit = visitById(context, endpoint.visit);
    return [
      outcomeFigure(context, {
        id: `outcome-${outcome.id}`,
        outcome,
        title: findingTitle(context, endpoint),
        ...(visit ? { visitDay: visit.day } : {}),
      }),
    ];
  });
  const drawn = figures.filter((markup) => markup !== "");
  return drawn.length === 0
    ? ""
    : section("structure", "The joint and the other outcomes", ...drawn);
}
