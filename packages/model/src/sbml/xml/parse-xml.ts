// XML text to a tree, by the streaming parser saxes. What an XML file can do beyond elements and
// attributes is refused or dropped: document types (and with them entities), comments, processing
// instructions. Sizes are bounded (limits.ts). What stands in `skip` elements is checked for
// well-formedness and then dropped: notes and annotations are often nine tenths of a model.

import { SaxesParser, type SaxesTagNS } from "saxes";
import { type Diagnostic, type DiagnosticNote, diagnose } from "../../diagnostics/diagnostic.js";
import type { DiagnosticCode } from "../../diagnostics/table.js";
import type { SourceRange } from "../../source-range.js";
import type { XmlAttribute, XmlElement } from "../xml-tree.js";
import { decodeUtf8 } from "./decode.js";
import { defaultLimits, type XmlLimits } from "./limits.js";
import { NamespaceScope } from "./namespace-scope.js";

export interface XmlOptions {
  /** Names the text in diagnostics. */
  readonly file: string;
  readonly limits?: Partial<XmlLimits>;
  /** Local names of elements whose content is dropped. */
  readonly skip?: ReadonlySet<string>;
  /** Local names of elements that keep all text inside them, in order, and no children. */
  readonly textOnly?: ReadonlySet<string>;
}

export interface ParsedXml {
  /** Absent where a diagnostic is an error. */
  readonly root?: XmlElement;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parse a document, given as text or as bytes in UTF-8. The range of an element is its start tag.
 * Time and memory are linear in the length of the text. Never throws for what the text holds:
 * the first fault is the only diagnostic.
 */
export function parseXml(source: string | Uint8Array, options: XmlOptions): ParsedXml {
  const { file } = options;
  const decoded = typeof source === "string" ? { text: source } : decodeUtf8(source);
  if ("byte" in decoded) {
    const { byte, line, column } = decoded;
    return { diagnostics: [diagnose("CH1402", { byte }, point(file, line, column))] };
  }
  try {
    return { root: new TreeBuilder(decoded.text, options).build(), diagnostics: [] };
  } catch (failure) {
    if (failure instanceof XmlFailure) return { diagnostics: [failure.diagnostic] };
    throw failure;
  }
}

/** Ends the reading; never leaves this file. */
class XmlFailure extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

const chunkLength = 1 << 16;
const none: readonly never[] = [];
const mathml = "http://www.w3.org/1998/Math/MathML";
const declarations = "http://www.w3.org/2000/xmlns/";

/** Strings kept once: their length, and how many. */
const longestShared = 40;
const mostShared = 100_000;

/** An element whose end tag has not come yet. */
interface OpenElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly range: SourceRange;
  children: XmlElement[] | undefined;
  text: string;
}

class TreeBuilder {
  private readonly parser = new SaxesParser({ xmlns: true, position: false });
  private readonly limits: XmlLimits;
  private readonly skip: ReadonlySet<string>;
  private readonly textOnly: ReadonlySet<string>;
  private readonly scope = new NamespaceScope();
  private readonly open: OpenElement[] = [];
  private readonly strings = new Map<string, string>();
  private root: XmlElement | undefined;
  private elements = 0;
  private depth = 0;
  private attributes = 0;
  /** Depth of the element whose inner elements are being dropped; 0 for none. */
  private closed = 0;
  /** Is the text inside that element dropped too? */
  private mute = false;
  /** Where line counting stands: offsets of the line's first character and of its end, its number. */
  private lineStart = 0;
  private lineEnd: number;
  private line = 1;

  constructor(
    private readonly source: string,
    private readonly options: XmlOptions,
  ) {
    this.limits = { ...defaultLimits, ...options.limits };
    this.skip = options.skip ?? new Set();
    this.textOnly = options.textOnly ?? new Set();
    this.lineEnd = this.endOfLine(0);
  }

  build(): XmlElement {
    if (this.source.length > this.limits.characters)
      this.tooMuch("characters", this.limits.characters);
    this.listen();
    for (let at = 0; at < this.source.length; at += chunkLength)
      this.parser.write(this.source.slice(at, at + chunkLength));
    this.close();
    return this.root!;
  }

  /** A text that ends in half a surrogate pair makes saxes 6.0.0 throw a RangeError. */
  private close(): void {
    try {
      this.parser.close();
    } catch (failure) {
      if (failure instanceof XmlFailure || !(failure instanceof RangeError)) throw failure;
      this.malformed("unexpected end.");
    }
  }

  private listen(): void {
    const { parser } = this;
    parser.on("error", (error) => this.malformed(error.message));
    parser.on("doctype", () => this.fail("CH1403", {}));
    parser.on("attribute", () => this.countAttribute());
    parser.on("opentagstart", () => this.begin());
    parser.on("opentag", (tag) => this.enter(tag));
    parser.on("closetag", (tag) => this.leave(tag));
    parser.on("text", (text) => this.addText(text));
    parser.on("cdata", (text) => this.addText(text));
  }

