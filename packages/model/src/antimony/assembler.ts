// Statements to elements: replays the main model's statements, and those of each submodel where it
// is declared, so that a later statement overrides an earlier one and the outer model its parts.
// Nothing is judged here that needs the whole model.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import { nearestName } from "../similar-names.js";
import type { SourceRange } from "../source-range.js";
import {
  type Element,
  type ElementKind,
  ElementTable,
  isVague,
  type ScopedFormula,
  withArticle,
} from "./element-table.js";
import { NameResolver } from "./name-resolver.js";
import {
  type MainModel,
  namesModule,
  type Placed,
  type Program,
  placedStatements,
} from "./program.js";
import type {
  Assignment,
  AssignmentOperator,
  Declaration,
  EventStatement,
  Name,
  Participant,
  ReactionStatement,
  Statement,
  SubmodelStatement,
  SynchronisationStatement,
} from "./syntax.js";
import { UnitTable } from "./unit-table.js";

const submodelLimit = 10_000;

/** Ids that SBML libraries read as the units of the whole model when a unit has them. */
const modelUnitNames: ReadonlySet<string> = new Set([
  "substance",
  "extent",
  "volume",
  "area",
  "length",
  "time_unit",
]);

export interface Assembly {
  readonly elements: ElementTable;
  readonly units: UnitTable;
  readonly algebraic: readonly ScopedFormula[];
  /** Display names given to modules and functions. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Join the main model and its submodels into one table of elements. Errors go to `sink`. */
export function assemble(program: Program, main: MainModel, sink: DiagnosticSink): Assembly {
  const assembler = new Assembler(program, sink);
  assembler.replay(main.statements, main.ports, "");
  assembler.readTitles();
  return assembler;
}

class Assembler implements Assembly {
  readonly elements = new ElementTable();
  readonly units: UnitTable;
  readonly algebraic: ScopedFormula[] = [];
  readonly titles = new Map<string, string>();
  private readonly names: NameResolver;
  private submodels = 0;
  private readonly overwritten = new Set<SourceRange>();

  constructor(
    private readonly program: Program,
    private readonly sink: DiagnosticSink,
  ) {
    this.units = new UnitTable(sink);
    this.names = new NameResolver(this.elements, sink);
  }

  replay(statements: readonly Placed<Statement>[], ports: readonly Name[], scope: string): void {
    for (const { item } of statements) {
      if (item.kind === "unit") this.units.define(scope, item.name, item.expression);
      else if (isModelUnit(item)) this.units.define(scope, item.target, item.expression!);
    }
    for (const port of ports) this.names.mention(port, scope);
    for (const { item, index } of statements) {
      if (this.sink.full) return;
      if (!isModelUnit(item)) this.run(item, index, scope);
    }
  }

  /** Display names of modules and functions are given outside them, by bare statements. */
  readTitles(): void {
    for (const { item } of this.program.bare) {
      if (item.kind === "display" && namesModule(item, this.program))
        this.titles.set(item.target.path, item.text);
    }
  }

  private run(statement: Statement, index: number, scope: string): void {
    switch (statement.kind) {
      case "declaration":
        this.declare(statement, scope);
        break;
      case "assignment":
        this.assign(statement, scope);
        break;
      case "reaction":
        this.react(statement, scope);
        break;
      case "event":
        this.event(statement, scope);
        break;
      case "submodel":
        this.submodel(statement, index, scope);
        break;
      case "has":
        this.has(statement.target, statement.unit, scope);
        break;
      case "display":
        this.display(statement.target, statement.text, scope);
        break;
      case "synchronisation":
        this.synchronise(statement, scope);
        break;
      case "placement":
        this.place(this.names.define(statement.target, scope), statement.compartment, scope);
        break;
      case "algebraic":
        this.algebraic.push(this.names.scoped(statement.expression, statement.range, scope));
        break;
      case "unit":
        break;
    }
  }

