// What identifies the run, so that anyone can repeat it to the byte.

import { element, text } from "../charts/markup.js";
import type { ReportClaim } from "./claim-section.js";
import { definitions, section } from "./figure.js";
import { plain } from "./format.js";
import type { ReportContext } from "./report-context.js";
import { table } from "./table.js";

export interface ReportOrigin {
  /** Claims that were asked of the model. */
  readonly claims?: readonly ReportClaim[];
  /** ISO 8601 time at which the report was made. */
  readonly created: string;
  /** Version of Chondron. */
  readonly version: string;
  /** Source cells of the disease's tables in words; without it they stand as they are. */
  readonly citation?: (source: string) => string;
}

export function manifestSection(context: ReportContext, origin: ReportOrigin): string {
  const { manifest } = context.result;
  const files = Object.entries(manifest.diseaseFiles);
  return section(
    "manifest",
    "Manifest",
    definitions([
      ["Made by", `Chondron ${origin.version}`],
      ["Created", origin.created],
      ["Seed", String(manifest.seed)],
      ["Protocol, SHA-256", manifest.protocolHash],
      ["Compiled model, SHA-256", manifest.compiledHash],
      ["Disease", `${manifest.diseaseId} ${manifest.diseaseVersion}`],
      ["Posterior, SHA-256", manifest.posteriorHash ?? "none"],
      ["Method", `${manifest.method}, relative tolerance ${plain(manifest.relativeTolerance)}`],
    ]),
    files.length === 0
      ? ""
      : element(
          "details",
          {},
          element("summary", {}, text("Files of the model")),
          table({
            caption: "Files that the model was read from",
            columns: [{ head: "File" }, { head: "SHA-256", align: "left" }],
            rows: files.map(([file, hash]) => [file, hash]),
          }),
        ),
  );
}
