// Plain documents in one pass: elements, attributes, text, comments and references, in names of ASCII,
// as nearly all models are. Searching is left to indexOf and regular expressions, so that little code
// runs per character: in a fresh process, where no code is compiled yet, that is most of what reading
// costs. What is not plain, and whatever is wrong, is left to parse-xml.ts: of a document that is taken
// here, both make the same tree. Sources: XML 1.0 (fifth edition), Namespaces in XML 1.0.

import type { XmlAttribute } from "../xml-tree.js";
import { declarations, PlainNamespaces } from "./plain-namespaces.js";
import { areDistinct, type PlainTag, PlainTags, withoutReferences } from "./plain-tag.js";
import { exact, type TreeAssembly } from "./tree-assembly.js";

/** Surrogates are refused with what XML forbids: pairs would have to be told from halves. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML forbids.
const unusual = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;
const declaration =
  /<\?xml[ \t\r\n]+version=["']1\.0["'](?:[ \t\r\n]+encoding=(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?[ \t\r\n]*\?>/y;

/** Fill `assembly` from its source; false where the document is not plain, or not well-formed. */
export function assemblePlain(assembly: TreeAssembly): boolean {
  const { source } = assembly;
  // The string `]]>` ends a CDATA section, and is forbidden in text.
  if (unusual.test(source) || source.includes("]]>")) return false;
  return new PlainReader(assembly).read();
}

class PlainReader {
  readonly #source: string;
  readonly #tags: PlainTags;
  readonly #namespaces = new PlainNamespaces();
  /** Names of the open elements as they are written. */
  readonly #open: string[] = [];
  readonly #hasReturns: boolean;

  constructor(readonly assembly: TreeAssembly) {
    this.#source = assembly.source;
    this.#tags = new PlainTags(this.#source, (text) => assembly.shared(text));
    this.#hasReturns = this.#source.includes("\r");
  }

  read(): boolean {
    const source = this.#source;
    for (let at = this.#afterDeclaration(); at >= 0; ) {
      const open = source.indexOf("<", at);
      const end = open < 0 ? source.length : open;
      if (end > at && !this.#addText(source.slice(at, end))) return false;
      if (open < 0) return this.#open.length === 0 && this.assembly.root !== undefined;
      at = source.startsWith("<!--", open) ? this.#afterComment(open) : this.#afterTag(open);
    }
    return false;
  }

  #afterDeclaration(): number {
    declaration.lastIndex = 0;
    return declaration.test(this.#source) ? declaration.lastIndex : 0;
  }

  /** -1 where the comment does not end, or holds two hyphens. */
  #afterComment(open: number): number {
    const hyphens = this.#source.indexOf("--", open + 4);
    return hyphens >= 0 && this.#source[hyphens + 2] === ">" ? hyphens + 3 : -1;
  }

  #addText(written: string): boolean {
    if (this.#open.length === 0) return !/[^ \t\r\n]/.test(written);
    const text = this.#hasReturns ? written.replace(/\r\n?/g, "\n") : written;
    const read = withoutReferences(text);
    if (read !== undefined) this.assembly.addText(read);
    return read !== undefined;
  }

  /** -1 where the tag is not plain, or not in its place. */
  #afterTag(open: number): number {
    const tag = this.#tags.read(open);
    if (!tag) return -1;
    const { end } = this.#tags;
    if (tag.kind === "end")
      return this.#open[this.#open.length - 1] === tag.full ? this.#leave(end) : -1;
    if (!this.#enter(tag, open, end)) return -1;
    return tag.kind === "empty" ? this.#leave(end) : end;
  }

  #enter(tag: PlainTag, start: number, end: number): boolean {
    const { assembly } = this;
    if (assembly.root) return false;
    this.#open.push(tag.full);
    assembly.begin();
    for (let n = tag.attributes.length; n > 0; n--) assembly.countAttribute();
    const attributes = this.#resolve(tag);
    const namespace = this.#namespaces.uriOf(tag.prefix);
    if (!attributes || namespace === undefined) return false;
    assembly.enter(tag.name, namespace, attributes, start, end);
    return true;
  }

  #leave(end: number): number {
    this.#namespaces.leave(this.#open.length);
    this.#open.pop();
    this.assembly.leave();
    return end;
  }

  /** Attributes with their namespaces; undefined where one comes twice, or has no namespace. */
  #resolve({ attributes, prefixes }: PlainTag): readonly XmlAttribute[] | undefined {
    if (!prefixes) return attributes;
    const depth = this.#open.length;
    const declare = ({ name, value }: XmlAttribute, i: number): boolean =>
      prefixes[i] !== "xmlns" || this.#namespaces.declare(depth, name, value);
    if (!attributes.every(declare)) return undefined;
    const found: XmlAttribute[] = [];
    for (const [i, { name, value }] of attributes.entries()) {
      const namespace = this.#namespaceOf(prefixes[i]!);
      if (namespace === undefined) return undefined;
      found.push({ name, namespace, value });
    }
    if (!areDistinct(found)) return undefined;
    return exact(found.filter(({ namespace }) => namespace !== declarations));
  }

  /** The default namespace is none of attributes. */
  #namespaceOf(prefix: string): string | undefined {
    if (prefix === "xmlns") return declarations;
    return prefix === "" ? "" : this.#namespaces.uriOf(prefix);
  }
}
