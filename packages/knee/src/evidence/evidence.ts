// What is known, as tables: where it was read (sources), what was read there (facts), and what the
// article claims (claims). Files: evidence/sources.tsv, facts.tsv, claims.tsv; evidence/about.md says
// how they were made. The tables of the disease refer to sources and facts by id.

import type { ModelVerdict, SourceRange } from "@chondron/model";

export const sourceKinds = [
  "article",
  "review",
  "trial",
  "cohort",
  "animal",
  "model",
  "dataset",
  "registry",
  "regulator",
  "web",
] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** How much of a source was read; "none": known from memory or from citations only. */
export const readings = [
  "full",
  "abstract",
  "table",
  "registry",
  "dataset",
  "secondary",
  "none",
] as const;
export type Reading = (typeof readings)[number];

export const claimKinds = [
  "epidemiology",
  "mechanism",
  "pharmacology",
  "efficacy",
  "covariate",
  "safety",
  "process",
] as const;
export type ClaimKind = (typeof claimKinds)[number];

export const verdicts = [
  "supported",
  "partly supported",
  "unsupported",
  "contradicted",
  "not testable",
] as const;
export type Verdict = (typeof verdicts)[number];

/** The best kind of evidence that speaks to a claim. */
export const evidenceLevels = [
  "human trial",
  "human, uncontrolled",
  "review",
  "animal",
  "cell",
  "none",
] as const;
export type EvidenceLevel = (typeof evidenceLevels)[number];

interface TableRow {
  readonly id: string;
  /** Line of the table. */
  readonly range: SourceRange;
}

/** One row of sources.tsv; identifiers are "" where there is none. */
export interface Source extends TableRow {
  readonly kind: SourceKind;
  /** Authors, year and what it is, in our words. */
  readonly citation: string;
  readonly doi: string;
  readonly pmid: string;
  readonly pmcid: string;
  /** Number in a registry: NCT of a trial, BIOMD of a model. */
  readonly registry: string;
  readonly url: string;
  readonly read: Reading;
}

/** One row of facts.tsv: a number, a range or a finding. */
export interface Fact extends TableRow {
  /** Ids of sources. */
  readonly sources: readonly string[];
  readonly topic: string;
  readonly quantity: string;
  /** Treatment and comparator, or another condition. */
  readonly comparison: string;
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  /** What low and high are: `95 % CI`, `IQR`, `range`, `SD`. */
  readonly interval: string;
  /** Standard deviation between people. */
  readonly sd?: number;
  readonly unit: string;
  readonly population: string;
  readonly time: string;
  readonly n: string;
  readonly design: string;
  /** In words, where no one number says it. */
  readonly finding: string;
  /** Read at a source. False: from memory, never to be shown as sourced. */
  readonly seen: boolean;
  readonly note: string;
}

/** One row of claims.tsv: one statement of the article. */
export interface Claim extends TableRow {
  /** Section and paragraph of the article. */
  readonly place: string;
  readonly claim: string;
  readonly kind: ClaimKind;
  readonly verdict: Verdict;
  readonly level: EvidenceLevel;
  readonly reasoning: string;
  readonly sources: readonly string[];
  readonly facts: readonly string[];
  /** Can the model be asked about it? */
  readonly testable: boolean;
  /** Why it cannot; "" where it can. */
  readonly whyNot: string;
  /** What it would be in the model. */
  readonly meaning: string;
  /** Id of the experiment that asks the model; "" where there is none yet. */
  readonly experiment: string;
}

export interface Evidence {
  readonly sources: readonly Source[];
  readonly facts: readonly Fact[];
  readonly claims: readonly Claim[];
}

/** What the experiments of evidence/results.json were run with; "" where the file does not say. */
export interface ResultsOrigin {
  readonly diseaseHash: string;
  /** SHA-256 of the text of the experiments. */
  readonly experimentsHash: string;
  /** SHA-256 of the posterior's draws; "" too where none was drawn from. */
  readonly posteriorHash: string;
}

/** What an experiment on the model said, from evidence/results.json. */
export interface ExperimentResult {
  readonly id: string;
  /** The answer in one sentence. */
  readonly says: string;
  /** On the criterion of the experiment; what the evidence says stands with the claim. */
  readonly verdict: ModelVerdict;
  /** Ids of the active therapies that it gives. */
  readonly therapies?: readonly string[];
  /** Share of draws in which the criterion holds. */
  readonly probability?: number;
  /** The number behind it, with its interval at `level` per cent. */
  readonly quantity?: string;
  readonly unit?: string;
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  readonly level?: number;
  /** What would have to be true for the claim to hold. */
  readonly needed?: string;
}
