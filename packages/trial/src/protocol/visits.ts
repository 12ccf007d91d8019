// The visits in the order of time: the first is the entry on day 0, none is after the end.

import type { Visit } from "../protocol.js";
import { checkUnique, type Reading, readTime, report } from "./context.js";
import type { VisitText } from "./text.js";

export function readVisits(
  reading: Reading,
  texts: readonly VisitText[],
  durationDays: number,
): Visit[] {
  checkUnique(reading, texts, "visits", ["visits"]);
  const visits = texts.map(({ id, label, at }, index) => {
    const day = readTime(reading, at, ["visits", index, "at"], true);
    if (day > durationDays)
      report(reading, "CH4060", { id, day, end: durationDays }, ["visits", index, "at"]);
    if (day < 0) report(reading, "CH4061", { id, day }, ["visits", index, "at"]);
    return { id, label, day, index };
  });
  const known = visits.filter(({ day }) => !Number.isNaN(day)).sort((a, b) => a.day - b.day);
  if (known.length === texts.length && known[0]!.day > 0) {
    report(reading, "CH4062", {}, ["visits"]);
  }
  checkApart(reading, known);
  return known.map(({ id, label, day }) => ({ id, label, day }));
}

function checkApart(reading: Reading, visits: readonly (Visit & { index: number })[]): void {
  visits.forEach((visit, i) => {
    const previous = visits[i - 1];
    if (previous?.day !== visit.day) return;
    const values = { first: previous.id, second: visit.id, day: visit.day };
    report(reading, "CH4063", values, ["visits", visit.index, "at"]);
  });
}
