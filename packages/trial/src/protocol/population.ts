// The population part: size, covariates, eligibility, and the levels that strata are cut at.

import { freeSymbols, type Population } from "@chondron/model";
import { withUnit } from "../design.js";
import { parseDistribution } from "../population/distribution-text.js";
import type { EligibilityRule, PopulationPlan, RandomisationPlan, Stratum } from "../protocol.js";
import { describeRow, knows, type Reading, readLevel, report } from "./context.js";
import type { Path } from "./document.js";
import { suggest } from "./suggestion.js";
import type {
  ArmText,
  EligibilityText,
  PopulationText,
  ProtocolText,
  StratumText,
} from "./text.js";

/** Candidates per subject before screening gives up, where the protocol does not say. */
const defaultScreenedPerSubject = 50;

export function readPopulation(reading: Reading, text: ProtocolText): PopulationPlan {
  const { population, arms } = text;
  const size = sizeOf(reading, population, arms);
  checkPopulation(reading, population);
  return {
    size,
    from: populationOf(reading, population)?.id ?? "",
    side: population.side === "other" ? 1 : 0,
    covariates: {
      ...ofPopulation(populationOf(reading, population)),
      ...readCovariates(reading, population),
    },
    eligibility: (population.eligibility ?? []).map((rule, i) =>
      readRule(reading, rule, ["population", "eligibility", i]),
    ),
    maximumScreened: population.maximumScreened ?? size * defaultScreenedPerSubject,
  };
}

function sizeOf(reading: Reading, text: PopulationText, arms: readonly ArmText[]): number {
  const { size, sizePerArm } = text;
  if ((size === undefined) === (sizePerArm === undefined)) {
    const found = size === undefined ? "no size" : 'both "size" and "sizePerArm"';
    report(reading, "CH4037", { found }, ["population"]);
  }
  return size ?? (sizePerArm ?? 1) * allocationSum(arms);
}

export function allocationSum(arms: readonly { readonly allocation?: number }[]): number {
  return arms.reduce((sum, arm) => sum + (arm.allocation ?? 1), 0);
}

/** The population that the protocol names, or the disease's first. */
function populationOf({ disease }: Reading, { from }: PopulationText): Population | undefined {
  const populations = disease.populations ?? [];
  return from === undefined ? populations[0] : populations.find(({ id }) => id === from);
}

function checkPopulation(reading: Reading, text: PopulationText): void {
  if (text.from === undefined || populationOf(reading, text)) return;
  const ids = (reading.disease.populations ?? []).map(({ id }) => id);
  const suggestion = suggest(text.from, ids, "population");
  report(reading, "CH4038", { id: text.from, suggestion }, ["population", "from"]);
}

/** Covariates of a population of the disease, as a protocol overrides them. */
export function ofPopulation(population: Population | undefined): PopulationPlan["covariates"] {
  const rows = population?.covariates ?? [];
  return Object.fromEntries(
    rows.map(({ id, distribution, low, high }) => [
      id,
      {
        distribution,
        ...(low === undefined ? {} : { low }),
        ...(high === undefined ? {} : { high }),
      },
    ]),
  );
}

function readCovariates(reading: Reading, text: PopulationText): PopulationPlan["covariates"] {
  const entries = Object.entries(text.covariates ?? {}).map(([id, given]) => {
    const path: Path = ["population", "covariates", id];
    const { distribution, low, high } =
      typeof given === "string" ? { distribution: given, low: undefined, high: undefined } : given;
    if (knows(reading, "covariate", id, path)) checkDistribution(reading, id, distribution, path);
    const { unit } = describeRow(reading.disease, "covariate", id);
    return [
      id,
      {
        distribution,
        ...(low === undefined ? {} : { low: readLevel(reading, low, unit, [...path, "low"]) }),
        ...(high === undefined ? {} : { high: readLevel(reading, high, unit, [...path, "high"]) }),
      },
    ] as const;
  });
  return Object.fromEntries(entries);
}

