// The rule of passing of the SBML Test Suite: every value of every requested column satisfies
// |expected - got| <= Ta + Tr·|expected|; not-a-number meets itself, an infinity the same one. The
// time column is not compared.

import type { ResultTable } from "./result-table.js";
import type { CaseSettings } from "./settings.js";

/** undefined where the results pass, else the worst deviation in words. */
export function firstMiss(
  expected: ResultTable,
  got: ResultTable,
  settings: CaseSettings,
): string | undefined {
  if (got.rows.length < expected.rows.length)
    return `${expected.rows.length} rows expected, ${got.rows.length} computed`;
  const times = settings.duration / settings.steps;
  let worst = 1;
  let words: string | undefined;
  for (const id of settings.variables) {
    const [from, to] = [got.columns.indexOf(id), expected.columns.indexOf(id)];
    if (from < 0 || to < 0) return `no column "${id}"`;
    expected.rows.forEach((row, i) => {
      const miss = missOf(row[to]!, got.rows[i]![from]!, settings);
      if (miss <= worst) return;
      worst = miss;
      const time = settings.start + i * times;
      words = `"${id}" at time ${time} is ${got.rows[i]![from]}, expected ${row[to]} (${missWords(miss)} the tolerance)`;
    });
  }
  return words;
}

/** Deviation in units of the tolerance; at most 1 passes. */
function missOf(expected: number, got: number, { absolute, relative }: CaseSettings): number {
  if (Number.isNaN(expected)) return Number.isNaN(got) ? 0 : Number.POSITIVE_INFINITY;
  if (!Number.isFinite(expected)) return expected === got ? 0 : Number.POSITIVE_INFINITY;
  const allowed = absolute + relative * Math.abs(expected);
  const deviation = Math.abs(expected - got);
  if (deviation <= allowed) return 0;
  return Number.isNaN(deviation) ? Number.POSITIVE_INFINITY : Math.max(deviation / allowed, 1.001);
}

function missWords(miss: number): string {
  return Number.isFinite(miss) ? `${miss.toPrecision(2)} times` : "far outside";
}
