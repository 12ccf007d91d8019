// Answers to claims as records, for programs that ask the model themselves, browsers among them.

export {
  type ClaimsManifest,
  type ClaimsResults,
  claimsManifest,
  claimsResults,
  type ExperimentRecord,
  resultsText,
} from "./claims-results.js";
