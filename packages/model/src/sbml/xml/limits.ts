// How large an XML document may be. Every later pass walks the tree by recursion and holds it in
// memory, so depth and size are bounded once, where the text is read.

export interface XmlLimits {
  /** Characters of the whole document. */
  readonly characters: number;
  /** Elements, those inside skipped elements apart. */
  readonly elements: number;
  /** Elements inside each other, the root counted: two for each level of the deepest formula. */
  readonly depth: number;
  /** The same where the innermost is no MathML: SBML itself nests about ten deep. */
  readonly depthOutsideMath: number;
  /** Attributes of one element, namespace declarations counted. */
  readonly attributes: number;
}

/**
 * A model of 20,000 reactions has a sixth of these elements. Mass action models at these limits are
 * read and checked in about 1 GiB (docs/notes/fuzzing.md).
 */
export const defaultLimits: XmlLimits = {
  characters: 80_000_000,
  elements: 2_500_000,
  depth: 850,
  depthOutsideMath: 64,
  attributes: 200,
};
