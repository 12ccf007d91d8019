// The run of the page: it goes on while other pages are looked at, so it lives outside of components.

import type { TrialSummary } from "@chondron/trial";
import { useEffect, useState } from "preact/hooks";
import { EngineError, type TrialProgress, type TrialRun } from "../../engine/client.js";
import { sharedEngine } from "../shared-engine.js";

export interface RunSession {
  readonly state: "none" | "running" | "done" | "cancelled" | "failed";
  readonly progress?: TrialProgress;
  /** The newest summary there is: of the replicates so far, or of the whole run. */
  readonly summary?: TrialSummary;
  readonly run?: TrialRun;
  /** Name of the folder that the summary was read from. */
  readonly opened?: string;
  readonly failure?: string;
}

let session: RunSession = { state: "none" };
let stop: AbortController | undefined;
const listeners = new Set<() => void>();

export function useRunSession(): RunSession {
  const [seen, setSeen] = useState(session);
  useEffect(() => {
    const listener = (): void => setSeen(session);
    listeners.add(listener);
    listener();
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return seen;
}

function change(next: RunSession): void {
  session = next;
  for (const listener of listeners) listener();
}

export async function startRun(protocolText: string): Promise<void> {
  stop?.abort();
  const own = new AbortController();
  stop = own;
  change({ state: "running" });
  const onProgress = (progress: TrialProgress): void => {
    if (own.signal.aborted) return;
    const summary = progress.summary ?? session.summary;
    change({ state: "running", progress, ...(summary ? { summary } : {}) });
  };
  try {
    const run = await sharedEngine().runTrial({ protocolText }, { signal: own.signal, onProgress });
    change({ state: "done", run, summary: run.summary });
  } catch (error) {
    if (own !== stop) return;
    if (own.signal.aborted) change({ state: "cancelled" });
    else change({ state: "failed", failure: wordsOf(error) });
  }
}

export function cancelRun(): void {
  stop?.abort();
}

/** Show the summary of a run that was read from a folder. */
export function showSummary(summary: TrialSummary, opened: string): void {
  stop?.abort();
  stop = undefined;
  change({ state: "none", summary, opened });
}

function wordsOf(error: unknown): string {
  if (error instanceof EngineError && error.diagnostics.length > 0)
    return error.diagnostics.map(({ message, help }) => `${message} ${help}`).join(" ");
  return error instanceof Error ? error.message : String(error);
}