  private declare(statement: Declaration, scope: string): void {
    for (const item of statement.items) {
      const element = this.names.define(item.name, scope);
      if (!element) continue;
      const boundary = item.boundary || statement.substanceOnly;
      this.setKind(element, statement.type ?? (boundary ? "species" : "formula"), item.name.range);
      if (statement.constant !== undefined) element.constant = statement.constant;
      if (item.boundary) element.boundary = true;
      if (statement.substanceOnly) element.substanceOnly = true;
      this.place(element, item.compartment, scope);
      if (item.value)
        this.setValue(element, item.value.operator, item.value.expression, item.name.range, scope);
    }
  }

  private assign(statement: Assignment, scope: string): void {
    const element = this.names.define(statement.target, scope);
    if (!element) return;
    this.place(element, statement.compartment, scope);
    if (element.kind === "symbol") element.kind = "formula";
    if (statement.expression)
      this.setValue(element, statement.operator, statement.expression, statement.range, scope);
    else if (statement.operator === "initial") delete element.initial;
    else {
      delete element.rule;
      element.constant ??= false;
    }
  }

  private setValue(
    element: Element,
    operator: AssignmentOperator,
    expression: Expression,
    range: SourceRange,
    scope: string,
  ): void {
    if (element.kind === "submodel" || element.kind === "event") {
      this.valueless(element, range);
      return;
    }
    const formula = this.names.scoped(expression, range, scope);
    if (operator === "initial") {
      this.warnOverwrite(element, "value", element.initial, formula);
      element.initial = formula;
      if (expression.kind === "number" && expression.unit !== undefined)
        element.unit = { path: expression.unit, scope };
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

  private react(statement: ReactionStatement, scope: string): void {
    const range = statement.range;
    const name = statement.name ?? this.names.fresh(scope, "_J", range);
    const element = this.names.define(name, scope);
    if (!element || !this.setKind(element, "reaction", name.range)) return;
    this.place(element, statement.compartment, scope);
    const side = (parts: readonly Participant[]) =>
      parts.flatMap((part) => this.participant(part, scope));
    const { reversible } = statement;
    element.reaction = {
      scope,
      reversible,
      reactants: side(statement.reactants),
      products: side(statement.products),
    };
    if (statement.rate)
      element.initial = this.names.scoped(statement.rate, statement.rate.range ?? range, scope);
  }

  private participant(part: Participant, scope: string) {
    const element = this.names.define(part.species, scope);
    if (!element || !this.setKind(element, "species", part.species.range)) return [];
    if (part.boundary) element.boundary = true;
    const { stoichiometry } = part;
    return [{ species: element.path, stoichiometry, range: part.species.range }];
  }

  private event(statement: EventStatement, scope: string): void {
    const name = statement.name ?? this.names.fresh(scope, "_E", statement.range);
    const element = this.names.define(name, scope);
    if (!element || !this.setKind(element, "event", name.range)) return;
    const assignments = statement.assignments.flatMap(({ variable, expression }) => {
      const target = this.names.define(variable, scope);
      if (!target) return [];
      if (target.kind === "symbol") target.kind = "formula";
      target.eventAssigned = true;
      const { range } = variable;
      return [{ variable: target.path, expression: this.names.inScope(expression, scope), range }];
    });
    const { delay, priority, initialValue, persistent, useValuesFromTriggerTime } = statement;
    element.event = {
      trigger: this.names.inScope(statement.trigger, scope),
      ...(delay ? { delay: this.names.inScope(delay, scope) } : {}),
      ...(priority ? { priority: this.names.inScope(priority, scope) } : {}),
      initialValue,
      persistent,
      useValuesFromTriggerTime,
      assignments,
    };
  }

  private submodel(statement: SubmodelStatement, index: number, scope: string): void {
    const placed = this.visibleModule(statement.module, index);
    if (!placed) return;
    const module = placed.item;
    this.submodels += 1;
    if (this.submodels > submodelLimit) {
      this.sink.add("CH1110", { limit: submodelLimit }, statement.range);
      return;
    }
    const name = statement.name ?? this.names.fresh(scope, "_sys", statement.range);
    const element = this.names.define(name, scope);
    if (!element || !this.setKind(element, "submodel", name.range)) return;
    this.place(element, statement.compartment, scope);
    const inner = `${element.path}.`;
    this.replay(placedStatements(module, placed.index), module.ports, inner);
    this.connect(statement, module.ports, inner, scope);
  }

  private visibleModule(name: Name, index: number) {
    const found = this.program.modules.get(name.path);
    if (found && found.index < index) return found;
    const near = nearestName(name.path, this.program.modules.keys());
    const notes = near ? [{ message: `there is a module "${near}".` }] : [];
    this.sink.add("CH1105", { id: name.path }, name.range, notes);
    return undefined;
  }

  /** `A: mod(x, 2)`: each port is the symbol of the outer model, or takes the value. */
  private connect(
    statement: SubmodelStatement,
    ports: readonly Name[],
    inner: string,
    scope: string,
  ): void {
    const found = statement.arguments.length;
    if (found > ports.length) {
      const values = { id: statement.module.path, ports: ports.length, found };
      this.sink.add("CH1107", values, statement.range);
    }
    statement.arguments.slice(0, ports.length).forEach((argument, i) => {
      const port = this.elements.mention(inner + ports[i]!.path, inner, ports[i]!.range);
      const range = argument.range ?? statement.range;
      if (argument.kind === "symbol")
        this.unite(port, this.names.define({ path: argument.id, range }, scope), range);
      else this.setValue(port, "initial", argument, range, scope);
    });
  }

  private synchronise(statement: SynchronisationStatement, scope: string): void {
    const gone = this.names.define(statement.target, scope);
    const kept = this.names.define(statement.source, scope);
    if (gone) this.unite(gone, kept, statement.range);
  }

  private unite(gone: Element, kept: Element | undefined, range: SourceRange): void {
    if (!kept || gone === kept) return;
    const valueless = [gone, kept].find(({ kind }) => kind === "submodel" || kind === "event");
    if (valueless) {
      this.valueless(valueless, range);
      return;
    }
    if (!isVague(gone) && !isVague(kept) && gone.kind !== kept.kind) {
      this.sink.add(
        "CH1108",
        { id: kept.path, first: withArticle(kept.kind), second: withArticle(gone.kind) },
        range,
      );
      return;
    }
    this.elements.merge(gone, kept);
  }

  private has(target: Name, unit: Name, scope: string): void {
    const element = this.names.define(target, scope);
    if (!element) return;
    if (element.kind === "symbol") element.kind = "formula";
    element.unit = { path: unit.path, scope };
  }

  private display(target: Name, text: string, scope: string): void {
    const bare = { kind: "display", target, text, range: target.range } as const;
    if (this.units.has(scope + target.path)) {
      this.units.rename(scope + target.path, text);
      return;
    }
    const known = this.elements.get(scope + target.path) !== undefined;
    if (!known && scope === "" && namesModule(bare, this.program)) return;
    const element = this.names.define(target, scope);
    if (element) element.name = text;
  }

  private place(element: Element | undefined, compartment: Name | undefined, scope: string): void {
    if (!element || !compartment) return;
    const place = this.names.define(compartment, scope);
    if (place && this.setKind(place, "compartment", compartment.range))
      element.compartment = place.path;
  }

  /** Gives an element its kind; false, with an error, where it already has another. */
  private setKind(element: Element, kind: ElementKind, range: SourceRange): boolean {
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

  private valueless(element: Element, range: SourceRange): void {
    const hint = "Use one of its elements, or another name.";
    this.sink.add("CH1111", { id: element.path, kind: withArticle(element.kind), hint }, range);
  }
}

/** `substance = mole` defines a unit, as `unit substance = mole` does. */
function isModelUnit(statement: Statement): statement is Assignment {
  if (statement.kind !== "assignment" || statement.operator !== "initial") return false;
  return modelUnitNames.has(statement.target.path) && statement.expression !== undefined;
}
