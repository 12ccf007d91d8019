// A group of patients as a protocol, so that what draws, grows and screens the subjects of trials does
// the same for predictions. It is never randomised or analysed.

import type { Disease } from "@chondron/model";
import { ofPopulation } from "../protocol/population.js";
import type { Protocol } from "../protocol.js";
import type { PlannedGroup } from "./prediction-plan.js";

export interface CohortSettings {
  readonly seed: number;
  /** Virtual patients of each group. */
  readonly patients: number;
  /** Candidates looked at for each patient before a group counts as too rare. */
  readonly candidatesPerPatient: number;
  readonly relativeTolerance: number;
}

export function cohortProtocol(
  { text, from, eligibility, arms }: PlannedGroup,
  disease: Disease,
  settings: CohortSettings,
): Protocol {
  const { seed, patients, candidatesPerPatient, relativeTolerance } = settings;
  const durationDays = Math.max(1, ...arms.flatMap((arm) => arm.days));
  return {
    ...{ id: "prediction", title: text, question: "", contextOfUse: "", disease: disease.id },
    ...{ seed, replicates: 1, durationDays },
    population: {
      size: patients,
      from: from?.id ?? "",
      side: 0,
      covariates: ofPopulation(from),
      eligibility,
      maximumScreened: patients * candidatesPerPatient,
    },
    variation: { betweenPatients: 1, priors: true },
    arms: arms.map((arm, i) => ({
      ...{ id: `${i}`, label: arm.text, control: i === 0, allocation: 1, regimen: arm.regimen },
    })),
    randomisation: { blockSizes: [arms.length], strata: [] },
    visits: [{ id: "entry", label: "Entry", day: 0 }],
    endpoints: [],
    dropout: { annualHazard: 0, multipliers: arms.map(() => 1) },
    measurement: { error: true, sd: {} },
    missingData: "",
    intercurrentEvents: "",
    analysis: { confidenceLevel: 0.95, alpha: 0.05, covariates: [], continuityCorrection: false },
    solver: { relativeTolerance, method: "auto", failureLimit: 1 },
    hash: "",
  };
}
