// The design in words and plain numbers, for the report and the summary: what the protocol settled,
// said so that a reader needs no schema.

import type { Disease } from "@chondron/model";
import { orNull } from "./analyse/measures.js";
import type { ParameterSource } from "./calibrate/parameter-source.js";
import type { Trial } from "./prepare.js";
import type { Arm, EligibilityRule, Endpoint, Protocol, RegimenItem, Stratum } from "./protocol.js";
import { levelText } from "./randomise.js";
import { ruleText } from "./responder.js";
import type { ArmSummary, DesignSummary, EndpointSummary, OutcomeSummary } from "./result.js";
import { exp } from "./stats/elementary.js";

export function describeDesign(trial: Trial): DesignSummary {
  const { protocol, disease } = trial;
  const { population, randomisation, analysis } = protocol;
  return {
    seed: protocol.seed,
    replicates: protocol.replicates,
    shownReplicate: 1,
    durationDays: protocol.durationDays,
    size: population.size,
    arms: protocol.arms.map((arm) => armSummary(arm, protocol, disease)),
    visits: protocol.visits.map(({ id, label, day }) => ({ id, label, day })),
    endpoints: protocol.endpoints.map((endpoint) => endpointSummary(endpoint, protocol, disease)),
    outcomes: disease.outcomes.map((outcome) => outcomeSummary(outcome, protocol)),
    covariates: disease.covariates.map(({ id, label, unit }) => ({ id, label, unit })),
    eligibility: population.eligibility.map((rule) => eligibilityText(rule, disease)),
    randomisation: {
      blockSizes: randomisation.blockSizes,
      strata: randomisation.strata.map((stratum) => stratumText(stratum, disease)),
    },
    dropout: dropoutText(protocol),
    measurementError: measurementText(protocol),
    missingData:
      "Available cases: each analysis uses the subjects with a value; nothing is imputed.",
    intercurrentEvents:
      "Treatment policy: values count whatever happened after randomisation, outcome events included.",
    betweenPatientVariability: variabilityText(protocol),
    priors: priorsText(trial),
    parameters: sourceOf(trial),
    analysis: {
      confidenceLevel: analysis.confidenceLevel,
      alpha: analysis.alpha,
      covariates: analysis.covariates,
      continuityCorrection: analysis.continuityCorrection,
    },
  };
}

function sourceOf({ protocol, posterior }: Trial): ParameterSource {
  if (!protocol.variation.priors) return "nominal";
  return posterior ? "posterior" : "prior";
}

function priorsText(trial: Trial): string {
  const { posterior } = trial;
  if (sourceOf(trial) === "nominal")
    return "Off: every replicate has the typical values of the parameters.";
  if (!posterior)
    return "What is not known of the parameters is drawn once per replicate from its prior.";
  const { targetsHash, settings } = posterior.manifest;
  return `What is not known of the parameters is drawn once per replicate from its posterior (${posterior.values.length} draws, fitted to ${settings.targets ?? "some"} observed numbers, ${targetsHash.slice(0, 12)}).`;
}

function armSummary(arm: Arm, { arms, population }: Protocol, disease: Disease): ArmSummary {
  const sum = arms.reduce((total, { allocation }) => total + allocation, 0);
  const days = arm.regimen.flatMap((item) => item.times);
  return {
    id: arm.id,
    label: arm.label,
    control: arm.control,
    allocation: arm.allocation,
    size: Math.round((population.size * arm.allocation) / sum),
    therapies: [...new Set(arm.regimen.map((item) => item.therapy))],
    regimen: arm.regimen.map((item) => regimenText(item, disease)),
    givenDays: [...new Set(days)].sort((a, b) => a - b),
  };
}

function regimenText(item: RegimenItem, disease: Disease): string {
  const therapy = disease.therapies.find(({ id }) => id === item.therapy)!;
  const route = therapy.routes.find(({ id }) => id === item.route)!;
  const amount = therapy.unit === "" ? [] : [amountText(item.amount, therapy.unit)];
  const times = route.stop ? spanText(item) : timesText(item);
  return [therapy.label, route.label, ...amount, times].join(", ");
}

/** "2e10 particles", "40 mg", "1 dose". */
function amountText(amount: number, unit: string): string {
  const number = amount >= 1e6 ? amount.toExponential().replace("e+", "e") : String(amount);
  return `${number} ${amount === 1 ? unit.replace(/s$/, "") : unit}`;
}

/** Days of a therapy that lasts. */
function spanText({ times, stop }: RegimenItem): string {
  const start = `from day ${tidy(times[0]!)}`;
  return Number.isNaN(stop) ? `${start} to the end` : `${start} to day ${tidy(stop)}`;
}

