// XML text to a tree: plain documents by plain-xml.ts, all others by the streaming parser saxes, which
// also says what is wrong. What an XML file can do beyond elements and
// attributes is refused or dropped: document types (and with them entities), comments, processing
// instructions. Sizes are bounded (limits.ts). What stands in `skip` elements is checked for
// well-formedness and then dropped: notes and annotations are often nine tenths of a model.

import { SaxesParser, type SaxesTagNS } from "saxes";
import { type Diagnostic, type DiagnosticNote, diagnose } from "../../diagnostics/diagnostic.js";
import type { DiagnosticCode } from "../../diagnostics/table.js";
import type { SourceRange } from "../../source-range.js";
import type { XmlAttribute, XmlElement } from "../xml-tree.js";
import { decodeUtf8 } from "./decode.js";
import { NamespaceScope } from "./namespace-scope.js";
import { declarations } from "./plain-namespaces.js";
import { assemblePlain } from "./plain-xml.js";
import { exact, TreeAssembly, type XmlOptions } from "./tree-assembly.js";

export type { XmlOptions } from "./tree-assembly.js";

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
  const root = plainTree(decoded.text, options);
  return root ? { root, diagnostics: [] } : parseAnyXml(decoded.text, options);
}

/** The same for text alone, by saxes whatever it holds. */
export function parseAnyXml(text: string, options: XmlOptions): ParsedXml {
  try {
    return { root: new TreeBuilder(text, options).build(), diagnostics: [] };
  } catch (failure) {
    if (failure instanceof XmlFailure) return { diagnostics: [failure.diagnostic] };
    throw failure;
  }
}

/** Ends the plain reading, which has no diagnostics of its own. */
class NotPlain extends Error {}

/** The tree of a plain document; undefined for any other, and for what is wrong. */
export function plainTree(text: string, options: XmlOptions): XmlElement | undefined {
  try {
    const assembly = new TreeAssembly(text, options, () => {
      throw new NotPlain();
    });
    return assemblePlain(assembly) ? assembly.root : undefined;
  } catch (failure) {
    if (failure instanceof NotPlain) return undefined;
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

/** Any document by saxes. Throws an XmlFailure for what is wrong. */
class TreeBuilder {
  private readonly parser = new SaxesParser({ xmlns: true, position: false });
  private readonly scope = new NamespaceScope();
  private readonly assembly: TreeAssembly;

  constructor(
    private readonly source: string,
    private readonly options: XmlOptions,
  ) {
    this.assembly = new TreeAssembly(source, options, (what, limit) => this.tooMuch(what, limit));
  }

  build(): XmlElement {
    this.listen();
    for (let at = 0; at < this.source.length; at += chunkLength)
      this.parser.write(this.source.slice(at, at + chunkLength));
    this.close();
    return this.assembly.root!;
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
    const { parser, assembly } = this;
    parser.on("error", (error) => this.malformed(error.message));
    parser.on("doctype", () => this.fail("CH1403", {}));
    parser.on("attribute", () => assembly.countAttribute());
    parser.on("opentagstart", () => assembly.begin());
    parser.on("opentag", (tag) => this.enter(tag));
    parser.on("closetag", (tag) => this.leave(tag));
    parser.on("text", (text) => assembly.addText(text));
    parser.on("cdata", (text) => assembly.addText(text));
  }

  private enter(tag: SaxesTagNS): void {
    const { assembly, scope } = this;
    scope.enter(tag);
    if (assembly.dropsElements) return;
    // From `<` to `>` of the start tag just read.
    const end = this.parser.position;
    const start = this.source.lastIndexOf("<", end - 1);
    assembly.enter(assembly.shared(tag.local), tag.uri, this.attributesOf(tag), start, end);
  }

  private leave(tag: SaxesTagNS): void {
    this.scope.leave(tag);
    this.assembly.leave();
  }

  private attributesOf(tag: SaxesTagNS): readonly XmlAttribute[] {
    const { assembly } = this;
    const found: XmlAttribute[] = [];
    for (const { local, uri, value } of Object.values(tag.attributes)) {
      if (uri === declarations) continue;
      const name = assembly.shared(local);
      found.push({ name, namespace: uri, value: assembly.shared(value) });
    }
    return exact(found);
  }

  private malformed(message: string): never {
    const { innermost } = this.assembly;
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

function point(file: string, line: number, column: number): SourceRange {
  return { file, line, column, endLine: line, endColumn: column + 1 };
}
