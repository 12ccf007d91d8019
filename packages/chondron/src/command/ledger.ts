// chondron ledger [claim|parameter] [ID]: what is known and where from, for each claim of the article
// and each number of the model.

import { DiagnosticError, nearestName } from "@chondron/model";
import { claimEntry, findClaim } from "../ledger/claim-entry.js";
import { type Knowledge, loadKnowledge } from "../ledger/knowledge.js";
import { ledgerPage } from "../ledger/ledger-page.js";
import {
  claimListText,
  claimText,
  overviewText,
  parameterListText,
  parameterText,
} from "../ledger/ledger-text.js";
import { overview } from "../ledger/overview.js";
import { parameterEntry } from "../ledger/parameter-entry.js";
import { shippedResultsAge } from "../ledger/stale-results.js";
import { CliError, ExitCode, usageError } from "./cli-error.js";
import { noteDiagnostics } from "./diagnostic-text.js";
import { saveFile } from "./save-file.js";
import type { Terminal } from "./terminal.js";
import { chondronVersion, creationTime } from "./version.js";

export interface LedgerOptions {
  readonly json?: boolean;
  readonly html?: boolean;
  readonly out?: string;
}

const kinds = ["claim", "parameter"] as const;
type Kind = (typeof kinds)[number];

export async function ledger(
  kindWord: string | undefined,
  id: string | undefined,
  options: LedgerOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const kind = kindWord === undefined ? undefined : kindOf(kindWord);
  refuseContradictions(kind, options);
  const knowledge = load();
  noteDiagnostics(terminal, shippedResultsAge(knowledge.disease));
  const answer = options.html
    ? ledgerPage(knowledge, { created: creationTime(), version: chondronVersion() })
    : answerOf(kind, id, options.json === true, knowledge, terminal.columns);
  if (options.out !== undefined) await saveFile(options.out, answer);
  else await terminal.write(answer);
  return ExitCode.success;
}

function kindOf(word: string): Kind {
  const kind = kinds.find((name) => name === word);
  if (kind === undefined) throw usageError("CH6070", { kind: word });
  return kind;
}

function refuseContradictions(kind: Kind | undefined, { json, html }: LedgerOptions): void {
  if (html && json) throw usageError("CH6072", { what: "--json" });
  if (html && kind !== undefined) throw usageError("CH6072", { what: `"${kind}"` });
}

function load(): Knowledge {
  try {
    return loadKnowledge();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new CliError(error.diagnostics, ExitCode.failed);
  }
}

function answerOf(
  kind: Kind | undefined,
  id: string | undefined,
  json: boolean,
  knowledge: Knowledge,
  columns: number,
): string {
  if (kind === undefined) return json ? wholeJson(knowledge) : overviewText(knowledge);
  if (id === undefined) return json ? listJson(kind, knowledge) : listText(kind, knowledge);
  if (kind === "claim") {
    const entry = claimEntry(found(findClaim(id, knowledge), kind, id, knowledge), knowledge);
    return json ? jsonText(entry) : claimText(entry, columns);
  }
  const row = knowledge.disease.parameters.find((item) => item.id === id);
  const entry = parameterEntry(found(row, kind, id, knowledge), knowledge);
  return json ? jsonText(entry) : parameterText(entry, columns);
}

function found<T>(item: T | undefined, kind: Kind, id: string, knowledge: Knowledge): T {
  if (item !== undefined) return item;
  throw unknownId(kind, id, knowledge);
}

function unknownId(kind: Kind, id: string, { disease, evidence }: Knowledge): CliError {
  const ids = kind === "claim" ? evidence.claims : disease.parameters;
  const near = nearestName(
    id,
    ids.map((item) => item.id),
  );
  const list = `"chondron ledger ${kind}" lists them.`;
  const suggestion = near === undefined ? list : `Did you mean "${near}"? ${list}`;
  return usageError("CH6071", { kind, id, suggestion });
}

function listText(kind: Kind, knowledge: Knowledge): string {
  return kind === "claim" ? claimListText(knowledge) : parameterListText(knowledge);
}

function listJson(kind: Kind, { disease, evidence }: Knowledge): string {
  return jsonText(kind === "claim" ? evidence.claims : disease.parameters);
}

/** Everything there is, for machines. */
function wholeJson(knowledge: Knowledge): string {
  const { disease, evidence, results } = knowledge;
  const { parameters, covariates, therapies, outcomes } = disease;
  return jsonText({
    overview: overview(knowledge),
    ...evidence,
    ...{ parameters, covariates, therapies, outcomes, results },
  });
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
