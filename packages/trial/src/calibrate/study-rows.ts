// Observed rows as the likelihood sees them: numbers in per cent of their endpoint's range, sorted into
// studies, with what studies, arms and visits may share beyond what the model explains.

/** One observed number. Arms of one study share `study`; rows of one arm share `arm` as well. */
export interface ObservedRow {
  readonly set: string;
  readonly study: string;
  readonly arm: string;
  readonly value: number;
  readonly se: number;
  /** A difference of two arms: what their study shares cancels. */
  readonly contrast: boolean;
  /** Off by the unknown excess that such rows of its set share, which is not the model's to explain. */
  readonly biased?: boolean;
}

/** What makes rows of a set differ beyond their standard errors. */
export const heterogeneityKinds = ["study", "arm", "row"] as const;
export type HeterogeneityKind = (typeof heterogeneityKinds)[number];

/** One unknown SD: of a kind, within a set. */
export interface HeterogeneityTerm {
  readonly set: string;
  readonly kind: HeterogeneityKind;
}

/** A study's rows: indices, and to which unknown SD each of their parts belongs (-1: none). */
export interface Study {
  readonly set: string;
  readonly study: string;
  readonly rows: readonly number[];
  readonly terms: { readonly [kind in HeterogeneityKind]: number };
  readonly parts: CovarianceParts;
}

/** What of a study's covariance does not change: n by n, lower triangles; `row`: n. */
export interface CovarianceParts {
  readonly sampling: Float64Array;
  /** Factors of the variances between studies, arms and rows. */
  readonly study: Float64Array;
  readonly arm: Float64Array;
  readonly row: Float64Array;
}

/** Correlation of the sampling errors of two visits of one arm: they share the entry value. */
export const withinArmCorrelation = 0.5;

export interface StudyRows {
  readonly rows: readonly ObservedRow[];
  readonly terms: readonly HeterogeneityTerm[];
  readonly studies: readonly Study[];
  /** Sets with biased rows, each with one unknown excess. */
  readonly excesses: readonly string[];
}

/**
 * Sort rows into studies. A set has an SD between studies where a study has two arms or more, an SD
 * between arms where an arm has two rows or more, and always one between rows: fewer cannot be told
 * apart. A study without a name is alone.
 */
export function groupStudies(rows: readonly ObservedRow[]): StudyRows {
  const terms: HeterogeneityTerm[] = [];
  const byStudy = groupBy(rows, (row, i) => `${row.set}\n${row.study || `row ${i}`}`);
  for (const set of new Set(rows.map((row) => row.set))) {
    const own = [...byStudy.values()].filter((indices) => rows[indices[0]!]!.set === set);
    const arms = own.map((indices) => groupBy(indices, (i) => rows[i]!.arm));
    if (arms.some((study) => study.size > 1)) terms.push({ set, kind: "study" });
    const repeated = arms.some((study) => [...study.values()].some((arm) => arm.length > 1));
    if (repeated) terms.push({ set, kind: "arm" });
    terms.push({ set, kind: "row" });
  }
  const termOf = (set: string, kind: HeterogeneityKind): number =>
    terms.findIndex((term) => term.set === set && term.kind === kind);
  const studies = [...byStudy.values()].map((indices): Study => {
    const { set, study } = rows[indices[0]!]!;
    const own = { study: termOf(set, "study"), arm: termOf(set, "arm"), row: termOf(set, "row") };
    const parts = covarianceParts(indices.map((i) => rows[i]!));
    return { set, study, rows: indices, terms: own, parts };
  });
  const excesses = [...new Set(rows.filter((row) => row.biased).map((row) => row.set))];
  return { rows, terms, studies, excesses };
}

function covarianceParts(rows: readonly ObservedRow[]): CovarianceParts {
  const n = rows.length;
  const parts = {
    sampling: new Float64Array(n * n),
    study: new Float64Array(n * n),
    arm: new Float64Array(n * n),
    row: Float64Array.from(rows, (row) => (row.contrast ? 2 : 1)),
  };
  rows.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const b = rows[j]!;
      const at = i * n + j;
      if (!a.contrast && !b.contrast) parts.study[at] = 1;
      if (a.arm !== b.arm) continue;
      parts.arm[at] = a.contrast ? 2 : 1;
      parts.sampling[at] = (i === j ? 1 : withinArmCorrelation) * a.se * b.se;
    }
  });
  return parts;
}

function groupBy<T>(items: readonly T[], key: (item: T, index: number) => string) {
  const groups = new Map<string, number[]>();
  items.forEach((item, i) => {
    const name = key(item, i);
    const group = groups.get(name);
    if (group) group.push(i);
    else groups.set(name, [i]);
  });
  return groups;
}
