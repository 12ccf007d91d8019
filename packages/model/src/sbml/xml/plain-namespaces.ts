// The namespaces in scope while a plain document is read (plain-xml.ts): one table, in which an element
// writes what it declares and puts back at its end what was there. Source: Namespaces in XML 1.0.

const xml = "http://www.w3.org/XML/1998/namespace";
/** Where attributes are that declare namespaces. */
export const declarations = "http://www.w3.org/2000/xmlns/";

interface Replaced {
  readonly depth: number;
  readonly prefix: string;
  readonly before: string | undefined;
}

export class PlainNamespaces {
  readonly #bindings = new Map<string, string>([
    ["", ""],
    ["xml", xml],
  ]);
  /** What open elements replaced, outermost first. */
  readonly #replaced: Replaced[] = [];

  /** The namespace of a prefix, "" of the default one; undefined where it is not bound. */
  uriOf(prefix: string): string | undefined {
    return this.#bindings.get(prefix);
  }

  /**
   * The element at `depth` binds `prefix`, "" for the default, until `leave`. False where that is not
   * allowed, or not plain: of a reserved prefix or namespace, to nothing, to a name with spaces around.
   */
  declare(depth: number, prefix: string, uri: string): boolean {
    if (prefix === "xml" || prefix === "xmlns" || uri === xml || uri === declarations) return false;
    if (uri.trim() !== uri || (uri === "" && prefix !== "")) return false;
    this.#replaced.push({ depth, prefix, before: this.#bindings.get(prefix) });
    this.#bindings.set(prefix, uri);
    return true;
  }

  /** The element at `depth` ends. */
  leave(depth: number): void {
    for (let last = this.#replaced.at(-1); last?.depth === depth; last = this.#replaced.at(-1)) {
      this.#replaced.pop();
      if (last.before === undefined) this.#bindings.delete(last.prefix);
      else this.#bindings.set(last.prefix, last.before);
    }
  }
}
