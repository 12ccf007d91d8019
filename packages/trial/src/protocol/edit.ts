// Changes to the text of a protocol that leave the rest of it as its writer has it, comments included.

import { parseDocument } from "yaml";
import type { Path } from "./document.js";

export interface ProtocolEdit {
  readonly path: Path;
  /** Plain data; undefined takes the key or the item away. */
  readonly value: unknown;
}

/** The text with the edits made in order. Throws RangeError where the text is no YAML. */
export function editProtocol(text: string, edits: readonly ProtocolEdit[]): string {
  const document = parseDocument(text);
  if (document.errors.length > 0)
    throw new RangeError("the text is no YAML; correct it there before changing fields");
  for (const { path, value } of edits) {
    if (value === undefined) document.deleteIn(path);
    else if (document.getIn(path.slice(0, -1)) === undefined && path.length > 1)
      document.setIn(path.slice(0, -1), document.createNode({ [path.at(-1)!]: value }));
    else document.setIn(path, document.createNode(value));
  }
  return document.toString({ lineWidth: 0 });
}

/** The text as plain data, as far as it can be read; undefined where it cannot. */
export function protocolData(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}
