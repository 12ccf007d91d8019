// A projection as a protocol, so that what grows the subjects of trials grows one person too. It is never
// randomised or analysed.

import type { Disease } from "@chondron/model";
import { ofPopulation } from "../protocol/population.js";
import type { Protocol } from "../protocol.js";

export function projectionProtocol(disease: Disease, relativeTolerance: number): Protocol {
  const [population] = disease.populations ?? [];
  return {
    ...{ id: "projection", title: "", question: "", contextOfUse: "", disease: disease.id },
    ...{ seed: 1, replicates: 1, durationDays: 1 },
    population: {
      ...{ size: 1, from: population?.id ?? "", side: 0, covariates: ofPopulation(population) },
      ...{ eligibility: [], maximumScreened: 1 },
    },
    variation: { betweenPatients: 1, priors: true },
    arms: [],
    randomisation: { blockSizes: [1], strata: [] },
    visits: [{ id: "today", label: "Today", day: 0 }],
    endpoints: [],
    dropout: { annualHazard: 0, multipliers: [] },
    measurement: { error: false, sd: {} },
    ...{ missingData: "", intercurrentEvents: "" },
    analysis: { confidenceLevel: 0.9, alpha: 0.1, covariates: [], continuityCorrection: false },
    solver: { relativeTolerance, method: "rodas5p", failureLimit: 1 },
    hash: "",
  };
}
