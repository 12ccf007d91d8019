// A posterior as it ships: draws of the uncertain parameters with their weights and the unknown SDs that
// belong to them, and a manifest that says what they were made of. Two texts: manifest.json, draws.tsv.

import { type Diagnostic, diagnose, hasErrors, sha256Hex } from "@chondron/model";
import {
  type HeterogeneityKind,
  type HeterogeneityTerm,
  heterogeneityKinds,
} from "./study-rows.js";

export interface PosteriorManifest {
  readonly format: "chondron-posterior";
  readonly formatVersion: 1;
  readonly disease: string;
  readonly diseaseVersion: string;
  /** `diseaseHash`, `targetsHash` of what was fitted to what. */
  readonly diseaseHash: string;
  readonly targetsHash: string;
  readonly seed: number;
  /** What was fitted, by set. */
  readonly sets: Readonly<Record<string, FittedSet>>;
  /** Settings by name, e.g. virtual patients. */
  readonly settings: Readonly<Record<string, number>>;
  /** What can be trusted: R-hat, effective sizes, Pareto k. */
  readonly diagnostics: Readonly<Record<string, number | null>>;
}

export interface FittedSet {
  readonly therapies: readonly string[];
  readonly endpoints: readonly string[];
  /** Median SD of single patients over its rows, in per cent of the endpoint's range. */
  readonly individualSd: number;
}

export interface Posterior {
  readonly manifest: PosteriorManifest;
  readonly parameters: readonly string[];
  readonly terms: readonly HeterogeneityTerm[];
  /** [draw] Sum to 1. */
  readonly weights: Float64Array;
  /** [draw][parameter] In the parameter's unit. */
  readonly values: readonly Float64Array[];
  /** [draw][term] In per cent of the endpoint's range. */
  readonly sds: readonly Float64Array[];
}

export interface PosteriorTexts {
  readonly manifest: string;
  readonly draws: string;
}

/** Digits that bring back every draw well beyond its meaning. */
const digits = 8;

export function writePosterior({
  manifest,
  parameters,
  terms,
  weights,
  values,
  sds,
}: Posterior): PosteriorTexts {
  const heading = ["weight", ...parameters, ...terms.map(termName)];
  const rows = values.map((draw, i) =>
    [weights[i]!, ...draw, ...sds[i]!].map((value) => Number(value.toPrecision(digits))),
  );
  return {
    manifest: `${JSON.stringify(manifest, null, 2)}\n`,
    draws: `${[heading, ...rows].map((row) => row.join("\t")).join("\n")}\n`,
  };
}

/** SHA-256 of the draws as they are written: of the file draws.tsv. */
export function posteriorHash(posterior: Posterior): string {
  return sha256Hex(writePosterior(posterior).draws);
}

/** `sd study hyaluronate` */
export function termName({ kind, set }: HeterogeneityTerm): string {
  return `sd ${kind} ${set}`.trim();
}

/** The posterior of two texts; undefined, with the reason in the diagnostics (CH4122), where they are none. */
export function readPosterior(texts: PosteriorTexts): {
  readonly posterior?: Posterior;
  readonly diagnostics: readonly Diagnostic[];
} {
  const found: Diagnostic[] = [];
  const manifest = readManifest(texts.manifest, found);
  const table = readDraws(texts.draws, found);
  if (!manifest || !table || hasErrors(found)) return { diagnostics: found };
  return { posterior: { manifest, ...table }, diagnostics: found };
}

function readManifest(text: string, found: Diagnostic[]): PosteriorManifest | undefined {
  const refuse = (cause: string): undefined => {
    found.push(diagnose("CH4122", { cause }));
    return undefined;
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("its manifest is not JSON");
  }
  const manifest = value as Partial<PosteriorManifest> | null;
  if (manifest?.format !== "chondron-posterior") return refuse("its manifest is of another kind");
  if (manifest.formatVersion !== 1) return refuse(`its format is ${manifest.formatVersion}, not 1`);
  if (typeof manifest.diseaseHash !== "string") return refuse("its manifest names no disease");
  return manifest as PosteriorManifest;
}

function readDraws(text: string, found: Diagnostic[]): Omit<Posterior, "manifest"> | undefined {
  const [heading = "", ...lines] = text.trimEnd().split(/\r?\n/);
  const [first, ...names] = heading.split("\t");
  const terms = names.flatMap((name) => termOf(name) ?? []);
  const parameters = names.slice(0, names.length - terms.length);
  const rows = lines.map((line) => Float64Array.from(line.split("\t"), Number));
  const wrong = rows.findIndex(
    (row) => row.length !== names.length + 1 || !row.every(Number.isFinite) || row[0]! < 0,
  );
  const cause =
    first !== "weight" || rows.length === 0
      ? "draws.tsv is no table of draws"
      : wrong >= 0
        ? `line ${wrong + 2} of draws.tsv is no row of numbers`
        : undefined;
  if (cause !== undefined) {
    found.push(diagnose("CH4122", { cause }));
    return undefined;
  }
  const sum = rows.reduce((total, row) => total + row[0]!, 0);
  return {
    ...{ parameters, terms },
    weights: Float64Array.from(rows, (row) => row[0]! / sum),
    values: rows.map((row) => row.slice(1, 1 + parameters.length)),
    sds: rows.map((row) => row.slice(1 + parameters.length)),
  };
}

function termOf(name: string): HeterogeneityTerm | undefined {
  const [, kind, set = ""] = /^sd (\w+) ?(.*)$/.exec(name) ?? [];
  if (!heterogeneityKinds.some((known) => known === kind)) return undefined;
  return { kind: kind as HeterogeneityKind, set };
}

/** Index of the draw at probability u of (0, 1): each as often as its weight. */
export function drawIndex({ weights }: Posterior, u: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    if (u < sum) return i;
  }
  return weights.length - 1;
}

/** One draw as values by id. */
export function drawValues(
  { parameters, values }: Posterior,
  draw: number,
): ReadonlyMap<string, number> {
  return new Map(parameters.map((id, i) => [id, values[draw]![i]!]));
}
