// What a trial takes is stated in the model package, where disease packages find it too.
export type {
  Covariate,
  Disease,
  EvidenceGrade,
  NaturalHistory,
  Outcome,
  ParameterRow,
  Therapy,
  TherapyRoute,
} from "@chondron/model";
export { type AdamTables, adamTables } from "./adam-tables.js";
export {
  type CalibrationControl,
  calibrateDisease,
  type DiseaseCalibration,
  type DiseaseCalibrationPlan,
  fittedTargets,
  quickPlan,
  standardPlan,
} from "./calibrate/calibrate-disease.js";
export {
  type CrossValidationSummary,
  crossValidate,
  type LeftOutRow,
  summariseLeftOut,
} from "./calibrate/cross-validate.js";
export { diseaseHash, targetsHash } from "./calibrate/disease-hash.js";
export { type IdentifiabilityRow, identifiability } from "./calibrate/identifiability.js";
export {
  type ChosenSource,
  chooseParameters,
  type ParameterSource,
  parameterSources,
} from "./calibrate/parameter-source.js";
export { type PopulationWeights, populationWeights } from "./calibrate/population-weights.js";
export {
  type Posterior,
  type PosteriorManifest,
  type PosteriorTexts,
  posteriorHash,
  readPosterior,
  writePosterior,
} from "./calibrate/posterior.js";
export { compileDisease } from "./compiled-disease.js";
export * from "./exchange/index.js";
export { confident } from "./experiment/criterion.js";
export type * from "./experiment/experiment.js";
export type {
  ExperimentAnswer,
  QuantityAnswer,
  ScanAnswer,
  ScanPointAnswer,
} from "./experiment/experiment-answer.js";
export {
  type BookReading,
  type ClaimLink,
  readExperiments,
} from "./experiment/read-experiments.js";
export type { Stretch } from "./experiment/region.js";
export {
  type ExperimentOptions,
  type ExperimentsRun,
  runExperiments,
} from "./experiment/run-experiments.js";
export { experimentSchema } from "./experiment/schema.js";
export { createManifest, type Manifest, type ManifestContext } from "./manifest.js";
export { overrideProtocol, type ProtocolOverrides } from "./override.js";
export {
  type DistributionText,
  drawValue,
  parseDistribution,
} from "./population/distribution-text.js";
export {
  type FollowedCohort,
  type FollowedPeople,
  type FollowOptions,
  followUntreated,
} from "./predict/follow-untreated.js";
export {
  type Prediction,
  type PredictionCoverage,
  type PredictionRow,
  type PredictOptions,
  predict,
} from "./predict/predict.js";
export { planPredictions } from "./predict/prediction-plan.js";
export { uncertainParameters } from "./predict/uncertain-parameters.js";
export type * from "./project/patient-projection.js";
export { Projector } from "./project/projector.js";
export { editProtocol, type ProtocolEdit, protocolData } from "./protocol/edit.js";
export { type ProtocolReading, readProtocol } from "./protocol/read.js";
export { protocolSchema } from "./protocol/schema.js";
export type * from "./protocol.js";
export { therapyActions } from "./regimen.js";
export type * from "./result.js";
export { subjectEndings } from "./result.js";
export { type Progress, runTrial, type TrialOptions } from "./run.js";
export { collidingPurposes, createDraws, type Draws } from "./stats/random.js";
export { summarySchema } from "./summary-schema.js";
