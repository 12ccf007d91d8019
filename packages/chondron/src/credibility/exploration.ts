// The therapy in question over amounts and schedules, and how large its effect would have to be. Each
// regimen is asked twice: as a trial of the size stated, and as a study without chance in its patients.

import type { Exploration } from "@chondron/knee";
import type { CalibrationTarget, Disease } from "@chondron/model";
import type { PredictionRow } from "@chondron/trial";
import { plain } from "../report/format.js";
import type { ExplorationPoint, ExplorationResult, NeededEffect } from "./assessment.js";

interface Regimen {
  readonly key: string;
  readonly label: string;
  readonly amount: number;
  readonly days: readonly number[];
}

/** The regimens asked about: the usual one, amounts on day 0, schedules of one amount. */
function regimens(exploration: Exploration, disease: Disease) {
  const therapy = disease.therapies.find(({ id }) => id === exploration.therapy);
  const unit = therapy?.unit ?? "";
  const amount = (value: number): string => `${plain(value)} ${unit}`.trim();
  const usual = therapy?.amount.usual ?? Number.NaN;
  return {
    unit,
    usual: { key: "usual", label: `${amount(usual)}, once (usual)`, amount: usual, days: [0] },
    amounts: exploration.amounts.map((value, i) => ({
      ...{ key: `amount ${i}`, label: `${amount(value)}, once`, amount: value, days: [0] },
    })),
    schedules: exploration.schedules.map((days, i) => ({
      ...{ key: `schedule ${i}`, label: scheduleWords(days), days },
      amount: exploration.scheduleAmount,
    })),
  };
}

function scheduleWords(days: readonly number[]): string {
  return days.length === 1 ? "once" : `${days.length} times, days ${days.join(", ")}`;
}

/** Rows to predict. */
export function explorationTargets(
  exploration: Exploration,
  disease: Disease,
): CalibrationTarget[] {
  const { unit, usual, amounts, schedules } = regimens(exploration, disease);
  return [usual, ...amounts, ...schedules].flatMap((regimen) => [
    targetOf(exploration, regimen, unit, "trial"),
    targetOf(exploration, regimen, unit, "study"),
  ]);
}

type Asked = "trial" | "study";

function idOf({ key }: Regimen, asked: Asked): string {
  return `exploration: ${key}, ${asked}`;
}

function targetOf(
  exploration: Exploration,
  regimen: Regimen,
  unit: string,
  asked: Asked,
): CalibrationTarget {
  const { therapy, route, versus, population, endpoint, week, trialPatients } = exploration;
  const days = `days ${regimen.days.join(",")}`;
  const amount = Number.isFinite(regimen.amount) ? `${regimen.amount} ${unit} ` : "";
  return {
    ...{ id: idOf(regimen, asked), set: "", study: "", arm: "", population, endpoint, week },
    regimen: `${therapy} ${amount}by ${route} ${days}`,
    versus: `${versus} by ${route} ${days}`,
    ...{ measure: "change", baseline: Number.NaN, value: Number.NaN, n: trialPatients },
    se: asked === "study" ? 0 : Number.NaN,
    ...{ use: "validate", source: "", note: "" },
  };
}

export function exploreTherapy(
  exploration: Exploration,
  disease: Disease,
  predictions: ReadonlyMap<string, PredictionRow>,
  reasons: ReadonlyMap<string, string>,
): ExplorationResult {
  const asked = regimens(exploration, disease);
  const point = (regimen: Regimen): ExplorationPoint => ({
    ...{ label: regimen.label, amount: regimen.amount, days: regimen.days },
    trial: predictions.get(idOf(regimen, "trial")) ?? null,
    study: predictions.get(idOf(regimen, "study")) ?? null,
    reason: reasons.get(idOf(regimen, "trial")) ?? "",
  });
  const usual = point(asked.usual);
  const { therapy, label, versus, endpoint, week } = exploration;
  return {
    ...{ therapy, label, versus, endpoint, week, usual },
    endpointLabel: disease.outcomes.find(({ id }) => id === endpoint)?.label ?? endpoint,
    needed: neededEffect(usual, exploration, disease),
    amounts: asked.amounts.map(point),
    schedules: asked.schedules.map(point),
  };
}

/** Normal quantiles of 5 % on two sides and of 90 % power. */
const [levelQuantile, powerQuantile] = [1.959964, 1.281552];

function neededEffect(
  { trial, study }: ExplorationPoint,
  { endpoint, trialPatients }: Exploration,
  { outcomes }: Disease,
): NeededEffect | null {
  if (!trial || !study) return null;
  const outcome = outcomes.find(({ id }) => id === endpoint);
  const lower = outcome?.better !== "higher";
  const needed = ({ mean, low90, high90 }: PredictionRow): number =>
    lower ? mean - high90 : mean - low90;
  const sign = lower ? -1 : 1;
  return {
    ...{ inTrial: needed(trial), inStudy: needed(study), patients: trialPatients },
    withPower: sign * (levelQuantile + powerQuantile) * trial.samplingSd,
    important:
      outcome && Number.isFinite(outcome.importantDifference) ? outcome.importantDifference : null,
    unit: trial.unit,
  };
}
