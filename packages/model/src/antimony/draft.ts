// A model while its statements are being replayed: its elements and units, and the changes that
// statements of several kinds make to an element.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import type { SourceRange } from "../source-range.js";
import { Conversions } from "./conversions.js";
import {
  type Element,
  type ElementKind,
  ElementTable,
  hasValue,
  isVague,
  type ScopedFormula,
  withArticle,
} from "./element-table.js";
import { NameResolver } from "./name-resolver.js";
import { joinElements } from "./synchronisation.js";
import type { AssignmentOperator, Name } from "./syntax.js";
import { UnitTable } from "./unit-table.js";

export class Draft {
  readonly elements = new ElementTable();
  readonly units: UnitTable;
  readonly names: NameResolver;
  readonly conversions = new Conversions(this.elements);
  private readonly overwritten = new Set<SourceRange>();

  /** `separator` joins the id of a submodel to those of its elements. */
  constructor(
    readonly separator: string,
    readonly sink: DiagnosticSink,
  ) {
    this.units = new UnitTable(separator, sink);
    this.names = new NameResolver(this.elements, sink);
  }

  /** Gives an element its kind; false, with an error, where it already has another. */
  setKind(element: Element, kind: ElementKind, range: SourceRange): boolean {
    if (kind === "formula" && element.kind !== "symbol") return true;
    if (isVague(element)) element.kind = kind;
    if (element.kind === kind) return true;
    const values = {
      id: element.path,
      first: withArticle(element.kind),
      second: withArticle(kind),
    };
    this.sink.add("CH1108", values, range, [{ message: "first used here.", range: element.range }]);
    return false;
  }

  place(element: Element | undefined, compartment: Name | undefined, scope: string): void {
    if (!element || !compartment) return;
    const place = this.names.define(compartment, scope);
    if (place && this.setKind(place, "compartment", compartment.range))
      element.compartment = place.path;
  }

  setValue(
    element: Element,
    operator: AssignmentOperator,
    expression: Expression,
    range: SourceRange,
    scope: string,
  ): void {
    if (!hasValue(element)) {
      this.valueless(element, range);
      return;
    }
    const formula = this.names.scoped(expression, range, scope);
    if (operator === "initial") {
      this.warnOverwrite(element, "value", element.initial, formula);
      element.initial = formula;
      if (expression.kind === "number" && expression.unit !== undefined)
        element.unit = { formula: { kind: "symbol", id: expression.unit, range }, scope };
      return;
    }
    const old = element.rule;
    if (old && old.operator !== operator && old.scope === scope) {
      const notes = [{ message: "the other rule is here.", range: old.range }];
      this.sink.add("CH1112", { id: element.path }, range, notes);
      return;
    }
    this.warnOverwrite(element, "rule", old, formula);
    element.rule = { ...formula, operator };
  }

  private warnOverwrite(
    element: Element,
    what: string,
    old: ScopedFormula | undefined,
    now: ScopedFormula,
  ): void {
    if (!old || old.scope !== now.scope || this.overwritten.has(now.range)) return;
    this.overwritten.add(now.range);
    const notes = [{ message: "the earlier one is here.", range: old.range }];
    this.sink.add("CH1113", { what, id: element.path }, now.range, notes);
  }

  /** Makes two elements one: `kept` says what counts, and names it unless that is the inner name. */
  unite(gone: Element, kept: Element | undefined, range: SourceRange, factor?: string): void {
    if (!kept || gone === kept) return;
    const unfit = [gone, kept].find(({ kind }) => kind === "submodel");
    if (unfit) {
      this.valueless(unfit, range);
      return;
    }
    if (!isVague(gone) && !isVague(kept) && gone.kind !== kept.kind) {
      const values = {
        id: kept.path,
        first: withArticle(kept.kind),
        second: withArticle(gone.kind),
      };
      this.sink.add("CH1108", values, range);
      return;
    }
    const local = depth(gone) < depth(kept);
    const named = local ? gone : kept;
    const joined = joinElements(gone, kept, named, factor);
    this.elements.join(local ? kept : gone, named, joined);
  }

  valueless(element: Element, range: SourceRange): void {
    const hint = "Use one of its elements, or another name.";
    this.sink.add("CH1111", { id: element.path, kind: withArticle(element.kind), hint }, range);
  }
}

/** How many submodels deep an element lies: names further out stay. */
function depth({ path }: Element): number {
  return path.split(".").length;
}
