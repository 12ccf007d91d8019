// Follows `import "file"`: the items of an imported file stand where the import stood, as the
// tutorial says ("as if they had been cut and pasted"). A file reached twice is taken once. An SBML
// file gives one module, which is not the main one.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import { sbmlAsAntimony } from "./import-sbml.js";
import { parseSyntax } from "./parser.js";
import type { FunctionSyntax, ImportSyntax, SyntaxItem } from "./syntax.js";

export interface ImportedText {
  /** Name of the file in diagnostics; two imports of one file give the same name. */
  readonly file: string;
  readonly text: string;
}

/**
 * Finds the text of an import. `target` is what the quotation marks held, `importer` the file that
 * holds the import; a relative target is relative to it. Returns a cause where it cannot be read.
 */
export type ResolveImport = (
  target: string,
  importer: string,
) => ImportedText | { readonly cause: string };

export type Item = Exclude<SyntaxItem, ImportSyntax>;

/** All items of a file and of what it imports, in order and without imports. */
export function readItems(
  root: ImportedText,
  resolveImport: ResolveImport,
  sink: DiagnosticSink,
): Item[] {
  return new ImportReader(resolveImport, sink).read(root);
}

class ImportReader {
  private readonly open: string[] = [];
  private readonly done = new Set<string>();
  private readonly functions = new Map<string, FunctionSyntax>();

  constructor(
    private readonly resolveImport: ResolveImport,
    private readonly sink: DiagnosticSink,
  ) {}

  read(source: ImportedText): Item[] {
    this.open.push(source.file);
    const items = parseSyntax(source.text, source.file, this.sink);
    const flat = items.flatMap((item) =>
      item.kind === "import" ? this.follow(item) : this.own(item),
    );
    this.open.pop();
    this.done.add(source.file);
    return flat;
  }

  private follow(item: ImportSyntax): Item[] {
    const found = this.resolveImport(item.file, this.open.at(-1)!);
    if ("cause" in found)
      return this.refuse("CH1101", { file: item.file, cause: found.cause }, item);
    if (this.done.has(found.file)) return [];
    const start = this.open.indexOf(found.file);
    if (start >= 0) {
      const cycle = [...this.open.slice(start), found.file].join(" -> ");
      return this.refuse("CH1102", { cycle }, item);
    }
    return isXml(found.text) ? this.sbml(found, item) : this.read(found);
  }

  private own(item: Item): Item[] {
    if (item.kind === "function") this.functions.set(item.name.path, item);
    return [item];
  }

  private sbml(source: ImportedText, item: ImportSyntax): Item[] {
    const { resolveImport, functions, sink } = this;
    this.done.add(source.file);
    const text = sbmlAsAntimony(source, item, resolveImport, functions, sink);
    const items = text === undefined ? [] : parseSyntax(text, source.file, sink);
    return items.flatMap((one) => {
      if (one.kind === "import") return [];
      return this.own(one.kind === "module" ? { ...one, main: false } : one);
    });
  }

  private refuse(
    code: "CH1101" | "CH1102",
    values: Record<string, string>,
    item: ImportSyntax,
  ): Item[] {
    this.sink.add(code, values, item.range);
    return [];
  }
}

function isXml(text: string): boolean {
  return /^\s*<(\?xml|sbml)/.test(text);
}
