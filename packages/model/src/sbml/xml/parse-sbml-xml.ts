// The tree of an SBML document: notes and annotations stay as empty elements, since nothing in a
// Model comes from them, and a constraint's message becomes plain text.

import { type ParsedXml, parseXml } from "./parse-xml.js";

const skip: ReadonlySet<string> = new Set(["notes", "annotation", "annotation-xml"]);
const textOnly: ReadonlySet<string> = new Set(["message"]);

/** Parse the text of an SBML file; used for the main file and for the files it refers to. */
export function parseSbmlXml(source: string | Uint8Array, file: string): ParsedXml {
  return parseXml(source, { file, skip, textOnly });
}
