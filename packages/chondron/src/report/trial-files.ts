// Every file of a run's folder as content, manifest last: it holds the sums of the others.

import { sha256Hex } from "@chondron/model";
import {
  adamTables,
  createManifest,
  type Disease,
  type Manifest,
  type TrialResult,
  writeDatasetJson,
  writeParquet,
} from "@chondron/trial";
import type { ReportClaim } from "./claim-section.js";
import { renderReport } from "./page.js";

/** Content by name. */
export type RunFiles = ReadonlyMap<string, string | Uint8Array>;

export interface RunOrigin {
  /** ISO 8601; when the run started. */
  readonly created: string;
  readonly version: string;
  /** As the reader wrote it, overrides apart. */
  readonly protocolText: string;
  /** As typed. */
  readonly command: string;
  /** Source cells of the disease's tables in words. */
  readonly citation: (source: string) => string;
  /** Claims that were asked of the model. */
  readonly claims: readonly ReportClaim[];
  /** Options of the command line that replaced the protocol's own values. */
  readonly overrides: Readonly<Record<string, number | string>>;
  /** What it ran on. */
  readonly host: Pick<Manifest, "node" | "platform">;
}

/** The tables hold the shown replicate. */
export function trialFiles(result: TrialResult, disease: Disease, origin: RunOrigin): RunFiles {
  const files = new Map<string, string | Uint8Array>();
  files.set("protocol.yaml", origin.protocolText);
  files.set("summary.json", `${JSON.stringify(result.summary, null, 1)}\n`);
  const shown = result.summary.design.shownReplicate;
  const tables = adamTables(result, disease, [shown]);
  const options = {
    studyId: result.protocol.id.toUpperCase(),
    created: origin.created,
    version: origin.version,
  };
  for (const [name, table] of Object.entries(tables)) {
    files.set(`${name}.json`, writeDatasetJson(table, options));
    files.set(`${name}.parquet`, writeParquet(table, { version: origin.version }));
  }
  files.set("report.html", renderReport(result, origin));
  files.set("manifest.json", manifest(result, files, origin));
  return files;
}

function manifest(result: TrialResult, files: RunFiles, origin: RunOrigin): string {
  const content = {
    ...createManifest(result, {
      command: origin.command,
      versions: { chondron: origin.version },
      startedAt: new Date(origin.created),
      host: origin.host,
    }),
    overrides: origin.overrides,
    tablesOfReplicate: result.summary.design.shownReplicate,
    files: Object.fromEntries([...files].map(([name, data]) => [name, fileFacts(data)])),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function fileFacts(content: string | Uint8Array): { bytes: number; sha256: string } {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { bytes: bytes.length, sha256: sha256Hex(bytes) };
}
