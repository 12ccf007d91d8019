// All that pages ask of the knee, in any thread and without Node: people, trials, evidence. The same
// code as the command line runs, from the same texts.

import {
  type KneeTexts,
  kneeDisease,
  kneeEvidence,
  kneeExperimentsText,
  kneePosterior,
  kneeResults,
  ReferenceIndex,
  splitReferences,
} from "@chondron/knee/texts";
import { DiagnosticError, type Disease, diagnose, hasErrors } from "@chondron/model";
import type { EnsemblePool } from "@chondron/solver";
import {
  type ChosenSource,
  chooseParameters,
  compileDisease,
  overrideProtocol,
  type PatientRequest,
  type ProjectedCourses,
  type ProjectionExplanation,
  Projector,
  type Protocol,
  protocolData,
  readExperiments,
  readProtocol,
  runExperiments,
  runTrial,
  type TrialResult,
} from "@chondron/trial";
import type { ClaimRequest, ClaimRun } from "./claim-run.js";
import type { EvidenceAnswer } from "./evidence-answer.js";
import type { ProtocolCheck, TrialProgress, TrialRequest, TrialRun } from "./trial-run.js";

export interface KneeEngineParts {
  readonly texts: KneeTexts;
  /** Names of all protocols among the texts. */
  readonly protocolFiles: readonly string[];
  readonly version: string;
  /** Opens workers: one pool for people, one for trials, so that neither waits for the other. */
  readonly openPool: () => Promise<EnsemblePool>;
  /** What manifest.json says it ran on. */
  readonly host: { readonly node: string; readonly platform: string };
  readonly command: string;
}

export interface RunControl {
  readonly signal?: AbortSignal;
  onProgress?(progress: TrialProgress): void;
}

const defaultFile = "protocol.yaml";
/** Partial summaries are made at most this often (ms). */
const summaryInterval = 1000;

export class KneeEngine {
  #disease: Disease | undefined;
  #compiled: ReturnType<typeof compileDisease> | undefined;
  #projector: Promise<Projector> | undefined;
  #trialPool: Promise<EnsemblePool> | undefined;
  #projecting: AbortController | undefined;

  constructor(readonly parts: KneeEngineParts) {}

  knee(): Disease {
    this.#disease ??= kneeDisease(this.parts.texts);
    return this.#disease;
  }

  protocols(): { readonly file: string; readonly text: string }[] {
    return this.parts.protocolFiles.map((file) => ({
      file: file.replace(/^.*\//, ""),
      text: this.parts.texts(file)!,
    }));
  }

  checkProtocol({ text, file = defaultFile }: { text: string; file?: string }): ProtocolCheck {
    return { ...readProtocol(text, file, this.knee()), data: protocolData(text) };
  }

  /** A newer call of this or `explainProjection` ends an older one. */
  projectPatient(request: PatientRequest, signal?: AbortSignal): Promise<ProjectedCourses> {
    return this.#newest(signal, (projector, own) => projector.project(request, own));
  }

  explainProjection(request: PatientRequest, signal?: AbortSignal): Promise<ProjectionExplanation> {
    return this.#newest(signal, (projector, own) => projector.explain(request, own));
  }

  async #newest<Answer>(
    signal: AbortSignal | undefined,
    ask: (projector: Projector, signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    this.#projecting?.abort();
    const own = new AbortController();
    this.#projecting = own;
    const stop = (): void => own.abort();
    signal?.addEventListener("abort", stop, { once: true });
    try {
      this.#projector ??= this.#openProjector();
      return await ask(await this.#projector, own.signal);
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  async #openProjector(): Promise<Projector> {
    const { posterior } = this.#choose(undefined);
    const compiled = this.#compile();
    const pool = await this.parts.openPool();
    return Projector.open(this.knee(), pool, { compiled, ...(posterior ? { posterior } : {}) });
  }

  /** Rejects with DiagnosticError for a protocol with errors, and the signal's reason on abort. */
  async runTrial(request: TrialRequest, control: RunControl = {}): Promise<TrialRun> {
    const created = request.created ?? new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
    const protocol = this.#protocol(request);
    const chosen = this.#choose(request.parameters);
    this.#trialPool ??= this.parts.openPool();
    const pool = await this.#trialPool;
    const result = await this.#run(protocol, chosen, pool, control);
    const files = await this.#files(result, request, created);
    const { summary, curves, tooManyFailures, timing } = result;
    const cost = { seconds: timing.totalSeconds, workers: pool.workers };
    return { summary, files, curves, tooManyFailures, ...cost };
  }

  #protocol(request: TrialRequest): Protocol {
    const { protocolText, file = defaultFile, parameters } = request;
    const read = readProtocol(protocolText, file, this.knee());
    if (!read.protocol) throw new DiagnosticError(read.diagnostics);
    const priors = parameters === undefined ? {} : { priors: parameters !== "nominal" };
    const changed = overrideProtocol(read.protocol, { ...overridesOf(request), ...priors });
    if (!changed.protocol) throw new DiagnosticError(changed.diagnostics);
    return changed.protocol;
  }

  #choose(asked: TrialRequest["parameters"]): ChosenSource {
    const chosen = chooseParameters(this.knee(), kneePosterior(this.parts.texts), asked);
    if (hasErrors(chosen.diagnostics)) throw new DiagnosticError(chosen.diagnostics);
    return chosen;
  }

  #compile() {
    this.#compiled ??= compileDisease(this.knee());
    return this.#compiled;
  }

