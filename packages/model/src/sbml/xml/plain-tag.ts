// Tags of plain documents (plain-xml.ts): names of ASCII, values in quotes. A tag that was met before is
// looked up by its text: most tags of a model are a few hundred that come again and again.

import type { XmlAttribute } from "../xml-tree.js";

export interface PlainTag {
  readonly kind: "start" | "end" | "empty";
  /** Name as it is written, its prefix ("" for none), and the rest. */
  readonly full: string;
  readonly prefix: string;
  readonly name: string;
  /** Declarations of namespaces among them. */
  readonly written: readonly WrittenAttribute[];
  /** The same where none has a prefix or declares a namespace. */
  readonly attributes?: readonly XmlAttribute[];
}

export interface WrittenAttribute {
  readonly prefix: string;
  readonly name: string;
  readonly value: string;
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
    const [, slash, prefix = "", local = "", empty] = match;
    const name = this.shared(local);
    const full = prefix === "" ? name : `${prefix}:${name}`;
    const kind = slash ? "end" : empty ? "empty" : "start";
    return this.#remember(written, {
      kind,
      full,
      prefix,
      name,
      written: none,
      attributes: none,
    });
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
    const [full, prefix = "", local = ""] = start;
    const written = this.#attributes(startOfTag.lastIndex);
    const end = written && endOfTag.exec(this.source);
    if (!end) return undefined;
    this.end = endOfTag.lastIndex;
    const kind = end[1] ? "empty" : "start";
    const plain = withoutPrefixes(written);
    const tag = { kind, full, prefix, name: this.shared(local), written, ...plain } as const;
    return this.#remember(this.source.slice(open + 1, this.end - 1), tag);
  }

  /** Up to where `endOfTag` starts; undefined where a value is wrong. */
  #attributes(from: number): WrittenAttribute[] | undefined {
    const found: WrittenAttribute[] = [];
    for (let end = from; ; end = attribute.lastIndex) {
      attribute.lastIndex = end;
      endOfTag.lastIndex = end;
      const match = attribute.exec(this.source);
      if (!match) return found;
      const [, prefix = "", name = "", quoted, otherwise = ""] = match;
      const value = attributeValue(quoted ?? otherwise);
      if (value === undefined) return undefined;
      found.push({ prefix, name: this.shared(name), value: this.shared(value) });
    }
  }
}

function withoutPrefixes(
  written: readonly WrittenAttribute[],
): { attributes: readonly XmlAttribute[] } | undefined {
  if (written.some(({ prefix, name }) => prefix !== "" || name === "xmlns")) return undefined;
  return { attributes: written.map(({ name, value }) => ({ name, namespace: "", value })) };
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
