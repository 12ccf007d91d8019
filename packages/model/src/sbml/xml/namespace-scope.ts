// The namespaces in scope while a document is read, in one table for all open elements. By itself
// saxes 6.0.0 looks for a prefix in every open element, so that elements inside each other cost the
// square of their depth. It looks into `ns` of the open elements, innermost first: here all of them
// are this one table, and what an element declares is taken back at its end.

import type { SaxesTagNS } from "saxes";

/** Bound without a declaration (Namespaces in XML 1.0, section 3); the empty prefix to no namespace. */
const initial = {
  "": "",
  xml: "http://www.w3.org/XML/1998/namespace",
  xmlns: "http://www.w3.org/2000/xmlns/",
} as const;

/** The table; undefined for a prefix that was bound before and is not now. */
type Bindings = Record<string, string>;

export class NamespaceScope {
  private readonly bindings: Bindings = Object.assign(Object.create(null), initial);
  /** What the open elements with declarations replaced, outermost first. */
  private readonly replaced: { readonly tag: SaxesTagNS; readonly before: Bindings }[] = [];

  /** A start tag was read. */
  enter(tag: SaxesTagNS): void {
    const before = this.declare(tag.ns);
    if (before) this.replaced.push({ tag, before });
    tag.ns = this.bindings;
  }

  /** Its end was read. */
  leave(tag: SaxesTagNS): void {
    if (this.replaced.at(-1)?.tag !== tag) return;
    Object.assign(this.bindings, this.replaced.pop()!.before);
  }

  private declare(declared: Bindings): Bindings | undefined {
    let before: Bindings | undefined;
    for (const prefix in declared) {
      before ??= Object.create(null) as Bindings;
      before[prefix] = this.bindings[prefix]!;
      this.bindings[prefix] = declared[prefix]!;
    }
    return before;
  }
}
