// Elements as they open and close, put together to a tree: what is dropped, where each start tag
// stands, how much is too much. Knows no syntax: parse-xml.ts and plain-xml.ts find the tags.

import type { SourceRange } from "../../source-range.js";
import type { XmlAttribute, XmlElement } from "../xml-tree.js";
import { defaultLimits, type XmlLimits } from "./limits.js";

export interface XmlOptions {
  /** Names the text in diagnostics. */
  readonly file: string;
  readonly limits?: Partial<XmlLimits>;
  /** Local names of elements whose content is dropped. */
  readonly skip?: ReadonlySet<string>;
  /** Local names of elements that keep all text inside them, in order, and no children. */
  readonly textOnly?: ReadonlySet<string>;
}

/** An element whose end tag has not come yet. */
export interface OpenElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly range: SourceRange;
  children: XmlElement[] | undefined;
  text: string;
}

const none: readonly never[] = [];
const mathml = "http://www.w3.org/1998/Math/MathML";

/** Strings kept once: their length, and how many. */
const longestShared = 40;
const mostShared = 100_000;

export class TreeAssembly {
  readonly #limits: XmlLimits;
  readonly #skip: ReadonlySet<string>;
  readonly #textOnly: ReadonlySet<string>;
  readonly #open: OpenElement[] = [];
  readonly #strings = new Map<string, string>();
  #root: XmlElement | undefined;
  #elements = 0;
  #depth = 0;
  #attributes = 0;
  /** Depth of the element whose inner elements are being dropped; 0 for none. */
  #closed = 0;
  /** Is the text inside that element dropped too? */
  #mute = false;
  /** Where line counting stands: offsets of the line's first character and of its end, its number. */
  #lineStart = 0;
  #lineEnd: number;
  #line = 1;

  /** @param tooMuch meets a limit that is passed, and ends the reading. */
  constructor(
    readonly source: string,
    readonly options: XmlOptions,
    readonly tooMuch: (what: string, limit: number) => never,
  ) {
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#skip = options.skip ?? new Set();
    this.#textOnly = options.textOnly ?? new Set();
    this.#lineEnd = this.#endOfLine(0);
    if (source.length > this.#limits.characters) tooMuch("characters", this.#limits.characters);
  }

  /** The tree, once its last element is closed. */
  get root(): XmlElement | undefined {
    return this.#root;
  }

  /** The element that is open and kept, innermost. */
  get innermost(): OpenElement | undefined {
    return this.#open.at(-1);
  }

  /** A start tag begins; its attributes follow. */
  begin(): void {
    this.#attributes = 0;
    this.#depth += 1;
    if (this.#depth > this.#limits.depth)
      this.tooMuch("elements inside each other", this.#limits.depth);
  }

  countAttribute(): void {
    this.#attributes += 1;
    if (this.#attributes > this.#limits.attributes)
      this.tooMuch("attributes on one element", this.#limits.attributes);
  }

  /** Is everything between the last start tag and its end tag dropped, elements inside it too? */
  get dropsElements(): boolean {
    return this.#closed > 0;
  }

  /**
   * A start tag was read that stands from offset `start` to `end`. Tags come in order, so lines are
   * counted once.
   *
   * @param attributes without namespace declarations, which have done their work.
   */
  enter(
    name: string,
    namespace: string,
    attributes: readonly XmlAttribute[],
    start: number,
    end: number,
  ): void {
    if (this.#closed > 0) return;
    this.#elements += 1;
    if (this.#elements > this.#limits.elements) this.tooMuch("elements", this.#limits.elements);
    const { depthOutsideMath } = this.#limits;
    if (this.#open.length >= depthOutsideMath && namespace !== mathml)
      this.tooMuch("elements inside each other outside formulas", depthOutsideMath);
    const range = this.#rangeOf(start, end);
    this.#open.push({ name, namespace, attributes, range, children: undefined, text: "" });
    this.#mute = this.#skip.has(name);
    if (this.#mute || this.#textOnly.has(name)) this.#closed = this.#depth;
  }

  /** The end of the innermost element was read. */
  leave(): void {
    const inside = this.#closed > 0 && this.#depth > this.#closed;
    this.#depth -= 1;
    if (inside) return;
    this.#closed = 0;
    this.#mute = false;
    const { name, namespace, attributes, text, children, range } = this.#open.pop()!;
    const all = children ? exact(children) : none;
    const element: XmlElement = { name, namespace, attributes, children: all, text, range };
    const parent = this.#open[this.#open.length - 1];
    if (parent) adopt(parent, element);
    else this.#root = element;
  }

  /** The white space of indentation, before any other text, is left out. */
  addText(text: string): void {
    const parent = this.#open[this.#open.length - 1];
    if (!parent || this.#mute) return;
    if (parent.text !== "" || /\S/.test(text)) parent.text += text;
  }

  /** One copy of a string that comes again and again. */
  shared(text: string): string {
    if (text.length > longestShared) return text;
    const known = this.#strings.get(text);
    if (known === undefined && this.#strings.size < mostShared) this.#strings.set(text, text);
    return known ?? text;
  }

  #rangeOf(start: number, end: number): SourceRange {
    const { file } = this.options;
    this.#goTo(start);
    const line = this.#line;
    const column = start - this.#lineStart + 1;
    this.#goTo(end);
    return { file, line, column, endLine: this.#line, endColumn: end - this.#lineStart + 1 };
  }

  #goTo(offset: number): void {
    while (this.#lineEnd < offset) {
      this.#line += 1;
      this.#lineStart = this.#lineEnd + 1;
      this.#lineEnd = this.#endOfLine(this.#lineStart);
    }
  }

  #endOfLine(from: number): number {
    const found = this.source.indexOf("\n", from);
    return found < 0 ? this.source.length : found;
  }
}

/** A space stands in the text where a child stood: `1<sep/>3` gives "1 3". */
function adopt(parent: OpenElement, child: XmlElement): void {
  if (parent.text !== "") parent.text += " ";
  if (parent.children) parent.children.push(child);
  else parent.children = [child];
}

/** A copy without the spare room of a grown array, which would double the tree. */
export function exact<T>(grown: readonly T[]): readonly T[] {
  return grown.length === 0 ? none : grown.slice();
}
