// The files of a trial's folder, for programs that write them themselves, browsers among them.

export { citationWriter } from "./ledger/citation.js";
export { reportClaims } from "./ledger/report-claims.js";
export { type RunFiles, type RunOrigin, trialFiles } from "./report/trial-files.js";
