// The work as a file: JSON with a format name and version. Opening checks everything; a file of
// another kind is refused with what, why and what to try.

import { pageIds, type Query } from "./route.js";
import { emptyWork, type Work } from "./work.js";

const format = "chondron-work";
const formatVersion = 1;
/** Longest file that is read (bytes). */
export const largestWorkFile = 20e6;

export type OpenedWork =
  | { readonly work: Work }
  | { readonly problem: string; readonly cause: string; readonly next: string };

export function printWork({ queries, documents }: Work): string {
  return `${JSON.stringify({ format, formatVersion, queries, documents }, null, 1)}\n`;
}

export function readWork(text: string): OpenedWork {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refusal(`It is not JSON: ${error instanceof Error ? error.message : "unreadable"}.`);
  }
  if (!isRecord(data) || data.format !== format)
    return refusal(`It does not say "format": "${format}".`);
  if (data.formatVersion !== formatVersion)
    return refusal(
      `It is version ${String(data.formatVersion)}; this page reads version ${formatVersion}.`,
    );
  return workOf(data);
}

function workOf({ queries, documents }: Record<string, unknown>): OpenedWork {
  const work = emptyWork();
  if (!isRecord(queries) || !isTexts(documents)) return refusal("Its parts are damaged.");
  const read: Record<string, Query> = { ...work.queries };
  for (const id of pageIds) {
    const query = queries[id] ?? {};
    if (!isTexts(query)) return refusal(`The values of page "${id}" are damaged.`);
    read[id] = query;
  }
  return { work: { ...work, queries: read as Work["queries"], documents } };
}

function refusal(cause: string): OpenedWork {
  return {
    problem: "This file holds no saved work.",
    cause,
    next: "Open a file that Save has written.",
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((one) => typeof one === "string");
}