function timesText({ times }: RegimenItem): string {
  const named = times.map(tidy);
  if (named.length === 1) return `on day ${named[0]}`;
  if (named.length <= 4) return `on days ${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
  const every = tidy(times[1]! - times[0]!);
  return `${named.length} times, every ${every} days from day ${named[0]}`;
}

/** A number without the digits that only binary has. */
function tidy(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function endpointSummary(
  endpoint: Endpoint,
  protocol: Protocol,
  disease: Disease,
): EndpointSummary {
  const { id, label, kind, primary } = endpoint;
  const visit = endpoint.kind === "time-to-event" ? undefined : protocol.visits[endpoint.visit]!;
  const base = { id, label, kind, primary, visit: visit?.id ?? "" };
  const at = visit?.label ?? "";
  switch (endpoint.kind) {
    case "change": {
      const outcome = disease.outcomes.find((row) => row.id === endpoint.outcome)!;
      return {
        ...base,
        outcome: outcome.id,
        unit: outcome.unit,
        better: outcome.better,
        importantDifference: orNull(outcome.importantDifference),
        definition: `Change of ${outcome.label} from entry to ${at}.`,
      };
    }
    case "responder":
      return {
        ...base,
        outcome: "",
        unit: "percentage points",
        better: "higher",
        importantDifference: null,
        definition: `At ${at}: ${ruleText(endpoint.rule, disease.outcomes)}`,
      };
    case "time-to-event": {
      const event = disease.naturalHistory.hazardEvents.find((row) => row.id === endpoint.event)!;
      return {
        ...base,
        outcome: "",
        unit: "percentage points",
        better: "higher",
        importantDifference: null,
        definition: `Time from entry to ${event.label.toLowerCase()}, censored at leaving the trial.`,
      };
    }
  }
}

function outcomeSummary(
  outcome: Disease["outcomes"][number],
  { measurement }: Protocol,
): OutcomeSummary {
  const { id, label, unit, better, low, high, resolution, paramcd, scoredFrom } = outcome;
  const sd = measurement.sd[id] ?? outcome.measurementSd;
  return {
    ...{ id, paramcd, label, unit, better, low, high, scoredFrom, resolution },
    importantDifference: orNull(outcome.importantDifference),
    measurementSd: measurement.error ? sd : 0,
  };
}

function rowOf({ of, id }: EligibilityRule | Stratum, disease: Disease) {
  const rows: readonly { id: string; label: string; unit: string }[] =
    of === "covariate" ? disease.covariates : disease.outcomes;
  return rows.find((row) => row.id === id) ?? { label: id, unit: "" };
}

function eligibilityText(rule: EligibilityRule, disease: Disease): string {
  const { label, unit } = rowOf(rule, disease);
  const low = Number.isFinite(rule.low);
  const high = Number.isFinite(rule.high);
  const [from, to] = [withUnit(rule.low, label, unit), withUnit(rule.high, label, unit)];
  const range = low && high ? `${rule.low} to ${to}` : low ? `${from} or more` : `at most ${to}`;
  const measured = rule.of === "outcome" ? " (as measured at entry, with error)" : "";
  return `${label} ${range}${measured}`;
}

/** The unit is left out where the label names it: "Kellgren-Lawrence grade 2". */
export function withUnit(value: number, label: string, unit: string): string {
  const named = unit === "" || label.toLowerCase().includes(unit.toLowerCase());
  return named ? `${value}` : `${value} ${unit}`;
}

function stratumText(stratum: Stratum, disease: Disease): string {
  const levels = Array.from({ length: stratum.cuts.length + 1 }, (_, i) => levelText(stratum, i));
  return `${rowOf(stratum, disease).label}: ${levels.join("; ")}`;
}

function dropoutText({ dropout, arms }: Protocol): string {
  if (dropout.annualHazard === 0) return "Nobody drops out.";
  const share = 100 * (1 - exp(-dropout.annualHazard));
  const factors = arms.flatMap(({ label }, i) =>
    dropout.multipliers[i] === 1 ? [] : [`${label} times ${dropout.multipliers[i]}`],
  );
  const suffix = factors.length > 0 ? `; ${factors.join(", ")}` : "";
  return `Constant hazard of ${dropout.annualHazard} per year (${tidy(Number(share.toFixed(1)))} % in the first year)${suffix}.`;
}

function measurementText({ measurement }: Protocol): string {
  if (!measurement.error) return "Off: visits record the model's values.";
  return "Each visit adds an independent normal error, within the bounds of the instrument. The measurement that decides on entry is the entry value, so means move towards the population's afterwards, in all arms alike.";
}

function variabilityText({ variation }: Protocol): string {
  const { betweenPatients } = variation;
  if (betweenPatients === 0) return "Off: patients differ in covariates alone.";
  const factor =
    betweenPatients === 1 ? "" : ` (coefficients of variation times ${betweenPatients})`;
  return `Parameters differ between patients, log-normal around the typical value within their range${factor}.`;
}