  private begin(): void {
    this.attributes = 0;
    this.depth += 1;
    if (this.depth > this.limits.depth)
      this.tooMuch("elements inside each other", this.limits.depth);
  }

  private countAttribute(): void {
    this.attributes += 1;
    if (this.attributes > this.limits.attributes)
      this.tooMuch(`attributes on one element`, this.limits.attributes);
  }

  private enter(tag: SaxesTagNS): void {
    this.scope.enter(tag);
    if (this.closed > 0) return;
    this.elements += 1;
    if (this.elements > this.limits.elements) this.tooMuch("elements", this.limits.elements);
    const { depthOutsideMath } = this.limits;
    if (this.open.length >= depthOutsideMath && tag.uri !== mathml)
      this.tooMuch("elements inside each other outside formulas", depthOutsideMath);
    this.open.push({
      name: this.shared(tag.local),
      namespace: tag.uri,
      attributes: this.attributesOf(tag),
      range: this.tagRange(),
      children: undefined,
      text: "",
    });
    this.mute = this.skip.has(tag.local);
    if (this.mute || this.textOnly.has(tag.local)) this.closed = this.depth;
  }

  private leave(tag: SaxesTagNS): void {
    this.scope.leave(tag);
    const inside = this.closed > 0 && this.depth > this.closed;
    this.depth -= 1;
    if (inside) return;
    this.closed = 0;
    this.mute = false;
    const { name, namespace, attributes, text, children, range } = this.open.pop()!;
    const all = children ? exact(children) : none;
    const element: XmlElement = { name, namespace, attributes, children: all, text, range };
    const parent = this.open.at(-1);
    if (parent) adopt(parent, element);
    else this.root = element;
  }

  /** Namespace declarations have done their work and are left out. */
  private attributesOf(tag: SaxesTagNS): readonly XmlAttribute[] {
    const found: XmlAttribute[] = [];
    for (const { local, uri, value } of Object.values(tag.attributes)) {
      if (uri === declarations) continue;
      found.push({ name: this.shared(local), namespace: uri, value: this.shared(value) });
    }
    return exact(found);
  }

  /** One copy of a string that comes again and again. */
  private shared(text: string): string {
    if (text.length > longestShared) return text;
    const known = this.strings.get(text);
    if (known === undefined && this.strings.size < mostShared) this.strings.set(text, text);
    return known ?? text;
  }

  /** The white space of indentation, before any other text, is left out. */
  private addText(text: string): void {
    const parent = this.open.at(-1);
    if (!parent || this.mute) return;
    if (parent.text !== "" || /\S/.test(text)) parent.text += text;
  }

  /** From `<` to `>` of the start tag just read. Tags come in order, so lines are counted once. */
  private tagRange(): SourceRange {
    const end = this.parser.position;
    const start = this.source.lastIndexOf("<", end - 1);
    const from = this.placeAt(start);
    const to = this.placeAt(end);
    return {
      file: this.options.file,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
    };
  }

  private placeAt(offset: number): { line: number; column: number } {
    while (this.lineEnd < offset) {
      this.line += 1;
      this.lineStart = this.lineEnd + 1;
      this.lineEnd = this.endOfLine(this.lineStart);
    }
    return { line: this.line, column: offset - this.lineStart + 1 };
  }

  private endOfLine(from: number): number {
    const found = this.source.indexOf("\n", from);
    return found < 0 ? this.source.length : found;
  }

  private malformed(message: string): never {
    const innermost = this.open.at(-1);
    if (innermost && message.startsWith("unclosed tag")) {
      const note = { message: "it begins here.", range: innermost.range };
      this.fail("CH1405", { name: innermost.name }, [note]);
    }
    return this.fail("CH1401", { cause: message.replace(/\.$/, "") });
  }

  private tooMuch(what: string, limit: number): never {
    return this.fail("CH1404", { what, limit });
  }

  /** At the character last read. */
  private fail(
    code: DiagnosticCode,
    values: Readonly<Record<string, string | number>>,
    notes: readonly DiagnosticNote[] = [],
  ): never {
    const { line, columnIndex } = this.parser;
    const range = point(this.options.file, line, Math.max(columnIndex, 1));
    throw new XmlFailure(diagnose(code, values, range, notes));
  }
}

/** A space stands in the text where a child stood: `1<sep/>3` gives "1 3". */
function adopt(parent: OpenElement, child: XmlElement): void {
  if (parent.text !== "") parent.text += " ";
  if (parent.children) parent.children.push(child);
  else parent.children = [child];
}

/** A copy without the spare room of a grown array, which would double the tree. */
function exact<T>(grown: readonly T[]): readonly T[] {
  return grown.length === 0 ? none : grown.slice();
}

function point(file: string, line: number, column: number): SourceRange {
  return { file, line, column, endLine: line, endColumn: column + 1 };
}