  #run(
    protocol: Protocol,
    { posterior }: ChosenSource,
    pool: EnsemblePool,
    { signal, onProgress }: RunControl,
  ): Promise<TrialResult> {
    const started = performance.now();
    const { size } = protocol.population;
    let summarised = Number.NEGATIVE_INFINITY;
    let last: Omit<TrialProgress, "seconds" | "rate" | "summary"> | undefined;
    const tell = (summary?: TrialProgress["summary"]): void => {
      if (!last || !onProgress) return;
      const seconds = (performance.now() - started) / 1000;
      const inThis = last.phase === "screening" ? 0 : last.done;
      const followed = (last.replicate - 1) * size + inThis;
      onProgress({ ...last, seconds, rate: followed / seconds, ...(summary ? { summary } : {}) });
    };
    return runTrial(protocol, this.knee(), {
      pool,
      compiled: this.#compile(),
      ...(posterior ? { posterior } : {}),
      ...(signal ? { signal } : {}),
      onProgress: (progress) => {
        last = progress;
        tell();
      },
      onReplicate: (replicate, summary) => {
        if (!onProgress || replicate === protocol.replicates) return;
        if (performance.now() - summarised < summaryInterval) return;
        summarised = performance.now();
        tell(summary());
      },
    });
  }

  async #files(
    result: TrialResult,
    request: TrialRequest,
    created: string,
  ): Promise<ReadonlyMap<string, Uint8Array>> {
    // The report with its charts is large code: loaded when a trial has ended.
    const { citationWriter, reportClaims, trialFiles } = await import("chondron/run-files");
    const { texts, version, host, command } = this.parts;
    const evidence = kneeEvidence(texts);
    const { parameters } = request;
    const files = trialFiles(result, this.knee(), {
      ...{ created, version, host, command },
      protocolText: request.protocolText,
      citation: citationWriter(evidence),
      claims: reportClaims(evidence, kneeResults(texts)),
      overrides: { ...overridesOf(request), ...(parameters === undefined ? {} : { parameters }) },
    });
    const encoder = new TextEncoder();
    return new Map(
      [...files].map(([name, content]) => [
        name,
        typeof content === "string" ? encoder.encode(content) : content,
      ]),
    );
  }

  /**
   * What the model says to a claim, with the bits of the command line. `onProgress`: share of the cohorts.
   * Rejects with DiagnosticError for a claim without an experiment, and the signal's reason on abort.
   */
  async askClaim(
    { claim, draws, patients, seed }: ClaimRequest,
    { signal, onProgress }: { signal?: AbortSignal; onProgress?(share: number): void } = {},
  ): Promise<ClaimRun> {
    const { texts, version } = this.parts;
    const disease = this.knee();
    const compiled = this.#compile();
    const { claims } = kneeEvidence(texts);
    const text = kneeExperimentsText(texts);
    const { book, diagnostics } = readExperiments(text, "experiments", disease, compiled, claims);
    if (!book) throw new DiagnosticError(diagnostics);
    const wanted = claims.find(({ id }) => id === claim)?.experiment;
    const experiments = book.experiments.filter(({ id }) => id === wanted);
    if (experiments.length === 0)
      throw new DiagnosticError([
        diagnose("CH6073", { id: claim, cause: "No experiment is written for it." }),
      ]);
    const chosen = this.#choose(undefined);
    const { source, posterior } = chosen;
    this.#trialPool ??= this.parts.openPool();
    const pool = await this.#trialPool;
    const size = { draws, patients, seed };
    const run = await runExperiments(experiments, book.cohorts, disease, compiled, pool, {
      ...{ source, ...size },
      ...(posterior ? { posterior } : {}),
      ...(signal ? { signal } : {}),
      onProgress: (done, total) => onProgress?.(done / total),
    });
    const { claimsManifest, claimsResults } = await import("chondron/claims");
    const active = disease.therapies.filter((one) => one.active).map(({ id }) => id);
    const ran = { ...size, draws: run.draws };
    const manifest = claimsManifest(version, disease, book, chosen, ran);
    return claimsResults(manifest, { ...book, experiments }, active, run.answers);
  }

  evidence(): EvidenceAnswer {
    const { texts } = this.parts;
    const evidence = kneeEvidence(texts);
    const index = new ReferenceIndex(evidence);
    const { parameters } = this.knee();
    const cells = new Set(parameters.map(({ source }) => source));
    const leads = (cell: string): string[] =>
      splitReferences(cell).flatMap(({ text }) => {
        const found = index.resolve(text);
        if (!found) return [];
        return [found.kind === "fact" ? found.fact.id : found.source.id];
      });
    return {
      ...evidence,
      results: kneeResults(texts),
      experimentsText: kneeExperimentsText(texts),
      parameters,
      references: Object.fromEntries([...cells].map((cell) => [cell, leads(cell)])),
    };
  }
}

function overridesOf({ seed, patients, replicates }: TrialRequest): Record<string, number> {
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(patients === undefined ? {} : { patients }),
    ...(replicates === undefined ? {} : { replicates }),
  };
}
