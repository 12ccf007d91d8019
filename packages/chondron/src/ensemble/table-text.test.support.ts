// A table of patients from text, in pieces of a few bytes, as a file might come.

import type { OpenTable } from "./patient-table.js";

export function openText(text: string, pieceLength = 5): OpenTable {
  const bytes = new TextEncoder().encode(text);
  return async function* () {
    for (let i = 0; i < bytes.length; i += pieceLength) yield bytes.subarray(i, i + pieceLength);
  };
}
