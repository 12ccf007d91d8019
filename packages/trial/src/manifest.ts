// What identifies a run and what ran it. `manifestFacts` repeats on every machine; `createManifest`
// adds the machine, the command and the time, and is the one file of a trial that may differ.

import { posteriorHash } from "./calibrate/posterior.js";
import type { Trial } from "./prepare.js";
import type { ManifestFacts, TrialResult, TrialSummary, TrialTiming } from "./result.js";

export interface Manifest extends ManifestFacts {
  readonly format: "chondron-manifest";
  readonly formatVersion: 1;
  readonly simulated: true;
  /** As typed. */
  readonly command: string;
  /** Package versions by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Version of Node; "" in a browser. */
  readonly node: string;
  /** Operating system and processor, or the browser. */
  readonly platform: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly timing: TrialTiming;
}

/** Context of a run that the trial itself does not know. */
export interface ManifestContext {
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly startedAt: Date;
  readonly host: Pick<Manifest, "node" | "platform">;
}

export function manifestFacts(
  { protocol, disease, compiled, posterior }: Trial,
  summary: TrialSummary,
): ManifestFacts {
  return {
    protocolHash: protocol.hash,
    compiledHash: compiled.hash,
    diseaseId: disease.id,
    diseaseVersion: disease.version,
    diseaseFiles: disease.files,
    posteriorHash: posterior && protocol.variation.priors ? posteriorHash(posterior) : null,
    seed: protocol.seed,
    replicates: protocol.replicates,
    patients: summary.flowAllReplicates.randomised,
    method: summary.solver.method,
    relativeTolerance: summary.solver.relativeTolerance,
    defaultAbsoluteTolerance: disease.naturalHistory.defaultAbsoluteTolerance,
  };
}

export function createManifest(result: TrialResult, context: ManifestContext): Manifest {
  return {
    format: "chondron-manifest",
    formatVersion: 1,
    simulated: true,
    ...result.manifest,
    command: context.command,
    versions: context.versions,
    ...context.host,
    startedAt: context.startedAt.toISOString(),
    timing: result.timing,
  };
}
