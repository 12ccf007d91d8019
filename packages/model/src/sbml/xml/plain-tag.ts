// Tags of plain documents (plain-xml.ts): names of ASCII, values in quotes. A tag that was met before is
// looked up by its text: most tags of a model are a few hundred that come again and again.

import type { XmlAttribute } from "../xml-tree.js";

export interface PlainTag {
  readonly kind: "start" | "end" | "empty";
  /** Name as it is written, its prefix ("" for none), and the rest. */
  readonly full: string;
  readonly prefix: string;
  readonly name: string;
  /** Declarations of namespaces among them; the namespace of those with a prefix is still open. */
  readonly attributes: readonly XmlAttribute[];
  /**
   * [attribute] its prefix; a declaration has "xmlns" and, of the default namespace, no name. Absent
   * where all are "", and then no attribute comes twice.
   */
  readonly prefixes?: readonly string[];
}

const none: readonly never[] = [];
const bareTag = /^(\/?)(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)[ \t\r\n]*(\/?)$/;
const startOfTag = /(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)/y;
const attribute =
  /[ \t\r\n]+(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')/y;
const endOfTag = /[ \t\r\n]*(\/?)>/y;
const references = /&(?:#x([0-9a-fA-F]{1,6});|#([0-9]{1,7});|(amp|lt|gt|quot|apos);)?/g;
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** How many different tags are remembered. */
const mostRemembered = 10_000;
/** Attributes of a plain tag: that they are distinct takes their number squared. */
const mostAttributes = 256;

export class PlainTags {
  readonly #known = new Map<string, PlainTag>();
  /** Where the tag last read ends. */
  end = 0;

  /** @param shared gives one copy of a string that comes again and again. */
  constructor(
    readonly source: string,
    readonly shared: (text: string) => string,
  ) {}

  /** The tag at offset `open`, a `<`; undefined where it is not plain, or wrong. */
  read(open: number): PlainTag | undefined {
    const close = this.source.indexOf(">", open);
    if (close < 0) return undefined;
    const written = this.source.slice(open + 1, close);
    this.end = close + 1;
    return this.#known.get(written) ?? this.#bare(written) ?? this.#rich(open);
  }

  #bare(written: string): PlainTag | undefined {
    const match = bareTag.exec(written);
    if (!match || (match[1] && match[4])) return undefined;
    const prefix = match[2] ?? "";
    const name = this.shared(match[3]!);
    const full = prefix === "" ? name : `${prefix}:${name}`;
    const kind = match[1] ? "end" : match[4] ? "empty" : "start";
    return this.#remember(written, { kind, full, prefix, name, attributes: none });
  }

  #remember(written: string, tag: PlainTag): PlainTag {
    if (this.#known.size < mostRemembered) this.#known.set(written, tag);
    return tag;
  }

  // A `>` may stand in a value, so the end of the tag is found again.
  #rich(open: number): PlainTag | undefined {
    startOfTag.lastIndex = open + 1;
    const start = startOfTag.exec(this.source);
    if (!start) return undefined;
    const prefixes: string[] = [];
    const attributes = this.#attributes(startOfTag.lastIndex, prefixes);
    const end = attributes && endOfTag.exec(this.source);
    if (!end) return undefined;
    const isBare = prefixes.every((one) => one === "");
    if (isBare && !areDistinct(attributes)) return undefined;
    this.end = endOfTag.lastIndex;
    return this.#remember(this.source.slice(open + 1, this.end - 1), {
      kind: end[1] ? "empty" : "start",
      full: start[0],
      prefix: start[1] ?? "",
      name: this.shared(start[2]!),
      attributes,
      ...(isBare ? {} : { prefixes }),
    });
  }

  /** Up to where `endOfTag` starts; undefined where a value is wrong. */
  #attributes(from: number, prefixes: string[]): XmlAttribute[] | undefined {
    const found: XmlAttribute[] = [];
    for (let end = from; ; end = attribute.lastIndex) {
      attribute.lastIndex = end;
      endOfTag.lastIndex = end;
      const match = attribute.exec(this.source);
      if (!match) return found;
      const value = attributeValue(match[3] ?? match[4]!);
      if (value === undefined || found.length === mostAttributes) return undefined;
      const prefix = match[1] ?? "";
      const isDefault = prefix === "" && match[2] === "xmlns";
      const name = isDefault ? "" : this.shared(match[2]!);
      prefixes.push(isDefault ? "xmlns" : prefix);
      found.push({ name, namespace: "", value: this.shared(value) });
    }
  }
}

export function areDistinct(attributes: readonly XmlAttribute[]): boolean {
  for (let i = 1; i < attributes.length; i++) {
    const { name, namespace } = attributes[i]!;
    for (let j = 0; j < i; j++)
      if (attributes[j]!.name === name && attributes[j]!.namespace === namespace) return false;
  }
  return true;
}

/** XML 1.0, section 3.3.3: white space becomes spaces, that of references stays. */
function attributeValue(written: string): string | undefined {
  const spaced = /[\t\n\r]/.test(written) ? written.replace(/\r\n|[\t\n\r]/g, " ") : written;
  return withoutReferences(spaced);
}

/** Text with its references read; undefined where one is wrong. */
export function withoutReferences(text: string): string | undefined {
  if (!text.includes("&")) return text;
  let wrong = false;
  const read = text.replace(references, (_, hexadecimal, decimal, name) => {
    if (name) return named[name]!;
    const code = Number.parseInt(hexadecimal ?? decimal, hexadecimal ? 16 : 10);
    if (isCharacter(code)) return String.fromCodePoint(code);
    wrong = true;
    return "";
  });
  return wrong ? undefined : read;
}

/** XML 1.0, section 2.2; false for NaN. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  if (code < 0xd800) return true;
  return (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
