// Names as written to elements, from the scope they stand in. Every name becomes a full dotted
// path; parts of a submodel are known only once the submodel has made them.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import { upstream } from "../formula/formula-parser.js";
import { rewrite } from "../formula/walk.js";
import { nearestName } from "../similar-names.js";
import type { SourceRange } from "../source-range.js";
import type { Element, ElementTable, ScopedFormula } from "./element-table.js";
import type { Name } from "./syntax.js";

export class NameResolver {
  constructor(
    private readonly elements: ElementTable,
    private readonly sink: DiagnosticSink,
  ) {}

  /** Lowest unused name of the form stem0, stem1, ... */
  fresh(scope: string, stem: string, range: SourceRange): Name {
    return { path: this.elements.freshPath(scope, stem).slice(scope.length), range };
  }

  /** The element that a statement is about; undefined, with an error, where there is none. */
  define(name: Name, scope: string): Element | undefined {
    const path = scope + name.path;
    if (!this.exists(name, path)) return undefined;
    return this.elements.define(path, scope, name.range);
  }

  /** The element that a formula or port speaks of. */
  mention(name: Name, scope: string): Element | undefined {
    const path = scope + name.path;
    if (!this.exists(name, path)) return undefined;
    return this.elements.mention(path, scope, name.range);
  }

  /** A dotted name must have been made by its submodel: parts of a module cannot be added outside. */
  private exists(name: Name, path: string): boolean {
    if (this.elements.get(path)) return true;
    const deleted = this.elements.wasDeleted(path);
    if (!name.path.includes(".") && !deleted) return true;
    const cut = path.lastIndexOf(".");
    const [owner, last] = [path.slice(0, cut), path.slice(cut + 1)];
    const isModule = this.elements.get(owner)?.kind === "submodel";
    const missing = isModule ? `"${owner}" has no "${last}"` : `"${owner}" is not a submodel above`;
    const near = nearestName(path, this.elements.paths());
    const notes = near && !deleted ? [{ message: `there is a "${near}".` }] : [];
    const cause = deleted ? "it has been deleted" : missing;
    this.sink.add("CH1106", { path: name.path, cause }, name.range, notes);
    return false;
  }

  /** A formula with full paths, its scope and place. */
  scoped(expression: Expression, range: SourceRange, scope: string): ScopedFormula {
    return { expression: this.inScope(expression, scope), scope, range };
  }

  /** The formula with every symbol and unit as a full path; the symbols are mentioned. */
  inScope(expression: Expression, scope: string): Expression {
    return rewrite(expression, (node) => {
      if (node.kind === "number" && node.unit !== undefined)
        return { ...node, unit: scope + node.unit };
      if (node.kind !== "symbol" || node.id === upstream) return node;
      this.mention({ path: node.id, range: node.range! }, scope);
      return scope === "" ? node : { ...node, id: scope + node.id };
    });
  }
}