function checkDistribution(reading: Reading, id: string, text: string, path: Path): void {
  const { distribution, cause } = parseDistribution(text);
  if (!distribution) {
    report(reading, "CH4032", { text, id, cause: cause ?? "unknown" }, path);
    return;
  }
  const ids = reading.disease.covariates.map((covariate) => covariate.id);
  const earlier = ids.slice(0, ids.indexOf(id));
  const available = earlier.join(", ") || "none";
  for (const symbol of new Set(distribution.arguments.flatMap((part) => [...freeSymbols(part)]))) {
    if (!earlier.includes(symbol)) report(reading, "CH4036", { id, symbol, available }, path);
  }
}

function readRule(reading: Reading, text: EligibilityText, path: Path): EligibilityRule {
  const { of, id, known } = readSubject(reading, text, path);
  const { unit, label } = describeRow(reading.disease, of, id);
  const limit = (key: "from" | "to", otherwise: number): number => {
    const level = text[key];
    return level === undefined || !known
      ? otherwise
      : readLevel(reading, level, unit, [...path, key]);
  };
  const low = limit("from", Number.NEGATIVE_INFINITY);
  const high = limit("to", Number.POSITIVE_INFINITY);
  if (text.from === undefined && text.to === undefined) report(reading, "CH4035", { id }, path);
  if (low > high) report(reading, "CH4033", { low, high }, path);
  return { of, id, low, high, reason: reasonText(label, unit, low, high) };
}

function reasonText(label: string, unit: string, low: number, high: number): string {
  const [from, to] = [withUnit(low, label, unit), withUnit(high, label, unit)];
  if (low === Number.NEGATIVE_INFINITY) return `${label} above ${to}`;
  if (high === Number.POSITIVE_INFINITY) return `${label} below ${from}`;
  return `${label} outside ${low} to ${to}`;
}

interface Subject {
  readonly of: "covariate" | "outcome";
  readonly id: string;
  readonly known: boolean;
}

/** The covariate or outcome that a rule is about: exactly one of the two keys. */
function readSubject(
  reading: Reading,
  text: { readonly covariate?: string; readonly outcome?: string },
  path: Path,
): Subject {
  const { covariate, outcome } = text;
  if ((covariate === undefined) === (outcome === undefined)) {
    const found = covariate === undefined ? "neither a covariate nor an outcome" : "both";
    report(reading, "CH4034", { found }, path);
    return { of: "covariate", id: covariate ?? "", known: false };
  }
  const of = covariate === undefined ? "outcome" : "covariate";
  const id = covariate ?? outcome ?? "";
  return { of, id, known: knows(reading, of, id, [...path, of]) };
}

export function readRandomisation(reading: Reading, text: ProtocolText): RandomisationPlan {
  const sum = allocationSum(text.arms);
  const blockSizes = text.randomisation?.blockSizes ?? [2 * sum];
  blockSizes.forEach((size, i) => {
    if (size % sum === 0) return;
    const values = { size, sum, example: `${sum}, ${2 * sum} or ${3 * sum}` };
    report(reading, "CH4070", values, ["randomisation", "blockSizes", i]);
  });
  const strata = (text.randomisation?.strata ?? []).map((stratum, i) =>
    readStratum(reading, stratum, ["randomisation", "strata", i]),
  );
  return { blockSizes, strata };
}

function readStratum(reading: Reading, text: StratumText, path: Path): Stratum {
  const { of, id, known } = readSubject(reading, text, path);
  const { unit } = describeRow(reading.disease, of, id);
  const cuts = known
    ? text.cuts.map((cut, i) => readLevel(reading, cut, unit, [...path, "cuts", i]))
    : [];
  if (cuts.some((cut, i) => i > 0 && cut <= cuts[i - 1]!)) {
    report(reading, "CH4071", { id }, [...path, "cuts"]);
  }
  return { of, id, cuts };
}
