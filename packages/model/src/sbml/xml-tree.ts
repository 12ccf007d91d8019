// An XML document as a tree of elements: what reading SBML and flattening hierarchical models share.
// Names are local names with their namespace apart; prefixes do not matter.

import type { SourceRange } from "../source-range.js";

export interface XmlElement {
  readonly name: string;
  /** Namespace URI; "" where there is none. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Text directly in the element, in order, without that of its children. */
  readonly text: string;
  readonly range: SourceRange;
}

export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}
